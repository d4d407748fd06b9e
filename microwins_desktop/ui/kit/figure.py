"""A number that matters, large, with the words that make it true under it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microwins_desktop.ui.kit.text import TextBlock
from microwins_desktop.ui.kit.themed import Themed
from microwins_desktop.ui.theme import Role, Theme, Token


class Figure(Themed, QWidget):
    """Read as one: `whole` is its name, such as "18 of the last 30 days"."""

    def __init__(
        self, theme: Theme, number: str, words: str, whole: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[str, Role, Token], ...] = (
            (number, "title", "ink"),
            (words, "secondary", "soft"),
        )
        self.setAccessibleName(whole)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(theme)

    def sizeHint(self) -> QSize:
        width = height = 0
        for text, role, _ink in self._parts:
            metrics = self.theme.metrics(role)
            width = max(width, metrics.horizontalAdvance(text) + 2)
            height += metrics.lineSpacing()
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, top = QPainter(self), 0.0
        for text, role, ink in self._parts:
            font, direction = self.theme.font(role), self.layoutDirection()
            block = TextBlock(text, font, self.width(), lines=1, direction=direction)
            block.paint(painter, QPointF(0, top), self.theme.color(ink))
            top += block.height
