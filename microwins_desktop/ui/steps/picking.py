"""Choosing a sign and a colour: small tiles that behave as radio buttons, and room for an emoji."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from microwins_desktop.core.catalogue import SHAPES
from microwins_desktop.i18n import _
from microwins_desktop.ui.kit import FlowLayout, Themed, is_emoji, paint_mark, paint_panel
from microwins_desktop.ui.theme import HIT, Radius, Theme


def shape_names() -> dict[str, str]:
    """What each drawn shape is called, for those who hear it."""
    return {
        "sun": _("Sun"),
        "drop": _("Drop"),
        "bubbles": _("Bubbles"),
        "cross": _("Cross"),
        "house": _("House"),
        "triangle": _("Triangle"),
        "heart": _("Heart"),
        "crescent": _("Crescent"),
        "ring": _("Ring"),
        "sheet": _("Sheet"),
    }


class MarkChoice(Themed, QRadioButton):
    """One sign in one colour, to be chosen."""

    def __init__(
        self, theme: Theme, value: str, name: str, shape: str, hue: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.value = value
        self._shape = shape
        self._hue = hue
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.follow(theme)

    def look(self, shape: str, hue: str) -> None:
        self._shape, self._hue = shape, hue
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(HIT), self.theme.px(HIT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _pos: object) -> bool:
        return True

    def focus_radius(self) -> int:
        return self.theme.radius(Radius.FIELD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        colors = theme.area(self._hue)
        chosen = self.isChecked()
        line = theme.color("accent" if chosen else "line")
        width = theme.palette.ring_width if chosen else theme.line_width
        radius = self.focus_radius()
        paint_panel(painter, self.rect(), radius, colors.tile, line, width)
        inset = self.width() * 0.27
        mark = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        paint_mark(painter, mark, self._shape, colors.mark)


class MarkPicker(QWidget):
    """A row of choices. `picked` carries the value chosen by hand."""

    picked = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self._row = FlowLayout(self)
        self._choices: list[MarkChoice] = []

    def offer(self, values: Sequence[tuple[str, str, str, str]]) -> None:
        """Choices as (value, name, shape, hue), in place of those before."""
        for old in self._choices:
            old.hide()
            old.deleteLater()
            self._row.takeAt(0)
        self._choices = [MarkChoice(self.theme, *each, self) for each in values]
        for choice in self._choices:
            choice.clicked.connect(self._on_clicked)
            self._row.addWidget(choice)
            choice.show()

    def value(self) -> str:
        return next((choice.value for choice in self._choices if choice.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose without a signal; none where no choice has this value."""
        for choice in self._choices:
            choice.setAutoExclusive(False)
            choice.setChecked(choice.value == value)
            choice.setAutoExclusive(True)

    def tint(self, hue: str) -> None:
        """Show every sign in this colour."""
        for choice in self._choices:
            choice.look(choice._shape, hue)

    def reshape(self, shape: str) -> None:
        """Show every colour with this sign."""
        for choice in self._choices:
            choice.look(shape, choice._hue)

    def _on_clicked(self) -> None:
        self.picked.emit(self.value())


def shape_choices(hue: str) -> list[tuple[str, str, str, str]]:
    names = shape_names()
    return [(shape, names[shape], shape, hue) for shape in SHAPES]


def sign_in(text: str) -> str:
    """The emoji a person typed, or nothing where it is none."""
    sign = "".join(text.split())[:8]
    return sign if is_emoji(sign) else ""
