"""Fields to pick from: a list, a date, a time, a number. Arrows are drawn as all other signs are.

The wheel scrolls the page under the pointer; it never changes a value that it happens to pass.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QSpinBox,
    QStyle,
    QStyleOptionSpinBox,
    QTimeEdit,
    QWidget,
)

from microwins_desktop.ui.kit.glyphs import paint_glyph
from microwins_desktop.ui.theme import Theme

ARROW = 16
INSET = 10


class _Calm:
    """A mixin that leaves the wheel to the page."""

    def calm(self, name: str) -> None:
        assert isinstance(self, QWidget)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Choice(_Calm, QComboBox):
    """One of a list."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """`name` is the accessible name."""
        super().__init__(parent)
        self._theme = theme
        self.calm(name)

    def minimumSizeHint(self) -> QSize:
        """Narrower than its longest choice, where a page has less room."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._theme.px(120)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_arrow(self, self._theme)


class DateField(_Calm, QDateEdit):
    """A date, typed or picked from a month that opens."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """`name` is the accessible name."""
        super().__init__(parent)
        self._theme = theme
        self.calm(name)
        self.setCalendarPopup(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_arrow(self, self._theme)


class TimeField(_Calm, QTimeEdit):
    """A time of day, typed or turned with the arrow keys."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the accessible name."""
        super().__init__(parent)
        self.calm(name)
        # WORKAROUND Qt with a style sheet gives the text of a field without buttons no room, so it
        # has some of no width. The sheet's padding does not reach the text either.
        self.lineEdit().setTextMargins(INSET, 0, INSET, 0)


class NumberField(_Calm, QSpinBox):
    """A whole number from `low` to `high`; said once it is typed to the end."""

    def __init__(
        self, theme: Theme, name: str, low: int, high: int, parent: QWidget | None = None
    ) -> None:
        """`name` is the accessible name."""
        super().__init__(parent)
        self._theme = theme
        self.setRange(low, high)
        self.setKeyboardTracking(False)
        self.calm(name)
        theme.changed.connect(self._indent)
        self._indent()

    def _indent(self) -> None:
        # The style sheet's padding does not reach the text of a number.
        self.lineEdit().setTextMargins(self._theme.px(INSET), 0, self._theme.px(INSET), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        control, side = QStyle.ComplexControl.CC_SpinBox, self._theme.px(ARROW)
        for part, glyph in (
            (QStyle.SubControl.SC_SpinBoxUp, "up"),
            (QStyle.SubControl.SC_SpinBoxDown, "down"),
        ):
            box = QRectF(0, 0, side, side)
            box.moveCenter(self.style().subControlRect(control, option, part, self).center())
            paint_glyph(painter, box, glyph, self._theme.color("soft"))
        painter.end()


def _paint_arrow(widget: QWidget, theme: Theme) -> None:
    side, inset = theme.px(ARROW), theme.px(INSET)
    left = inset if widget.isRightToLeft() else widget.width() - inset - side
    box = QRectF(left, (widget.height() - side) / 2, side, side)
    painter = QPainter(widget)
    paint_glyph(painter, box, "down", theme.color("soft"))
    painter.end()
