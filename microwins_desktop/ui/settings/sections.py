"""The one list of the sections of Settings; a new section is a module and an entry here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from microwins_desktop.i18n import _
from microwins_desktop.ui.settings.section import SettingsSection

if TYPE_CHECKING:
    from microwins_desktop.ui.pages import Given


class SectionEntry(Struct, frozen=True):
    """A section: its key, its name, and how it is made when it is first opened."""

    key: str
    name: str
    make: Callable[[Given], SettingsSection]


def general(given: Given) -> SettingsSection:
    from microwins_desktop.ui.settings.general import GeneralSection

    return GeneralSection(given.theme, given.preferences, given.surroundings.login)


def nudges(given: Given) -> SettingsSection:
    from microwins_desktop.ui.settings.nudges import NudgesSection

    book = given.nudger.book
    return NudgesSection(given.theme, given.journal, given.preferences, book, given.surroundings)


def whats_next(given: Given) -> SettingsSection:
    from microwins_desktop.ui.settings.whats_next import NextSection

    return NextSection(given.theme, given.journal, given.preferences, given.nudger)


def data(given: Given) -> SettingsSection:
    from microwins_desktop.ui.settings.data import DataSection

    return DataSection(given.theme, given.journal, given.preferences, given.data)


def about(given: Given) -> SettingsSection:
    from microwins_desktop.ui.settings.about import AboutSection

    return AboutSection(given.theme, given.preferences)


def section_entries() -> list[SectionEntry]:
    """General, nudges and the rest, in the order they are shown."""
    return [
        SectionEntry("general", _("General"), general),
        SectionEntry("nudges", _("Nudges"), nudges),
        SectionEntry("next", _("What's next"), whats_next),
        SectionEntry("data", _("Data"), data),
        SectionEntry("about", _("About"), about),
    ]
