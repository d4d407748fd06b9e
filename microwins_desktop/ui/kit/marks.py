"""Painting area marks, the app's icon and the tray's sign: vector, coloured by the theme.

An icon may also be an emoji that the person chose for an own step; then that is drawn instead.

The icon of the tray is painted before the first picture, so nothing here names `Qt` as it is
imported: making that namespace's enums takes a tenth of a start.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPainterPath, QPixmap

from microwins_desktop.ui.kit.shapes import BOX, SHAPES, shape_path
from microwins_desktop.ui.theme import tokens

APP_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
TRAY_SIZES = (16, 22, 24, 32, 48, 64)
APP_CORNER = 0.23  # of the side


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


def app_icon() -> QIcon:
    """The sun in the accent on a rounded piece of the page colour; the same in every look."""
    page, accent = QColor(tokens.LIGHT.bg), QColor(tokens.LIGHT.accent)

    def draw(painter: QPainter, rect: QRectF) -> None:
        side = rect.width()
        ground = QPainterPath()
        ground.addRoundedRect(rect, side * APP_CORNER, side * APP_CORNER)
        painter.fillPath(ground, page)
        inset = side * app_inset(side)
        paint_mark(painter, rect.adjusted(inset, inset, -inset, -inset), "sun", accent)

    return _icon(APP_SIZES, draw)


def app_inset(side: float) -> float:
    """The room around the sun, as a share of the icon's side: less of it where pixels are few."""
    return 0.12 if side >= 32 else 0.06


def tray_icon(dot: bool, color: QColor) -> QIcon:
    """The sun as a plain sign in one colour, with a small dot while a nudge waits.

    The colour is the panel's text colour where that is known; the icon is marked as a mask, so
    that desktops which recolour symbolic icons can.
    """

    def draw(painter: QPainter, rect: QRectF) -> None:
        paint_mark(painter, rect, "sun", color)
        if dot:
            side = rect.width()
            center = QPointF(rect.right() - side * 0.19, rect.bottom() - side * 0.19)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillPath(_disc(center, side * 0.27), color)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.fillPath(_disc(center, side * 0.18), color)

    icon = _icon(TRAY_SIZES, draw)
    icon.setIsMask(True)
    return icon


def _icon(sizes: tuple[int, ...], draw: Callable[[QPainter, QRectF], None]) -> QIcon:
    icon = QIcon()
    for size in sizes:
        pixmap = QPixmap(size, size)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _disc(center: QPointF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(center, radius, radius)
    return path


def _paint_emoji(painter: QPainter, rect: QRectF, emoji: str, side: float, color: QColor) -> None:
    from PySide6.QtCore import Qt

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
