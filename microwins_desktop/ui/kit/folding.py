"""Two things beside each other where there is room, else one under the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from microwins_desktop.ui.theme import Space, Theme


class FoldingRow(QWidget):
    """`first` takes the room there is, `second` what it needs."""

    def __init__(self, theme: Theme, first: QWidget, second: QWidget, below: int = 300) -> None:
        """`below` is the width in pixels at 100 % text under which the row folds."""
        super().__init__()
        self._theme = theme
        self._below = below
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.SMALL)
        self._row.addWidget(first, 1)
        self._row.addWidget(second, 0)
        self._second = second
        theme.changed.connect(self._fold)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = self.width() < self._theme.px(self._below)
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        leading = Qt.AlignmentFlag.AlignLeading
        self._row.setAlignment(self._second, leading if narrow else Qt.AlignmentFlag.AlignVCenter)
