"""The nudger of the running app, put together with this desktop's notifier and presence."""

from __future__ import annotations

from PySide6.QtCore import QObject

from microwins_desktop import paths
from microwins_desktop.core.surroundings import LoginStart, Surroundings
from microwins_desktop.parts import Parts
from microwins_desktop.services.nudger import Nudger
from microwins_desktop.services.voice import Voice
from microwins_desktop.system.notify.notifier import DesktopNotifier
from microwins_desktop.system.presence.desktop import DesktopPresence
from microwins_desktop.system.sun import sun_of
from microwins_desktop.system.wake import Wake


class Nudges(QObject):
    """`nudger` decides and shows, `notifier` and `presence` are also asked by the settings page."""

    def __init__(self, parts: Parts, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = parts.journal
        self._five = parts.gentle.five
        self.wake = Wake(parts.clock, self)
        self.presence = DesktopPresence(self.wake, self)
        self.notifier = DesktopNotifier(paths.resources() / "icons", self)
        self.nudger = Nudger(
            parts.journal,
            parts.preferences,
            parts.clock,
            voice,
            self.presence,
            self.notifier,
            sun_of,
            self,
        )

    def surroundings(self, login: LoginStart) -> Surroundings:
        """What the settings page asks of this desktop."""
        return Surroundings(login, self.notifier, self.presence)

    def start(self) -> None:
        """Begin, once tray and windows listen."""
        self.wake.woke.connect(self._on_wake)
        self.wake.start()
        self.nudger.start()

    def _on_wake(self) -> None:
        # A new day may have begun meanwhile, and its nudges are others.
        self._journal.notice_time()
        self._five.look()
        self.nudger.woke()
