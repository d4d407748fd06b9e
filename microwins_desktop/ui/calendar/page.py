"""The calendar: a month at a glance, and the chosen day beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microwins_desktop.core.model import Change, Topic
from microwins_desktop.core.months import first_of, last_of, shifted, within
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.voice import Voice
from microwins_desktop.ui.calendar.day import DayPane
from microwins_desktop.ui.calendar.day_cell import DayCell
from microwins_desktop.ui.calendar.month import MonthView
from microwins_desktop.ui.calendar.words import first_weekday, month_name
from microwins_desktop.ui.kit import IconButton, PageScroll, PageTitle, QuietButton
from microwins_desktop.ui.page import Page
from microwins_desktop.ui.theme import Space, Theme
from microwins_desktop.ui.wishes import Wishes

FOLDS_BELOW = 680
SIDE = 244


class CalendarPage(Page):
    """A month and a day of it. `show_day` opens any day of the journal."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        wishes: Wishes | None = None,
        voice: Voice | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(journal, parent)
        self._theme = theme
        self._preferences = preferences
        self._day = journal.today()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setContentsMargins(30, 30, 26, 30)
        self._columns.setSpacing(Space.INSIDE + Space.SMALL)
        scroll.body.addLayout(self._columns)
        self._columns.addLayout(self._make_month(), 1)
        self._pane = DayPane(theme, journal, preferences, wishes, voice)
        self._pane.day_wanted.connect(self.show_day)
        self._columns.addWidget(self._pane)
        preferences.changed.connect(self._on_preferences)
        theme.changed.connect(self._fold)
        self._turn_to(self._day)

    def show_day(self, day: date) -> None:
        """Open a day: its month, with the day chosen and beside it."""
        self._day = within(day)
        if first_of(self._day) != self._month.days.month:
            self._turn_to(self._day)
        self._month.choose(self._day)
        self._pane.show_day(self._day)

    def fill(self) -> None:
        self._show_month()
        self._pane.show_day(self._day)

    def concerned_by(self, change: Change) -> bool:
        return change.concerns(Topic.WINS, Topic.STEPS, Topic.AREAS, Topic.CHECK_INS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _make_month(self) -> QVBoxLayout:
        theme = self._theme
        column = QVBoxLayout()
        column.setSpacing(Space.SMALL)
        top = QHBoxLayout()
        self._title = PageTitle(theme)
        self._title.setWordWrap(False)
        before = IconButton(theme, "back", _("The month before"))
        before.clicked.connect(self._on_before)
        after = IconButton(theme, "forward", _("The month after"))
        after.clicked.connect(self._on_after)
        self._to_today = QuietButton(theme, _("Today"))
        self._to_today.clicked.connect(self._on_today)
        top.addWidget(self._title)
        top.addWidget(before)
        top.addWidget(after)
        top.addStretch(1)
        top.addWidget(self._to_today)
        column.addLayout(top)
        self._month = MonthView(theme, self)
        self._month.day_chosen.connect(self._on_day)
        self._month.day_opened.connect(self._on_opened)
        self._month.month_wanted.connect(self.show_day)
        column.addWidget(self._month, 1)
        return column

    def _turn_to(self, day: date) -> None:
        self._month.show_month(day, first_weekday(self._preferences.values.week_start))
        self._title.setText(month_name(day))
        self._show_month()

    def _show_month(self) -> None:
        today = self.journal.today()
        month = self._month.days.month
        store = self.journal.store
        tallies = {tally.day: tally for tally in store.wins.tallies(month, last_of(month))}
        check_ins = {about.day: about for about in store.check_ins.between(month, last_of(month))}
        delegate = self._month.itemDelegate()
        if isinstance(delegate, DayCell):
            delegate.areas = {area.key: area for area in self.journal.areas()}
        self._month.days.show_days(tallies, check_ins, today)
        self._month.choose(self._day)
        self._to_today.setVisible(self._day != today)

    def _fold(self) -> None:
        narrow = self.width() < self._theme.px(FOLDS_BELOW)
        way = QBoxLayout.Direction
        self._columns.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        width = self._theme.px(SIDE)
        self._pane.setMinimumWidth(0 if narrow else width)
        self._pane.setMaximumWidth(16_777_215 if narrow else width)
        policy = QSizePolicy.Policy.Preferred if narrow else QSizePolicy.Policy.Fixed
        self._pane.setSizePolicy(policy, QSizePolicy.Policy.MinimumExpanding)

    def _on_day(self, day: date) -> None:
        self._day = day
        self._pane.show_day(day)
        self._to_today.setVisible(day != self.journal.today())

    def _on_opened(self, day: date) -> None:
        self.show_day(day)
        self._pane.add()

    def _on_before(self) -> None:
        self.show_day(shifted(self._day, -1))

    def _on_after(self) -> None:
        self.show_day(shifted(self._day, 1))

    def _on_today(self) -> None:
        self.show_day(self.journal.today())
        self._month.setFocus()

    def _on_preferences(self, keys: frozenset[str]) -> None:
        if keys & {"week_start", "discreet", "day_start", "look_back", "look_back_hard_days"}:
            self._turn_to(self._day)
            self.refresh()
