"""What month, week and year have in common: days in a table, walked with the keyboard.

Tables to assistive tools, so that a screen reader knows rows, columns and the day under the focus.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHoverEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from microwins_desktop.core.model import Area, CheckIn, DayTally, Sieve
from microwins_desktop.core.months import within
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.calendar.turn import Turn
from microwins_desktop.ui.kit import Themed
from microwins_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class DayModel(QAbstractTableModel):
    """Days in rows and columns, with what happened on them."""

    def __init__(self) -> None:
        super().__init__()
        self.today = date(2000, 1, 1)
        self.narrow = False  # too little room for whole headings
        self.tallies: Mapping[date, DayTally] = {}
        self.check_ins: Mapping[date, CheckIn] = {}
        self.areas: Mapping[str, Area] = {}

    def day(self, index: Index) -> date | None:
        """The day at a place of the table; None where there is none."""
        return self.day_at(index.row(), index.column())

    def day_at(self, row: int, column: int) -> date | None:
        raise NotImplementedError

    def inside(self, day: date) -> bool:
        """Whether a day belongs to the period that is shown."""
        raise NotImplementedError

    def index_of(self, day: date) -> QModelIndex:
        raise NotImplementedError

    def holds(self, index: Index) -> bool:
        """Whether a place of the table is a day of the period."""
        day = self.day(index) if index.isValid() else None
        return day is not None and self.inside(day)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.holds(index):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def tell(self) -> None:
        """Say that what the days hold has changed."""
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def tell_of(self, day: date) -> None:
        """Say that what one day of the period holds has changed."""
        place = self.index_of(day)
        self.dataChanged.emit(place, place)


class Cells(Protocol):
    """Paints what a grid shows."""

    def begin(self, painter: QPainter) -> None:
        """Make ready for one picture, and paint what lies below all cells."""

    def paint(self, painter: QPainter, box: QRect, row: int, column: int, hover: bool) -> None:
        """Paint one place of the table into `box`."""


class DayGrid(Themed, QTableView):
    """`day_chosen` carries the day under the focus; `elsewhere` one of another period.

    `day_opened` comes on Enter, Space or a double click.
    """

    day_chosen = Signal(object)
    day_opened = Signal(object)
    elsewhere = Signal(object)
    widest_heading = ""
    """What a column needs room for, else its heading is a shorter one."""
    cells: Cells

    def __init__(self, theme: Theme, days: DayModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days: DayModel = days
        days.setParent(self)
        self.setModel(days)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for scroll in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            scroll(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(4)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._turn = Turn(theme, self.viewport())
        self.selectionModel().currentChanged.connect(self._on_current)
        self._shown: date | None = None
        self._hovered = QPersistentModelIndex()

    # What each kind of period says for itself

    def set_period(self, day: date, first_weekday: int) -> None:
        """Lay out the period that `day` is in."""
        raise NotImplementedError

    def load(self, journal: Journal, sieve: Sieve) -> None:
        """Read what happened in the period."""
        raise NotImplementedError

    def reload(self, journal: Journal, sieve: Sieve, _days: Collection[date]) -> None:
        """Read again what happened on some days, where nothing else changed."""
        self.load(journal, sieve)

    def period_name(self) -> str:
        raise NotImplementedError

    def stepped(self, day: date, periods: int) -> date:
        """The day that stands for `day` as many periods later, or earlier."""
        raise NotImplementedError

    def moved(self, key: Qt.Key) -> date | None:
        """Where an arrow, Home or End leads from the day under the focus."""
        raise NotImplementedError

    # What they share

    @property
    def day(self) -> date:
        """The day under the focus."""
        found = self.days.day(self.currentIndex()) if self.currentIndex().isValid() else None
        return found or self._shown or self.days.today

    def show_period(self, day: date, first_weekday: int, journal: Journal, sieve: Sieve) -> None:
        """Turn to the period of `day`, with a short movement where another one was shown."""
        before = self._shown
        self._shown = day
        self.set_period(day, first_weekday)
        self.setAccessibleName(self.period_name())
        self.load(journal, sieve)
        self.choose(day)
        if before is not None and before != day:
            self._turn.play(1 if day > before else -1)

    def choose(self, day: date) -> None:
        """Put the focus of the grid on a day of the shown period."""
        self._put(self.days.index_of(day))

    def _put(self, index: QModelIndex) -> None:
        if index.isValid() and index != self.currentIndex():
            # Quietly: whoever chooses knows already; a screen reader is told by the view itself.
            self.blockSignals(True)
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, flag)
            self.blockSignals(False)

    def go(self, day: date) -> None:
        """Put the focus on any day, asking for its period where that is not shown."""
        day = within(day)
        if self.days.inside(day):
            self.setCurrentIndex(self.days.index_of(day))
        else:
            self.elsewhere.emit(day)

    def focus_outline(self) -> QRect:
        return QRect()  # the delegate rings the day under the focus

    def header_style(self) -> str:
        theme = self.theme
        size, inset = theme.font("secondary").pixelSize(), theme.px(9)
        return (
            "QTableView{background:transparent;border:none;outline:none}"
            "QTableView::item,QTableView::item:selected{background:transparent}"
            "QHeaderView,QHeaderView::section,QTableCornerButton::section"
            "{background:transparent;border:none}"
            f"QHeaderView::section:horizontal{{padding:0 {inset}px {theme.px(6)}px {inset}px;}}"
            f"QHeaderView::section:vertical{{padding:0 {theme.px(6)}px;}}"
            f"QHeaderView::section{{font-size:{size}px;color:{theme.color('soft').name()}}}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        target = self._target(key)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif target is not None:
            self.go(target)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_current()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)
        else:
            event.ignore()  # no search by letters in a grid of days

    def open_current(self) -> None:
        self.day_opened.emit(self.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.days.holds(self.indexAt(event.position().toPoint())):
            self.open_current()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        day = self.days.day(index) if index.isValid() else None
        if day is not None and not self.days.inside(day):
            self.go(day)
            return
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        header = self.horizontalHeader()
        needed = self.theme.metrics("secondary").horizontalAdvance(self.widest_heading)
        narrow = header.sectionSize(0) < needed
        if narrow != self.days.narrow:
            self.days.narrow = narrow
            last = self.days.columnCount() - 1
            self.days.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def viewportEvent(self, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.HoverEnter, QEvent.Type.HoverMove):
            assert isinstance(event, QHoverEvent)
            self._hovered = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        elif kind in (QEvent.Type.HoverLeave, QEvent.Type.Leave):
            self._hovered = QPersistentModelIndex()
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """All cells in one go: a delegate would be asked for each through the style and the model,
        which takes longer than the painting."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        self.cells.begin(painter)
        touched, hovered = event.rect(), self._hovered
        hover = (hovered.row(), hovered.column())
        columns = [
            (column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in range(self.days.columnCount())
        ]
        for row in range(self.days.rowCount()):
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            for column, left, width in columns:
                box = QRect(left, top, width, height)
                if touched.intersects(box):
                    self.cells.paint(painter, box, row, column, (row, column) == hover)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _target(self, key: Qt.Key) -> date | None:
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in pages:
            return self.stepped(self.day, pages[key])
        if key == Qt.Key.Key_T:
            return self.days.today
        if self.isRightToLeft() and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            key = Qt.Key.Key_Right if key == Qt.Key.Key_Left else Qt.Key.Key_Left
        return self.moved(key)

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        day = self.days.day(current) if current.isValid() else None
        if day is not None:
            self.day_chosen.emit(day)
