"""How days are said in the calendar, on screen and to a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, QTime

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


def week_name(first: date, last: date) -> str:
    """Such as "23 – 29 Nov 2026", or "30 Nov – 6 Dec 2026" across months."""
    same = (first.year, first.month) == (last.year, last.month)
    # Translators: Qt's date letters for the two ends of a week, see QLocale.toString.
    start = _("d") if same else _("d MMM")
    end = _("d MMM yyyy")
    locale = QLocale()
    return _("{first} – {last}").format(
        first=locale.toString(qdate(first), start), last=locale.toString(qdate(last), end)
    )


def hour_words(hour: int) -> str:
    """An hour of the clock as the locale writes it; "Any time" where it is not known."""
    if hour < 0:
        return _("Any time")
    return QLocale().toString(QTime(hour, 0), QLocale.FormatType.ShortFormat)


def hour_cell_name(day: date, hour: int, titles: Sequence[str]) -> str:
    """Such as "Thursday 26 November 2026, 09:00, 1 win: Opened the blinds"."""
    where = f"{day_name(day)}, {hour_words(hour)}"
    if not titles:
        return where
    return _("{where}, {count}: {titles}").format(
        where=where, count=count_words(len(titles)), titles=", ".join(titles)
    )


def cell_name(day: date, tally: DayTally | int | None, about: CheckIn | None) -> str:
    """A day as one line. An empty day is only its name: there is no zero."""
    parts = [day_name(day)]
    count = tally.count if isinstance(tally, DayTally) else tally
    if count:
        parts.append(count_words(count))
    if about is not None and about.rest:
        parts.append(_("rest day"))
    if about is not None and about.hard:
        parts.append(_("hard day"))
    return ", ".join(parts)
