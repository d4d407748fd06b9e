"""A short word that is on or off, one of several that go together: weekdays, areas."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from microwins_desktop.ui.kit.text import plain_label_text
from microwins_desktop.ui.kit.themed import Themed, paint_panel
from microwins_desktop.ui.theme import HIT, Radius, Theme


class Chip(Themed, QCheckBox):
    """To assistive tools a check box. What is on has a thicker edge and a stronger word."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(plain_label_text(words), parent)
        self._words = words
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(theme)

    def sizeHint(self) -> QSize:
        width = self.theme.metrics("strong").horizontalAdvance(self._words)
        return QSize(width + self.theme.px(26), self.theme.px(HIT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _pos: object) -> bool:
        return True

    def focus_radius(self) -> int:
        return self.theme.radius(Radius.FIELD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, on = self.theme, self.isChecked()
        edge = theme.color("accent" if on else "line_strong" if self.underMouse() else "line")
        fill = theme.color("wash" if on else "panel")
        width = max(2.0, theme.line_width) if on else theme.line_width
        box = self.rect().adjusted(0, theme.px(4), 0, -theme.px(4))
        paint_panel(painter, box, self.focus_radius(), fill, edge, width)
        painter.setFont(theme.font("strong" if on else "body"))
        painter.setPen(theme.color("ink" if on else "soft"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
