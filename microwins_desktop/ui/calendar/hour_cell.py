"""Paints the week: a sheet of paper a day, thin lines between the hours, wins as area marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from microwins_desktop.core.model import Win
from microwins_desktop.ui.calendar.grid import DayGrid
from microwins_desktop.ui.calendar.paper import Stamps, paint_hard, paint_rest, spread
from microwins_desktop.ui.kit import NO_AREA, paint_panel
from microwins_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from microwins_desktop.ui.calendar.week import WeekModel

_GAP = 7
_ROOM_FOR_WORDS = 96
"""From this width on, in pixels at 100 % text, a lone win is named beside its mark."""


def paint_columns(view: DayGrid, days: WeekModel) -> None:
    """The sheets the hours lie on, with the patterns of rest and of hard days, and today's ring."""
    theme, painter = view.theme, QPainter(view.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    height = sum(view.rowHeight(row) for row in range(days.rowCount()))
    for column in range(7):
        index = days.index(0, column)
        day = days.day(index)
        if not days.inside(day):
            continue
        top = view.visualRect(index)
        sheet = QRectF(_inner(QRect(top.left(), 0, top.width(), height), column, view))
        today = day == days.today
        line = theme.color("accent" if today else "line")
        width = theme.ring_width if today else theme.line_width
        radius = theme.radius(12)
        paint_panel(painter, sheet, radius, theme.color("panel"), line, width)
        about = days.check_ins.get(day)
        if about is not None and about.rest:
            paint_rest(painter, sheet, radius, theme)
        if about is not None and about.hard:
            paint_hard(painter, sheet, theme)
    painter.end()


class HourCell(QStyledItemDelegate):
    def __init__(self, view: DayGrid, days: WeekModel) -> None:
        super().__init__(view)
        self._view = view
        self._days = days
        self._stamps = Stamps()

    @property
    def _theme(self) -> Theme:
        return self._view.theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if not self._days.holds(index):
            return
        cell = _inner(option.rect, index.column(), self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        if index.row():
            inset = theme.px(8)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(cell.left() + inset, cell.top(), cell.right() - inset, cell.top())
        if option.state & QStyle.StateFlag.State_MouseOver:
            paint_panel(painter, cell.adjusted(2, 2, -2, -1), 6, theme.color("wash"))
        self._paint_wins(painter, cell, self._days.at(index))
        if index == self._view.currentIndex() and self._view.hasFocus():
            self._paint_focus(painter, cell)
        painter.restore()

    def _paint_focus(self, painter: QPainter, cell: QRect) -> None:
        width = self._theme.ring_width
        ring = QRectF(cell).adjusted(width, width / 2, -width, -width / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("accent"), width))
        painter.drawRoundedRect(ring, 6, 6)

    def _paint_wins(self, painter: QPainter, cell: QRect, wins: list[Win]) -> None:
        if not wins:
            return
        theme, rtl = self._theme, self._view.isRightToLeft()
        side = min(theme.px(12), cell.height() - 4)
        step, inset = side + theme.px(5), theme.px(9)
        room = cell.width() - 2 * inset
        fitting = max(1, (room + step - side) // step)
        shown = len(wins) if len(wins) <= fitting else max(1, fitting - 1)
        y = cell.top() + (cell.height() - side) / 2
        for place, win in enumerate(wins[:shown]):
            x = cell.left() + inset + place * step
            if rtl:
                x = cell.right() - inset - side - place * step
            area = self._days.areas.get(win.area or "")
            shape, hue = (area.shape, area.hue) if area is not None else NO_AREA
            self._stamps.paint(painter, x, y, side, shape, theme.area(hue).mark)
        words = ""
        if shown < len(wins):
            words = "+" + self._view.locale().toString(len(wins) - shown)
        elif len(wins) == 1 and cell.width() >= theme.px(_ROOM_FOR_WORDS):
            words = wins[0].title
        if words:
            start = inset + shown * step
            self._paint_words(painter, cell.adjusted(start, 0, -4, 0), words, cell, start)

    def _paint_words(
        self, painter: QPainter, box: QRect, words: str, cell: QRect, start: int
    ) -> None:
        theme = self._theme
        if self._view.isRightToLeft():
            box = cell.adjusted(4, 0, -start, 0)
        painter.setLayoutDirection(self._view.layoutDirection())
        painter.setFont(theme.font("secondary"))
        painter.setPen(theme.color("soft"))
        metrics = theme.metrics("secondary")
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(flags | Qt.TextFlag.TextSingleLine), text)


def _inner(box: QRect, column: int, view: DayGrid) -> QRect:
    return spread(box, 6 - column if view.isRightToLeft() else column, 7, _GAP)
