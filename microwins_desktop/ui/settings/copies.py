"""Backups: when the last one was made, making one now, and putting one back after a look at it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt
from PySide6.QtWidgets import QFileDialog

from microwins_desktop.core.rotation import BEFORE, DAILY, MANUAL
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.services.backups import BackupKeeper
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store.backups import Backup
from microwins_desktop.store.errors import StoreError
from microwins_desktop.store.looking_in import Preview
from microwins_desktop.ui.kit import Body, Card, PrimaryButton, QuietButton, Secondary, Section
from microwins_desktop.ui.kit.pickers import Choice
from microwins_desktop.ui.settings.rows import TextRow, flow, row_for
from microwins_desktop.ui.theme import Space, Theme


class BackupsCard(Card):
    """The last copy, a button for one more, and how many are kept where."""

    def __init__(self, theme: Theme, preferences: Preferences, backups: BackupKeeper) -> None:
        super().__init__(theme, margin=20)
        self._theme = theme
        self._backups = backups
        self.body.setSpacing(Space.CARDS)
        self.last = Body(theme)
        self.now = QuietButton(theme, _("Back up now"))
        self.now.clicked.connect(backups.back_up_now)
        self.choose = QuietButton(theme, _("Choose a folder"))
        self.choose.clicked.connect(self._on_choose)
        self.folder = TextRow(theme, preferences, "backup_folder")
        self.body.addWidget(Section(theme, _("Backups")))
        self.body.addWidget(self.last)
        self.body.addLayout(flow(self.now))
        self.body.addWidget(self.folder)
        self.body.addLayout(flow(self.choose))
        for key in ("backup_daily", "backup_weekly", "backup_monthly"):
            self.body.addWidget(row_for(theme, preferences, key))
        backups.made.connect(self._on_made)
        backups.failed.connect(self.last.setText)
        backups.busy_changed.connect(self._on_busy)

    def look(self) -> None:
        """Show how it is now."""
        if self._backups.busy:
            return
        newest = next(iter(self._backups.all()), None)
        if self._backups.trouble:
            self.last.setText(_("No backup was made: {why}.").format(why=self._backups.trouble))
        elif newest is None:
            self.last.setText(_("There is no backup yet. One is made every day, by itself."))
        else:
            says = _("The newest backup is of {when}. One is made every day, by itself.")
            self.last.setText(says.format(when=moment(newest.made_at)))

    def _on_made(self, _backup: Backup) -> None:
        self.look()

    def _on_busy(self, busy: bool) -> None:
        self.now.setVisible(not busy)
        if busy:
            self.last.setText(_("A moment, please."))
        elif not self._backups.trouble:
            self.look()

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("Folder for backups"), self.folder.field.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.folder.put)
        dialog.open()


class RestoreCard(Card):
    """Choose a copy, see what it holds, put it back, and take that back again."""

    def __init__(self, theme: Theme, journal: Journal, backups: BackupKeeper) -> None:
        super().__init__(theme, margin=20)
        self._journal = journal
        self._backups = backups
        self._chosen: Path | None = None
        self._listed: list[Backup] = []
        self.body.setSpacing(Space.CARDS)
        self.list = Choice(theme, _("Backups"))
        self.list.activated.connect(self._on_activated)
        self.file = QuietButton(theme, _("Choose a file"))
        self.file.clicked.connect(self._on_file)
        self.holds = Body(theme)
        self.newest = Secondary(theme)
        self.put_back = PrimaryButton(theme, _("Put this one back"))
        self.put_back.clicked.connect(self._on_put_back)
        self.said = Body(theme)
        self.undo = QuietButton(theme, _("Undo"))
        self.undo.clicked.connect(self._on_undo)
        heading = Section(theme, _("Put a backup back"))
        words = _("Your journal becomes what the backup holds. Undo brings back what is there now.")
        for widget in (heading, Secondary(theme, words), self.list):
            self.body.addWidget(widget)
        self.body.addLayout(flow(self.file))
        for label in (self.holds, self.newest, self.said):
            self.body.addWidget(label)
        self.body.addLayout(flow(self.put_back, self.undo))
        self._show_preview(None)
        self._say("")
        backups.restored.connect(self._on_restored)
        backups.failed.connect(self._on_failed)
        backups.busy_changed.connect(self._on_busy)

    def look(self) -> None:
        """Show how it is now."""
        listed = self._backups.all()
        if listed == self._listed and self.list.count():
            return
        self._listed = listed
        self.list.clear()
        self.list.addItem(_("Choose a backup") if listed else _("There is none yet"), None)
        for backup in listed:
            self.list.addItem(line_of(backup), str(backup.path))

    def choose(self, path: str) -> None:
        """Look at a copy and show what it holds."""
        self._say("")
        try:
            self._show_preview(self._backups.preview(Path(path)))
        except StoreError as error:
            self._show_preview(None)
            self._say(sentence(str(error)))

    def _show_preview(self, preview: Preview | None) -> None:
        self._chosen = preview.path if preview is not None else None
        for widget in (self.holds, self.newest, self.put_back):
            widget.setVisible(preview is not None)
        if preview is None:
            return
        wins = ngettext("{count} win", "{count} wins", preview.wins).format(count=preview.wins)
        if preview.first is None or preview.last is None:
            self.holds.setText(wins)
        else:
            says = _("{wins}, from {first} to {last}")
            first, last = day_words(preview.first), day_words(preview.last)
            self.holds.setText(says.format(wins=wins, first=first, last=last))
        self.newest.setText(
            "\n".join(f"{day_words(day)}: {title}" for day, title in preview.newest)
        )
        self.newest.setVisible(bool(preview.newest))

    def _say(self, words: str, undo: bool = False) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.undo.setVisible(undo)

    def _on_activated(self, _index: int) -> None:
        path = self.list.currentData()
        if path:
            self.choose(str(path))
        else:
            self._show_preview(None)

    def _on_file(self) -> None:
        dialog = QFileDialog(self, _("A backup"), "", _("Backup (*.db);;Every file (*)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    def _on_put_back(self) -> None:
        if self._chosen is not None:
            self._backups.restore(self._chosen)

    def _on_busy(self, busy: bool) -> None:
        self.put_back.setVisible(not busy and self._chosen is not None)

    def _on_restored(self, preview: Preview) -> None:
        self._show_preview(None)
        self.list.setCurrentIndex(0)
        says = ngettext(
            "Your journal has {count} win now.", "Your journal has {count} wins now.", preview.wins
        )
        self._say(says.format(count=preview.wins), undo=True)

    def _on_failed(self, why: str) -> None:
        self._say(why)

    def _on_undo(self) -> None:
        if self._journal.undo():
            self._say(_("Everything is as it was before."))


def sentence(why: str) -> str:
    """A reason as a sentence of its own; a file's name at its beginning stays as it is."""
    first, _space, _rest = why.partition(" ")
    begun = why[:1].upper() + why[1:] if first.isalpha() else why
    return begun if begun.endswith(".") else f"{begun}."


def line_of(backup: Backup) -> str:
    """A copy in one line: when, why, how large."""
    reasons = {DAILY: _("daily"), MANUAL: _("made by hand")}
    why = reasons.get(backup.reason) or (
        _("before an import")
        if backup.reason == f"{BEFORE}import"
        else _("before a restore")
        if backup.reason == f"{BEFORE}restore"
        else _("before an update")
    )
    size = QLocale().formattedDataSize(backup.size, 0)
    return f"{moment(backup.made_at)}, {why}, {size}"


def moment(at: datetime) -> str:
    """A wall time as this language writes it, short."""
    shown = QDateTime(at.year, at.month, at.day, at.hour, at.minute, at.second)
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def day_words(day: date) -> str:
    """A date as this language writes it, short."""
    shown = QDate(day.year, day.month, day.day)
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)
