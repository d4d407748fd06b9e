"""Everything that keeps the journal safe in the running app, put together over its services.

Backups, export and import; the net under wins that cannot be written yet; and what is said after a
rescue.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from microwins_desktop.i18n import _
from microwins_desktop.opening import Opened, what_happened
from microwins_desktop.parts import Parts
from microwins_desktop.paths import DataFolder
from microwins_desktop.services.backups import BackupKeeper
from microwins_desktop.services.data import Data
from microwins_desktop.system.aside import Aside
from microwins_desktop.system.safety_net import SafetyNet, slips_of

if TYPE_CHECKING:
    from microwins_desktop.services.transfer import Transfer

LONGEST_S = 600.0
TAKE_UP_MS = 200
"""Soon after the start the wins of an earlier run are taken up, that could not be written then."""

SETTLED_MS = 4000
"""After this the start is over, and a copy takes no time from it."""


class Safety(QObject):
    """`said` carries a title and a sentence worth a word of its own."""

    said = Signal(str, str)

    def __init__(self, parts: Parts, folder: DataFolder, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._net = SafetyNet(slips_of(folder.root))
        parts.journal.waiting.rest_on(self._net)
        aside = Aside(LONGEST_S, self)
        journal, preferences, clock = parts.journal, parts.preferences, parts.clock
        self.data = Data(
            BackupKeeper(journal, preferences, clock, aside, self),
            self._make_transfer,
        )

    def _make_transfer(self) -> Transfer:
        from microwins_desktop.services.transfer import Transfer

        parts = self._parts
        transfer = Transfer(parts.journal, parts.preferences, parts.clock, self)
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(transfer.wait)
        return transfer

    def start(self, opened: Opened | None = None) -> None:
        """Say what became of a damaged journal, if one was found; see to the rest soon."""
        waiting = self._parts.journal.waiting
        QTimer.singleShot(TAKE_UP_MS, waiting, waiting.take_up)
        QTimer.singleShot(SETTLED_MS, self, self._settle)
        if self._parts.journal.store.reads_only:
            says = _("What you log is kept here, and saved as soon as that changes.")
            self.said.emit(_("Your journal can only be read just now"), says)
        if opened is not None and opened.rescue is not None:
            self._tell(opened)

    def _settle(self) -> None:
        self.data.backups.consider()
        self._net.make_room()

    def _tell(self, opened: Opened) -> None:
        from microwins_desktop.ui.rescue_notice import RescueNotice

        backup: Path | None = opened.backup.path if opened.backup is not None else None
        self._notice = RescueNotice(what_happened(opened), backup, self.data.backups)
        self._notice.show()
