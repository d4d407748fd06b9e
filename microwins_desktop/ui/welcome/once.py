"""Whether the welcome is due: on the first look at an empty journal, and never again."""

from __future__ import annotations

from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences

WELCOMED = "welcomed"
"""The fact that the welcome was seen or skipped."""


def is_due(journal: Journal, preferences: Preferences) -> bool:
    """Somebody who has logged already has found their way."""
    return not preferences.remembered(WELCOMED) and not journal.store.wins.has_any()
