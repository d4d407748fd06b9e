"""Says what became of a journal that could not be read, and offers the newest backup."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from microwins_desktop.i18n import _
from microwins_desktop.services.backups import BackupKeeper


class RescueNotice(QMessageBox):
    """A window of its own that waits; everything else works meanwhile."""

    def __init__(self, words: str, backup: Path | None, backups: BackupKeeper) -> None:
        super().__init__()
        self._backup = backup
        self._backups = backups
        self.setWindowTitle("MicroWins")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.restore: QPushButton | None = None
        if backup is not None:
            self.setInformativeText(_("Putting it back can be undone."))
            self.restore = self.addButton(
                _("Put the backup back"), QMessageBox.ButtonRole.AcceptRole
            )
        go_on = self.addButton(_("Go on"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(go_on)
        self.setEscapeButton(go_on)
        self.buttonClicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        if self._backup is not None and self.clickedButton() is self.restore:
            self._backups.restore(self._backup)
