"""The ten area shapes as vector paths in a 24 by 24 box.

A shape carries the meaning together with the colour, so each stays recognisable at 10 px and in
grey. They are code, not picture files: nothing is loaded at start.
"""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

BOX = 24.0


def _sun() -> QPainterPath:
    path = _disc(12, 12, 5.0)
    for turn in range(8):
        ray = QPainterPath()
        ray.addRoundedRect(QRectF(10.95, 1.4, 2.1, 4.0), 1.05, 1.05)
        path.addPath(_turned(ray, turn * 45))
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
    arm = [(8.9, 8.9, 0.0), (8.9, 3.0, 1.4), (15.1, 3.0, 1.4)]
    corners = []
    for _quarter in range(4):
        corners += arm
        arm = [(BOX - y, x, radius) for x, y, radius in arm]
    return _rounded(corners)


def _house() -> QPainterPath:
    corners = [(12, 3.4), (21, 11.4), (21, 20.6), (3, 20.6), (3, 11.4)]
    return _rounded([(x, y, 1.3) for x, y in corners])


def _triangle() -> QPainterPath:
    return _rounded([(12, 2.7, 1.5), (22, 20.6, 1.5), (2, 20.6, 1.5)])


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
    """The disc around A without the disc around B: the outer arc there, the inner arc back."""
    (ax, ay, ar), (bx, by, br) = (11.6, 12.0, 9.4), (16.6, 8.6, 8.0)
    apart = math.hypot(bx - ax, by - ay)
    towards = math.degrees(math.atan2(ay - by, bx - ax))  # Qt's angles turn against the clock
    outer = math.degrees(math.acos((apart**2 + ar**2 - br**2) / (2 * apart * ar)))
    inner = math.degrees(math.acos((apart**2 + br**2 - ar**2) / (2 * apart * br)))
    path = QPainterPath()
    around_a, around_b = _square(ax, ay, ar), _square(bx, by, br)
    path.arcMoveTo(around_a, towards + outer)
    path.arcTo(around_a, towards + outer, 360 - 2 * outer)
    path.arcTo(around_b, towards + 180 + inner, -2 * inner)
    path.closeSubpath()
    return path


def _ring() -> QPainterPath:
    # Paths are filled by the odd-even rule, so the inner disc is a hole and its dot is not.
    ring = _disc(12, 12, 9.6)
    ring.addPath(_disc(12, 12, 5.9))
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


def _square(x: float, y: float, radius: float) -> QRectF:
    return QRectF(x - radius, y - radius, 2 * radius, 2 * radius)


def _rounded(corners: list[tuple[float, float, float]]) -> QPainterPath:
    """A polygon of `(x, y, radius)` corners, each with an arc of that radius in it.

    Drawn rather than united from parts: Qt's set operations turn curves into short lines.
    """
    path = QPainterPath()
    for index, (x, y, radius) in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % len(corners)]
        corner = QPointF(x, y)
        one, other = _unit(corner, before), _unit(corner, after)
        half = math.acos(QPointF.dotProduct(one, other)) / 2
        start, end = (corner + way * (radius / math.tan(half)) for way in (one, other))
        # How far an arc's handles reach on their way to the corner.
        reach = 4 / 3 * math.tan((math.pi - 2 * half) / 4) * math.tan(half)
        if index:
            path.lineTo(start)
        else:
            path.moveTo(start)
        if radius:
            path.cubicTo(start + (corner - start) * reach, end + (corner - end) * reach, end)
    path.closeSubpath()
    return path


def _unit(start: QPointF, end: tuple[float, float, float]) -> QPointF:
    way = QPointF(end[0], end[1]) - start
    return way / math.hypot(way.x(), way.y())


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
