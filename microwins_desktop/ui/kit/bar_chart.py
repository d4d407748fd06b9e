"""A row of rounded bars: what the eye takes in at once, and every value by pointer, key and ear.

A table of one row to assistive tools, so that each bar is a cell with a name and the arrow keys
walk from one to the next. A bar of nothing is not drawn: there the paper is plain.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from microwins_desktop.ui.kit.labels import plain_tooltip
from microwins_desktop.ui.kit.themed import Themed
from microwins_desktop.ui.theme import Space, Theme

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

HEIGHT = 132
WIDEST = 30
SHARE = 0.66
"""Of a bar's place, how much the bar takes."""

_SCROLLING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Bar(Struct, frozen=True):
    """One bar: its value, what it says in words, and what stands under it ("" for nothing)."""

    value: int
    words: str
    label: str = ""


class _Bars(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.bars: Sequence[Bar] = ()

    def show(self, bars: Sequence[Bar]) -> None:
        self.beginResetModel()
        self.bars = tuple(bars)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.bars)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        words = self.bars[index.column()].words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return words
        return plain_tooltip(words) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, _section: int, _way: Qt.Orientation, _role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        return None  # a cell says all; the numbers Qt would give would be read with each


class BarChart(Themed, QTableView):
    """`pointed` carries the words of the bar under the pointer or the focus, "" for none."""

    pointed = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = _Bars(self)
        self._hovered = -1
        self.setModel(self._bars)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for scroll in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            scroll(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.verticalHeader(), self.horizontalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setStyleSheet("QTableView{background:transparent;border:none;outline:none}")
        self.selectionModel().currentChanged.connect(self._on_current)
        self.follow(theme)

    def show_bars(self, bars: Sequence[Bar], summary: str) -> None:
        """Draw these bars; `summary` is what they say together, for who does not see them."""
        if tuple(bars) != tuple(self._bars.bars):
            self._hovered = -1
            self._bars.show(bars)
        self.setAccessibleDescription(summary)
        self.viewport().update()

    @property
    def bars(self) -> Sequence[Bar]:
        return self._bars.bars

    def retheme(self) -> None:
        self.setFixedHeight(self.theme.px(HEIGHT))
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(HEIGHT))

    def focus_outline(self) -> QRect:
        """The ring goes round the bar that is walked to, not round the whole chart."""
        current = self.currentIndex()
        return self.visualRect(current) if current.isValid() else self.rect()

    def focus_radius(self) -> int:
        return self.theme.radius(8)

    # Which bar is pointed at

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self._bars.bars:
            newest = max((at for at, bar in enumerate(self._bars.bars) if bar.value), default=0)
            self.setCurrentIndex(self._bars.index(0, newest))
        super().focusInEvent(event)
        self._say()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _SCROLLING:
            event.ignore()  # a row of bars has no up and down: the page scrolls
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.columnAt(event.position().toPoint().x()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, column: int) -> None:
        if column != self._hovered:
            self._hovered = column
            self._say()

    def _on_current(self) -> None:
        self._say()
        self.updateGeometry()  # the focus ring asks again where it belongs

    def _pointed(self) -> int:
        if self._hovered >= 0:
            return self._hovered
        return self.currentIndex().column() if self.hasFocus() else -1

    def _say(self) -> None:
        at = self._pointed()
        self.pointed.emit(self._bars.bars[at].words if 0 <= at < len(self._bars.bars) else "")
        self.viewport().update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.theme.metrics("secondary")
        foot = metrics.height() + Space.STEP if any(bar.label for bar in self.bars) else 0
        floor = self.viewport().height() - foot - 1
        painter.fillRect(
            QRectF(0, floor, self.viewport().width(), self.theme.line_width),
            self.theme.color("line"),
        )
        self._paint_bars(painter, floor)
        painter.setFont(self.theme.font("secondary"))
        painter.setPen(self.theme.color("soft"))
        for text, left in self._labels():
            width = metrics.horizontalAdvance(text) + 2
            box = QRectF(left, floor + Space.STEP, width, metrics.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_bars(self, painter: QPainter, floor: int) -> None:
        most = max((bar.value for bar in self.bars), default=0)
        painter.setPen(Qt.PenStyle.NoPen)
        for column, bar in enumerate(self.bars):
            if not bar.value:
                continue
            place = self.columnWidth(column)
            width = max(2.0, min(place * SHARE, self.theme.px(WIDEST)))
            height = max(width / 2, (floor - Space.STEP) * bar.value / most)
            left = self.columnViewportPosition(column) + (place - width) / 2
            pointed = column == self._pointed()
            painter.setBrush(self.theme.color("ink" if pointed else "accent"))
            painter.save()
            painter.setClipRect(QRectF(left, 0, width, floor))
            # Round above and flat on the floor: the lower half of the circle is cut off.
            radius = min(width / 2, self.theme.radius(7))
            painter.drawRoundedRect(
                QRectF(left, floor - height, width, height + radius), radius, radius
            )
            painter.restore()

    def _labels(self) -> list[tuple[str, float]]:
        """The labels that have room, from the last to the first, with where each begins."""
        metrics = self.theme.metrics("secondary")
        whole, taken = self.viewport().width(), QRectF()
        found: list[tuple[str, float]] = []
        steps = [at for at, bar in enumerate(self.bars) if bar.label]
        if not steps:
            return found
        widest = max(metrics.horizontalAdvance(self.bars[at].label) for at in steps)
        apart = self.columnWidth(0) * (steps[1] - steps[0] if len(steps) > 1 else 1)
        every = max(1, -(-(widest + Space.SMALL) // max(1, apart)))
        for at in steps[::-1][::every]:
            width = metrics.horizontalAdvance(self.bars[at].label) + 2
            middle = self.columnViewportPosition(at) + self.columnWidth(at) / 2
            left = min(max(0.0, middle - width / 2), whole - width)
            box = QRectF(left - Space.STEP, 0, width + Space.SMALL, 1)
            if not box.intersects(taken):
                found.append((self.bars[at].label, left))
                taken = box
        return found
