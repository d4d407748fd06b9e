"""“I did nothing today” deserves an answer: what the day holds already, or the smallest way in."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.core.model import Size, Source
from microwins_desktop.core.suggest import Suggestion
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.voice import Voice
from microwins_desktop.ui.kit import Body, FlowLayout, QuietButton, TextButton, Wash
from microwins_desktop.ui.theme import Space, Theme

MOST_NAMED = 5


class Nothing(QWidget):
    """A quiet button that turns into an answer, and back when the journal changes."""

    def __init__(
        self, theme: Theme, journal: Journal, voice: Voice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._voice = voice
        self._offer: Suggestion | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        self.ask = TextButton(theme, _("I did nothing today"))
        self.ask.clicked.connect(self._on_asked)
        ways = FlowLayout()
        ways.addWidget(self.ask)
        column.addLayout(ways)
        self.answer = Wash(theme)
        self.words = Body(theme)
        self.answer.body.addWidget(self.words)
        self._row = QWidget()
        row = FlowLayout(self._row)
        self.smallest = QuietButton(theme, "")
        self.smallest.clicked.connect(self._on_smallest)
        row.addWidget(self.smallest)
        self.answer.body.addWidget(self._row)
        self.answer.hide()
        column.addWidget(self.answer)

    def settle(self) -> None:
        """Back to the button alone."""
        self.answer.hide()
        self.ask.show()

    def _on_asked(self) -> None:
        wins = self._journal.wins_of(self._journal.today())
        self._offer = None
        if wins:
            named = "\n".join(win.title for win in wins[-MOST_NAMED:])
            self.words.setText(_("Today already holds:") + "\n" + named)
        else:
            self.words.setText(self._voice.kept_word())
            self._offer = next(iter(self._journal.suggestions(1)), None)
        if self._offer is not None:
            step = self._offer.step
            smallest = step.sizes[-1] if step.sizes else Size.WHOLE
            self.smallest.set_words(step.words(smallest))
        self._row.setVisible(self._offer is not None)
        self.ask.hide()
        self.answer.show()

    def _on_smallest(self) -> None:
        if self._offer is not None:
            step = self._offer.step
            smallest = step.sizes[-1] if step.sizes else Size.WHOLE
            self._journal.log_step(step.key, smallest, Source.WINDOW)
