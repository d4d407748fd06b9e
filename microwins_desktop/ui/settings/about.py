"""About: what the program is, which one this is, and what it never does."""

from __future__ import annotations

from microwins_desktop import __version__
from microwins_desktop.i18n import _
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.kit import Body, Secondary
from microwins_desktop.ui.settings.section import SettingsSection
from microwins_desktop.ui.theme import Theme


class AboutSection(SettingsSection):
    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__(theme, preferences)
        card = self.card("MicroWins")
        for words in (
            _("A calm place for tiny wins. Every size counts, and nothing resets."),
            _("Everything stays on this computer. There is no account and no network connection."),
            _("It gives no medical advice. Help is near has people to talk to."),
        ):
            card.body.addWidget(Body(theme, words))
        version = _("Version {number}. Free software under the MIT licence.")
        card.body.addWidget(Secondary(theme, version.format(number=__version__)))
        self.column.addStretch(1)
