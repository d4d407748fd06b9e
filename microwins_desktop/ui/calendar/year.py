"""The year of small wins: a row a month, a cell a day, shaded by how many wins it has.

What a shade stands for is always said as well: in the cell under the pointer or the focus, in the
line below the grid, and to a screen reader.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from microwins_desktop.core.model import Sieve
from microwins_desktop.core.months import last_of, shifted
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.calendar.grid import NOWHERE, DayGrid, DayModel, Index
from microwins_desktop.ui.calendar.words import cell_name
from microwins_desktop.ui.calendar.year_cell import YearCells
from microwins_desktop.ui.theme import Theme

_FEW_NAMED = (1, 5)
_NAMED = (1, 5, 10, 15, 20, 25, 30)
_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_MONTHS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class YearModel(DayModel):
    """Twelve months of up to 31 days. `counts` holds the days that have a win."""

    def __init__(self) -> None:
        super().__init__()
        self.year = 2000
        self.counts: dict[date, int] = {}

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 12

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 31

    def day_at(self, row: int, column: int) -> date | None:
        try:
            return date(self.year, row + 1, column + 1)
        except ValueError:
            return None

    def inside(self, day: date) -> bool:
        return day.year == self.year

    def index_of(self, day: date) -> QModelIndex:
        return self.index(day.month - 1, day.day - 1) if self.inside(day) else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return None
        day = self.day(index) if index.isValid() else None
        if day is None:
            return None
        return cell_name(day, self.counts.get(day, 0), self.check_ins.get(day))

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if way == Qt.Orientation.Vertical:
            length = QLocale.FormatType.LongFormat if spoken else QLocale.FormatType.ShortFormat
            return QLocale().standaloneMonthName(section + 1, length)
        if spoken or section + 1 in (_FEW_NAMED if self.narrow else _NAMED):
            return QLocale().toString(section + 1)
        return ""


class YearView(DayGrid):
    """One year. Left and right move by a day, up and down by a month, PageUp and -Down by a year.

    `pointed` carries the day under the pointer, or None when the pointer leaves.
    """

    days: YearModel
    pointed = Signal(object)
    widest_heading = "30"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, YearModel(), parent)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.cells = YearCells(self, self.days)
        self.follow(theme)

    def set_period(self, day: date, _first_weekday: int) -> None:
        self.days.beginResetModel()
        self.days.year = day.year
        self.days.endResetModel()

    def load(self, journal: Journal, sieve: Sieve) -> None:
        days, store = self.days, journal.store
        first, last = date(days.year, 1, 1), date(days.year, 12, 31)
        days.today = journal.today()
        days.counts = store.wins.counts(first, last, sieve)
        days.check_ins = {about.day: about for about in store.check_ins.between(first, last)}
        days.tell()

    def period_name(self) -> str:
        return QLocale().toString(self.days.year).replace(QLocale().groupSeparator(), "")

    def stepped(self, day: date, periods: int) -> date:
        return shifted(day, 12 * periods)

    def moved(self, key: Qt.Key) -> date | None:
        if key in _DAYS:
            return self.day + timedelta(days=_DAYS[key])
        if key in _MONTHS:
            return shifted(self.day, _MONTHS[key])
        if key == Qt.Key.Key_Home:
            return date(self.days.year, 1, 1)
        return last_of(date(self.days.year, 12, 1)) if key == Qt.Key.Key_End else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self.pointed.emit(self.days.day(index) if index.isValid() else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def retheme(self) -> None:
        theme = self.theme
        size = theme.font("secondary").pixelSize()
        small = max(9, round(size * 0.85))
        self.setStyleSheet(
            self.header_style()
            + "QHeaderView::section:horizontal"
            + f"{{padding:0 0 {theme.px(4)}px 0;font-size:{small}px}}"
        )
        self.setMinimumHeight(theme.px(12 * 28))
        self.viewport().update()
