"""The running desktop: tray, quick panel, card and window, and who opens whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from microwins_desktop import logs, paths
from microwins_desktop.acknowledging import Acknowledging
from microwins_desktop.i18n import _
from microwins_desktop.nudges import Nudges
from microwins_desktop.parts import Parts
from microwins_desktop.safety import Safety
from microwins_desktop.services.voice import Voice
from microwins_desktop.system.autostart import for_folder
from microwins_desktop.system.ending import EndSignals
from microwins_desktop.system.journal_watch import JournalWatch
from microwins_desktop.ui.actions import Actions
from microwins_desktop.ui.five.end import FiveEnd
from microwins_desktop.ui.nudge_screen import NudgeScreen
from microwins_desktop.ui.routines.menu import RoutineMenu
from microwins_desktop.ui.tray import Tray
from microwins_desktop.ui.tray_icon import TrayIcon
from microwins_desktop.ui.window_frame import WindowFrame

if TYPE_CHECKING:
    from microwins_desktop.ui.main_window import MainWindow
    from microwins_desktop.ui.panel import QuickPanel


class Desktop(QObject):
    """Everything a person sees, over the services. Windows are made when first wanted.

    `icon` and `frame` are those that are on screen already, if any.
    """

    def __init__(
        self,
        parts: Parts,
        folder: paths.DataFolder,
        icon: TrayIcon | None = None,
        frame: WindowFrame | None = None,
    ) -> None:
        super().__init__(parts)
        self._parts = parts
        self._folder = folder
        self._frame: WindowFrame | None = None
        if frame is not None:
            self._take_frame(frame)
        self._window: MainWindow | None = None
        self._panel: QuickPanel | None = None
        self._hidden = False
        self.voice = Voice(parts.journal, paths.resources() / "words.toml")
        self.actions = Actions(parts.journal, self)
        self.actions.open_wanted.connect(self.open_window)
        self.actions.help_wanted.connect(self.open_help)
        self.actions.quit_wanted.connect(self.quit)
        self.nudges = Nudges(parts, self.voice, self)
        self.icon = icon or TrayIcon(self)
        self.tray = self._make_tray()
        self.nudge_screen = NudgeScreen(
            parts.theme,
            parts.journal,
            parts.preferences,
            self.nudges.nudger.board,
            self.tray,
            self,
        )
        near = self.icon.geometry_hint
        self.acknowledging = Acknowledging(parts, self.voice, near, self._window_is_seen, self)
        self.acknowledging.routine_wanted.connect(self.open_routine)
        self.safety = Safety(parts, folder, self)
        self.safety.said.connect(self.acknowledging.say_unseen)
        self._five_end = FiveEnd(parts.theme, parts.gentle.five, parts.preferences, near, self)
        parts.preferences.changed.connect(self._on_preferences)

    def _make_tray(self) -> Tray:
        parts = self._parts
        tray = Tray(
            self.icon,
            parts.theme,
            parts.journal,
            parts.preferences,
            self.actions,
            self.nudges.nudger.book,
            parts.gentle,
            self,
        )
        self._routine_menu = RoutineMenu(parts.journal, parts.routines, tray.menu)
        self._routine_menu.routine_wanted.connect(self.open_routine)
        tray.offer(self._routine_menu)
        self.icon.clicked.connect(self.toggle_panel)
        self.icon.appeared.connect(self._on_tray)
        self.icon.waited_in_vain.connect(self._on_no_tray)
        return tray

    def start(self, wish: str, hidden: bool) -> None:
        """All of a start at once; `starting` takes the steps one by one."""
        self.fill_tray(hidden)
        self.appear(wish)
        self.settle()

    def fill_tray(self, hidden: bool) -> None:
        """The tray's menu first: from here on a win can be logged. `hidden` stays in the tray."""
        self._hidden = hidden
        logs.catch_bugs(self._on_bug)
        self._end = EndSignals(self)
        self._end.asked.connect(self._on_end_asked)
        self.tray.refresh()
        self.icon.menu.tell()  # whoever reads the menu from here on reads all of it
        self.icon.wait()

    def appear(self, wish: str) -> None:
        """What the person asked to see: "start" (the window) or "panel"."""
        if wish == "panel":
            self.open_panel()
        elif self._frame is not None and self._frame.isVisible():
            self.window.offer_quit(not self.icon.is_there)  # in front already, or where it was put
        elif not self._hidden:
            self.open_window()

    def settle(self) -> None:
        """Begin what goes on by itself."""
        self.nudges.start()
        self._parts.gentle.five.start_up()

    def follow_other_processes(self) -> None:
        """Notice what other processes write, also what they wrote during the start."""
        self._watch = JournalWatch(self._folder.database, self)
        self._watch.touched.connect(self._parts.journal.notice_others)
        self._parts.journal.notice_others()

    def hear(self, message: str) -> None:
        """A word from another process (see system.signalling)."""
        if message == "changed":
            self._parts.journal.notice_others()
        elif message == "panel":
            self.open_panel()
        elif message == "raise":
            if self._frame is not None and self._frame.isVisible():
                self._frame.bring_up()
            self.open_panel()
        elif message == "quit":
            self.quit()

    # Windows

    @property
    def frame(self) -> WindowFrame:
        """The window as the desktop sees it, made at the first call."""
        return self._frame or self._take_frame(WindowFrame())

    @property
    def window(self) -> MainWindow:
        """What the window holds, made at the first call."""
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
            frame = self.frame
            self._window = MainWindow(
                parts.theme, parts.journal, self.actions, page_entries(given), frame
            )
            wishes.setParent(self._window)
            Guide(wishes, self._window, self._window)
            frame.fill(self._window)
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
        self.window.offer_quit(not self.icon.is_there)
        self.frame.bring_up()

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
        icon = self.icon.geometry_hint()
        near = icon is not None and icon.geometry().isValid()
        at, room = beside_tray(icon, panel.size()) if near else in_the_middle(panel.size())
        panel.open_at(at, room)

    def toggle_panel(self) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._panel.close()
        else:
            self.open_panel()

    def _take_frame(self, frame: WindowFrame) -> WindowFrame:
        frame.closed_by_person.connect(self._on_window_closed)
        self._frame = frame
        return frame

    # What happens

    def quit(self) -> None:
        """Leave, with every win on disk or in the person's hands."""
        journal = self._parts.journal
        journal.save_unsaved()
        left = journal.waiting.as_text()
        if left:
            from microwins_desktop.ui.goodbye import hand_out

            if not hand_out(left, journal.waiting.is_held):
                return
        QApplication.quit()

    def _window_is_seen(self) -> bool:
        frame = self._frame
        return frame is not None and frame.isVisible() and not frame.isMinimized()

    def _on_tray(self) -> None:
        if self._window is not None:
            self._window.offer_quit(False)

    def _on_no_tray(self) -> None:
        if self._hidden and self._window is None:
            self.window.offer_quit(True)
            self.frame.showMinimized()

    def _on_window_closed(self) -> None:
        if self.icon.is_there or self._window is None:
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
        QTimer.singleShot(0, self.frame, self.frame.showMinimized)

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
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
        self._window = self._panel = None
        self.acknowledging.forget_language()
        self.nudge_screen.forget_language()
        if page:
            self.window.offer_quit(not self.icon.is_there)
            self.window.go_to(page)

    def _on_bug(self) -> None:
        if self._window is not None:
            self._window.say(
                _("Something did not work as it should. Your wins are safe; the log has the rest.")
            )

    def _on_end_asked(self) -> None:
        self._parts.journal.save_unsaved()
        QApplication.quit()
