"""The start in steps: something on screen at once, then the journal, the window's page, the rest.

Loading the whole program takes several times as long as showing a window, so a window with the
ground of the pages and the icon in the tray come before nearly everything is imported. Then the
tray's menu is filled, so that a win can be logged; then the page is made; then begins what goes on
by itself. Between the steps the event loop runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from microwins_desktop import i18n, paths
from microwins_desktop.complaining import complain
from microwins_desktop.core.clock import SystemClock
from microwins_desktop.i18n import _
from microwins_desktop.store.glimpse import glimpse
from microwins_desktop.ui.theme import tokens
from microwins_desktop.ui.tray_icon import TrayIcon
from microwins_desktop.ui.window_frame import Ground, WindowFrame

if TYPE_CHECKING:
    from microwins_desktop.desktop import Desktop
    from microwins_desktop.opening import Opened
    from microwins_desktop.system.instance import Instance

LOCKED_AGAIN_MS = 250
LOCKED_FOR_MS = 15_000
"""How often and for how long a journal is tried that another process is writing to."""
DRAWN_WITHIN_MS = 250
"""A window that is not drawn by then will not be just now: it may be on another desktop."""
AFTER_THE_PAGE_MS = 30
"""Long enough for the page to be on screen."""
SETTLED_MS = 1000
"""How long after the start all that it puts off is done."""


class Starting(QObject):
    """One start of the app. `wish` is "start" or "panel"; `started` is called when all is done.

    What goes wrong on the way ends the event loop with 1; `bug` is what nobody expected.
    """

    def __init__(
        self,
        application: QApplication,
        folder: paths.DataFolder,
        instance: Instance,
        wish: str,
        hidden: bool,
        started: Callable[[], None],
    ) -> None:
        super().__init__(application)
        self._application = application
        self._folder = folder
        self._instance = instance
        self._wish = wish
        self._hidden = hidden
        self._started = started
        self.bug: Exception | None = None
        self._step: Callable[[], None] = self._open
        self._waited_ms = 0
        self._opened: Opened | None = None
        self._desktop: Desktop | None = None
        self._icon = TrayIcon(self)
        self._frame: WindowFrame | None = None
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._take_step)

    def show_first(self) -> None:
        """Where a window is wanted, show its frame."""
        if self._wish != "start" or self._hidden:
            self._then(self._open)
            return
        self._frame = WindowFrame()
        self._frame.setCentralWidget(self._ground(self._frame))
        self._frame.show()
        self._then(self._open, DRAWN_WITHIN_MS)

    def close(self) -> None:
        """Close the journal, at the end of the process."""
        if self._opened is not None:
            self._opened.store.close()

    def _ground(self, frame: WindowFrame) -> Ground:
        seen = glimpse(self._folder.database, ("theme", "text_scale", "language"))
        i18n.choose_language(seen.get("language", "system"), paths.resources() / "locale")
        dark = self._application.palette().window().color().lightness() < 128
        palette = tokens.palette_of(seen.get("theme", "system"), dark)
        percent = int(seen["text_scale"]) if seen.get("text_scale", "").isdecimal() else 100
        ground = Ground(palette, percent, i18n.is_right_to_left(), frame)
        ground.drawn.connect(self._on_drawn)
        return ground

    def _on_drawn(self) -> None:
        if self._due.isActive():
            self._due.start(0)

    def _then(self, step: Callable[[], None], after_ms: int = 0) -> None:
        self._step = step
        self._due.start(after_ms)

    def _take_step(self) -> None:
        try:
            self._step()
        except Exception as error:  # noqa: BLE001 - raised again where the event loop has ended
            self.bug = error
            self._application.exit(1)

    # The steps

    def _open(self) -> None:
        """The icon at once where a window came, then the journal, the services, the tray's menu.

        A tray that asks for tooltip and menu meanwhile has its answer when they are filled.
        Without a window the icon waits until then: nobody looks for it.
        """
        if self._frame is not None:
            self._icon.appear()
        from microwins_desktop.opening import BUSY_MS, open_or_rescue, what_happened
        from microwins_desktop.store.errors import Locked, StoreError

        try:
            clock = SystemClock()
            self._opened = open_or_rescue(self._folder, clock, BUSY_MS)
        except Locked as error:
            self._wait_for_journal(str(error))
            return
        except StoreError as error:
            self._refuse(str(error))
            return
        if self._opened.rescue is not None:
            complain(what_happened(self._opened))
        from microwins_desktop.desktop import Desktop
        from microwins_desktop.parts import make_parts

        parts = make_parts(self._application, self._opened.store, clock)
        self._desktop = Desktop(parts, self._folder, self._icon, self._frame)
        self._desktop.fill_tray(self._hidden)
        self._then(self._appear)

    def _appear(self) -> None:
        """The page, or the quick panel."""
        if self._desktop is not None:
            self._desktop.appear(self._wish)
            self._then(self._settle, AFTER_THE_PAGE_MS)

    def _settle(self) -> None:
        """What goes on by itself, and an ear for other processes."""
        desktop, opened = self._desktop, self._opened
        if desktop is None or opened is None:
            return
        desktop.settle()
        self._instance.message.connect(desktop.hear)
        self._instance.listen()
        desktop.follow_other_processes()
        desktop.safety.start(opened)
        QTimer.singleShot(SETTLED_MS, self, self._finish)

    def _finish(self) -> None:
        """What the first change would have to wait for; then the start is over."""
        if self._frame is not None and self._opened is not None:
            self._opened.store.load_tables()
        self._started()

    def _wait_for_journal(self, why: str) -> None:
        """Try again in a moment: an import in a terminal, say, will be done."""
        self._waited_ms += LOCKED_AGAIN_MS
        if self._waited_ms > LOCKED_FOR_MS:
            self._refuse(why)
            return
        self._then(self._open, LOCKED_AGAIN_MS)

    def _refuse(self, why: str) -> None:
        from PySide6.QtWidgets import QMessageBox

        complain(why)
        if self._frame is not None:
            self._frame.hide()
        QMessageBox.warning(None, "MicroWins", _("Your journal was left as it is.") + f" {why}")
        self._application.exit(1)
