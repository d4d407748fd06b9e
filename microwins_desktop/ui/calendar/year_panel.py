"""The year with its scale, and in words what the cell under the pointer or the focus holds."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from microwins_desktop.core.shading import LOWEST, bounds_of
from microwins_desktop.i18n import _
from microwins_desktop.ui.calendar.words import cell_name
from microwins_desktop.ui.calendar.year import YearView
from microwins_desktop.ui.calendar.year_cell import paint_shade
from microwins_desktop.ui.kit import FlowLayout, Secondary, Themed
from microwins_desktop.ui.theme import Space, Theme

_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class YearPanel(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = YearView(theme, self)
        self._said = Secondary(theme)
        self._pointed: date | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.view, 1)
        column.addWidget(self._said)
        scale = FlowLayout(gap=Space.CARDS)
        for step in range(1, len(LOWEST) + 1):
            scale.addWidget(_Swatch(theme, step, self))
        column.addLayout(scale)
        self.view.pointed.connect(self._on_pointed)
        self.view.day_chosen.connect(self.refresh)
        self.view.days.dataChanged.connect(self.refresh)

    def refresh(self) -> None:
        """Say the day under the pointer, else the one that is chosen."""
        days = self.view.days
        day = self._pointed or self.view.day
        if days.inside(day):
            self._said.setText(cell_name(day, days.counts.get(day, 0), days.check_ins.get(day)))

    def _on_pointed(self, day: date | None) -> None:
        if day != self._pointed:
            self._pointed = day
            self.refresh()


class _Swatch(Themed, QWidget):
    """One step of the scale and the number of wins it stands for."""

    def __init__(self, theme: Theme, step: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._step = step
        least, most = bounds_of(step)
        locale = QLocale()
        words = locale.toString(least)
        if most is None:
            # Translators: so many wins, or more of them.
            words = _("{n} or more").format(n=words)
        elif most > least:
            words = f"{words}–{locale.toString(most)}"
        self._words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(theme)

    def sizeHint(self) -> QSize:
        metrics = self.theme.metrics("secondary")
        width = self._side() + self.theme.px(7) + metrics.horizontalAdvance(self._words) + 2
        return QSize(width, max(metrics.height(), self._side()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, rtl, theme = self._side(), self.isRightToLeft(), self.theme
        x = self.width() - side if rtl else 0
        top = (self.height() - side) / 2
        paint_shade(painter, QRectF(x, top, side, side), self._step, theme)
        room = side + theme.px(7)
        box = self.rect().adjusted(0 if rtl else room, 0, -room if rtl else 0, 0)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setFont(theme.font("secondary"))
        painter.setPen(theme.color("soft"))
        painter.drawText(box, int(_LEADING), self._words)

    def _side(self) -> int:
        return self.theme.px(14)
