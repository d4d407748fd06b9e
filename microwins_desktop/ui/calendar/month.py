"""The month as a grid: area marks and a count per day, walked with the arrow keys.

A table to assistive tools, so that a screen reader knows rows, columns and the day under the
focus. Days of the neighbouring months are shown quietly and cannot be entered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from microwins_desktop.core.model import CheckIn, DayTally
from microwins_desktop.core.months import first_of, last_of, shifted, weeks_of, within
from microwins_desktop.i18n import _
from microwins_desktop.ui.calendar.day_cell import DayCell
from microwins_desktop.ui.calendar.words import cell_name, month_name
from microwins_desktop.ui.kit import Themed
from microwins_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class MonthModel(QAbstractTableModel):
    """The days of one month in whole weeks, with what happened on them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.month = date(2000, 1, 1)
        self.today = date(2000, 1, 1)
        self.weeks: list[list[date]] = weeks_of(self.month, 0)
        self.tallies: Mapping[date, DayTally] = {}
        self.check_ins: Mapping[date, CheckIn] = {}

    def show_month(self, month: date, first_weekday: int) -> None:
        self.beginResetModel()
        self.month = first_of(month)
        self.weeks = weeks_of(month, first_weekday)
        self.endResetModel()

    def show_days(
        self, tallies: Mapping[date, DayTally], check_ins: Mapping[date, CheckIn], today: date
    ) -> None:
        self.tallies, self.check_ins, self.today = tallies, check_ins, today
        last = self.index(len(self.weeks) - 1, 6)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.weeks)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 7

    def day(self, index: Index) -> date:
        return self.weeks[index.row()][index.column()]

    def inside(self, day: date) -> bool:
        """Whether a day belongs to the month that is shown."""
        return first_of(day) == self.month

    def index_of(self, day: date) -> QModelIndex:
        offset = (day - self.weeks[0][0]).days
        return self.index(offset // 7, offset % 7) if self.inside(day) else QModelIndex()

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.inside(self.day(index)):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not self.inside(self.day(index)):
            return None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            day = self.day(index)
            return cell_name(day, self.tallies.get(day), self.check_ins.get(day))
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way != Qt.Orientation.Horizontal:
            return None
        weekday = self.weeks[0][section].isoweekday()
        if role == Qt.ItemDataRole.DisplayRole:
            return QLocale().standaloneDayName(weekday, QLocale.FormatType.ShortFormat)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return QLocale().standaloneDayName(weekday)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None


class MonthView(Themed, QTableView):
    """`day_chosen` carries the day under the focus; `month_wanted` one that is not shown."""

    day_chosen = Signal(object)
    day_opened = Signal(object)
    month_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = MonthModel(self)
        self.setModel(self.days)
        self.setAccessibleName(_("Month"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for scroll in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            scroll(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(DayCell(self, self.days))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.follow(theme)

    @property
    def day(self) -> date:
        """The day under the focus; the first of the month when there is none."""
        index = self.currentIndex()
        return self.days.day(index) if index.isValid() else self.days.month

    def show_month(self, month: date, first_weekday: int) -> None:
        self.days.show_month(month, first_weekday)
        self.setAccessibleName(month_name(month))

    def choose(self, day: date) -> None:
        """Put the focus of the grid on a day of the shown month."""
        index = self.days.index_of(day)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)

    def go(self, day: date) -> None:
        """Put the focus on any day, asking for its month where that is not shown."""
        day = within(day)
        if self.days.inside(day):
            self.choose(day)
        else:
            self.month_wanted.emit(day)

    def retheme(self) -> None:
        theme = self.theme
        size, inset = theme.font("secondary").pixelSize(), theme.px(9)
        self.setStyleSheet(
            "QTableView{background:transparent;border:none;outline:none}"
            "QTableView::item,QTableView::item:selected{background:transparent}"
            "QHeaderView,QHeaderView::section{background:transparent;border:none}"
            f"QHeaderView::section{{padding:0 {inset}px {theme.px(6)}px {inset}px;"
            f"font-size:{size}px;color:{theme.color('soft').name()}}}"
        )
        self.setMinimumHeight(self.theme.px(460))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        target = self._target(Qt.Key(event.key()))
        if target is not None:
            self.go(target)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_opened.emit(self.day)
        else:
            event.ignore()  # no search by letters in a grid of days

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.days.inside(self.days.day(index)):
            self.day_opened.emit(self.days.day(index))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self.days.inside(self.days.day(index)):
            self.go(self.days.day(index))
            return
        super().mousePressEvent(event)

    def _target(self, key: Qt.Key) -> date | None:
        rtl = self.isRightToLeft()
        days = {
            Qt.Key.Key_Left: 1 if rtl else -1,
            Qt.Key.Key_Right: -1 if rtl else 1,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in days:
            return self.day + timedelta(days=days[key])
        if key in months:
            return shifted(self.day, months[key])
        if key == Qt.Key.Key_Home:
            return self.days.month
        if key == Qt.Key.Key_End:
            return last_of(self.days.month)
        return self.days.today if key == Qt.Key.Key_T else None

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.day_chosen.emit(self.days.day(current))
