"""How days are said in the calendar, on screen and to a screen reader."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt

from microwins_desktop.core.model import CheckIn, DayTally
from microwins_desktop.i18n import _, ngettext

_WEEKDAYS = {"monday": 0, "sunday": 6, "saturday": 5}


def first_weekday(wish: str) -> int:
    """0 for Monday to 6 for Sunday, from the setting `week_start`."""
    if wish in _WEEKDAYS:
        return _WEEKDAYS[wish]
    return {day: number for number, day in enumerate(Qt.DayOfWeek)}[QLocale().firstDayOfWeek()]


def qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def day_name(day: date) -> str:
    """Such as "Thursday 26 November 2026"."""
    # Translators: Qt's date letters, see QLocale.toString.
    return QLocale().toString(qdate(day), _("dddd d MMMM yyyy"))


def month_name(day: date) -> str:
    """Such as "November 2026"."""
    return QLocale().toString(qdate(day), _("MMMM yyyy"))


def count_words(count: int) -> str:
    return ngettext("{n} win", "{n} wins", count).format(n=count)


def cell_name(day: date, tally: DayTally | None, about: CheckIn | None) -> str:
    """A day as one line. An empty day is only its name: there is no zero."""
    parts = [day_name(day)]
    if tally is not None and tally.count:
        parts.append(count_words(tally.count))
    if about is not None and about.rest:
        parts.append(_("rest day"))
    if about is not None and about.hard:
        parts.append(_("hard day"))
    return ", ".join(parts)
