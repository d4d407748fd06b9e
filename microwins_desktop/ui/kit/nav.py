"""The sidebar's list of pages: a real list to assistive tools, walked with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from microwins_desktop.ui.kit.themed import Themed, paint_panel
from microwins_desktop.ui.theme import HIT, Radius, Theme


class NavList(Themed, QListWidget):
    """Page names, one of them current. `page_chosen` carries the row that became current.

    `name` is the accessible name of the list. The list is as high as its items; it never scrolls.
    """

    page_chosen = Signal(int)

    def __init__(
        self, theme: Theme, name: str, pages: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListWidget{background:transparent;border:none}")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.theme = theme
        self.setItemDelegate(_NavDelegate(self))
        self.set_pages(pages)
        self.currentRowChanged.connect(self._on_row)
        self.itemSelectionChanged.connect(self._on_selected)
        self.follow(theme)

    def set_pages(self, pages: Sequence[str]) -> None:
        """Name the pages, keeping the current row (also after a change of language)."""
        row = max(0, self.currentRow())
        self.blockSignals(True)
        self.clear()
        self.addItems(list(pages))
        self.setCurrentRow(row)
        self.blockSignals(False)
        self.updateGeometry()

    def retheme(self) -> None:
        self.setFont(self.theme.font("button"))
        self.scheduleDelayedItemsLayout()
        super().retheme()

    def sizeHint(self) -> QSize:
        widest = max((self.sizeHintForIndex(i).width() for i in self._indexes()), default=0)
        return QSize(widest, sum(self.sizeHintForIndex(i).height() for i in self._indexes()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focus_outline(self) -> QRect:
        return QRect()  # the delegate rings the current item

    def _indexes(self) -> list[QModelIndex]:
        return [self.indexFromItem(self.item(row)) for row in range(self.count())]

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self.page_chosen.emit(row)

    def _on_selected(self) -> None:
        # Assistive tools choose an item by selecting it, beside the one that is current.
        selected = [index.row() for index in self.selectedIndexes()]
        others = [row for row in selected if row != self.currentRow()]
        if others:
            self.setCurrentRow(others[-1])
        elif not selected and (current := self.currentItem()) is not None:
            current.setSelected(True)


class _NavDelegate(QStyledItemDelegate):
    """Paints an item: the current one is a small card, the others are quiet words."""

    def __init__(self, nav: NavList) -> None:
        super().__init__(nav)
        self._nav = nav

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        theme = self._nav.theme
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        metrics = theme.metrics("button")
        height = max(theme.px(HIT + 1), metrics.height() + theme.px(16))
        return QSize(metrics.horizontalAdvance(text) + theme.px(36), height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        nav, theme = self._nav, self._nav.theme
        current = index.row() == nav.currentRow()
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box: QRect = option.rect.adjusted(0, 1, 0, -1)
        radius = theme.radius(Radius.FIELD)
        if current:
            fill, line = theme.color("panel"), theme.color("line")
            paint_panel(painter, box, radius, fill, line, theme.line_width)
        elif hover:
            paint_panel(painter, box, radius, theme.color("wash"))
        if current and nav.hasFocus():
            width = theme.ring_width
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), width))
            half = width / 2
            inner = box.toRectF().adjusted(half, half, -half, -half)
            painter.drawRoundedRect(inner, radius - half, radius - half)
            painter.restore()
        font = QFont(theme.font("button"))
        painter.setFont(font)
        painter.setPen(theme.color("ink" if current else "soft"))
        inset = theme.px(14)
        words = box.adjusted(inset, 0, -inset, 0)
        text = theme.metrics("button").elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)),
            Qt.TextElideMode.ElideRight,
            words.width(),
        )
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setLayoutDirection(nav.layoutDirection())
        flags = QStyle.visualAlignment(nav.layoutDirection(), align)
        painter.drawText(words, int(flags | Qt.TextFlag.TextSingleLine), text)
