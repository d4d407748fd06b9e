"""Everything that keeps the journal safe in the running app, put together over its services.

Backups, export and import; what is said after a rescue; and a word about trouble when no window is
there to say it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from microwins_desktop.i18n import _
from microwins_desktop.opening import Opened, what_happened
from microwins_desktop.parts import Parts
from microwins_desktop.services.backups import BackupKeeper
from microwins_desktop.services.data import Data
from microwins_desktop.services.waiting import Unsaved
from microwins_desktop.system.aside import Aside
from microwins_desktop.ui.tray import Tray

if TYPE_CHECKING:
    from microwins_desktop.services.transfer import Transfer

LONGEST_S = 600.0
SETTLED_MS = 4000
"""After this the start is over, and a copy takes no time from it."""


class Safety(QObject):
    def __init__(self, parts: Parts, tray: Tray, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tray = tray
        self._kept = 0
        aside = Aside(LONGEST_S, self)
        journal, preferences, clock = parts.journal, parts.preferences, parts.clock
        self.data = Data(
            BackupKeeper(journal, preferences, clock, aside, self),
            self._make_transfer,
        )
        journal.failed.connect(self._on_failed)
        journal.unsaved_changed.connect(self._on_unsaved)

    def _make_transfer(self) -> Transfer:
        from microwins_desktop.services.transfer import Transfer

        parts = self._parts
        transfer = Transfer(parts.journal, parts.preferences, parts.clock, self)
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(transfer.wait)
        return transfer

    def start(self, opened: Opened | None = None) -> None:
        """Say what became of a damaged journal, if one was found; make today's copy soon."""
        QTimer.singleShot(SETTLED_MS, self.data.backups, self.data.backups.consider)
        if opened is not None and opened.rescue is not None:
            self._tell(opened)

    def _tell(self, opened: Opened) -> None:
        from microwins_desktop.ui.rescue_notice import RescueNotice

        backup: Path | None = opened.backup.path if opened.backup is not None else None
        self._notice = RescueNotice(what_happened(opened), backup, self.data.backups)
        self._notice.show()

    def _on_failed(self, why: str) -> None:
        self._say_where_no_window_does(why)

    def _on_unsaved(self, unsaved: Unsaved) -> None:
        before, self._kept = self._kept, len(unsaved.wins)
        if self._kept > before:
            says = _("Not saved yet, but kept and tried again: {win} ({why}).")
            self._say_where_no_window_does(says.format(win=unsaved.titles[-1], why=unsaved.why))
        self._tray.refresh()

    def _say_where_no_window_does(self, words: str) -> None:
        from microwins_desktop.ui.window_frame import WindowFrame

        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, WindowFrame)]
        if any(window.isVisible() and not window.isMinimized() for window in windows):
            return
        from microwins_desktop.ui.places import beside_tray
        from microwins_desktop.ui.trouble_card import TroubleCard

        self._card = TroubleCard(self._parts.theme, words)
        self._card.adjustSize()
        icon: QSystemTrayIcon | None = self._tray.icon.geometry_hint()
        self._card.appear(*beside_tray(icon, self._card.size()))
