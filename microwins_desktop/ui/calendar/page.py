"""The calendar: a month, a week or a year at a glance, and the chosen day beside it."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from microwins_desktop.core.model import EVERYTHING, Change, Sieve, Topic
from microwins_desktop.core.months import within
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.voice import Voice
from microwins_desktop.ui.calendar.day import DayPane
from microwins_desktop.ui.calendar.finding import Finding
from microwins_desktop.ui.calendar.grid import DayGrid
from microwins_desktop.ui.calendar.header import CalendarHeader
from microwins_desktop.ui.calendar.month import MonthView
from microwins_desktop.ui.calendar.week import WeekView
from microwins_desktop.ui.calendar.words import first_weekday
from microwins_desktop.ui.calendar.year_panel import YearPanel
from microwins_desktop.ui.kit import PageScroll
from microwins_desktop.ui.page import Page
from microwins_desktop.ui.theme import Space, Theme
from microwins_desktop.ui.wishes import Wishes

FOLDS_BELOW = 680
SIDE = 244
MONTH, WEEK, YEAR = range(3)
SOON_MS = 20
"""After a turn of the page the day beside it follows when the new page is on screen."""


class CalendarPage(Page):
    """Three views and a day of them. `show_day` opens any day of the journal."""

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
        self._sieve: Sieve = EVERYTHING
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setContentsMargins(30, 30, 26, 30)
        self._columns.setSpacing(Space.INSIDE + Space.SMALL)
        scroll.body.addLayout(self._columns)
        self._columns.addLayout(self._make_views(), 1)
        self._pane = DayPane(theme, journal, preferences, wishes, voice)
        self._pane.day_wanted.connect(self.show_day)
        self._pane.today_wanted.connect(self._on_today)
        self._columns.addWidget(self._pane)
        self._pane_soon = QTimer(self)
        self._pane_soon.setSingleShot(True)
        self._pane_soon.setInterval(SOON_MS)
        self._pane_soon.timeout.connect(self._show_pane)
        preferences.changed.connect(self._on_preferences)
        theme.changed.connect(self._fold)
        self._turn_to(self._day)

    def show_day(self, day: date) -> None:
        """Open a day: its period, with the day chosen and beside it."""
        self._day = within(day)
        if self._grid.days.inside(self._day):
            self._grid.choose(self._day)
            self._show_pane()
        else:
            self._turn_to(self._day)
            self._pane.expect(self._day)
            self._pane_soon.start()
        self._show_way_to_today()

    def fill(self) -> None:
        self._grid.load(self.journal, self._sieve)
        self._grid.choose(self._day)
        self._show_way_to_today()
        self._show_pane()

    def take(self, change: Change) -> None:
        if change.topics != {Topic.WINS}:
            self.fill()
            return
        self._grid.reload(self.journal, self._sieve, change.days)
        if self._pane_soon.isActive() or change.days != {self._day}:
            self._show_pane()
        else:
            self._pane.show_wins()

    def concerned_by(self, change: Change) -> bool:
        return change.concerns(Topic.WINS, Topic.STEPS, Topic.AREAS, Topic.CHECK_INS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _make_views(self) -> QVBoxLayout:
        theme = self._theme
        column = QVBoxLayout()
        column.setSpacing(Space.SMALL)
        self._header = CalendarHeader(theme, self)
        self._header.stepped.connect(self._on_stepped)
        self._header.view_chosen.connect(self._on_view)
        column.addWidget(self._header)
        self._month = MonthView(theme)
        self._week = WeekView(theme, self._preferences)
        self._week.moment_wanted.connect(self._on_moment)
        self._year = YearPanel(theme)
        self._grids: tuple[DayGrid, ...] = (self._month, self._week, self._year.view)
        self._stack = QStackedWidget()
        for view in (self._month, self._week, self._year):
            self._stack.addWidget(view)
        for grid in self._grids:
            grid.day_chosen.connect(self._on_day)
            grid.day_opened.connect(self._on_opened)
            grid.elsewhere.connect(self.show_day)
        self._finding = Finding(theme, self.journal, self._preferences, self._stack, self)
        self._finding.sieve_changed.connect(self._on_sieve)
        self._finding.day_wanted.connect(self.show_day)
        self._finding.day_opened.connect(self._on_found_day)
        self._finding.open_changed.connect(self._header.show_finding)
        self._header.find_toggled.connect(self._finding.toggle)
        column.addWidget(self._finding.bar)
        column.addWidget(self._finding.pages, 1)
        return column

    @property
    def _grid(self) -> DayGrid:
        return self._grids[self._stack.currentIndex()]

    def _turn_to(self, day: date) -> None:
        grid = self._grid
        weekday = first_weekday(self._preferences.values.week_start)
        grid.show_period(day, weekday, self.journal, self._sieve)
        before, after = {
            MONTH: (_("The month before"), _("The month after")),
            WEEK: (_("The week before"), _("The week after")),
            YEAR: (_("The year before"), _("The year after")),
        }[self._stack.currentIndex()]
        self._header.name_period(grid.period_name(), before, after)

    def _show_pane(self) -> None:
        self._pane_soon.stop()
        self._pane.show_day(self._day)

    def _show_way_to_today(self) -> None:
        self._pane.offer_today(self._day != self.journal.today())

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
        if day != self._day:
            self._day = day
            self._show_pane()
            self._show_way_to_today()

    def _on_opened(self, day: date) -> None:
        self._on_moment(day, None)

    def _on_moment(self, day: date, at: time | None) -> None:
        self.show_day(day)
        self._show_pane()
        self._pane.add(at)

    def _on_stepped(self, periods: int) -> None:
        self.show_day(self._grid.stepped(self._day, periods))

    def _on_today(self) -> None:
        self.show_day(self.journal.today())
        self._grid.setFocus()

    def _on_sieve(self, sieve: Sieve) -> None:
        self._sieve = sieve
        self._pane.sieve = sieve
        self.refresh()

    def _on_found_day(self, day: date) -> None:
        self.show_day(day)
        self._grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_view(self, view: int) -> None:
        self._stack.setCurrentIndex(view)
        self._turn_to(self._day)

    def _on_preferences(self, keys: frozenset[str]) -> None:
        if keys & {"week_start", "discreet", "day_start", "look_back", "look_back_hard_days"}:
            self._turn_to(self._day)
            self.refresh()
