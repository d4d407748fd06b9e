"""Nudges: whether and how they come, for which steps, when never, and how many at most."""

from __future__ import annotations

from microwins_desktop.core.surroundings import Surroundings
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_book import NudgeBook
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.settings.desk import PresenceCard, TestNudge
from microwins_desktop.ui.settings.plans import PlansCard
from microwins_desktop.ui.settings.quiet_hours import QuietHoursRow
from microwins_desktop.ui.settings.rows import row_for
from microwins_desktop.ui.settings.section import SettingsSection
from microwins_desktop.ui.theme import Theme


class NudgesSection(SettingsSection):
    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        book: NudgeBook,
        surroundings: Surroundings,
    ) -> None:
        super().__init__(theme, preferences)
        coming = self.card(_("How they come"), "nudges", "nudge_delivery", "later_minutes")
        self.test = TestNudge(theme, surroundings.notices)
        coming.body.addLayout(self.test)
        self.plans = PlansCard(theme, journal, book)
        self.column.addWidget(self.plans)
        quiet = self.card(_("When they stay away"))
        self.quiet_hours = QuietHoursRow(theme, preferences, "quiet_hours")
        quiet.body.addWidget(self.quiet_hours)
        for key in ("nudge_cap_per_day", "nudge_min_minutes"):
            quiet.body.addWidget(row_for(theme, preferences, key))
        self.card(_("By the sun"), "coordinates")
        self.presence = PresenceCard(theme, surroundings.presence)
        self.column.addWidget(self.presence)
        self.column.addStretch(1)

    def fill(self) -> None:
        self.plans.look()
        self.presence.look()
