"""The way into the desktop app: one process per data folder, one start, one event loop."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from microwins_desktop import __version__, logs, paths
from microwins_desktop.complaining import complain
from microwins_desktop.starting import Starting
from microwins_desktop.system.instance import Claim, Instance
from microwins_desktop.ui.kit.icons import app_icon


def run(folder: paths.DataFolder, wish: str, hidden: bool, started: Callable[[], None]) -> int:
    """Start the app, or reach the one that runs; returns the exit code.

    `wish` is "start" or "panel" (show the quick panel); `hidden` stays in the tray. `started` is
    called once everything is there.
    """
    if not _has_display():
        return complain("there is no display here; the terminal verbs work without one")
    application = _make_application()
    instance = Instance(folder.root)
    try:
        folder.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        return complain(f"{folder.root} cannot be used as the data folder: {error.strerror}", 2)
    claim = instance.claim(_message(wish, hidden))
    if claim is Claim.SECOND:
        return 0
    if claim is Claim.HUNG:
        return complain("MicroWins is running already, but does not answer")
    logs.start_logging(folder)
    starting = Starting(application, folder, instance, wish, hidden, started)
    try:
        starting.show_first()
        code = application.exec()
    finally:
        instance.release()
        starting.close()
    if starting.bug is not None:
        raise starting.bug
    return code


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


def _has_display() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
