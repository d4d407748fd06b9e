"""One time of a nudge's plan: around an hour, between two, or by the sun."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QWidget

from microwins_desktop.core.nudging.windows import (
    AfterSunrise,
    Around,
    BeforeSunset,
    Between,
    PlanError,
    Window,
)
from microwins_desktop.i18n import _
from microwins_desktop.ui.kit import Body, Choice, FlowLayout, IconButton, TimeField
from microwins_desktop.ui.theme import HIT, Theme

AROUND, BETWEEN, SUNRISE, SUNSET = "around", "between", "after-sunrise", "before-sunset"


class WindowFields(QWidget):
    """`removed` comes on the cross."""

    removed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self)
        self.kind = Choice(theme, _("When"))
        for key, words in (
            (AROUND, _("Around")),
            (BETWEEN, _("Between")),
            (SUNRISE, _("After sunrise")),
            (SUNSET, _("Before sunset")),
        ):
            self.kind.addItem(words, key)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.start = TimeField(_("From"))
        self._dash = Body(theme, "–")
        self.end = TimeField(_("Until"))
        self.remove = IconButton(theme, "close", _("Remove this time"), size=HIT)
        self.remove.clicked.connect(self.removed)
        for widget in (self.kind, self.start, self._dash, self.end, self.remove):
            row.addWidget(widget)
        self._set(self.start, time(9, 0))
        self._set(self.end, time(11, 0))
        self._on_kind()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in order."""
        return self.kind, self.start, self.end, self.remove

    def show_window(self, window: Window) -> None:
        match window:
            case Around(at):
                self._choose(AROUND)
                self._set(self.start, at)
            case Between(start, end):
                self._choose(BETWEEN)
                self._set(self.start, start)
                self._set(self.end, end)
            case AfterSunrise():
                self._choose(SUNRISE)
            case BeforeSunset():
                self._choose(SUNSET)

    def chosen(self) -> Window:
        """What is chosen. Raises PlanError where it cannot be meant."""
        kind = str(self.kind.currentData())
        if kind == SUNRISE:
            return AfterSunrise()
        if kind == SUNSET:
            return BeforeSunset()
        start, end = _time_of(self.start), _time_of(self.end)
        if kind == AROUND:
            return Around(start)
        if start == end:
            raise PlanError(_("A time between needs an end that is not its beginning."))
        return Between(start, end)

    def _choose(self, kind: str) -> None:
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def _set(self, field: TimeField, at: time) -> None:
        field.setTime(QTime(at.hour, at.minute))

    def _on_kind(self) -> None:
        kind = str(self.kind.currentData())
        self.start.setVisible(kind in (AROUND, BETWEEN))
        self._dash.setVisible(kind == BETWEEN)
        self.end.setVisible(kind == BETWEEN)
        self.start.setAccessibleName(_("From") if kind == BETWEEN else _("Around"))


def _time_of(field: TimeField) -> time:
    at = field.time()
    return time(at.hour(), at.minute())
