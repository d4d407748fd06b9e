"""The quiet card when the time is up: “That counts. Keep it?” It waits and makes no sound."""

from __future__ import annotations

from PySide6.QtCore import Qt

from microwins_desktop.i18n import _
from microwins_desktop.services.five_minutes import FiveMinutes
from microwins_desktop.ui.five.strip import FiveStrip
from microwins_desktop.ui.kit import FloatingCard
from microwins_desktop.ui.theme import Theme

WIDTH = 340


class FiveCard(FloatingCard):
    """Goes when it is answered, here or anywhere else."""

    def __init__(self, theme: Theme, five: FiveMinutes, *, discreet: bool = False) -> None:
        super().__init__(theme, _("Just five minutes"))
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeNotification)
        self._five = five
        self.strip = FiveStrip(theme, five, self, discreet=discreet)
        self.body.addWidget(self.strip)
        self.setFixedWidth(theme.px(WIDTH))
        five.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        if not self._five.asks and self.isVisible():
            self.close()
