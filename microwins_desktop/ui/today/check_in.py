"""How the day feels: asked at most once a day, answered with one click, or waved away."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from microwins_desktop.core.model import Energy
from microwins_desktop.core.texts import TextError
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store.errors import StoreError
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
        self._day: date | None = None
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
        never = TextButton(theme, _("Do not ask again"))
        never.clicked.connect(self._on_never)
        row.addWidget(never)
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
        """Ask, unless it was asked today or the person does not want to be asked.

        Once shown it stays until it is answered or the day ends; a window made anew, or the next
        start of the program, does not ask again.
        """
        today = self._journal.today()
        if self._day is not None and self._day != today:
            self._begin_anew()
        known = self._journal.check_in_of(today).energy is not None
        if not self._line.isHidden():
            if known:
                return
            self._begin_anew()  # the answer was taken back
        wanted = self._preferences.values.check_in
        asked = self._preferences.remembered(ASKED) == today.isoformat()
        asks = wanted and not known and (not asked or self._day == today)
        if asks and not asked and self.window().isVisible():
            self._day = today
            self._preferences.remember(ASKED, today.isoformat())
        self.setVisible(asks)

    def _begin_anew(self) -> None:
        """The question as it was before any answer; yesterday's line is not kept for today."""
        self._day = None
        self._words.setText(_("How much energy is there today?"))
        self._answers.show()
        self._line.edit.clear()
        self._line.hide()
        self._problem.hide()

    def _on_energy(self) -> None:
        sender = self.sender()
        if sender is None:
            return
        level = Energy(sender.objectName())
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
        self._day = None
        self.hide()

    def _on_never(self) -> None:
        self._on_past()
        try:
            self._preferences.put({"check_in": "off"})
        except StoreError as error:
            self._journal.failed.emit(str(error))
