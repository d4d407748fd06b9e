"""The ten area shapes as vector paths in a 24 by 24 box.

A shape carries the meaning together with the colour, so each stays recognisable at 10 px and in
grey. They are code, not picture files: nothing is loaded at start.
"""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QTransform

BOX = 24.0


def _sun() -> QPainterPath:
    path = _disc(12, 12, 5.0)
    for turn in range(8):
        ray = QPainterPath()
        ray.addRoundedRect(QRectF(10.95, 1.4, 2.1, 4.0), 1.05, 1.05)
        path = path.united(_turned(ray, turn * 45))
    return path


def _drop() -> QPainterPath:
    path = QPainterPath(QPointF(12, 1.8))
    path.cubicTo(14.2, 5.4, 18.9, 10.2, 18.9, 15.0)
    path.cubicTo(18.9, 19.2, 15.8, 22.2, 12, 22.2)
    path.cubicTo(8.2, 22.2, 5.1, 19.2, 5.1, 15.0)
    path.cubicTo(5.1, 10.2, 9.8, 5.4, 12, 1.8)
    return path


def _bubbles() -> QPainterPath:
    path = _disc(8.2, 15.8, 5.0)
    path.addPath(_disc(18.2, 13.6, 3.7))
    path.addPath(_disc(12.1, 5.6, 3.3))
    return path


def _cross() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(8.9, 3, 6.2, 18), 1.4, 1.4)
    bar = QPainterPath()
    bar.addRoundedRect(QRectF(3, 8.9, 18, 6.2), 1.4, 1.4)
    return path.united(bar)


def _house() -> QPainterPath:
    return _rounded([(12, 3.4), (21, 11.4), (21, 20.6), (3, 20.6), (3, 11.4)])


def _triangle() -> QPainterPath:
    return _rounded([(12, 3.6), (21.6, 20.2), (2.4, 20.2)])


def _heart() -> QPainterPath:
    path = QPainterPath(QPointF(12, 21.2))
    path.cubicTo(5.6, 16.8, 2.0, 13.2, 2.0, 8.7)
    path.cubicTo(2.0, 5.5, 4.4, 3.2, 7.3, 3.2)
    path.cubicTo(9.3, 3.2, 11.0, 4.2, 12, 5.9)
    path.cubicTo(13.0, 4.2, 14.7, 3.2, 16.7, 3.2)
    path.cubicTo(19.6, 3.2, 22.0, 5.5, 22.0, 8.7)
    path.cubicTo(22.0, 13.2, 18.4, 16.8, 12, 21.2)
    return path


def _crescent() -> QPainterPath:
    return _disc(11.6, 12, 9.4).subtracted(_disc(16.6, 8.6, 8.0))


def _ring() -> QPainterPath:
    ring = _disc(12, 12, 9.6).subtracted(_disc(12, 12, 5.9))
    ring.addPath(_disc(12, 12, 2.7))
    return ring


def _sheet() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(5, 2.6, 14, 18.8), 3, 3)
    return path


def _disc(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _turned(path: QPainterPath, degrees: float) -> QPainterPath:
    middle = BOX / 2
    turn = QTransform().translate(middle, middle).rotate(degrees).translate(-middle, -middle)
    return turn.map(path)


def _rounded(corners: list[tuple[float, float]], radius: float = 1.3) -> QPainterPath:
    """A polygon whose corners are rounded outwards by no more than `radius`."""
    middle = (
        math.fsum(x for x, _y in corners) / len(corners),
        math.fsum(y for _x, y in corners) / len(corners),
    )
    path = QPainterPath()
    for index, (x, y) in enumerate(corners):
        # Pulled in by the stroke's reach, so that the outline stays where the corners say.
        reach = math.hypot(x - middle[0], y - middle[1])
        share = 1 - radius * 1.25 / reach
        point = QPointF(middle[0] + (x - middle[0]) * share, middle[1] + (y - middle[1]) * share)
        if index:
            path.lineTo(point)
        else:
            path.moveTo(point)
    path.closeSubpath()
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * radius)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return path.united(stroker.createStroke(path))


_DRAW = {
    "sun": _sun,
    "drop": _drop,
    "bubbles": _bubbles,
    "cross": _cross,
    "house": _house,
    "triangle": _triangle,
    "heart": _heart,
    "crescent": _crescent,
    "ring": _ring,
    "sheet": _sheet,
}
SHAPES = tuple(_DRAW)


@lru_cache(maxsize=32)
def shape_path(shape: str) -> QPainterPath:
    """The filled outline of `shape`; the plain disc for a name nobody drew."""
    draw = _DRAW.get(shape)
    return draw() if draw is not None else _disc(12, 12, 7.5)
