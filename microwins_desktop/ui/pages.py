"""The pages of the main window, each made when it is first opened."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from microwins_desktop.i18n import _, pgettext
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.voice import Voice
from microwins_desktop.ui.main_window import PageEntry
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Given:
    """What the pages are made from; whoever opens the window fills it once."""

    theme: Theme
    journal: Journal
    preferences: Preferences
    voice: Voice
    wishes: Wishes


def page_entries(given: Given) -> list[PageEntry]:
    """Today, Calendar, Story, Steps, Settings; and those that are opened from elsewhere."""
    theme, journal, preferences, voice = (
        given.theme,
        given.journal,
        given.preferences,
        given.voice,
    )

    def today() -> QWidget:
        from microwins_desktop.ui.today.page import TodayPage

        return TodayPage(theme, journal, preferences, voice)

    def calendar() -> QWidget:
        from microwins_desktop.ui.calendar.page import CalendarPage

        return CalendarPage(theme, journal, preferences)

    def story() -> QWidget:
        from microwins_desktop.ui.story.page import StoryPage

        return StoryPage(theme, journal, preferences)

    def steps() -> QWidget:
        from microwins_desktop.ui.steps.page import StepsPage

        return StepsPage(theme, journal, preferences)

    def settings() -> QWidget:
        from microwins_desktop.ui.settings.page import SettingsPage

        return SettingsPage(theme, journal, preferences)

    def help_near() -> QWidget:
        from microwins_desktop.ui.help.page import HelpPage

        return HelpPage(theme)

    def share() -> QWidget:
        from microwins_desktop.ui.share.page import SharePage

        return SharePage(theme, journal, preferences)

    return [
        PageEntry("today", _("Today"), today),
        PageEntry("calendar", _("Calendar"), calendar),
        PageEntry("story", pgettext("page", "Story"), story),
        PageEntry("steps", _("Steps"), steps),
        PageEntry("settings", _("Settings"), settings),
        PageEntry("help", _("Help is near"), help_near, listed=False),
        PageEntry("share", _("Share a picture"), share, listed=False),
    ]
