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
        self._focused = self._mirrored = self._sharp = False
        self._across: dict[int, tuple[int, int]] = {}
        self._down: dict[int, tuple[int, int]] = {}

    def begin(self, painter: QPainter) -> None:
        view = self._view
        self._stamps.begin(painter)
        self._sharp = self._stamps.sharp
        for found in (self._papers, self._across, self._down):
            found.clear()
        self._current = (view.currentIndex().row(), view.currentIndex().column())
        self._focused, self._mirrored = view.hasFocus(), view.isRightToLeft()

    def paint(self, painter: QPainter, box: QRect, row: int, column: int, hover: bool) -> None:
        days = self._days
        day = days.day_at(row, column)
        if day is None:
            return
        left, width = self._across.get(column) or self._column(box, column)
        top, height = self._down.get(row) or self._row(box, row)
        count = days.counts.get(day, 0)
        step = step_of(count)
        paper = self._papers.get((width, height, step)) or self._paper(width, height, step)
        if self._sharp:
            painter.drawPixmap(left, top, paper)
        else:
            paint_shade(painter, QRectF(left, top, width, height), step, self._view.theme)
        about = days.check_ins.get(day)
        current = (row, column) == self._current
        today = day == days.today
        if about is not None or current or today or hover:
            cell = QRectF(left, top, width, height)
            self._paint_signs(painter, cell, count, about)
            self._paint_rings(painter, cell, count, today, current, hover)

    def _column(self, box: QRect, column: int) -> tuple[int, int]:
        cell = spread(box, 30 - column if self._mirrored else column, 31, _GAP)
        self._across[column] = cell.left(), cell.width()
        return self._across[column]

    def _row(self, box: QRect, row: int) -> tuple[int, int]:
        """A row without its gap, never taller than it is pleasant to look at."""
        height = min(box.height() - _GAP, self._view.theme.px(_TALLEST))
        self._down[row] = box.top() + (box.height() - height) // 2, height
        return self._down[row]

    def _paper(self, width: int, height: int, step: int) -> QPixmap:
        theme = self._view.theme

        def draw(stamp: QPainter, whole: QRect) -> None:
            paint_shade(stamp, QRectF(whole), step, theme)

        paper = self._stamps.cell(width, height, (theme.palette.name, step), draw)
        self._papers[width, height, step] = paper
        return paper

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
