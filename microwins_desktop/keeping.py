"""The backups of the running app put together, and what is said after a rescue of the journal."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from microwins_desktop.opening import Opened, what_happened
from microwins_desktop.parts import Parts
from microwins_desktop.services.backups import BackupKeeper
from microwins_desktop.system.aside import Aside

LONGEST_S = 600.0
SETTLED_MS = 4000
"""After this the start is over, and a copy takes no time from it."""


class Keeping(QObject):
    def __init__(self, parts: Parts, opened: Opened | None = None) -> None:
        super().__init__(parts)
        self._opened = opened
        self.backups = BackupKeeper(
            parts.journal, parts.preferences, parts.clock, Aside(LONGEST_S, self), self
        )

    def start(self) -> None:
        """Say what became of a damaged journal, if one was found; make today's copy soon."""
        QTimer.singleShot(SETTLED_MS, self.backups, self.backups.consider)
        if self._opened is not None and self._opened.rescue is not None:
            from microwins_desktop.ui.rescue_notice import RescueNotice

            backup = self._opened.backup
            path = backup.path if backup is not None else None
            self._notice = RescueNotice(what_happened(self._opened), path, self.backups)
            self._notice.show()
