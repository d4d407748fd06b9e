"""Layouts that fold instead of clipping: flowing rows, and a grid with columns by width."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QLayoutItem, QScrollArea, QVBoxLayout, QWidget

from microwins_desktop.ui.theme import Space


class _Placed(QLayout):
    """A layout that keeps its items in order and is as high as its width makes it."""

    def __init__(self, parent: QWidget | None = None, gap: int = Space.SMALL) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # as Qt's own layouts do, until something changes
        self._gap = gap
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self._heights.clear()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return height

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _right_to_left(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.isRightToLeft()

    def _set(self, item: QLayoutItem, box: QRect, whole: QRect) -> None:
        if self._right_to_left():
            box = QRect(
                whole.left() + whole.right() - box.right(), box.top(), box.width(), box.height()
            )
        item.setGeometry(box)

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        raise NotImplementedError


class FlowLayout(_Placed):
    """Items in reading order, wrapping to a new row where one is full, on one middle line each."""

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        top = area.top()
        for row in self._rows(area.width()):
            height = max(size.height() for _item, size in row)
            left = area.left()
            for item, size in row:
                if place:
                    corner = QPoint(left, top + (height - size.height()) // 2)
                    self._set(item, QRect(corner, size), area)
                left += size.width() + self._gap
            top += height + self._gap
        used = top - self._gap if self._shown() else area.top()
        return used - rect.top() + margins.bottom()

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(1, width), 1 << 20))
            if not rows or left + size.width() > width:
                rows.append([])
                left = 0
            rows[-1].append((item, size))
            left += size.width() + self._gap
        return rows


class ResponsiveGrid(_Placed):
    """Equal columns, as many as fit at `column` pixels each, rows as high as their highest."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        column: int = 230,
        most: int = 3,
        gap: int = Space.CARDS,
    ) -> None:
        super().__init__(parent, gap)
        self._column = column
        self._most = most

    def set_column(self, width: int) -> None:
        """The narrowest a column gets, in pixels: call with `theme.px(...)` on a retheme."""
        self._column = width
        self.invalidate()

    def set_most(self, columns: int) -> None:
        """The most columns there are, however wide it is."""
        self._most = columns
        self.invalidate()

    def columns_for(self, width: int) -> int:
        fitting = (width + self._gap) // (self._column + self._gap)
        return max(1, min(self._most, fitting))

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        columns = self.columns_for(area.width())
        width = (area.width() - (columns - 1) * self._gap) // columns
        items, top = self._shown(), area.top()
        for start in range(0, len(items), columns):
            row = items[start : start + columns]
            height = max(_height(item, width) for item in row)
            if place:
                for index, item in enumerate(row):
                    left = area.left() + index * (width + self._gap)
                    self._set(item, QRect(left, top, width, height), area)
            top += height + self._gap
        return top - (self._gap if items else 0) - rect.top() + margins.bottom()


class PageScroll(QScrollArea):
    """Scrolls down only: its content is always as wide as the view. Fill `body`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet("QScrollArea,QWidget#pageScroll{background:transparent;border:none}")
        content = QWidget()
        content.setObjectName("pageScroll")
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(QMargins())
        self.setWidget(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        content = self.widget()
        if content is not None:
            content.setMaximumWidth(self.viewport().width())


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return max(item.heightForWidth(width), item.minimumSize().height())
    return item.sizeHint().height()


def page_column(page: QWidget) -> QVBoxLayout:
    """The column of a page that scrolls as a whole, with a page's margins around it."""
    scroll = PageScroll(page)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(QMargins())
    outer.addWidget(scroll)
    column = QVBoxLayout()
    column.setContentsMargins(Space.PAGE, Space.PAGE - 2, 28, Space.PAGE - 2)
    column.setSpacing(Space.CARDS)
    scroll.body.addLayout(column)
    return column


def empty(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets are gone at once for whoever looks."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
