"""Paints one day of the year: a small cell, darker (in the dark: lighter) the more wins it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from microwins_desktop.core.model import CheckIn
from microwins_desktop.core.shading import step_of
from microwins_desktop.ui.calendar.grid import DayGrid
from microwins_desktop.ui.calendar.paper import Stamps, paint_rest, spread
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


class YearCells:
    """Days alike in shade and size are stamped: a year has 365 of them."""

    def __init__(self, view: DayGrid, days: YearModel) -> None:
        self._view = view
        self._days = days
        self._stamps = Stamps()
        self._papers: dict[tuple[int, int, int], QPixmap] = {}
        self._current = (-1, -1)
        self._focused = self._mirrored = False
        self._tallest = _TALLEST

    def begin(self, painter: QPainter) -> None:
        view = self._view
        self._stamps.begin(painter)
        self._papers.clear()
        self._current = (view.currentIndex().row(), view.currentIndex().column())
        self._focused, self._mirrored = view.hasFocus(), view.isRightToLeft()
        self._tallest = view.theme.px(_TALLEST)

    def paint(self, painter: QPainter, box: QRect, row: int, column: int, hover: bool) -> None:
        days = self._days
        day = days.day_at(row, column)
        if day is None:
            return
        cell = self._inner(box, column)
        count = days.counts.get(day, 0)
        self._paint_paper(painter, cell, step_of(count))
        about = days.check_ins.get(day)
        current = (row, column) == self._current
        today = day == days.today
        if about is not None or current or today or hover:
            self._paint_signs(painter, QRectF(cell), count, about)
            self._paint_rings(painter, QRectF(cell), count, today, current, hover)

    def _inner(self, box: QRect, column: int) -> QRect:
        """The cell without its gaps, never taller than it is pleasant to look at."""
        cell = spread(box, 30 - column if self._mirrored else column, 31, _GAP)
        height = min(box.height() - _GAP, self._tallest)
        top = box.top() + (box.height() - height) // 2
        return QRect(cell.left(), top, cell.width(), height)

    def _paint_paper(self, painter: QPainter, cell: QRect, step: int) -> None:
        theme = self._view.theme
        if not self._stamps.sharp:
            paint_shade(painter, QRectF(cell), step, theme)
            return
        key = cell.width(), cell.height(), step
        paper = self._papers.get(key)
        if paper is None:

            def draw(stamp: QPainter, whole: QRect) -> None:
                paint_shade(stamp, QRectF(whole), step, theme)

            kind = theme.palette.name, step
            paper = self._papers[key] = self._stamps.cell(cell.width(), cell.height(), kind, draw)
        painter.drawPixmap(cell.topLeft(), paper)

    def _paint_signs(
        self, painter: QPainter, box: QRectF, count: int, about: CheckIn | None
    ) -> None:
        if about is not None and about.rest:
            paint_rest(painter, box, _CORNER, self._view.theme)
        if about is not None and about.hard:
            self._paint_hard(painter, box, count)

    def _paint_rings(
        self, painter: QPainter, box: QRectF, count: int, today: bool, current: bool, hover: bool
    ) -> None:
        theme = self._view.theme
        chosen = current and self._focused
        if count and (hover or chosen):
            self._paint_count(painter, box, count)
        if today or current or hover:
            width = theme.ring_width if today or chosen else 1.0
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent" if chosen else "ink"), width))
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
