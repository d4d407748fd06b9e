"""What a person says about a day as a whole: energy, one line, rest day, hard day. All optional."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.core.model import Energy
from microwins_desktop.core.texts import TextError
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.kit import FlowLayout, Secondary, TextField, Toggle
from microwins_desktop.ui.kit.chip import Chip
from microwins_desktop.ui.theme import Space, Theme


class DayAbout(QWidget):
    """Everything is kept at once and can be undone; what is chosen can be let go again.

    With the setting `check_in` off, only what was said earlier is still shown.
    """

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._preferences = preferences
        self._day = journal.today()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.STEP)
        self._asks = Secondary(theme, _("Energy"))
        self._levels: dict[Energy, Chip] = {}
        levels = FlowLayout(gap=Space.STEP)
        named = {Energy.LOW: _("Low"), Energy.SOME: _("Some"), Energy.GOOD: _("Good")}
        for level, words in named.items():
            chip = self._levels[level] = Chip(theme, words)
            chip.setAccessibleName(_("Energy: {level}").format(level=words))
            chip.setObjectName(level.value)
            chip.clicked.connect(self._on_level)
            levels.addWidget(chip)
        self.line = TextField(theme, _("A line about this day"), _("A line, if you like"))
        self.line.submitted.connect(self._on_line)
        self.line.edit.editingFinished.connect(self._keep_line)
        self._problem = Secondary(theme)
        self._problem.hide()
        self._rest = Toggle(theme, _("Rest day"), quiet=True)
        self._rest.clicked.connect(self._on_rest)
        self._hard = Toggle(theme, _("Hard day"), quiet=True)
        self._hard.clicked.connect(self._on_hard)
        column.addWidget(self._asks)
        column.addLayout(levels)
        for widget in (self.line, self._problem, self._rest, self._hard):
            column.addWidget(widget)

    def show_day(self, day: date) -> None:
        """Show what was said; a line that is being typed on the same day is left alone."""
        about = self._journal.check_in_of(day)
        if day != self._day or not self.line.edit.hasFocus():
            self._day = day
            self.line.edit.setText(about.line)
            self._problem.hide()
        for level, chip in self._levels.items():
            chip.setChecked(level is about.energy)
        asked = self._preferences.values.check_in and day <= self._journal.today()
        energy = asked or about.energy is not None
        self._asks.setVisible(energy)
        for chip in self._levels.values():
            chip.setVisible(energy)
        self.line.setVisible(asked or bool(about.line))
        self._rest.setChecked(about.rest)
        self._hard.setChecked(about.hard)

    def leave(self, day: date) -> None:
        """Keep what was typed before another day takes its place."""
        if day != self._day:
            self._keep_line()

    def _on_level(self) -> None:
        chip = self.sender()
        if not isinstance(chip, Chip):
            return
        level = Energy(chip.objectName()) if chip.isChecked() else None
        low_today = level is Energy.LOW and self._day == self._journal.today()
        self._journal.check_in(self._day, energy=level, **({"hard": True} if low_today else {}))

    def _on_line(self, _text: str) -> None:
        self._keep_line()

    def _keep_line(self) -> None:
        text = self.line.edit.text()
        if text.strip() == self._journal.check_in_of(self._day).line:
            return
        try:
            self._journal.check_in(self._day, line=text)
            self._problem.hide()
        except TextError as error:
            self._problem.setText(str(error))
            self._problem.show()

    def _on_rest(self) -> None:
        self._journal.check_in(self._day, rest=self._rest.isChecked())

    def _on_hard(self) -> None:
        self._journal.check_in(self._day, hard=self._hard.isChecked())
