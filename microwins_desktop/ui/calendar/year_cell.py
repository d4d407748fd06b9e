"""Paints one day of the year: a small cell, darker (in the dark: lighter) the more wins it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from microwins_desktop.core.shading import step_of
from microwins_desktop.ui.calendar.grid import DayGrid
from microwins_desktop.ui.calendar.paper import paint_rest, spread
from microwins_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from microwins_desktop.ui.calendar.year import YearModel

_GAP = 3
_TALLEST = 30
_CORNER = 4


def paint_shade(painter: QPainter, box: QRectF, step: int, theme: Theme) -> None:
    """A cell of one step of the scale; step 0 is plain paper."""
    line = theme.color("line") if step == 0 or theme.line_width > 1 else None
    painter.setPen(QPen(line, 1) if line is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(theme.shade(step))
    inset = 0.5 if line is not None else 0.0
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), _CORNER, _CORNER)


class YearCell(QStyledItemDelegate):
    def __init__(self, view: DayGrid, days: YearModel) -> None:
        super().__init__(view)
        self._view = view
        self._days = days

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        day = self._days.day(index)
        if day is None:
            return
        theme, view = self._view.theme, self._view
        box = QRectF(_inner(option.rect, index.column(), view))
        count = self._days.counts.get(day, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shade(painter, box, step_of(count), theme)
        about = self._days.check_ins.get(day)
        if about is not None and about.rest:
            paint_rest(painter, box, _CORNER, theme)
        if about is not None and about.hard:
            self._paint_hard(painter, box, count)
        current = index == view.currentIndex()
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if count and (hover or (current and view.hasFocus())):
            self._paint_count(painter, box, count)
        if day == self._days.today or current or hover:
            strong = day == self._days.today or (current and view.hasFocus())
            width = theme.ring_width if strong else 1.0
            color = theme.color("accent" if current and view.hasFocus() else "ink")
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color, width))
            reach = 1.0
            painter.drawRoundedRect(box.adjusted(-reach, -reach, reach, reach), 5, 5)

    def _paint_hard(self, painter: QPainter, box: QRectF, count: int) -> None:
        color = self._ink(count) if count else self._view.theme.color("soft")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, 1.25))
        side = min(7.0, box.width() - 4)
        foot = QRectF(box.center().x() - side / 2, box.bottom() - 6, side, side)
        painter.drawArc(foot, 30 * 16, 120 * 16)

    def _paint_count(self, painter: QPainter, box: QRectF, count: int) -> None:
        theme = self._view.theme
        font = QFont(theme.font("time"))
        words = self._view.locale().toString(count)
        wanted = min(theme.px(11), int(box.width() * 1.5 / max(1, len(words))))
        font.setPixelSize(max(7, wanted))
        painter.setFont(font)
        painter.setPen(self._ink(count))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.drawText(box, int(flags), words)

    def _ink(self, count: int) -> QColor:
        return self._view.theme.shade_ink(step_of(count))


def _inner(box: QRect, column: int, view: DayGrid) -> QRect:
    """The cell without its gaps, never taller than it is pleasant to look at."""
    cell = spread(box, 30 - column if view.isRightToLeft() else column, 31, _GAP)
    height = min(box.height() - _GAP, view.theme.px(_TALLEST))
    return QRect(cell.left(), box.top() + (box.height() - height) // 2, cell.width(), height)
