"""The week as a timeline: a column a day, a row an hour, every win at the hour it happened.

A day begins where the person's own day begins, so that the small hours stand at its foot. Only the
hours of an ordinary day are shown, and those further out in which something happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from PySide6.QtCore import QLocale, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from microwins_desktop.core.model import Glimpse, Sieve
from microwins_desktop.core.months import week_start, within
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.calendar.grid import NOWHERE, DayGrid, DayModel, Index
from microwins_desktop.ui.calendar.hour_cell import HourCells
from microwins_desktop.ui.calendar.words import (
    cell_name,
    hour_cell_name,
    hour_words,
    qdate,
    week_name,
)
from microwins_desktop.ui.theme import Theme

ANY_TIME = -1
"""The row of wins whose hour nobody knows."""

_EARLIEST, _LATEST = 7, 22  # always shown, where the day starts no later
_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class WeekModel(DayModel):
    """Seven days by hours. `wins` holds what happened, by day and hour of the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.first = date(2000, 1, 3)
        self.hours: list[int] = list(range(_EARLIEST, _LATEST + 1))
        self.wins: Mapping[tuple[date, int], list[Glimpse]] = {}
        self.counts: Mapping[date, int] = {}

    def show_wins(self, wins: list[Glimpse], day_start: time) -> None:
        """Lay out the hours that these wins need."""
        found: dict[tuple[date, int], list[Glimpse]] = {}
        counts: dict[date, int] = {}
        for win in wins:
            hour = ANY_TIME if win.hour is None else win.hour
            found.setdefault((win.day, hour), []).append(win)
            counts[win.day] = counts.get(win.day, 0) + 1
        hours = _hours_for({hour for _day, hour in found}, day_start.hour)
        if hours != self.hours:
            self.beginResetModel()
            self.hours, self.wins, self.counts = hours, found, counts
            self.endResetModel()
        else:
            self.wins, self.counts = found, counts
            self.tell()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.hours)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 7

    def day(self, index: Index) -> date:
        return self.day_at(index.row(), index.column())

    def day_at(self, _row: int, column: int) -> date:
        return self.first + timedelta(days=column)

    def hour(self, index: Index) -> int:
        """The hour of the clock, or `ANY_TIME`."""
        return self.hours[index.row()]

    def inside(self, day: date) -> bool:
        return 0 <= (day - self.first).days < 7 and day == within(day)

    def index_of(self, day: date) -> QModelIndex:
        return self.index(0, (day - self.first).days) if self.inside(day) else QModelIndex()

    def at(self, index: Index) -> list[Glimpse]:
        return self.wins.get((self.day(index), self.hour(index)), [])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not self.holds(index):
            return None
        titles = [win.title for win in self.at(index)]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return hour_cell_name(self.day(index), self.hour(index), titles)
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if way == Qt.Orientation.Vertical:
            return hour_words(self.hours[section])
        day = self.first + timedelta(days=section)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell_name(day, self.counts.get(day, 0), self.check_ins.get(day))
        return QLocale().toString(qdate(day), "d" if self.narrow else "ddd d")


class WeekView(DayGrid):
    """One week. Left and right move by a day, up and down by an hour, PageUp and -Down by a week.

    `moment_wanted` carries the day and the hour (None where it is not known) of an opened cell.
    """

    days: WeekModel
    moment_wanted = Signal(object, object)
    widest_heading = "Wed 00"

    def __init__(
        self, theme: Theme, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, WeekModel(), parent)
        self._preferences = preferences
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop
        )
        self.cells = HourCells(self, self.days)
        self.follow(theme)

    def set_period(self, day: date, first_weekday: int) -> None:
        self.days.beginResetModel()
        self.days.first = week_start(day, first_weekday)
        self.days.endResetModel()

    def load(self, journal: Journal, sieve: Sieve) -> None:
        days, store = self.days, journal.store
        first, last = days.first, days.first + timedelta(days=6)
        days.today = journal.today()
        days.areas = {area.key: area for area in journal.areas()}
        days.check_ins = {about.day: about for about in store.check_ins.between(first, last)}
        kept, hour = self.day, self._hour()
        wins = store.wins.glimpses(first, last, sieve)
        days.show_wins(wins, self._preferences.values.day_start)
        if not self.currentIndex().isValid() and days.inside(kept):
            self.choose(kept)
            self._go_to_hour(hour)

    def period_name(self) -> str:
        return week_name(self.days.first, self.days.first + timedelta(days=6))

    def stepped(self, day: date, periods: int) -> date:
        return within(within(day) + timedelta(weeks=periods))

    def moved(self, key: Qt.Key) -> date | None:
        if key in _DAYS:
            return self.day + timedelta(days=_DAYS[key])
        if key == Qt.Key.Key_Home:
            return within(self.days.first)
        return within(self.days.first + timedelta(days=6)) if key == Qt.Key.Key_End else None

    def choose(self, day: date) -> None:
        """The day in the hour that has the focus; at first the day's first win, or morning."""
        index, hour = self.days.index_of(day), self._hour()
        if not index.isValid():
            return
        if hour is None:
            hour = next((h for h in self.days.hours if (day, h) in self.days.wins), _EARLIEST)
        row = self.days.hours.index(hour) if hour in self.days.hours else 0
        self._put(index.siblingAtRow(row))

    def go(self, day: date) -> None:
        day = within(day)
        if self.days.inside(day):
            row = max(0, self.currentIndex().row())
            self.setCurrentIndex(self.days.index_of(day).siblingAtRow(row))
        else:
            self.elsewhere.emit(day)

    def open_current(self) -> None:
        hour = self._hour()
        known = hour is not None and hour != ANY_TIME
        self.moment_wanted.emit(self.day, time(hour) if known and hour is not None else None)

    def retheme(self) -> None:
        style = "QHeaderView::section:horizontal{padding-left:0;padding-right:0}"
        self.setStyleSheet(self.header_style() + style)
        self.setMinimumHeight(self.theme.px(460))
        self.viewport().update()

    def _hour(self) -> int | None:
        index = self.currentIndex()
        return self.days.hour(index) if index.isValid() else None

    def _go_to_hour(self, hour: int | None) -> None:
        if hour in self.days.hours:
            self._put(self.currentIndex().siblingAtRow(self.days.hours.index(hour)))


def _hours_for(used: set[int], day_start: int) -> list[int]:
    """The hours to show, from the start of the person's day on, wins of no known hour first."""
    places = {(hour - day_start) % 24 for hour in used if hour != ANY_TIME}
    places |= {(_EARLIEST - day_start) % 24, (_LATEST - day_start) % 24}
    shown = [(day_start + place) % 24 for place in range(min(places), max(places) + 1)]
    return [ANY_TIME, *shown] if ANY_TIME in used else shown
