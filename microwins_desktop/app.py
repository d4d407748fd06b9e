"""The composition root of the desktop app: the one place that knows every part.

Parts are made here, given to each other through their constructors, and imported late, so that a
start in the tray loads neither the window nor its pages.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from microwins_desktop import __version__, logs, paths
from microwins_desktop.core.clock import Clock, SystemClock
from microwins_desktop.i18n import _
from microwins_desktop.opening import Opened
from microwins_desktop.store.errors import StoreError
from microwins_desktop.system.instance import Claim, Instance
from microwins_desktop.system.journal_watch import JournalWatch
from microwins_desktop.ui.kit.marks import app_icon

SETTLED_MS = 1000
"""How long after the start all that it puts off is done."""

BUSY_MS = 300
"""How long a write may wait for another process before the win is kept in memory instead."""


def run(folder: paths.DataFolder, wish: str, hidden: bool, started: Callable[[], None]) -> int:
    """Start the app, or reach the one that runs; returns the exit code.

    `wish` is "start" or "panel" (show the quick panel); `hidden` stays in the tray. `started` is
    called once everything is there.
    """
    if not _has_display():
        return _complain("there is no display here; the terminal verbs work without one")
    application = _make_application()
    instance = Instance(folder.root)
    try:
        folder.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        return _complain(f"{folder.root} cannot be used as the data folder: {error.strerror}", 2)
    claim = instance.claim(_message(wish, hidden))
    if claim is Claim.SECOND:
        return 0
    if claim is Claim.HUNG:
        return _complain("MicroWins is running already, but does not answer")
    logs.start_logging(folder)
    clock = SystemClock()
    opened = _open(folder, clock)
    if opened is None:
        return 1
    store = opened.store
    try:
        from microwins_desktop.desktop import Desktop
        from microwins_desktop.parts import make_parts

        parts = make_parts(application, store, clock)
        desktop = Desktop(parts, folder)
        instance.message.connect(desktop.hear)
        watch = JournalWatch(folder.database)
        watch.touched.connect(parts.journal.notice_others)
        desktop.start(wish, hidden)
        desktop.safety.start(opened)
        QTimer.singleShot(SETTLED_MS, started)
        return application.exec()
    finally:
        instance.release()
        store.close()


def _make_application() -> QApplication:
    QApplication.setQuitLockEnabled(False)
    application = QApplication([sys.argv[0]])
    application.setQuitOnLastWindowClosed(False)
    application.setApplicationName("microwins")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(paths.DESKTOP_ID)
    application.setWindowIcon(app_icon())
    return application


def _message(wish: str, hidden: bool) -> str:
    if wish == "panel":
        return "panel"
    return "changed" if hidden else "raise"


def _open(folder: paths.DataFolder, clock: Clock) -> Opened | None:
    from microwins_desktop.opening import open_or_rescue, what_happened

    try:
        opened = open_or_rescue(folder, clock, BUSY_MS)
    except StoreError as error:
        from PySide6.QtWidgets import QMessageBox

        _complain(str(error))
        QMessageBox.warning(None, "MicroWins", _("Your journal was left as it is.") + f" {error}")
        return None
    if opened.rescue is not None:
        _complain(what_happened(opened))
    return opened


def _has_display() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _complain(message: str, code: int = 1) -> int:
    print(f"microwins: {message}", file=sys.stderr)  # noqa: T201
    return code
