"""How a day that is looked back at is called."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale

from microwins_desktop.core.insight.looking_back import Ago
from microwins_desktop.core.insight.returning import Returning
from microwins_desktop.i18n import _


def ago_words(ago: Ago) -> str:
    return {
        Ago.WEEK: _("A week ago"),
        Ago.MONTH: _("A month ago"),
        Ago.YEAR: _("A year ago"),
        Ago.GOOD_DAY: _("A good day"),
    }[ago]


def full_day(day: date) -> str:
    """Such as "Thursday 26 November 2026"."""
    # Translators: Qt's date letters, see QLocale.toString.
    return QLocale().toString(QDate(day.year, day.month, day.day), _("dddd d MMMM yyyy"))


def returning_words(returning: Returning) -> str:
    """What stands softly under a win. Never says how long the while was."""
    return {
        Returning.COMEBACK: _("a new beginning"),
        Returning.AGAIN: _("the first in a while"),
        Returning.FIRST: _("a first"),
    }[returning]
