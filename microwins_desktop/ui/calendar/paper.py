"""What the calendar's views draw alike: the pattern of rest, the sign of a hard day, area marks."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from microwins_desktop.ui.kit import paint_mark
from microwins_desktop.ui.theme import Theme

_STRIPE = 8


MOST_STAMPS = 512
"""Kept at a time; beyond that they are drawn anew, as after a window was drawn to many widths."""


class Stamps:
    """What a page holds many times over, each drawn once and stamped from then on."""

    def __init__(self) -> None:
        self._made: dict[Hashable, QPixmap] = {}
        self._ratio = 1.0

    def begin(self, painter: QPainter) -> None:
        """Make ready for one picture."""
        device = painter.device()
        self._ratio = device.devicePixelRatioF() if device is not None else 1.0
        if len(self._made) > MOST_STAMPS:
            self._made.clear()

    @property
    def sharp(self) -> bool:
        """Whether a stamp of whole lengths falls on whole pixels of the screen."""
        return self._ratio.is_integer()

    def mark(self, shape: str, color: QColor, side: int) -> QPixmap:
        """An area's mark."""
        key = shape, color.rgba(), side, self._ratio
        stamp = self._made.get(key)
        if stamp is None:
            stamp = self._made[key] = self._blank(side, side)
            painter = QPainter(stamp)
            paint_mark(painter, QRectF(0, 0, side, side), shape, color)
            painter.end()
        return stamp

    def cell(
        self, width: int, height: int, kind: Hashable, draw: Callable[[QPainter, QRect], None]
    ) -> QPixmap:
        """A cell's paper, from `draw`; `kind` stands for everything that it may look like."""
        key = width, height, kind, self._ratio
        stamp = self._made.get(key)
        if stamp is None:
            stamp = self._made[key] = self._blank(width, height)
            painter = QPainter(stamp)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter, QRect(0, 0, width, height))
            painter.end()
        return stamp

    def _blank(self, width: int, height: int) -> QPixmap:
        stamp = QPixmap(round(width * self._ratio), round(height * self._ratio))
        stamp.setDevicePixelRatio(self._ratio)
        stamp.fill(Qt.GlobalColor.transparent)
        return stamp


def paint_rest(painter: QPainter, box: QRectF, radius: float, theme: Theme) -> None:
    """Soft stripes: the day was for resting."""
    painter.save()
    clip = QPainterPath()
    clip.addRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
    painter.setClipPath(clip)
    stripe = QColor(theme.color("line"))
    if theme.line_width > 1:
        stripe.setAlphaF(0.3)  # where lines are strong, what is written on the day is to be read
    painter.setPen(QPen(stripe, 1.5))
    height = box.height()
    x = box.left() - height
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + height, box.top()))
        x += _STRIPE
    painter.restore()


def paint_hard(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """A small arc at the foot: a cover drawn over the day, not a flaw in it."""
    painter.setPen(QPen(theme.color("soft"), 1.5, Qt.PenStyle.SolidLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    side = theme.px(12)
    foot = QRectF(box.center().x() - side / 2, box.bottom() - theme.px(9), side, side)
    painter.drawArc(foot, 30 * 16, 120 * 16)


def spread(box: QRect, place: int, places: int, gap: int) -> QRect:
    """The `place`th cell (0 at the left) of a row, parted by gaps from its neighbours only.

    The first and the last one reach the edges, so that a grid is as wide as what stands above it.
    """
    shift = round(gap * place / max(1, places - 1))
    return box.adjusted(shift, 0, shift - gap, 0)
