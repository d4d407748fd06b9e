"""Paints one day of the month: paper when empty, marks by shape and colour, a ring for today."""

from __future__ import annotations

from datetime import date
from itertools import islice

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from microwins_desktop.core.model import DayTally
from microwins_desktop.ui.calendar.grid import DayGrid, DayModel
from microwins_desktop.ui.calendar.paper import Stamps, paint_hard, paint_rest, spread
from microwins_desktop.ui.kit import NO_AREA, paint_panel
from microwins_desktop.ui.theme import Theme

MOST_MARKS = 6
GAP = 7
_LEADING = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
_AT_FOOT = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignBottom)
_TRAILING = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)


class DayCell(QStyledItemDelegate):
    """Marks are drawn once a size and stamped from then on: a month has some two hundred."""

    def __init__(self, view: DayGrid, days: DayModel) -> None:
        super().__init__(view)
        self._view = view
        self._days = days
        self._stamps = Stamps()

    @property
    def _theme(self) -> Theme:
        return self._view.theme

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(self._theme.px(44), self._theme.px(64))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        day = self._days.day(index)
        if day is None:
            return
        place = 6 - index.column() if self._view.isRightToLeft() else index.column()
        cell = spread(option.rect.adjusted(0, 0, 0, -GAP), place, 7, GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._days.inside(day):
            hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._paint_paper(painter, cell, day, hover)
            self._paint_ring(painter, cell, day, index)
            self._paint_marks(painter, cell, self._days.tallies.get(day))
        self._paint_numbers(painter, cell, day)
        painter.restore()

    def _paint_paper(self, painter: QPainter, cell: QRect, day: date, hover: bool) -> None:
        theme = self._theme
        line = theme.color("line_strong" if hover else "line")
        radius = theme.radius(12)
        paint_panel(painter, cell, radius, theme.color("panel"), line, theme.line_width)
        about = self._days.check_ins.get(day)
        if about is not None and about.rest:
            paint_rest(painter, QRectF(cell), radius, theme)
        if about is not None and about.hard:
            paint_hard(painter, QRectF(cell), theme)

    def _paint_ring(
        self, painter: QPainter, cell: QRect, day: date, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._theme
        current = index == self._view.currentIndex()
        if day == self._days.today or (current and self._view.hasFocus()):
            width = theme.ring_width
        elif current:
            width = 1.0
        else:
            return
        half = width / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), width))
        radius = theme.radius(12) - half
        painter.drawRoundedRect(QRectF(cell).adjusted(half, half, -half, -half), radius, radius)
        if current and self._view.hasFocus() and day == self._days.today:
            inner = QRectF(cell).adjusted(4, 4, -4, -4)
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.drawRoundedRect(inner, radius - 3, radius - 3)

    def _paint_numbers(self, painter: QPainter, cell: QRect, day: date) -> None:
        theme, locale = self._theme, self._view.locale()
        inside = self._days.inside(day)
        inset = self._inset(cell)
        top = cell.adjusted(inset, theme.px(8), -inset, -theme.px(6))
        painter.setLayoutDirection(self._view.layoutDirection())
        font = QFont(theme.font("time"))
        font.setPixelSize(theme.px(15))
        font.setWeight(QFont.Weight.Bold if day == self._days.today else QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(theme.color("ink" if inside else "faint"))
        painter.drawText(top, _LEADING, locale.toString(day.day))
        tally = self._days.tallies.get(day)
        if inside and tally is not None and tally.count:
            painter.setFont(theme.font("time"))
            painter.setPen(theme.color("soft"))
            words = locale.toString(tally.count)
            needed = theme.metrics("number").horizontalAdvance(f"00 {words}")
            # In a narrow cell the count stands at its foot, where it does not meet the day.
            painter.drawText(top, _TRAILING if needed <= top.width() else _AT_FOOT, words)

    def _inset(self, cell: QRect) -> int:
        return min(self._theme.px(11), max(3, cell.width() // 7))

    def _paint_marks(self, painter: QPainter, cell: QRect, tally: DayTally | None) -> None:
        if tally is None or not tally.count:
            return
        theme, rtl = self._theme, self._view.isRightToLeft()
        each = (key for key, count in tally.areas for _each in range(min(count, MOST_MARKS)))
        marks = list(islice(each, MOST_MARKS))
        side, step = theme.px(12), theme.px(18)
        inset = self._inset(cell)
        room = cell.width() - 2 * inset + 2
        in_row = max(1, min(3, (room + step - side) // step))
        top = cell.top() + theme.px(36)
        for place, key in enumerate(marks):
            row, column = divmod(place, in_row)
            y = top + row * step
            if y + side > cell.bottom() - 2:
                break
            x = cell.left() + inset + column * step
            if rtl:
                x = cell.right() - inset - side - column * step
            area = self._days.areas.get(key)
            shape, hue = (area.shape, area.hue) if area is not None else NO_AREA
            self._stamps.paint(painter, x, y, side, shape, theme.area(hue).mark)
