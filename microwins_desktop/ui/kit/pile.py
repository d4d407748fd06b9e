"""Widgets one under another, without a layout of Qt's.

Qt lays out the whole window, there and then, when a widget is shown inside a layout. A row that
comes after a click would hold up the click with that; here it is done once, before the painting.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Pile(QWidget):
    """Shows the widgets it is given in their order, each as high as the width makes it.

    One with a fixed or maximal width policy of its own stands at the leading edge.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pile: list[QWidget] = []
        self._placed: list[QWidget] = []
        self._heights: dict[int, int] = {}  # as Qt's own layouts do, until something changes
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def pile(self, widgets: Sequence[QWidget]) -> None:
        """Show these children, in this order; what is not among them is the caller's to hide."""
        wanted = list(widgets)
        if wanted != self._placed:
            self._pile = wanted
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
        for widget in self._pile:
            if widget.isHidden():
                widget.show()

    def take_out(self, widget: QWidget) -> QWidget | None:
        """Take a widget out, and tell who is in its place now, or before it where it was last."""
        place = self._pile.index(widget)
        self._pile.remove(widget)
        return self._pile[min(place, len(self._pile) - 1)] if self._pile else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = sum(_height(widget, width) for widget in self._pile)
            self._heights[width] = height
        return height

    def sizeHint(self) -> QSize:
        width = max((widget.sizeHint().width() for widget in self._pile), default=0)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = max((widget.minimumSizeHint().width() for widget in self._pile), default=0)
        return QSize(width, 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle()  # what changed while it was hidden was not told

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _settle(self) -> None:
        """Something has another height now."""
        self._heights.clear()
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        self._placed = list(self._pile)
        width, top = self.width(), 0
        for widget in self._pile:
            height = _height(widget, width)
            room = width if _grows(widget) else min(width, widget.sizeHint().width())
            left = width - room if self.isRightToLeft() else 0
            widget.setGeometry(left, top, room, height)
            top += height


def _grows(widget: QWidget) -> bool:
    return widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding


def _height(widget: QWidget, width: int) -> int:
    return (
        widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
    )
