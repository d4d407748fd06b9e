"""The sheet beside Today: what a week, a month and a year ago held, and a good day."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microwins_desktop.core.model import Win
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.services.hindsight import Hindsight, Memory
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.kit import (
    NO_AREA,
    Card,
    FlowLayout,
    IconButton,
    Secondary,
    Section,
    Strong,
    TextButton,
    TimelineRow,
)
from microwins_desktop.ui.lookback.words import ago_words, full_day
from microwins_desktop.ui.theme import Space, Theme
from microwins_desktop.ui.timeline import time_words

MOST_SHOWN = 5
"""Wins of one day that are shown; of the others it is said that they are there."""


class LookBackSheet(Card):
    """`open` fills it from the beginning, `show_memories` as things are; `closed` ends it."""

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        hindsight: Hindsight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent, margin=22)
        self._journal = journal
        self._preferences = preferences
        self.hindsight = hindsight
        self._turn = 0
        self._good: Memory | None = None
        self.heading = Section(theme, _("Look back"))
        self._empty = Secondary(
            theme, _("Nothing to look back at yet. It comes by itself, win by win.")
        )
        self._memories = QVBoxLayout()
        self._memories.setSpacing(Space.INSIDE)
        self.another = TextButton(theme, _("Another good day"))
        self.another.clicked.connect(self._on_another)
        self.back = IconButton(theme, "close", _("Back to today"), size=32)
        self.back.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.back)
        self.body.addLayout(top)
        self.body.addSpacing(Space.STEP)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._memories)
        more = FlowLayout()
        more.addWidget(self.another)
        self.body.addLayout(more)
        self.body.addStretch(1)

    def open(self) -> None:
        """Show today's memories from the beginning."""
        self._turn = 0
        self.show_memories()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_memories(self) -> None:
        """Show what may be looked back at now."""
        memories = self.hindsight.memories()
        days = {memory.day for memory in memories}
        self._good, self._turn = self.hindsight.good_day_beside(days, self._turn)
        shown = [*memories, *([self._good] if self._good is not None else [])]
        self._show(shown)

    def shown(self) -> list[_MemoryBlock]:
        return [
            block
            for place in range(self._memories.count())
            if (item := self._memories.itemAt(place)) is not None
            and isinstance(block := item.widget(), _MemoryBlock)
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _show(self, memories: list[Memory]) -> None:
        old = self.shown()
        focus = self.focusWidget()
        had_focus = focus is not None and any(block.isAncestorOf(focus) for block in old)
        for block in old:
            self._memories.removeWidget(block)
            block.hide()
            block.deleteLater()
        discreet = self._preferences.values.discreet
        for memory in memories:
            block = _MemoryBlock(self.theme, self._journal, memory, discreet, self)
            block.hushed.connect(self._on_hushed)
            self._memories.addWidget(block)
        self._empty.setVisible(not memories)
        self.another.setVisible(self._good is not None)
        if had_focus:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_another(self) -> None:
        days = {block.memory.day for block in self.shown()}
        other, turn = self.hindsight.good_day_beside(days, self._turn + 1)
        if other is not None:
            self._turn = turn
            self.show_memories()

    def _on_hushed(self, ident: str) -> None:
        self.hindsight.hush(ident)


class _MemoryBlock(QWidget):
    """One day: when it was, and its wins, each with a way not to be reminded of it."""

    hushed = Signal(str)

    def __init__(
        self, theme: Theme, journal: Journal, memory: Memory, discreet: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.memory = memory
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Strong(theme, ago_words(memory.ago)))
        column.addWidget(Secondary(theme, full_day(memory.day)))
        column.addSpacing(Space.STEP)
        areas = {area.key: (area.shape, area.hue) for area in journal.areas()}
        for win in memory.wins[:MOST_SHOWN]:
            column.addWidget(self._row(theme, win, *areas.get(win.area or "", NO_AREA)))
        for row in self.rows():
            row.set_veiled(discreet)
        more = len(memory.wins) - MOST_SHOWN
        if more > 0:
            words = ngettext("and {n} more", "and {n} more", more).format(n=more)
            column.addWidget(Secondary(theme, words))

    def rows(self) -> list[TimelineRow]:
        return self.findChildren(TimelineRow)

    def _row(self, theme: Theme, win: Win, shape: str, hue: str) -> TimelineRow:
        hush = (("hush", "moon", _("Don't bring this up")),)
        lines = (win.note,) if win.note else ()
        row = TimelineRow(theme, time_words(win), win.title, shape, hue, lines, hush, self)
        row.setObjectName(win.id)
        row.triggered.connect(self._on_triggered)
        return row

    def _on_triggered(self, _key: str) -> None:
        row = self.sender()
        if isinstance(row, TimelineRow):
            self.hushed.emit(row.objectName())
