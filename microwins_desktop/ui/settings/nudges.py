"""Nudges: whether and how they come, when never, and how many at most."""

from __future__ import annotations

from microwins_desktop.i18n import _
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.settings.section import SettingsSection
from microwins_desktop.ui.theme import Theme


class NudgesSection(SettingsSection):
    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__(theme, preferences)
        self.card(_("Nudges"), "nudges", "nudge_delivery", "later_minutes")
        self.card(_("Quiet"), "quiet_hours", "nudge_cap_per_day", "nudge_min_minutes")
        self.card(_("Sun"), "coordinates")
        self.column.addStretch(1)
