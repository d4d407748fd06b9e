"""Today: one question, a few large steps, and what the day already holds."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from microwins_desktop.core.model import Change, Topic, Win
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.services.gentle import Gentle
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.keeping import Keeping
from microwins_desktop.services.nudger import Nudger
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.voice import Voice
from microwins_desktop.services.waiting import Unsaved
from microwins_desktop.ui.dates import long_day
from microwins_desktop.ui.five.strip import FiveStrip
from microwins_desktop.ui.kit import (
    Body,
    Caption,
    Card,
    FlowLayout,
    PageScroll,
    PageTitle,
    QuietButton,
    Secondary,
    Section,
    Wash,
)
from microwins_desktop.ui.page import Page
from microwins_desktop.ui.theme import Space, Theme
from microwins_desktop.ui.timeline import Timeline
from microwins_desktop.ui.today.asking import Asking
from microwins_desktop.ui.today.check_in import CheckInCard
from microwins_desktop.ui.today.habit_offer import HabitOffer
from microwins_desktop.ui.today.keepsake import KeepsakeBlock
from microwins_desktop.ui.today.nothing import Nothing
from microwins_desktop.ui.today.nudging import Nudging
from microwins_desktop.ui.today.offers import Offers
from microwins_desktop.ui.today.side import Side
from microwins_desktop.ui.welcome.once import is_due
from microwins_desktop.ui.wishes import Wishes

FOLDS_BELOW = 680
"""Pixels of page width under which the day's wins go below the offers."""

WINDOW_DAYS = 30


