"""Paints one day of the month: paper when empty, marks by shape and colour, a ring for today."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPixmap

from microwins_desktop.core.model import DayTally
from microwins_desktop.ui.calendar.grid import DayGrid
from microwins_desktop.ui.calendar.paper import Stamps, paint_hard, paint_rest, spread
from microwins_desktop.ui.kit import NO_AREA, paint_panel
from microwins_desktop.ui.theme import Theme, Token

if TYPE_CHECKING:
    from microwins_desktop.ui.calendar.month import MonthModel

MOST_MARKS = 6
GAP = 7
_LEADING = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
_AT_FOOT = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignBottom)
_TRAILING = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)


class DayCells:
    """Marks and paper are drawn once a size and stamped from then on: a month has some two hundred
    marks."""

    def __init__(self, view: DayGrid, days: MonthModel) -> None:
        self._view = view
        self._days = days
        self._stamps = Stamps()
        self._current = (-1, -1)
        self._focused = self._mirrored = False
        self._number = self._bold = self._small = QFont()
        self._locale = view.locale()
        self._side = self._step = self._most_inset = 0
        self._marks: dict[str, QPixmap] = {}
        self._widths: dict[str, int] = {}

    @property
    def _theme(self) -> Theme:
        return self._view.theme

    def begin(self, painter: QPainter) -> None:
        view, theme = self._view, self._theme
        self._stamps.begin(painter)
        self._current = (view.currentIndex().row(), view.currentIndex().column())
        self._focused, self._mirrored = view.hasFocus(), view.isRightToLeft()
        self._locale = view.locale()
        self._side, self._step, self._most_inset = theme.px(12), theme.px(18), theme.px(11)
        self._marks.clear()
        self._widths.clear()
        self._small = theme.font("time")
        self._number = QFont(self._small)
        self._number.setPixelSize(theme.px(15))
        self._number.setWeight(QFont.Weight.Medium)
        self._bold = QFont(self._number)
        self._bold.setWeight(QFont.Weight.Bold)

    def paint(self, painter: QPainter, box: QRect, row: int, column: int, hover: bool) -> None:
        day = self._days.day_at(row, column)
        cell = spread(box.adjusted(0, 0, 0, -GAP), 6 - column if self._mirrored else column, 7, GAP)
        if not self._days.inside(day):
            self._paint_day(painter, self._inside(cell), day, "faint")
            return
        current = (row, column) == self._current
        self._paint_paper(painter, cell, day, hover)
        if current or day == self._days.today:
            self._paint_ring(painter, cell, day, current)
        self._paint_marks(painter, cell, self._days.tallies.get(day))
        inner = self._inside(cell)
        self._paint_day(painter, inner, day, "ink")
        self._paint_count(painter, inner, self._days.tallies.get(day))

    def _paint_paper(self, painter: QPainter, cell: QRect, day: date, hover: bool) -> None:
        theme = self._theme
        line = theme.color("line_strong" if hover else "line")
        radius = theme.radius(12)

        def draw(stamp: QPainter, whole: QRect) -> None:
            paint_panel(stamp, whole, radius, theme.color("panel"), line, theme.line_width)

        if self._stamps.sharp:
            kind = theme.palette.name, hover, radius
            paper = self._stamps.cell(cell.width(), cell.height(), kind, draw)
            painter.drawPixmap(cell.topLeft(), paper)
        else:
            draw(painter, cell)
        about = self._days.check_ins.get(day)
        if about is not None and about.rest:
            paint_rest(painter, QRectF(cell), radius, theme)
        if about is not None and about.hard:
            paint_hard(painter, QRectF(cell), theme)

    def _paint_ring(self, painter: QPainter, cell: QRect, day: date, current: bool) -> None:
        theme = self._theme
        chosen = current and self._focused
        today = day == self._days.today
        width = theme.ring_width if today or chosen else 1.0
        half = width / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), width))
        radius = theme.radius(12) - half
        painter.drawRoundedRect(QRectF(cell).adjusted(half, half, -half, -half), radius, radius)
        if chosen and today:
            inner = QRectF(cell).adjusted(4, 4, -4, -4)
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.drawRoundedRect(inner, radius - 3, radius - 3)

    def _paint_day(self, painter: QPainter, box: QRect, day: date, ink: Token) -> None:
        painter.setFont(self._bold if day == self._days.today else self._number)
        painter.setPen(self._theme.color(ink))
        painter.drawText(box, _LEADING, self._locale.toString(day.day))

    def _paint_count(self, painter: QPainter, box: QRect, tally: DayTally | None) -> None:
        if tally is None or not tally.count:
            return
        theme = self._theme
        painter.setFont(self._small)
        painter.setPen(theme.color("soft"))
        words = self._locale.toString(tally.count)
        needed = self._widths.get(words)
        if needed is None:
            needed = theme.metrics("number").horizontalAdvance(f"00 {words}")
            self._widths[words] = needed
        # In a narrow cell the count stands at its foot, where it does not meet the day.
        painter.drawText(box, _TRAILING if needed <= box.width() else _AT_FOOT, words)

    def _inside(self, cell: QRect) -> QRect:
        inset = self._inset(cell)
        return cell.adjusted(inset, self._theme.px(8), -inset, -self._theme.px(6))

    def _inset(self, cell: QRect) -> int:
        return min(self._most_inset, max(3, cell.width() // 7))

    def _paint_marks(self, painter: QPainter, cell: QRect, tally: DayTally | None) -> None:
        if tally is None or not tally.count:
            return
        each = (key for key, count in tally.areas for _each in range(min(count, MOST_MARKS)))
        marks = list(islice(each, MOST_MARKS))
        side, step = self._side, self._step
        inset = self._inset(cell)
        room = cell.width() - 2 * inset + 2
        in_row = max(1, min(3, (room + step - side) // step))
        top = cell.top() + self._theme.px(36)
        for place, key in enumerate(marks):
            row, column = divmod(place, in_row)
            y = top + row * step
            if y + side > cell.bottom() - 2:
                break
            x = cell.left() + inset + column * step
            if self._mirrored:
                x = cell.right() - inset - side - column * step
            painter.drawPixmap(x, y, self._marks.get(key) or self._mark(key))

    def _mark(self, key: str) -> QPixmap:
        area = self._days.areas.get(key)
        shape, hue = (area.shape, area.hue) if area is not None else NO_AREA
        stamp = self._stamps.mark(shape, self._theme.area(hue).mark, self._side)
        self._marks[key] = stamp
        return stamp
