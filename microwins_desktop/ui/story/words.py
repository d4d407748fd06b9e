"""How the Story page says what it knows. Every number of a window names its window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QDate, QLocale, QTime

from microwins_desktop.core.insight.counting import Window
from microwins_desktop.core.insight.together import Pair
from microwins_desktop.core.model import Step
from microwins_desktop.i18n import _, ngettext


def number(value: int) -> str:
    return QLocale().toString(value)


def window_words(found: Window) -> str:
    """Such as "18 of the last 30 days"."""
    return _("{k} of the last {n} days").format(k=number(found.days), n=number(found.of))


def window_rest(found: Window) -> str:
    """The same without its number, which stands large above it."""
    # Translators: stands under a large number; together "18" and "of the last 30 days".
    return _("of the last {n} days").format(n=number(found.of))


def choice_words(of: int) -> str:
    """A window as a choice."""
    # Translators: {n} is 7, 30 or 365.
    return _("{n} days").format(n=number(of))


def all_words(count: int) -> str:
    """All wins so far; a kind line where there are none yet."""
    if not count:
        return _("Your story begins whenever you like.")
    return ngettext("{n} small win so far", "{n} small wins so far", count).format(n=number(count))


def days_words(days: int) -> str:
    return ngettext("{n} day with a win", "{n} days with a win", days).format(n=number(days))


def named_days(name: str, days: int) -> str:
    """A month or a year and its days; the name alone where it has none: there is no zero."""
    if not days:
        return name
    # Translators: {name} is a month or a year, {days} such as "18 days with a win".
    return _("{name}: {days}").format(name=name, days=days_words(days))


def month_label(month: date) -> str:
    """What stands under a month's bar: its short name, and in January the year."""
    if month.month == 1:
        return year_name(month)
    return QLocale().standaloneMonthName(month.month, QLocale.FormatType.ShortFormat)


def month_name(month: date) -> str:
    # Translators: Qt's date letters, see QLocale.toString.
    return QLocale().toString(QDate(month.year, month.month, 1), _("MMMM yyyy"))


def year_name(year: date) -> str:
    # Translators: Qt's date letters, see QLocale.toString.
    return QLocale().toString(QDate(year.year, 1, 1), _("yyyy"))


def hour_name(hour: int) -> str:
    return QLocale().toString(QTime(hour % 24, 0), QLocale.FormatType.ShortFormat)


def hour_words(hour: int, found: Window) -> str:
    span = _("{start} to {end}").format(start=hour_name(hour), end=hour_name(hour + 1))
    if not found.days:
        return span
    # Translators: {name} is a time such as "09:00 to 10:00", {days} "41 of the last 365 days".
    return _("{name}: {days}").format(name=span, days=window_words(found))


def busiest_words(start: int | None, length: int = 3) -> str:
    """Where in the day most wins are."""
    if start is None:
        return _("Spread over the day.")
    return _("Most often between {start} and {end}.").format(
        start=hour_name(start), end=hour_name(start + length)
    )


def pair_words(pair: Pair, steps: Mapping[str, Step]) -> str | None:
    """What comes together, as a sentence; None where a step is no longer known."""
    first, then = steps.get(pair.first), steps.get(pair.then)
    if first is None or then is None:
        return None
    if first.builtin and then.builtin:
        # Translators: {a} and {b} are steps in the middle of a sentence ("open the blinds"), {A}
        # and {B} the same as titles ("Open the blinds"). Use whichever reads well.
        words = _("On days you {a} you usually also {b}.")
    else:
        # Translators: {A} and {B} are titles of steps in the person's own words.
        words = _("On days with “{A}” there is usually “{B}” too.")
    return words.format(a=_inside(first.title), b=_inside(then.title), A=first.title, B=then.title)


def stretch_words(days: int) -> str:
    """Which days something was found in."""
    return _("In the last {n} days.").format(n=number(days))


def _inside(title: str) -> str:
    """A title in the middle of a sentence."""
    return title[:1].lower() + title[1:]