class TodayPage(Page):
    """The page a person meets first."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        voice: Voice,
        nudger: Nudger,
        wishes: Wishes | None = None,
        keeping: Keeping | None = None,
        gentle: Gentle | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(journal, parent)
        self._theme = theme
        self._preferences = preferences
        self._voice = voice
        self._nudger = nudger
        self._wishes = wishes
        self._keeping = keeping
        self._companions = gentle
        self._day: date | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setContentsMargins(Space.PAGE, Space.PAGE - 2, 28, Space.PAGE - 2)
        self._columns.setSpacing(Space.PAGE)
        scroll.body.addLayout(self._columns)
        self._columns.addLayout(self._make_middle(), 1)
        self._side = self._make_side()
        self._columns.addWidget(self._side)
        if is_due(journal, preferences):
            self._side.open_welcome(nudger.book)
        journal.unsaved_changed.connect(self._on_unsaved)
        preferences.changed.connect(self._on_preferences)
        theme.changed.connect(self._fold)

    def fill(self) -> None:
        self._fill_day()
        self._fill_wins()

    def take(self, change: Change) -> None:
        if change.topics != {Topic.WINS}:
            self._fill_day()
        self._fill_wins()

    def _fill_day(self) -> None:
        """What wins say nothing about."""
        today = self.journal.today()
        if today != self._day:
            self._day = today
            self._date.setText(long_day(QDate(today.year, today.month, today.day)))
        self.nudging.fill()
        self._check_in.consider()
        hard = self.journal.is_hard_day()
        self._gentle.setVisible(hard)
        kept = self._keeping.keepsake_of_today() if hard and self._keeping else None
        self._keepsake.show_keepsake(kept)
        self._look.setVisible(self._side.hindsight.wanted)

    def _fill_wins(self) -> None:
        today = self.journal.today()
        wins = self.journal.wins_of(today)
        self._offers.fill()
        if self._habit_offer is not None:
            # One question at a time.
            self._habit_offer.consider(asked_already=not self._check_in.isHidden())
        self._nothing.settle()
        self._timeline.show_wins(wins, today)
        unsaved = self.journal.unsaved
        self._unsaved.setText(unsaved.line)
        self._unsaved.setVisible(bool(unsaved.line))
        something = bool(wins or unsaved.wins)
        self._empty.setVisible(not something)
        self._side.refresh(something)
        self._undo.setVisible(something and self.journal.next_undo() is not None)
        self._say_kindly(wins)

    def concerned_by(self, change: Change) -> bool:
        shown = (Topic.WINS, Topic.STEPS, Topic.AREAS, Topic.CHECK_INS, Topic.KEEPSAKES)
        return change.concerns(*shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _make_middle(self) -> QVBoxLayout:
        theme, journal = self._theme, self.journal
        column = QVBoxLayout()
        column.setSpacing(Space.CARDS)
        self._date = Caption(theme)
        self._question = PageTitle(theme, _("What small win will you celebrate?"))
        self._asking = Asking(theme, journal)
        self._gentle = Body(theme, _("A hard day. The smallest thing is enough, and so is rest."))
        self._keepsake = KeepsakeBlock(theme)
        self.nudging = Nudging(theme, journal, self._nudger)
        self._offers = Offers(theme, journal, self._companions)
        self._check_in = CheckInCard(theme, journal, self._preferences)
        self._nothing = Nothing(theme, journal, self._voice)
        self._habit_offer: HabitOffer | None = None
        self._kind = Wash(theme)
        self._warm = Body(theme)
        self._kind_words = Body(theme)
        self._windowed = Secondary(theme)
        self._kind.body.setSpacing(2)
        self._kind.body.addWidget(self._warm)
        self._kind.body.addWidget(self._kind_words)
        self._kind.body.addWidget(self._windowed)
        head = QVBoxLayout()
        head.setSpacing(Space.STEP)
        head.addWidget(self._date)
        head.addWidget(self._question)
        column.addLayout(head)
        if self._companions is not None:
            column.addWidget(FiveStrip(theme, self._companions.five, self))
        for widget in (
            self._asking,
            self.nudging,
            self._gentle,
            self._keepsake,
            self._offers,
            self._check_in,
            self._nothing,
        ):
            column.addWidget(widget)  # of a hidden one no gap stays
        if self._companions is not None:
            habits, book = self._companions.habits, self._nudger.book
            self._habit_offer = HabitOffer(theme, journal, habits, book)
            column.addWidget(self._habit_offer)
        column.addStretch(1)
        column.addWidget(self._kind)
        return column

    def _make_side(self) -> Side:
        theme, journal = self._theme, self.journal
        card = Card(theme, margin=22)
        self._heading = Section(theme, _("Today"))
        self._unsaved = Secondary(theme)
        self._unsaved.hide()
        self._empty = Secondary(theme, _("This page is yours. Nothing has to be on it."))
        self._timeline = Timeline(theme, journal, self._preferences, self._wishes)
        self._timeline.edit_wanted.connect(self._on_edit)
        self._undo = QuietButton(theme, _("Undo"))
        self._undo.clicked.connect(self._on_undo)
        for widget in (self._heading, self._unsaved, self._empty, self._timeline):
            card.body.addWidget(widget)
        card.body.addStretch(1)
        foot = FlowLayout()
        self._look = QuietButton(theme, _("Look back"))
        self._look.clicked.connect(self._on_look_back)
        foot.addWidget(self._undo)
        foot.addWidget(self._look)
        card.body.addLayout(foot)
        side = Side(theme, journal, self._preferences, card)
        side.edited.connect(self._on_edited)
        side.looked_back.connect(self._on_looked_back)
        return side

    def _fold(self) -> None:
        narrow = self.width() < self._theme.px(FOLDS_BELOW)
        way = QBoxLayout.Direction
        self._columns.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._side.fold(narrow)

    def _say_kindly(self, wins: list[Win]) -> None:
        count = len(wins)
        newest = wins[-1] if wins else None
        returning = self._timeline.returning.get(newest.id) if newest else None
        self._warm.setVisible(returning is not None)
        if newest is not None and returning is not None:
            self._warm.setText(self._voice.welcome(newest, returning))
        if count:
            words = ngettext(
                "{n} small thing happened because of you today.",
                "{n} small things happened because of you today.",
                count,
            ).format(n=count)
        else:
            words = self._kind_words.full_text() or self._voice.kind_word()
        self._kind_words.setText(words)
        days = self.journal.days_with_a_win(WINDOW_DAYS)
        windowed = _("{k} of the last {n} days had a win.").format(k=days, n=WINDOW_DAYS)
        self._windowed.setText(windowed if days > 1 else "")
        self._windowed.setVisible(days > 1)

    def _on_edit(self, win: Win) -> None:
        self._side.edit(win)

    def _on_edited(self) -> None:
        self._timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_look_back(self) -> None:
        self._side.open_look_back()

    def _on_looked_back(self) -> None:
        self._look.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_undo(self) -> None:
        self.journal.undo()

    def _on_unsaved(self, _unsaved: Unsaved) -> None:
        self.refresh()

    def _on_preferences(self, keys: frozenset[str]) -> None:
        if "look_back" in keys:
            self._side.close_look_back()
        if keys & {"discreet", "check_in", "day_start", "look_back", "look_back_hard_days"}:
            self.refresh()
