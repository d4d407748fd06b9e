"""The day beside the calendar: its wins in order, and everything that can be done with them."""

from __future__ import annotations

from datetime import date, time, timedelta

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from microwins_desktop.core.model import EVERYTHING, Sieve, Win
from microwins_desktop.core.months import within
from microwins_desktop.core.sharing import ShareKind
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.voice import Voice
from microwins_desktop.ui.calendar.day_about import DayAbout
from microwins_desktop.ui.calendar.words import qdate
from microwins_desktop.ui.kit import (
    Card,
    IconButton,
    PageScroll,
    QuietButton,
    Secondary,
    Section,
    TextButton,
)
from microwins_desktop.ui.lookback.year_ago import YearAgo
from microwins_desktop.ui.theme import Space, Theme
from microwins_desktop.ui.timeline import Timeline
from microwins_desktop.ui.today.nothing import Nothing
from microwins_desktop.ui.win_editor import WinEditor
from microwins_desktop.ui.wishes import ToShare, Wishes


class DayPane(QStackedWidget):
    """Shows one day, or the form for one of its wins. `day_wanted` asks for a neighbour."""

    day_wanted = Signal(object)
    today_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        wishes: Wishes | None = None,
        voice: Voice | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._wishes = wishes
        self._voice = voice
        self.day = journal.today()
        self.sieve: Sieve = EVERYTHING
        self.addWidget(self._make_list(theme, preferences))
        sheet = Card(theme, margin=20)
        self._editor = WinEditor(theme, journal)
        self._editor.closed.connect(self._on_edited)
        sheet.body.addWidget(self._editor)
        self.addWidget(sheet)

    def expect(self, day: date) -> None:
        """Be at a day whose wins are shown in a moment, leaving the form when it is another one."""
        if day != self.day:
            self._about.leave(day)
            self.setCurrentIndex(0)
        self.day = day

    def show_day(self, day: date) -> None:
        """Show a day and its wins."""
        self.expect(day)
        self._heading.setText(QLocale().toString(qdate(day), _("dddd d MMMM")))
        self.show_wins()
        self._year_ago.show_day(day)
        if self._nothing is not None:
            self._nothing.setVisible(day == self._journal.today())
        self._about.show_day(day)

    def show_wins(self) -> None:
        """Show the day's wins as they are now, where nothing else changed."""
        all_wins = self._journal.wins_of(self.day)
        wins = [win for win in all_wins if self.sieve.takes(win)]
        self._say_count(len(wins), len(all_wins))
        self._share.setVisible(bool(wins) and self._wishes is not None)
        self._timeline.show_wins(wins, self.day)
        if self._nothing is not None:
            self._nothing.settle()

    def _say_count(self, shown: int, count: int) -> None:
        words = ngettext("{n} small win", "{n} small wins", count).format(n=count)
        if 0 < shown < count:
            words = _("{wins}, {n} of them shown").format(wins=words, n=shown)
        self._count.setText(words)
        self._count.setVisible(count > 0)
        empty = _("A quiet page.")
        if count:
            empty = _("Nothing of that kind on this page.")
        elif self.day > self._journal.today():
            empty = _("Still to come.")
        self._empty.setText(empty)
        self._empty.setVisible(shown == 0)

    def add(self, at: time | None = None) -> None:
        """Open the form for a new win on this day, at an hour where one is meant."""
        self.setCurrentIndex(1)
        self._editor.add(self.day, at)

    def offer_today(self, offered: bool) -> None:
        """Show the way back, where the person has gone elsewhere."""
        self._to_today.setVisible(offered)

    def _make_list(self, theme: Theme, preferences: Preferences) -> QWidget:
        card = Card(theme, margin=20)
        top = QHBoxLayout()
        self._heading = Section(theme)
        before = IconButton(theme, "back", _("The day before"), size=32)
        before.clicked.connect(self._on_before)
        after = IconButton(theme, "forward", _("The day after"), size=32)
        after.clicked.connect(self._on_after)
        top.addWidget(self._heading, 1)
        top.addWidget(before)
        top.addWidget(after)
        card.body.addLayout(top)
        self._count = Secondary(theme)
        self._to_today = TextButton(theme, _("Back to today"))
        self._to_today.clicked.connect(self.today_wanted)
        card.body.addWidget(self._count)
        scroll = PageScroll()
        self._empty = Secondary(theme)
        self._timeline = Timeline(theme, self._journal, preferences, self._wishes)
        self._timeline.edit_wanted.connect(self._on_edit)
        self._add = QuietButton(theme, _("Add a win here"))
        self._add.clicked.connect(self._on_add)
        scroll.body.setSpacing(Space.SMALL)
        self._year_ago = YearAgo(theme, self._journal, preferences)
        self._nothing = Nothing(theme, self._journal, self._voice) if self._voice else None
        for widget in (self._empty, self._timeline, self._add, self._year_ago, self._nothing):
            if widget is not None:
                scroll.body.addWidget(widget)
        self._share = TextButton(theme, _("Share this day"))
        self._share.clicked.connect(self._on_share)
        scroll.body.addWidget(self._share)
        scroll.body.addWidget(self._to_today)
        scroll.body.addSpacing(Space.SMALL)
        self._about = DayAbout(theme, self._journal, preferences)
        scroll.body.addWidget(self._about)
        scroll.body.addStretch(1)
        card.body.addWidget(scroll, 1)
        return card

    def _on_before(self) -> None:
        self.day_wanted.emit(within(self.day - timedelta(days=1)))

    def _on_after(self) -> None:
        self.day_wanted.emit(within(self.day + timedelta(days=1)))

    def _on_share(self) -> None:
        if self._wishes is not None:
            self._wishes.share_wanted.emit(ToShare(ShareKind.DAY, self.day))

    def _on_add(self) -> None:
        self.add()

    def _on_edit(self, win: Win) -> None:
        self.setCurrentIndex(1)
        self._editor.edit(win)

    def _on_edited(self) -> None:
        self.setCurrentIndex(0)
        self._add.setFocus()
