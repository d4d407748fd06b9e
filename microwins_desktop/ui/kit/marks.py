"""Painting area marks: vector, coloured by the theme.

An icon may also be an emoji that the person chose for an own step; then that is drawn instead.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPixmap

from microwins_desktop.ui.kit.shapes import BOX, SHAPES, shape_path

NO_AREA = ("disc", "none")
"""Shape and hue of a win that belongs to no area: a plain disc in a quiet grey."""


def is_emoji(icon: str) -> bool:
    """Whether `icon` is a sign the person typed rather than the name of a drawn shape."""
    return bool(icon) and not icon.isascii() and icon not in SHAPES


def paint_mark(painter: QPainter, rect: QRectF | QRect, shape: str, color: QColor) -> None:
    """Draw a shape (or an emoji) into the middle of `rect`, as large as fits."""
    area = QRectF(rect)
    side = min(area.width(), area.height())
    if is_emoji(shape):
        _paint_emoji(painter, area, shape, side, color)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.center())
    painter.scale(side / BOX, side / BOX)
    painter.translate(-BOX / 2, -BOX / 2)
    painter.fillPath(shape_path(shape), color)
    painter.restore()


def mark_icon(shape: str, color: QColor, size: int) -> QIcon:
    """A mark as an icon for menus, sharp on dense screens too. Kept: menus change at each click."""
    return _kept_mark_icon(shape, color.rgba(), size)


@lru_cache(maxsize=128)
def _kept_mark_icon(shape: str, rgba: int, size: int) -> QIcon:
    color = QColor.fromRgba(rgba)

    def draw(painter: QPainter, rect: QRectF) -> None:
        paint_mark(painter, rect, shape, color)

    return _icon((size, 2 * size), draw)


def _icon(sizes: tuple[int, ...], draw: Callable[[QPainter, QRectF], None]) -> QIcon:
    icon = QIcon()
    for size in sizes:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _paint_emoji(painter: QPainter, rect: QRectF, emoji: str, side: float, color: QColor) -> None:
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.Normal)
    font.setPixelSize(max(6, round(side * 0.86)))
    widest = max(1.0, QFontMetricsF(font).horizontalAdvance(emoji))
    if widest > side * 1.2:
        font.setPixelSize(max(6, int(font.pixelSize() * side * 1.2 / widest)))
    painter.save()
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(rect.adjusted(-side, -side, side, side), Qt.AlignmentFlag.AlignCenter, emoji)
    painter.restore()
