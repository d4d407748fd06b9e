"""The quiet block under a day of the calendar: what the same day held a year earlier."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from microwins_desktop.i18n import _
from microwins_desktop.services.hindsight import Hindsight, Memory
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.actions import menu_words
from microwins_desktop.ui.kit import FlowLayout, Label, Secondary, TextButton, Wash
from microwins_desktop.ui.theme import Role, Space, Theme


class _Small(Label):
    """The heading of a quiet block."""

    role: Role = "secondary_strong"


class YearAgo(Wash):
    """Shows itself where there is something to show, and is gone otherwise."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent, margin=14)
        self._journal = journal
        self._hindsight = Hindsight(journal, preferences)
        self._memory: Memory | None = None
        self.body.setSpacing(Space.STEP)
        self.heading = _Small(theme)
        self.words = Secondary(theme)
        self.hush = TextButton(theme, _("Don't bring this up"))
        self.hush.clicked.connect(self._on_hush)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.words)
        row = FlowLayout()
        row.addWidget(self.hush)
        self.body.addLayout(row)
        self.hide()

    def show_day(self, day: date) -> None:
        """Look a year back from `day`."""
        self._memory = memory = self._hindsight.year_before(day)
        self.setVisible(memory is not None)
        if memory is None:
            return
        today = day == self._journal.today()
        self.heading.setText(_("A year ago today") if today else _("A year before"))
        # Translators: {win} is a win's own words; several of these stand one after the other.
        sentence = _("{win}.")
        self.words.setText(" ".join(_ended(sentence, win.title) for win in memory.wins))

    def entries(self) -> list[tuple[str, str]]:
        """The wins that can be hushed: id and words."""
        return [(win.id, win.title) for win in self._memory.wins] if self._memory else []

    def _on_hush(self) -> None:
        entries = self.entries()
        if len(entries) == 1:
            self._hindsight.hush(entries[0][0])
            return
        menu = QMenu(self)
        for ident, title in entries:
            action = menu.addAction(menu_words(title))
            action.setData(ident)
            action.triggered.connect(self._on_entry)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.hush.mapToGlobal(QPoint(0, self.hush.height())))

    def _on_entry(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._hindsight.hush(str(action.data()))


def _ended(sentence: str, title: str) -> str:
    """The title as a sentence, unless it already ends like one."""
    return title if title[-1:] in ".!?…。！？؟" else sentence.format(win=title)
