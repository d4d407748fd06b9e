"""Data: where the journal is, its copies, and the ways out of the program and into it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices

from microwins_desktop.i18n import _, ngettext
from microwins_desktop.services.data import Data
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.kit import Body, QuietButton, Secondary
from microwins_desktop.ui.settings.bringing_in import ImportCard
from microwins_desktop.ui.settings.copies import BackupsCard, RestoreCard
from microwins_desktop.ui.settings.rows import flow
from microwins_desktop.ui.settings.section import SettingsSection
from microwins_desktop.ui.settings.taking_out import ExportCard
from microwins_desktop.ui.theme import Theme


class DataSection(SettingsSection):
    def __init__(
        self, theme: Theme, journal: Journal, preferences: Preferences, data: Data
    ) -> None:
        super().__init__(theme, preferences)
        self._journal = journal
        place = self.card(_("Your journal"))
        place.body.addWidget(
            Body(theme, _("Everything you log is in one folder on this computer, and only there."))
        )
        self.where = Secondary(theme)
        self.how_much = Secondary(theme)
        self.open_folder = QuietButton(theme, _("Open the folder"))
        self.open_folder.clicked.connect(self._on_open_folder)
        place.body.addWidget(self.where)
        place.body.addWidget(self.how_much)
        place.body.addLayout(flow(self.open_folder))
        self.backups = BackupsCard(theme, preferences, data.backups)
        self.restore = RestoreCard(theme, journal, data.backups)
        self.taking_out = ExportCard(theme, data.transfer)
        self.bringing_in = ImportCard(theme, journal, data.transfer)
        for card in (self.backups, self.restore, self.taking_out, self.bringing_in):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def fill(self) -> None:
        path = self._journal.store.path
        self.where.setText(_wrapping(str(path.parent)))
        count = self._journal.store.wins.count()
        wins = ngettext("{count} win", "{count} wins", count).format(count=count)
        # What was logged last may still be in the file beside it.
        files = [found for found in (path, path.with_name(f"{path.name}-wal")) if found.exists()]
        bytes_in_all = sum(found.stat().st_size for found in files)
        size = QLocale().formattedDataSize(bytes_in_all, 0) if files else ""
        self.how_much.setText(f"{wins}, {size}" if size else wins)
        self.backups.look()
        self.restore.look()

    def _on_open_folder(self) -> None:
        folder = QUrl.fromLocalFile(str(self._journal.store.path.parent))
        if not QDesktopServices.openUrl(folder):
            self.how_much.setText(_("No program here opens folders; the path is above."))


def _wrapping(path: str) -> str:
    """A path that may be broken anywhere, as long ones have to be: with spaces of no width."""
    return "\u200b".join(path)
