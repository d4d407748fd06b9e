"""The question at the top of Today: a line that takes anything, and offers to keep it as a step."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QVBoxLayout, QWidget

from microwins_desktop.core.model import Source, Win
from microwins_desktop.core.texts import TextError, match_rank
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.kit import (
    Body,
    FlowLayout,
    QuietButton,
    Secondary,
    TextButton,
    TextField,
    Wash,
)
from microwins_desktop.ui.theme import Space, Theme

MOST_COMPLETIONS = 6


class Asking(QWidget):
    """Free text becomes a win on Enter. `logged` carries the `Win`."""

    logged = Signal(object)

    def __init__(self, theme: Theme, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        self.line = TextField(
            theme,
            _("What small win will you celebrate?"),
            _("Anything counts. Type it here"),
            action=_("Log it"),
            large=True,
        )
        self.line.submitted.connect(self._on_submitted)
        self.line.edit.textEdited.connect(self._on_edited)
        self._problem = Secondary(theme)
        self._problem.hide()
        self.offer = KeepOffer(theme, journal)
        for widget in (self.line, self._problem, self.offer):
            column.addWidget(widget)
        self._found = QStringListModel(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(MOST_COMPLETIONS)
        self.line.edit.setCompleter(self._completer)

    def _on_edited(self, text: str) -> None:
        self._say("")
        hits: list[tuple[int, str]] = []
        if text.strip():
            for step in self._journal.steps():
                rank = match_rank(text, step.title, (step.whole,))
                if rank is not None:
                    hits.append((rank, step.whole))
        hits.sort(key=_rank_of)
        self._found.setStringList([words for _rank, words in hits[:MOST_COMPLETIONS]])

    def _on_submitted(self, text: str) -> None:
        try:
            win = self._journal.log_text(text, Source.WINDOW)
        except TextError as error:
            self._say(str(error))
            return
        self.line.edit.clear()
        self._say("")
        self.offer.hide()
        if win is not None:
            if win.step is None:
                self.offer.ask(win)
            self.logged.emit(win)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))


class KeepOffer(Wash):
    """Offers, never demands, to keep free text as a step."""

    def __init__(self, theme: Theme, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._journal = journal
        self._title = ""
        self._words = Body(theme)
        self._area = QComboBox()
        self._area.setAccessibleName(_("Area of the new step"))
        self._keep = QuietButton(theme, _("Keep it"))
        self._keep.clicked.connect(self._on_keep)
        self._leave = TextButton(theme, _("Not this one"))
        self._leave.clicked.connect(self.hide)
        row = FlowLayout()
        row.addWidget(self._area)
        row.addWidget(self._keep)
        row.addWidget(self._leave)
        self.body.addWidget(self._words)
        self.body.addLayout(row)
        self.hide()

    def ask(self, win: Win) -> None:
        """Offer to keep the words of `win`."""
        self._title = win.title
        words = _("Keep “{win}” as a step, so that it is one click next time?")
        self._words.setText(words.format(win=win.title))
        self._area.clear()
        for area in self._journal.areas():
            if not area.hidden:
                self._area.addItem(area.name, area.key)
        self.show()

    def _on_keep(self) -> None:
        self.hide()
        self._journal.keep_as_step(self._title, str(self._area.currentData()))


def _rank_of(hit: tuple[int, str]) -> int:
    return hit[0]
