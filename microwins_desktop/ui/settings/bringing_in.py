"""Import: drop a file or choose one, see what would come in, and only then bring it in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from microwins_desktop.i18n import _, ngettext
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.transfer import FoundHabit, Options, Progress, Report, Transfer
from microwins_desktop.ui.kit import Body, Card, PrimaryButton, QuietButton, Secondary, Section
from microwins_desktop.ui.kit.pickers import Choice
from microwins_desktop.ui.settings.copies import sentence
from microwins_desktop.ui.settings.rows import flow
from microwins_desktop.ui.theme import Space, Theme

MOST_HABITS = 40
MOST_SKIPPED = 8


class ImportCard(Card):
    def __init__(self, theme: Theme, journal: Journal, transfer: Transfer) -> None:
        super().__init__(theme, margin=20)
        self._theme = theme
        self._journal = journal
        self._transfer = transfer
        self._path: Path | None = None
        self._mine = False
        self.setAcceptDrops(True)
        self.body.setSpacing(Space.CARDS)
        self.habits: list[HabitRow] = []
        self._habit_rows = QVBoxLayout()
        self.choose = QuietButton(theme, _("Choose a file"))
        self.choose.clicked.connect(self._on_choose)
        self.stop = QuietButton(theme, _("Stop"))
        self.stop.clicked.connect(transfer.cancel)
        self.said = Body(theme)
        self.details = Secondary(theme)
        self.bring_in = PrimaryButton(theme, _("Bring it in"))
        self.bring_in.clicked.connect(self._on_bring_in)
        self.leave = QuietButton(theme, _("Not now"))
        self.leave.clicked.connect(self._on_leave)
        self.undo = QuietButton(theme, _("Undo"))
        self.undo.clicked.connect(self._on_undo)
        self._build()
        self._show("", "")
        transfer.previewed.connect(self._on_previewed)
        transfer.imported.connect(self._on_imported)
        transfer.progress.connect(self._on_progress)
        transfer.failed.connect(self._on_failed)
        transfer.cancelled.connect(self._on_cancelled)
        transfer.busy_changed.connect(self._on_busy)

    def _build(self) -> None:
        words = _(
            "Drop a file here: an export of MicroWins, or one of Loop Habit Tracker, HabitBull, "
            "Tickmate, Rewire, Table Habit, Daylio, Habo, Beaver, Habitica, Pixels or Daily You. "
            "You see first what would come in."
        )
        self.body.addWidget(Section(self._theme, _("Import")))
        self.body.addWidget(Secondary(self._theme, words))
        self.body.addLayout(flow(self.choose, self.stop))
        self.body.addWidget(self.said)
        self.body.addWidget(self.details)
        self.body.addLayout(self._habit_rows)
        self.body.addLayout(flow(self.bring_in, self.leave, self.undo))

    # A file

    def look_at(self, path: str) -> None:
        """Read a file on trial and show what it would bring."""
        self._path = Path(path)
        self._begin(self._transfer.preview(self._path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_of(event)
        if path:
            event.acceptProposedAction()
            self.look_at(path)

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("Import"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.look_at)
        dialog.open()

    def _on_bring_in(self) -> None:
        if self._path is not None:
            joins = {row.habit.ref: row.joins for row in self.habits if row.joins}
            self._begin(self._transfer.import_file(self._path, options=Options(joins=joins)))

    def _begin(self, begun: bool) -> None:
        self._mine = begun
        if not begun:
            self._show(_("Something else is going on; please try again in a moment."), "")

    # What is shown

    def _show(self, said: str, details: str, offered: bool = False, undo: bool = False) -> None:
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.details.setText(details)
        self.details.setVisible(bool(details))
        self.bring_in.setVisible(offered)
        self.leave.setVisible(offered)
        self.undo.setVisible(undo)
        self.stop.setVisible(self._transfer.busy and self._mine)

    def _show_habits(self, found: tuple[FoundHabit, ...]) -> None:
        for row in self.habits:
            self._habit_rows.removeWidget(row)
            row.deleteLater()
        steps = [(step.key, step.title) for step in self._journal.steps()] if found else []
        self.habits = [HabitRow(self._theme, habit, steps) for habit in found[:MOST_HABITS]]
        for row in self.habits:
            self._habit_rows.addWidget(row)

    def _on_previewed(self, report: Report) -> None:
        self._mine = False
        name = self._path.name if self._path is not None else ""
        says = ngettext(
            "{name} would bring {count} win.", "{name} would bring {count} wins.", report.added
        )
        self._show_habits(report.habits if report.added else ())
        offered = bool(report.added or report.steps_added)
        self._show(says.format(name=name, count=report.added), _details(report), offered)

    def _on_imported(self, report: Report) -> None:
        self._mine = False
        says = ngettext("{count} win came in.", "{count} wins came in.", report.added)
        self._show_habits(())
        self._show(says.format(count=report.added), _details(report), undo=report.changed)

    def _on_progress(self, progress: Progress) -> None:
        if self._mine:
            self._show(_("{done} read so far").format(done=progress.done), "")

    def _on_failed(self, why: str) -> None:
        if self._mine:
            self._mine = False
            self._show_habits(())
            self._show(sentence(why), "")

    def _on_cancelled(self) -> None:
        if self._mine:
            self._mine = False
            self._show(_("Stopped; nothing was changed."), "")

    def _on_leave(self) -> None:
        self._show_habits(())
        self._show("", "")

    def _on_busy(self, busy: bool) -> None:
        self.choose.setVisible(not busy)
        self.stop.setVisible(busy and self._mine)

    def _on_undo(self) -> None:
        if self._journal.undo():
            self._show(_("Everything is as it was before."), "")


class HabitRow(QWidget):
    """A habit of the file, and the step of the journal that takes its place, where one does."""

    def __init__(self, theme: Theme, habit: FoundHabit, steps: list[tuple[str, str]]) -> None:
        super().__init__()
        self.habit = habit
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARDS)
        count = ngettext("{count} win", "{count} wins", habit.wins).format(count=habit.wins)
        row.addWidget(Body(theme, f"{habit.name} ({count})"), 1)
        self.choice = Choice(theme, habit.name)
        self.choice.addItem(_("A step of its own"), "")
        for key, title in steps:
            self.choice.addItem(title, key)
        self.choice.setCurrentIndex(max(0, self.choice.findData(habit.joins)))
        row.addWidget(self.choice)

    @property
    def joins(self) -> str:
        return str(self.choice.currentData() or "")


def _details(report: Report) -> str:
    lines = []
    if report.duplicates:
        says = ngettext(
            "{count} is in your journal already.",
            "{count} are in your journal already.",
            report.duplicates,
        )
        lines.append(says.format(count=report.duplicates))
    if report.steps_added:
        says = ngettext("{count} new step.", "{count} new steps.", report.steps_added)
        lines.append(says.format(count=report.steps_added))
    if report.skipped:
        lines.append(_("Left out:"))
        lines += [f"{left.where}: {left.why}" for left in report.skipped[:MOST_SKIPPED]]
        more = len(report.skipped) - MOST_SKIPPED
        if more > 0:
            lines.append(_("and {count} more").format(count=more))
    return "\n".join(lines)


def _file_of(event: QDropEvent) -> str:
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
