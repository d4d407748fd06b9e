"""When the time is up, says so near the tray, unless the person sees it already."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from microwins_desktop.services.five_minutes import FiveMinutes
from microwins_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from microwins_desktop.services.preferences import Preferences
    from microwins_desktop.ui.five.card import FiveCard


class FiveEnd(QObject):
    """Makes its card when the first sitting has ended; `near` tells where the tray icon is."""

    def __init__(
        self,
        theme: Theme,
        five: FiveMinutes,
        preferences: Preferences,
        near: Callable[[], QSystemTrayIcon | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._five = five
        self._preferences = preferences
        self._near = near
        self._card: FiveCard | None = None
        five.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        from microwins_desktop.ui.five.card import FiveCard
        from microwins_desktop.ui.five.strip import FiveStrip

        window = QApplication.activeWindow()
        if window is not None and any(s.isVisible() for s in window.findChildren(FiveStrip)):
            return
        from microwins_desktop.ui.places import beside_tray

        card = self._card = FiveCard(
            self._theme, self._five, discreet=self._preferences.values.discreet
        )
        card.gone.connect(card.deleteLater)
        card.destroyed.connect(self._on_destroyed)
        card.adjustSize()
        card.appear(*beside_tray(self._near(), card.size()))

    def _on_destroyed(self) -> None:
        self._card = None
