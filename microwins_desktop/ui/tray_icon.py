"""The icon's being in the tray, whatever its menu holds.

Qt decides at the moment a tray icon is made how the desktop shows it, so it is made only once a
tray is there.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from microwins_desktop.ui.kit.icons import tray_icon
from microwins_desktop.ui.kit.menus import EntryMenu

LOOK_AGAIN_MS = 2000
LOOKS = 15
_WATCHER = "org.kde.StatusNotifierWatcher"


class TrayIcon(QObject):
    """`clicked` is a plain click, where the desktop sends one. `appeared` comes once a tray is
    there; `waited_in_vain` when none came in half a minute (one that comes later is still taken).
    """

    clicked = Signal()
    appeared = Signal()
    waited_in_vain = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.menu = EntryMenu()
        self._icon: QSystemTrayIcon | None = None
        self._tooltip = "MicroWins"
        self._dot = False
        self._looks = 0
        self._look = QTimer(self)
        self._look.setInterval(LOOK_AGAIN_MS)
        self._look.timeout.connect(self._on_look)

    @property
    def is_there(self) -> bool:
        """Whether a tray shows the icon just now."""
        return self._icon is not None and QSystemTrayIcon.isSystemTrayAvailable()

    def appear(self) -> bool:
        """Show the icon where there is a tray; whether it is shown."""
        if self._icon is not None:
            return True
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        self._look.stop()
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.setIcon(tray_icon(self._dot))
        self._icon.setToolTip(self._tooltip)
        self._icon.show()
        self.appeared.emit()
        return True

    def wait(self) -> None:
        """Appear now or when a tray comes, and again after the tray was started anew."""
        self._watch_for_trays()
        if not self.appear():
            self._look.start()

    def show_dot(self, dot: bool) -> None:
        """Whether something waits."""
        if dot != self._dot:
            self._dot = dot
            if self._icon is not None:
                self._icon.setIcon(tray_icon(dot))

    def say(self, words: str) -> None:
        """The tooltip."""
        if words == self._tooltip:
            return
        self._tooltip = words
        if self._icon is not None:
            self._icon.setToolTip(words)

    def geometry_hint(self) -> QSystemTrayIcon | None:
        """The icon, for placing a card beside it; None where there was no tray yet.

        Whether a tray is still there is not asked, which takes as long as a click may: without one
        the icon has no place to give.
        """
        return self._icon

    def _watch_for_trays(self) -> None:
        if not sys.platform.startswith("linux"):
            return
        from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        watcher = QDBusServiceWatcher(
            _WATCHER, bus, QDBusServiceWatcher.WatchModeFlag.WatchForRegistration, self
        )
        watcher.serviceRegistered.connect(self._on_tray_registered)

    def _on_tray_registered(self, _service: str) -> None:
        # The watcher's name comes before its host is ready to be asked.
        self._looks = 0
        if not self.appear():
            self._look.start()

    def _on_look(self) -> None:
        self._looks += 1
        if self.appear():
            return
        if self._looks >= LOOKS:
            self._look.stop()
            self.waited_in_vain.emit()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.clicked.emit()
