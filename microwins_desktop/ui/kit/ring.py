"""A quiet ring that fills as time passes. Decoration: what it means stands beside it in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from microwins_desktop.ui.kit.themed import Themed
from microwins_desktop.ui.theme import Theme


class Ring(Themed, QWidget):
    """`set_share` takes 0 to 1; the way passed is drawn in the accent, from the top."""

    def __init__(self, theme: Theme, side: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._share = 0.0
        self.follow(theme)

    def set_share(self, share: float) -> None:
        self._share = max(0.0, min(1.0, share))
        self.update()

    @property
    def share(self) -> float:
        return self._share

    def retheme(self) -> None:
        self.setFixedSize(self.theme.px(self._side), self.theme.px(self._side))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / 11
        box = QRectF(self.rect()).adjusted(width, width, -width, -width)
        pen = QPen(self.theme.color("line_strong"), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(box)
        if self._share > 0:
            pen.setColor(self.theme.color("accent"))
            painter.setPen(pen)
            turn = -1 if not self.isRightToLeft() else 1
            painter.drawArc(box, 90 * 16, round(turn * self._share * 360 * 16))
