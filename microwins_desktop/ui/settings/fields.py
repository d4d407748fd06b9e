"""Qt's own fields for settings, which change by typing and keys but never by scrolling past."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSpinBox, QTimeEdit, QWidget

from microwins_desktop.ui.theme import HIT, Theme


class _Calm:
    """A mixin: the wheel scrolls the page, and the field is as high as what is clicked."""

    def calm(self, theme: Theme, name: str) -> None:
        assert isinstance(self, QWidget)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(theme.px(HIT))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(_Calm, QComboBox):
    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.calm(theme, name)


class NumberField(_Calm, QSpinBox):
    def __init__(
        self, theme: Theme, name: str, low: int, high: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        # Half a number on the way to a whole one is not a wish.
        self.setKeyboardTracking(False)
        self.calm(theme, name)


class TimeField(_Calm, QTimeEdit):
    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        self.setKeyboardTracking(False)
        self.calm(theme, name)
