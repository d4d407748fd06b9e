"""What the calendar's views draw alike: the pattern of rest, the sign of a hard day, area marks."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from microwins_desktop.ui.kit import paint_mark
from microwins_desktop.ui.theme import Theme

_STRIPE = 8


class Stamps:
    """Area marks as small pictures, each drawn once for a size and a colour."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, int, int, float], QPixmap] = {}

    def paint(
        self, painter: QPainter, x: float, y: float, side: int, shape: str, color: QColor
    ) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        key = shape, color.rgba(), side, ratio
        stamp = self._made.get(key)
        if stamp is None:
            stamp = self._made[key] = _drawn(shape, color, side, ratio)
        painter.drawPixmap(QPointF(x, y), stamp)


def _drawn(shape: str, color: QColor, side: int, ratio: float) -> QPixmap:
    stamp = QPixmap(round(side * ratio), round(side * ratio))
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    paint_mark(painter, QRectF(0, 0, side, side), shape, color)
    painter.end()
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
