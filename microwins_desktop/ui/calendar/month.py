"""The month as a grid: area marks and a count per day, walked with the arrow keys.

Days of the neighbouring months are shown quietly and cannot be entered.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from microwins_desktop.core.model import Sieve
from microwins_desktop.core.months import first_of, last_of, shifted, weeks_of
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.calendar.day_cell import DayCells
from microwins_desktop.ui.calendar.grid import NOWHERE, DayGrid, DayModel, Index
from microwins_desktop.ui.calendar.words import cell_name, day_name, month_name
from microwins_desktop.ui.theme import Theme

_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class MonthModel(DayModel):
    """The days of one month in whole weeks, with what happened on them."""

    def __init__(self) -> None:
        super().__init__()
        self.month = date(2000, 1, 1)
        self.weeks: list[list[date]] = weeks_of(self.month, 0)

    def show_month(self, month: date, first_weekday: int) -> None:
        self.beginResetModel()
        self.month = first_of(month)
        self.weeks = weeks_of(month, first_weekday)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.weeks)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 7

    def day(self, index: Index) -> date:
        return self.day_at(index.row(), index.column())

    def day_at(self, row: int, column: int) -> date:
        return self.weeks[row][column]

    def inside(self, day: date) -> bool:
        return first_of(day) == self.month

    def index_of(self, day: date) -> QModelIndex:
        offset = (day - self.weeks[0][0]).days
        return self.index(offset // 7, offset % 7) if self.inside(day) else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return None
        if not self.holds(index):
            return None
        day = self.day(index)
        return cell_name(day, self.tallies.get(day), self.check_ins.get(day))

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way != Qt.Orientation.Horizontal:
            # Not to be seen; a screen reader says it when it comes to another row.
            spoken = role == Qt.ItemDataRole.AccessibleTextRole
            return (
                _("Week of {day}").format(day=day_name(self.weeks[section][0])) if spoken else None
            )
        weekday = self.weeks[0][section].isoweekday()
        if role == Qt.ItemDataRole.DisplayRole:
            return QLocale().standaloneDayName(weekday, QLocale.FormatType.ShortFormat)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return QLocale().standaloneDayName(weekday)
        return None


class MonthView(DayGrid):
    """One month. Arrows move by a day or a week, PageUp and PageDown by a month."""

    days: MonthModel

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, MonthModel(), parent)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.cells = DayCells(self, self.days)
        self.follow(theme)

    def set_period(self, day: date, first_weekday: int) -> None:
        self.days.show_month(day, first_weekday)

    def load(self, journal: Journal, sieve: Sieve) -> None:
        days, store = self.days, journal.store
        first, last = days.month, last_of(days.month)
        days.today = journal.today()
        days.areas = {area.key: area for area in journal.areas()}
        days.tallies = {tally.day: tally for tally in store.wins.tallies(first, last, sieve)}
        days.check_ins = {about.day: about for about in store.check_ins.between(first, last)}
        days.tell()

    def reload(self, journal: Journal, sieve: Sieve, days: Collection[date]) -> None:
        model, tallies = self.days, dict(self.days.tallies)
        for day in filter(model.inside, days):
            tallies.pop(day, None)
            for tally in journal.store.wins.tallies(day, day, sieve):
                tallies[day] = tally
        model.tallies = tallies
        for day in filter(model.inside, days):
            model.tell_of(day)

    def period_name(self) -> str:
        return month_name(self.days.month)

    def stepped(self, day: date, periods: int) -> date:
        return shifted(day, periods)

    def moved(self, key: Qt.Key) -> date | None:
        if key in _DAYS:
            return self.day + timedelta(days=_DAYS[key])
        if key == Qt.Key.Key_Home:
            return self.days.month
        return last_of(self.days.month) if key == Qt.Key.Key_End else None

    def retheme(self) -> None:
        self.setStyleSheet(self.header_style())
        self.setMinimumHeight(self.theme.px(460))
        self.viewport().update()
