"""What the sections of Settings share: cards under each other, filled when they are seen."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.kit import Card, Section
from microwins_desktop.ui.settings.rows import row_for
from microwins_desktop.ui.theme import Space, Theme


class SettingsSection(QWidget):
    """Subclasses add cards in their constructor and bring them up to date in `fill`."""

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self.theme = theme
        self.preferences = preferences
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.CARDS)

    def fill(self) -> None:
        """Show what is so now. Called when the section is shown and when the journal changed."""

    def card(self, heading: str = "", *keys: str) -> Card:
        """A card with a heading and a row for each of the settings `keys`."""
        made = Card(self.theme, margin=20)
        made.body.setSpacing(Space.CARDS)
        if heading:
            made.body.addWidget(Section(self.theme, heading))
        for key in keys:
            made.body.addWidget(row_for(self.theme, self.preferences, key))
        self.column.addWidget(made)
        return made
