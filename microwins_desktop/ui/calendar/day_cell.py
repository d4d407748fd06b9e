"""Paints one day of the month: paper when empty, marks by shape and colour, a ring for today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from microwins_desktop.core.model import Area, CheckIn, DayTally
from microwins_desktop.ui.kit import paint_mark, paint_panel
from microwins_desktop.ui.theme import Theme

MOST_MARKS = 6
GAP = 7
_STRIPE = 8


class Days(Protocol):
    """What the cells show; see `month.MonthModel`."""

    today: date
    tallies: Mapping[date, DayTally]
    check_ins: Mapping[date, CheckIn]

    def day(self, index: QModelIndex | QPersistentModelIndex) -> date: ...

    def inside(self, day: date) -> bool: ...


class DayCell(QStyledItemDelegate):
    """`areas` are the areas whose marks it paints, by key."""

    def __init__(self, view: QTableView, days: Days) -> None:
        super().__init__(view)
        self._view = view
        self._days = days
        self.areas: Mapping[str, Area] = {}

    @property
    def _theme(self) -> Theme:
        theme: Theme = self._view.theme  # type: ignore[attr-defined]
        return theme

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
        cell: QRect = option.rect.adjusted(0, 0, -GAP, -GAP)
        if self._view.isRightToLeft():
            cell = option.rect.adjusted(GAP, 0, 0, -GAP)
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
            self._paint_stripes(painter, cell, radius)
        if about is not None and about.hard:
            # A small arc at the foot: a cover drawn over the day, not a flaw in it.
            painter.setPen(QPen(theme.color("soft"), 1.5, Qt.PenStyle.SolidLine))
            side = theme.px(12)
            foot = QRectF(cell.center().x() - side / 2, cell.bottom() - theme.px(9), side, side)
            painter.drawArc(foot, 30 * 16, 120 * 16)

    def _paint_stripes(self, painter: QPainter, cell: QRect, radius: float) -> None:
        painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), radius, radius)
        painter.setClipPath(clip)
        painter.setPen(QPen(self._theme.color("line"), 1.5))
        height = cell.height()
        for x in range(cell.left() - height, cell.right(), _STRIPE):
            painter.drawLine(x, cell.bottom(), x + height, cell.top())
        painter.restore()

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
        inset = theme.px(11)
        top = cell.adjusted(inset, theme.px(8), -inset, 0)
        painter.setLayoutDirection(self._view.layoutDirection())
        font = QFont(theme.font("time"))
        font.setPixelSize(theme.px(15))
        font.setWeight(QFont.Weight.Bold if day == self._days.today else QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(theme.color("ink" if inside else "faint"))
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        painter.drawText(top, int(leading), locale.toString(day.day))
        tally = self._days.tallies.get(day)
        if inside and tally is not None and tally.count:
            painter.setFont(theme.font("time"))
            painter.setPen(theme.color("soft"))
            trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop
            painter.drawText(top, int(trailing), locale.toString(tally.count))

    def _paint_marks(self, painter: QPainter, cell: QRect, tally: DayTally | None) -> None:
        if tally is None or not tally.count:
            return
        theme, rtl = self._theme, self._view.isRightToLeft()
        marks = [key for key, count in tally.areas for _each in range(count)][:MOST_MARKS]
        side, step = theme.px(12), theme.px(18)
        room = cell.width() - 2 * theme.px(10)
        in_row = max(1, min(3, (room + step - side) // step))
        top = cell.top() + theme.px(36)
        for place, key in enumerate(marks):
            row, column = divmod(place, in_row)
            y = top + row * step
            if y + side > cell.bottom() - 2:
                break
            x = cell.left() + theme.px(11) + column * step
            if rtl:
                x = cell.right() - theme.px(11) - side - column * step
            area = self.areas.get(key)
            shape, hue = (area.shape, area.hue) if area is not None else ("sun", "light")
            paint_mark(painter, QRectF(x, y, side, side), shape, theme.area(hue).mark)
