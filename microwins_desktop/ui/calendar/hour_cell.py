"""Paints the week: a sheet of paper a day, thin lines between the hours, wins as area marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from microwins_desktop.core.model import Glimpse
from microwins_desktop.ui.calendar.grid import DayGrid
from microwins_desktop.ui.calendar.paper import Stamps, paint_hard, paint_rest, spread
from microwins_desktop.ui.kit import NO_AREA, paint_panel
from microwins_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from microwins_desktop.ui.calendar.week import WeekModel

_GAP = 7
_IN_LINE = int(
    Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
)
_ROOM_FOR_WORDS = 96
"""From this width on, in pixels at 100 % text, a lone win is named beside its mark."""


def _paint_columns(painter: QPainter, view: DayGrid, days: WeekModel) -> None:
    """The sheets the hours lie on, with the patterns of rest and of hard days, and today's ring."""
    theme = view.theme
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


class HourCells:
    def __init__(self, view: DayGrid, days: WeekModel) -> None:
        self._view = view
        self._days = days
        self._stamps = Stamps()
        self._current = (-1, -1)
        self._line = QPen()
        self._inset = 8
        self._mirrored = False
        self._locale = view.locale()
        self._marks: dict[tuple[str, int], QPixmap] = {}
        self._elided: dict[tuple[str, int], str] = {}

    @property
    def _theme(self) -> Theme:
        return self._view.theme

    def begin(self, painter: QPainter) -> None:
        view = self._view
        self._stamps.begin(painter)
        current = view.currentIndex()
        self._current = (current.row(), current.column()) if view.hasFocus() else (-1, -1)
        self._line = QPen(self._theme.color("line"), 1)
        self._inset = self._theme.px(8)
        self._mirrored, self._locale = view.isRightToLeft(), view.locale()
        self._marks.clear()
        self._elided.clear()
        _paint_columns(painter, view, self._days)

    def paint(self, painter: QPainter, box: QRect, row: int, column: int, hover: bool) -> None:
        day = self._days.day_at(row, column)
        if not self._days.inside(day):
            return
        cell = _inner(box, column, self._view)
        if row:
            inset = self._inset
            painter.setPen(self._line)
            painter.drawLine(cell.left() + inset, cell.top(), cell.right() - inset, cell.top())
        if hover:
            paint_panel(painter, cell.adjusted(2, 2, -2, -1), 6, self._theme.color("wash"))
        self._paint_wins(painter, cell, self._days.wins.get((day, self._days.hours[row]), []))
        if (row, column) == self._current:
            self._paint_focus(painter, cell)

    def _paint_focus(self, painter: QPainter, cell: QRect) -> None:
        width = self._theme.ring_width
        ring = QRectF(cell).adjusted(width, width / 2, -width, -width / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("accent"), width))
        painter.drawRoundedRect(ring, 6, 6)

    def _paint_wins(self, painter: QPainter, cell: QRect, wins: list[Glimpse]) -> None:
        if not wins:
            return
        theme = self._theme
        side = min(theme.px(12), cell.height() - 4)
        step, inset = side + theme.px(5), theme.px(9)
        room = cell.width() - 2 * inset
        fitting = max(1, (room + step - side) // step)
        shown = len(wins) if len(wins) <= fitting else max(1, fitting - 1)
        y = cell.top() + (cell.height() - side) / 2
        for place, win in enumerate(wins[:shown]):
            x = cell.left() + inset + place * step
            if self._mirrored:
                x = cell.right() - inset - side - place * step
            key = win.area or ""
            stamp = self._marks.get((key, side)) or self._mark(key, side)
            painter.drawPixmap(QPointF(x, y), stamp)
        words = ""
        if shown < len(wins):
            words = "+" + self._locale.toString(len(wins) - shown)
        elif len(wins) == 1 and cell.width() >= theme.px(_ROOM_FOR_WORDS):
            words = wins[0].title
        if words:
            start = inset + shown * step
            self._paint_words(painter, cell.adjusted(start, 0, -4, 0), words, cell, start)

    def _mark(self, key: str, side: int) -> QPixmap:
        area = self._days.areas.get(key)
        shape, hue = (area.shape, area.hue) if area is not None else NO_AREA
        stamp = self._stamps.mark(shape, self._theme.area(hue).mark, side)
        self._marks[key, side] = stamp
        return stamp

    def _paint_words(
        self, painter: QPainter, box: QRect, words: str, cell: QRect, start: int
    ) -> None:
        theme = self._theme
        if self._mirrored:
            box = cell.adjusted(4, 0, -start, 0)
        painter.setFont(theme.font("secondary"))
        painter.setPen(theme.color("soft"))
        text = self._elided.get((words, box.width()))
        if text is None:
            metrics = theme.metrics("secondary")
            text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            self._elided[words, box.width()] = text
        painter.drawText(box, _IN_LINE, text)


def _inner(box: QRect, column: int, view: DayGrid) -> QRect:
    return spread(box, 6 - column if view.isRightToLeft() else column, 7, _GAP)
