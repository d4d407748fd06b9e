"""What stands beside the question: the day's wins, or what was opened in their place.

The sheets are made when they are first wanted: most days none is, and a start waits for none.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from microwins_desktop.core.model import Win
from microwins_desktop.services.hindsight import Hindsight
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_book import NudgeBook
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.kit import Card
from microwins_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from microwins_desktop.ui.lookback.sheet import LookBackSheet
    from microwins_desktop.ui.welcome.sheet import WelcomeSheet
    from microwins_desktop.ui.win_editor import WinEditor

WIDTH = 272
UNBOUND = 16_777_215
"""Qt's own largest width."""


class Side(QStackedWidget):
    """`edited` and `looked_back` come when the day is shown again after these."""

    edited = Signal()
    looked_back = Signal()

    def __init__(
        self, theme: Theme, journal: Journal, preferences: Preferences, day: QWidget
    ) -> None:
        super().__init__()
        self._theme = theme
        self._journal = journal
        self._preferences = preferences
        self.hindsight = Hindsight(journal, preferences)
        self.welcome: WelcomeSheet | None = None
        self.addWidget(day)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.MinimumExpanding)

    @cached_property
    def editor(self) -> WinEditor:
        """Changes a win; made at the first call."""
        from microwins_desktop.ui.win_editor import WinEditor

        sheet = Card(self._theme, margin=22)
        editor = WinEditor(self._theme, self._journal)
        editor.closed.connect(self._on_edited)
        sheet.body.addWidget(editor)
        self.addWidget(sheet)
        return editor

    @cached_property
    def look_back(self) -> LookBackSheet:
        """What was a week, a month and a year ago; made at the first call."""
        from microwins_desktop.ui.lookback.sheet import LookBackSheet

        sheet = LookBackSheet(self._theme, self._journal, self._preferences, self.hindsight)
        sheet.closed.connect(self._on_looked_back)
        self.addWidget(sheet)
        return sheet

    def edit(self, win: Win) -> None:
        editor = self.editor
        self.setCurrentWidget(editor.parentWidget() or editor)
        editor.edit(win)

    def open_look_back(self) -> None:
        self.setCurrentWidget(self.look_back)
        self.look_back.open()

    def close_look_back(self) -> None:
        if self._looks_back():
            self.setCurrentIndex(0)

    def open_welcome(self, book: NudgeBook) -> None:
        from microwins_desktop.ui.welcome.sheet import WelcomeSheet

        self.welcome = WelcomeSheet(self._theme, self._journal, self._preferences, book)
        self.welcome.closed.connect(self._on_welcomed)
        self.addWidget(self.welcome)
        self.setCurrentWidget(self.welcome)

    def refresh(self, something: bool) -> None:
        """After a change of the day's wins; `something` says whether there are any."""
        if something and self.welcome is not None:
            self.welcome.leave()  # the first win takes its place
        if self._looks_back():
            self.look_back.show_memories()

    def fold(self, narrow: bool) -> None:
        """As wide as the page where that is narrow."""
        width = self._theme.px(WIDTH)
        self.setMinimumWidth(0 if narrow else width)
        self.setMaximumWidth(UNBOUND if narrow else width)
        policy = QSizePolicy.Policy.Preferred if narrow else QSizePolicy.Policy.Fixed
        self.setSizePolicy(policy, QSizePolicy.Policy.MinimumExpanding)

    def _looks_back(self) -> bool:
        return self.currentWidget() is vars(self).get("look_back")

    def _on_edited(self) -> None:
        self.setCurrentIndex(0)
        self.edited.emit()

    def _on_looked_back(self) -> None:
        self.setCurrentIndex(0)
        self.looked_back.emit()

    def _on_welcomed(self) -> None:
        sheet, self.welcome = self.welcome, None
        if sheet is not None:
            self.setCurrentIndex(0)
            self.removeWidget(sheet)
            sheet.deleteLater()
