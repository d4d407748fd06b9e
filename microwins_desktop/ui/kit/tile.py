"""An area's mark on its tile, beside words that say the same; decoration only."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from microwins_desktop.ui.kit.marks import paint_mark
from microwins_desktop.ui.kit.motion import Movement
from microwins_desktop.ui.kit.themed import Themed, paint_panel
from microwins_desktop.ui.theme import Motion, Radius, Theme

SMALL_AT_FIRST = 0.6
"""How much of its size a growing mark lacks at first."""


class Tile(Themed, QWidget):
    """`side` is in pixels at 100 % text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, side: int = 38) -> None:
        super().__init__(parent)
        self._side = side
        self._shape, self._hue = "sun", "light"
        self._grown = 1.0
        self._growth = Movement(theme, self, self._on_growth, milliseconds=Motion.SLOW)
        self.follow(theme)

    def grow(self) -> None:
        """Let the mark come gently; at once where less motion is wished."""
        self._growth.play()

    def show_mark(self, shape: str, hue: str) -> None:
        self._shape, self._hue = shape, hue
        self.update()

    def retheme(self) -> None:
        self.setFixedSize(self.theme.px(self._side), self.theme.px(self._side))
        self.update()

    def _on_growth(self, share: float) -> None:
        self._grown = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = self.theme.area(self._hue)
        paint_panel(painter, self.rect(), self.theme.radius(Radius.FIELD), colors.tile)
        inset = self.width() * (0.23 + 0.27 * (1 - self._grown) * SMALL_AT_FIRST)
        box = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        paint_mark(painter, box, self._shape, colors.mark)
