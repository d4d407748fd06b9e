"""The interface's own small signs, drawn as strokes of one width in a 24 by 24 box."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QTransform

STROKE = 1.75
_DIRECTED = frozenset({"back", "forward", "undo", "redo"})


def glyph_names() -> tuple[str, ...]:
    return (*_LINES, *_DRAWN)


@lru_cache(maxsize=64)
def glyph_path(name: str) -> QPainterPath:
    """The strokes of a glyph; raises KeyError for a name nobody drew."""
    draw = _DRAWN.get(name)
    if draw is not None:
        return draw()
    path = QPainterPath()
    for line in _LINES[name]:
        path.moveTo(*line[0])
        for point in line[1:]:
            path.lineTo(*point)
    return path


def paint_glyph(
    painter: QPainter, rect: QRectF, name: str, color: QColor, *, mirrored: bool = False
) -> None:
    """Draw a glyph into the middle of `rect`.

    `mirrored` turns round the ones that point along the line of reading (right-to-left).
    """
    side = min(rect.width(), rect.height())
    scale = side / 24
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    painter.scale(-scale if mirrored and name in _DIRECTED else scale, scale)
    painter.translate(-12, -12)
    pen = QPen(color, STROKE / scale * max(1.0, scale))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(glyph_path(name))
    painter.restore()


def glyph_icon(name: str, color: QColor, size: int, *, mirrored: bool = False) -> QIcon:
    """A glyph as an icon for menus and line edits, sharp on dense screens too."""
    icon = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(size * ratio, size * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_glyph(painter, QRectF(pixmap.rect()), name, color, mirrored=mirrored)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        icon.addPixmap(pixmap)
    return icon


def _undo() -> QPainterPath:
    path = QPainterPath(QPointF(4, 9.5))
    path.lineTo(15, 9.5)
    path.arcTo(QRectF(10, 9.5, 10, 10), 90, -180)
    path.lineTo(8.5, 19.5)
    path.moveTo(8.5, 5)
    path.lineTo(4, 9.5)
    path.lineTo(8.5, 14)
    return path


def _redo() -> QPainterPath:
    return QTransform(-1, 0, 0, 1, 24, 0).map(_undo())


def _search() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(10.5, 10.5), 6.2, 6.2)
    path.moveTo(15.2, 15.2)
    path.lineTo(20, 20)
    return path


def _more() -> QPainterPath:
    path = QPainterPath()
    for x in (5.5, 12, 18.5):
        path.addEllipse(QPointF(x, 12), 0.9, 0.9)
    return path


def _pencil() -> QPainterPath:
    path = QPainterPath(QPointF(4.5, 19.5))
    for x, y in ((5.6, 15.2), (16.2, 4.6), (19.4, 7.8), (8.8, 18.4)):
        path.lineTo(x, y)
    path.closeSubpath()
    path.moveTo(13.6, 7.2)
    path.lineTo(16.8, 10.4)
    return path


def _trash() -> QPainterPath:
    path = QPainterPath(QPointF(4.5, 7))
    path.lineTo(19.5, 7)
    path.moveTo(9, 7)
    path.lineTo(9, 4.2)
    path.lineTo(15, 4.2)
    path.lineTo(15, 7)
    path.moveTo(6.5, 7)
    path.lineTo(7.4, 20)
    path.lineTo(16.6, 20)
    path.lineTo(17.5, 7)
    return path


def _pin() -> QPainterPath:
    path = QPainterPath(QPointF(8, 4))
    for x, y in ((16, 4), (15, 10.5), (18, 14), (6, 14), (9, 10.5)):
        path.lineTo(x, y)
    path.closeSubpath()
    path.moveTo(12, 14)
    path.lineTo(12, 20.5)
    return path


def _moon() -> QPainterPath:
    path = QPainterPath(QPointF(19.5, 14.2))
    path.cubicTo(18.3, 17.9, 15, 20.2, 11.6, 20.2)
    path.cubicTo(7.1, 20.2, 3.8, 16.7, 3.8, 12.4)
    path.cubicTo(3.8, 8.6, 6.4, 5.4, 10.2, 4.4)
    path.cubicTo(8.9, 9.8, 13.2, 15.4, 19.5, 14.2)
    path.closeSubpath()
    return path


def _clock() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(12, 12), 8.2, 8.2)
    path.moveTo(12, 7.2)
    path.lineTo(12, 12)
    path.lineTo(15.4, 14)
    return path


def _gear() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(12, 12), 2.9, 2.9)
    path.addEllipse(QPointF(12, 12), 6.4, 6.4)
    tooth = QPainterPath(QPointF(12, 5.6))
    tooth.lineTo(12, 3.2)
    for turn in range(8):
        path.addPath(
            QTransform().translate(12, 12).rotate(turn * 45).translate(-12, -12).map(tooth)
        )
    return path


def _bell() -> QPainterPath:
    path = QPainterPath(QPointF(5, 17))
    path.cubicTo(7.4, 14.6, 6.4, 12.4, 6.8, 9.8)
    path.cubicTo(7.3, 6.6, 9.4, 4.4, 12, 4.4)
    path.cubicTo(14.6, 4.4, 16.7, 6.6, 17.2, 9.8)
    path.cubicTo(17.6, 12.4, 16.6, 14.6, 19, 17)
    path.closeSubpath()
    path.moveTo(10.2, 20)
    path.lineTo(13.8, 20)
    return path


def _lifebuoy() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(12, 12), 8.2, 8.2)
    path.addEllipse(QPointF(12, 12), 3.4, 3.4)
    for turn in (45, 135, 225, 315):
        spoke = QPainterPath(QPointF(12, 8.6))
        spoke.lineTo(12, 3.8)
        path.addPath(QTransform().translate(12, 12).rotate(turn).translate(-12, -12).map(spoke))
    return path


def _box() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(3.8, 4.5, 16.4, 4.6), 1.2, 1.2)
    path.moveTo(5.4, 9.1)
    path.lineTo(5.4, 19.5)
    path.lineTo(18.6, 19.5)
    path.lineTo(18.6, 9.1)
    path.moveTo(10, 13)
    path.lineTo(14, 13)
    return path


_Points = tuple[tuple[float, float], ...]
_LINES: dict[str, tuple[_Points, ...]] = {
    "back": (((14.5, 6), (8.5, 12), (14.5, 18)),),
    "forward": (((9.5, 6), (15.5, 12), (9.5, 18)),),
    "up": (((6, 14.5), (12, 8.5), (18, 14.5)),),
    "down": (((6, 9.5), (12, 15.5), (18, 9.5)),),
    "plus": (((12, 5), (12, 19)), ((5, 12), (19, 12))),
    "minus": (((5, 12), (19, 12)),),
    "close": (((6.5, 6.5), (17.5, 17.5)), ((17.5, 6.5), (6.5, 17.5))),
    "check": (((4.8, 12.6), (9.8, 17.4), (19.2, 7)),),
    "menu": (((4.5, 7), (19.5, 7)), ((4.5, 12), (19.5, 12)), ((4.5, 17), (19.5, 17))),
    "grip": (((8.5, 9), (15.5, 9)), ((8.5, 15), (15.5, 15))),
}
_DRAWN: dict[str, Callable[[], QPainterPath]] = {
    "undo": _undo,
    "redo": _redo,
    "search": _search,
    "more": _more,
    "pencil": _pencil,
    "trash": _trash,
    "pin": _pin,
    "moon": _moon,
    "clock": _clock,
    "gear": _gear,
    "bell": _bell,
    "help": _lifebuoy,
    "archive": _box,
}
