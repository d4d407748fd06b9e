"""Ticks, dots and arrows of Qt's own widgets, drawn instead of loaded from picture files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

if TYPE_CHECKING:
    from microwins_desktop.ui.theme.theme import Theme

_ARROWS = {
    QStyle.PrimitiveElement.PE_IndicatorArrowDown: 0,
    QStyle.PrimitiveElement.PE_IndicatorSpinDown: 0,
    QStyle.PrimitiveElement.PE_IndicatorArrowUp: 180,
    QStyle.PrimitiveElement.PE_IndicatorSpinUp: 180,
    QStyle.PrimitiveElement.PE_IndicatorArrowRight: 270,
    QStyle.PrimitiveElement.PE_IndicatorArrowLeft: 90,
}


class PaperStyle(QProxyStyle):
    """Fusion with the theme's indicators."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Fusion")
        self._theme = theme

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        on = bool(option.state & QStyle.StateFlag.State_On)
        if element == QStyle.PrimitiveElement.PE_IndicatorCheckBox:
            self._box(painter, option, on, round_=False)
        elif element == QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            self._box(painter, option, on, round_=True)
        elif element in _ARROWS:
            self._arrow(painter, option, _ARROWS[element])
        elif element != QStyle.PrimitiveElement.PE_FrameFocusRect:  # kit.focus draws the ring
            super().drawPrimitive(element, option, painter, widget)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in _INDICATORS:
            return self._theme.px(20)
        return super().pixelMetric(metric, option, widget)

    def _box(self, painter: QPainter, option: QStyleOption, on: bool, *, round_: bool) -> None:
        theme = self._theme
        rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = theme.color("accent" if on else "ink" if hover else "soft")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 1.5))
        painter.setBrush(theme.color("accent" if on else "panel"))
        corner = rect.width() / 2 if round_ else rect.width() * 0.28
        painter.drawRoundedRect(rect, corner, corner)
        if on and round_:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accenttext"))
            painter.drawEllipse(rect.center(), rect.width() * 0.2, rect.width() * 0.2)
        elif on:
            x, y, unit = rect.x(), rect.y(), rect.width()
            tick = QPainterPath(QPointF(x + 0.26 * unit, y + 0.53 * unit))
            tick.lineTo(x + 0.43 * unit, y + 0.69 * unit)
            tick.lineTo(x + 0.75 * unit, y + 0.34 * unit)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_round_pen(theme.color("accenttext"), max(1.75, unit * 0.11)))
            painter.drawPath(tick)
        painter.restore()

    def _arrow(self, painter: QPainter, option: QStyleOption, turn: int) -> None:
        side = self._theme.px(8)
        center = QRectF(option.rect).center()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(center)
        painter.rotate(turn)
        painter.setPen(_round_pen(self._theme.color("soft"), self._theme.px(7) / 4))
        path = QPainterPath(QPointF(-side / 2, -side / 4))
        path.lineTo(0, side / 4)
        path.lineTo(side / 2, -side / 4)
        painter.drawPath(path)
        painter.restore()


_INDICATORS = (
    QStyle.PixelMetric.PM_IndicatorWidth,
    QStyle.PixelMetric.PM_IndicatorHeight,
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight,
)


def _round_pen(color: QColor, width: float) -> QPen:
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
