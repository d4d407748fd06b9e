"""Export: the journal as a file of a format the person chooses, with progress and a way to stop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from microwins_desktop.i18n import _, ngettext
from microwins_desktop.services.transfer import Progress, Transfer
from microwins_desktop.ui.kit import Body, Card, QuietButton, Secondary, Section
from microwins_desktop.ui.kit.pickers import Choice
from microwins_desktop.ui.settings.copies import sentence
from microwins_desktop.ui.settings.rows import flow
from microwins_desktop.ui.theme import Space, Theme


def formats() -> dict[str, str]:
    """What each format is good for, by its name."""
    return {
        "json": _("Everything, to bring in again (JSON)"),
        "csv": _("A table for a spreadsheet (CSV)"),
        "ics": _("A calendar (iCalendar)"),
        "md": _("A text to read (Markdown)"),
        "html": _("A page for a browser (HTML)"),
        "pdf": _("Pages to print (PDF)"),
    }


class ExportCard(Card):
    def __init__(self, theme: Theme, transfer: Transfer) -> None:
        super().__init__(theme, margin=20)
        self._transfer = transfer
        self._mine = False
        self.body.setSpacing(Space.CARDS)
        self.format = Choice(theme, _("What to export"))
        for name, words in formats().items():
            self.format.addItem(words, name)
        self.export = QuietButton(theme, _("Export"))
        self.export.clicked.connect(self._on_export)
        self.stop = QuietButton(theme, _("Stop"))
        self.stop.clicked.connect(transfer.cancel)
        self.stop.hide()
        self.said = Body(theme)
        self.said.hide()
        words = _("The file is yours; the program sends it nowhere.")
        for widget in (Section(theme, _("Export")), Secondary(theme, words), self.format):
            self.body.addWidget(widget)
        self.body.addLayout(flow(self.export, self.stop))
        self.body.addWidget(self.said)
        transfer.exported.connect(self._on_exported)
        transfer.progress.connect(self._on_progress)
        transfer.failed.connect(self._on_failed)
        transfer.cancelled.connect(self._on_cancelled)
        transfer.busy_changed.connect(self._on_busy)

    def save_to(self, path: str) -> None:
        """Write the chosen format to a file."""
        self._mine = self._transfer.export(Path(path), str(self.format.currentData()))
        if not self._mine:
            self._say(_("Something else is going on; please try again in a moment."))

    def _on_export(self) -> None:
        name = str(self.format.currentData())
        where = QStandardPaths.StandardLocation.DocumentsLocation
        folder = QStandardPaths.writableLocation(where)
        dialog = QFileDialog(self, _("Export"), folder, f"{name.upper()} (*.{name})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(name)
        dialog.selectFile(_("small-wins") + f".{name}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _on_busy(self, busy: bool) -> None:
        self.export.setVisible(not busy)
        self.stop.setVisible(busy)
        if busy:
            self._say("")

    def _on_progress(self, progress: Progress) -> None:
        if self._mine:
            says = _("{done} of {of} wins") if progress.of else _("{done} wins")
            self._say(says.format(done=progress.done, of=progress.of))

    def _on_exported(self, path: Path, count: int) -> None:
        self._mine = False
        says = ngettext("{count} win is in {name}.", "{count} wins are in {name}.", count)
        self._say(says.format(count=count, name=path.name))

    def _on_failed(self, why: str) -> None:
        if self._mine:
            self._mine = False
            self._say(sentence(why))

    def _on_cancelled(self) -> None:
        if self._mine:
            self._mine = False
            self._say(_("Stopped; no file was written."))
