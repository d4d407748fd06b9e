"""How the day feels: asked at most once a day, answered with one click, or waved away."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from microwins_desktop.core.model import Energy
from microwins_desktop.core.texts import TextError
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.kit import (
    Body,
    FlowLayout,
    QuietButton,
    Secondary,
    TextButton,
    TextField,
    Wash,
)
from microwins_desktop.ui.theme import Theme

ASKED = "check_in_asked"
_LEVELS = tuple(Energy)


class CheckInCard(Wash):
    """Three answers and a way past them. Afterwards one line may be added, or not."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._journal = journal
        self._preferences = preferences
        self.body.setSpacing(0)
        self._words = Body(theme, _("How much energy is there today?"))
        self.body.addWidget(self._words)
        self._answers = QWidget()
        row = FlowLayout(self._answers)
        for level, words in zip(_LEVELS, (_("Low"), _("Some"), _("Good")), strict=True):
            button = QuietButton(theme, words)
            button.setObjectName(level.value)
            button.clicked.connect(self._on_energy)
            row.addWidget(button)
        past = TextButton(theme, _("Not today"))
        past.clicked.connect(self._on_past)
        row.addWidget(past)
        self.body.addWidget(self._answers)
        self._line = TextField(theme, _("A line about today"), _("A line, if you like"))
        self._line.submitted.connect(self._on_line)
        self._line.hide()
        self.body.addWidget(self._line)
        self._problem = Secondary(theme)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.hide()

    def consider(self) -> None:
        """Ask, unless it was asked today or the person does not want to be asked."""
        if self._line.isVisible():
            return
        asked = self._preferences.remembered(ASKED)
        today = self._journal.today()
        known = self._journal.check_in_of(today).energy is not None
        wanted = self._preferences.values.check_in
        self.setVisible(wanted and not known and asked != today.isoformat())

    def _on_energy(self) -> None:
        sender = self.sender()
        if sender is None:
            return
        level = Energy(sender.objectName())
        self._note_asked()
        self._answers.hide()
        self._words.setText(
            _("Thank you. Today may be small.") if level is Energy.LOW else _("Noted.")
        )
        self._line.show()
        self._line.edit.setFocus()
        fields = {"hard": True} if level is Energy.LOW else {}
        self._journal.check_in(self._journal.today(), energy=level, **fields)

    def _on_line(self, text: str) -> None:
        try:
            self._journal.check_in(self._journal.today(), line=text)
        except TextError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        self._line.hide()
        self.hide()

    def _on_past(self) -> None:
        self._note_asked()
        self.hide()

    def _note_asked(self) -> None:
        self._preferences.remember(ASKED, self._journal.today().isoformat())
