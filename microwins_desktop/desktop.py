"""The running desktop: tray, quick panel, card and window, and who opens whom."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from microwins_desktop import logs, paths
from microwins_desktop.acknowledging import Acknowledging
from microwins_desktop.i18n import _
from microwins_desktop.nudges import Nudges
from microwins_desktop.parts import Parts
from microwins_desktop.safety import Safety
from microwins_desktop.services.voice import Voice
from microwins_desktop.system.autostart import for_folder
from microwins_desktop.ui.actions import Actions
from microwins_desktop.ui.five.end import FiveEnd
from microwins_desktop.ui.nudge_screen import NudgeScreen
from microwins_desktop.ui.routines.menu import RoutineMenu
from microwins_desktop.ui.tray import Tray

if TYPE_CHECKING:
    from microwins_desktop.ui.main_window import MainWindow
    from microwins_desktop.ui.panel import QuickPanel


class Desktop(QObject):
    """Everything a person sees, over the services. Windows are made when first wanted."""

    def __init__(self, parts: Parts, folder: paths.DataFolder) -> None:
        super().__init__(parts)
        self._parts = parts
        self._folder = folder
        self._window: MainWindow | None = None
        self._panel: QuickPanel | None = None
        self._hidden = False
        self.voice = Voice(parts.journal, paths.resources() / "words.toml")
        self.actions = Actions(parts.journal, self)
        self.actions.open_wanted.connect(self.open_window)
        self.actions.help_wanted.connect(self.open_help)
        self.actions.quit_wanted.connect(self.quit)
        self.nudges = Nudges(parts, self.voice, self)
        nudger = self.nudges.nudger
        self.tray = Tray(
            parts.theme,
            parts.journal,
            parts.preferences,
            self.actions,
            nudger.book,
            parts.gentle,
            self,
        )
        self.nudge_screen = NudgeScreen(
            parts.theme, parts.journal, parts.preferences, nudger.board, self.tray, self
        )
        self._routine_menu = RoutineMenu(parts.journal, parts.routines, self.tray.menu)
        self._routine_menu.routine_wanted.connect(self.open_routine)
        self.tray.offer(self._routine_menu)
        self.acknowledging = Acknowledging(
            parts, self.voice, self.tray.geometry_hint, self._window_is_seen, self
        )
        self.acknowledging.routine_wanted.connect(self.open_routine)
        self.safety = Safety(parts, self.tray, self)
        self.tray.panel_wanted.connect(self.toggle_panel)
        self.tray.appeared.connect(self._on_tray)
        self.tray.waited_in_vain.connect(self._on_no_tray)
        parts.preferences.changed.connect(self._on_preferences)
        self._five_end = FiveEnd(
            parts.theme, parts.gentle.five, parts.preferences, self.tray.geometry_hint, self
        )

    def start(self, wish: str, hidden: bool) -> None:
        """Appear as the person asked: the window, the quick panel, or the tray icon alone."""
        self._hidden = hidden
        logs.catch_bugs(self._on_bug)
        self._end_on_signals()
        self.tray.start()
        self.nudges.start()
        self._parts.gentle.five.start_up()
        if wish == "panel":
            self.open_panel()
        elif not hidden:
            self.open_window()

    def hear(self, message: str) -> None:
        """A word from another process (see system.signalling)."""
        if message == "changed":
            self._parts.journal.notice_others()
        elif message == "panel":
            self.open_panel()
        elif message == "raise":
            if self._window is not None and self._window.isVisible():
                self._window.bring_up()
            self.open_panel()
        elif message == "quit":
            self.quit()

    # Windows

    @property
    def window(self) -> MainWindow:
        """The main window, made at the first call."""
        if self._window is None:
            from microwins_desktop.ui.main_window import MainWindow
            from microwins_desktop.ui.pages import Given, page_entries
            from microwins_desktop.ui.wishes import Guide, Wishes

            parts = self._parts
            wishes = Wishes()
            given = Given(
                parts.theme,
                parts.journal,
                parts.preferences,
                self.voice,
                wishes,
                self.nudges.nudger,
                self.nudges.surroundings(for_folder(self._folder)),
                parts.keeping,
                parts.routines,
                parts.gentle,
                self.safety.data,
            )
            self._window = MainWindow(parts.theme, parts.journal, self.actions, page_entries(given))
            wishes.setParent(self._window)
            Guide(wishes, self._window, self._window)
            self._window.closed_by_person.connect(self._on_window_closed)
        return self._window

    @property
    def panel(self) -> QuickPanel:
        """The quick panel, made at the first call."""
        if self._panel is None:
            from microwins_desktop.ui.panel import QuickPanel

            self._panel = QuickPanel(self._parts.theme, self._parts.journal, self._parts.gentle)
            self._panel.open_wanted.connect(self.open_window)
        return self._panel

    def open_window(self) -> None:
        self.window.offer_quit(not self.tray.is_there)
        self.window.bring_up()

    def open_help(self) -> None:
        self.open_window()
        self.window.go_to("help")

    def open_routine(self, key: str, at: int = 0) -> None:
        """Begin a routine in the window, at a place in it."""
        self.open_window()
        self.window.go_to("routines")
        self._parts.routines.start(key, at)

    def open_panel(self) -> None:
        """Show the quick panel beside the tray icon, or in the middle where there is none."""
        from microwins_desktop.ui.places import beside_tray, in_the_middle

        panel = self.panel
        panel.adjustSize()
        icon = self.tray.geometry_hint()
        near = icon is not None and icon.geometry().isValid()
        at, room = beside_tray(icon, panel.size()) if near else in_the_middle(panel.size())
        panel.open_at(at, room)

    def toggle_panel(self) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._panel.close()
        else:
            self.open_panel()

    # What happens

    def quit(self) -> None:
        """Leave, with every win on disk or in the person's hands."""
        journal = self._parts.journal
        journal.save_unsaved()
        left = journal.unsaved_as_text()
        if left:
            from microwins_desktop.ui.goodbye import hand_out

            if not hand_out(left):
                return
        QApplication.quit()

    def _window_is_seen(self) -> bool:
        window = self._window
        return window is not None and window.isVisible() and not window.isMinimized()

    def _on_tray(self) -> None:
        if self._window is not None:
            self._window.offer_quit(False)

    def _on_no_tray(self) -> None:
        if self._hidden and self._window is None:
            self.window.offer_quit(True)
            self.window.showMinimized()

    def _on_window_closed(self) -> None:
        if self.tray.is_there or self._window is None:
            return
        # Accepting the close and coming back keeps logging out possible; ignoring it would not.
        self._window.offer_quit(True)
        # On the card, since the window is about to be out of sight.
        self.acknowledging.say(
            _("MicroWins waits here"),
            _(
                "There is no tray here, so MicroWins waits in your list of windows. "
                "Quit is at the foot of the sidebar."
            ),
        )
        QTimer.singleShot(0, self._window, self._window.showMinimized)

    def _on_preferences(self, keys: frozenset[str]) -> None:
        values = self._parts.preferences.values
        if keys & {"theme", "text_scale", "motion"}:
            self._parts.theme.configure(values.theme, values.text_scale, values.motion)  # type: ignore[arg-type]
        if "language" in keys:
            QTimer.singleShot(0, self, self._speak_anew)

    def _speak_anew(self) -> None:
        """Make every window again in the new language, where the person was."""
        from microwins_desktop.opening import bring_catalogue_up_to_date

        self._parts.speak()
        bring_catalogue_up_to_date(self._parts.journal.store)
        self._parts.journal.forget_names()
        self.voice.forget_language()
        self.actions.name()
        self.tray.name()
        self._routine_menu.refresh()
        page = self._window.page if self._window is not None else ""
        shown = self._window is not None and self._window.isVisible()
        for old in (self._window, self._panel):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._window = self._panel = None
        self.acknowledging.forget_language()
        self.nudge_screen.forget_language()
        if shown:
            self.open_window()
            self.window.go_to(page)

    def _on_bug(self) -> None:
        if self._window is not None:
            self._window.say(
                _("Something did not work as it should. Your wins are safe; the log has the rest.")
            )

    def _end_on_signals(self) -> None:
        """End well when the system asks the process to, also while Qt waits in its own loop."""
        if sys.platform == "win32":
            return
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)
        signal.set_wakeup_fd(self._far.fileno())
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, _noted)
        self._ear = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._on_signal)

    def _on_signal(self) -> None:
        with contextlib.suppress(OSError):
            os.read(self._near.fileno(), 64)
        self._parts.journal.save_unsaved()
        QApplication.quit()


def _noted(_number: int, _frame: object) -> None:
    """The wake-up of the event loop is all that a signal has to do."""
