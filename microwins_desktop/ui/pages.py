"""The pages of the main window, each made when it is first opened."""

from __future__ import annotations

from functools import partial

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from microwins_desktop.core.surroundings import Surroundings
from microwins_desktop.i18n import _, pgettext
from microwins_desktop.services.data import Data
from microwins_desktop.services.gentle import Gentle
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.keeping import Keeping
from microwins_desktop.services.nudger import Nudger
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.routines import Routines
from microwins_desktop.services.voice import Voice
from microwins_desktop.ui.main_window import PageEntry
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.wishes import Wishes


class Given(Struct, frozen=True):
    """What the pages are made from; whoever opens the window fills it once."""

    theme: Theme
    journal: Journal
    preferences: Preferences
    voice: Voice
    wishes: Wishes
    nudger: Nudger
    surroundings: Surroundings
    keeping: Keeping
    routines: Routines
    gentle: Gentle
    data: Data


def page_entries(given: Given) -> list[PageEntry]:
    """The pages of the sidebar's list, then those that are opened from elsewhere."""
    return [
        PageEntry("today", _("Today"), partial(_today, given)),
        PageEntry("calendar", _("Calendar"), partial(_calendar, given)),
        PageEntry("story", pgettext("page", "Story"), partial(_story, given)),
        PageEntry("steps", _("Steps"), partial(_steps, given)),
        PageEntry("settings", _("Settings"), partial(_settings, given)),
        PageEntry("routines", _("Routines"), partial(_routines, given), listed=False),
        PageEntry("help", _("Help is near"), partial(_help, given), listed=False),
        PageEntry("share", _("Share a picture"), partial(_share, given), listed=False),
        PageEntry(
            "provider", _("A summary for my provider"), partial(_provider, given), listed=False
        ),
    ]


def _today(given: Given) -> QWidget:
    from microwins_desktop.ui.today.page import TodayPage

    return TodayPage(
        given.theme,
        given.journal,
        given.preferences,
        given.voice,
        given.nudger,
        given.wishes,
        given.keeping,
        given.gentle,
    )


def _calendar(given: Given) -> QWidget:
    from microwins_desktop.ui.calendar.page import CalendarPage

    return CalendarPage(given.theme, given.journal, given.preferences, given.wishes, given.voice)


def _story(given: Given) -> QWidget:
    from microwins_desktop.ui.story.page import StoryPage

    return StoryPage(given.theme, given.journal, given.preferences)


def _steps(given: Given) -> QWidget:
    from microwins_desktop.ui.steps.page import StepsPage

    return StepsPage(given)


def _settings(given: Given) -> QWidget:
    from microwins_desktop.ui.settings.page import SettingsPage

    return SettingsPage(given)


def _routines(given: Given) -> QWidget:
    from microwins_desktop.ui.routines.page import RoutinesPage

    return RoutinesPage(given.theme, given.journal, given.routines)


def _help(given: Given) -> QWidget:
    from microwins_desktop.ui.help.page import HelpPage

    return HelpPage(given.theme, given.journal, given.keeping, given.wishes)


def _share(given: Given) -> QWidget:
    from microwins_desktop.ui.share.page import SharePage

    return SharePage(given.theme, given.journal, given.preferences)


def _provider(given: Given) -> QWidget:
    from microwins_desktop.ui.provider.page import ProviderPage

    return ProviderPage(given.theme, given.journal)
