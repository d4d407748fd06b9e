"""Fields to pick from: a list, a date, a time. Their arrow is drawn as all other signs are."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDateEdit, QTimeEdit, QWidget

from microwins_desktop.ui.kit.glyphs import paint_glyph
from microwins_desktop.ui.theme import Theme

ARROW = 16
INSET = 10


class Choice(QComboBox):
    """One of a list."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """`name` is the accessible name."""
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_arrow(self, self._theme)


class DateField(QDateEdit):
    """A date, typed or picked from a month that opens."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """`name` is the accessible name."""
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setCalendarPopup(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_arrow(self, self._theme)


class TimeField(QTimeEdit):
    """A time of day, typed or turned with the arrow keys."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the accessible name."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)


def _paint_arrow(widget: QWidget, theme: Theme) -> None:
    side, inset = theme.px(ARROW), theme.px(INSET)
    left = inset if widget.isRightToLeft() else widget.width() - inset - side
    box = QRectF(left, (widget.height() - side) / 2, side, side)
    painter = QPainter(widget)
    paint_glyph(painter, box, "down", theme.color("soft"))
    painter.end()
