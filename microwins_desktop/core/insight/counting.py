"""Days with a win: in a window, by month, by area and by hour of the day.

What is counted is days, not wins: three glasses of water and one make the same day brighter. The
journal counts the same things in SQL (`store/insight.py`); these are the definitions it is held to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from msgspec import Struct

from microwins_desktop.core.months import first_of, shifted

_Key = TypeVar("_Key")

WINDOWS = (7, 30, 365)
"""The windows that are shown, in days."""


class Moment(Struct, frozen=True):
    """What counting needs of a win: its day, and the local hour (0 to 23) where that is known."""

    day: date
    hour: int | None = None
    area: str = ""
    step: str | None = None


class Window(Struct, frozen=True):
    """Days with a win, `days` of the last `of` days. The last day is today, and it is one of them.

    Windowed: it falls when a day with a win leaves the window.
    """

    days: int
    of: int


def window_start(today: date, of: int) -> date:
    """The first of the last `of` days."""
    return today - timedelta(days=of - 1)


def window(days: Iterable[date], today: date, of: int) -> Window:
    """How many of the last `of` days, today included, are among `days`. Later days do not count."""
    first = window_start(today, of)
    return Window(len({day for day in days if first <= day <= today}), of)


def windows_worth_showing(windows: Iterable[Window], first: date, today: date) -> list[Window]:
    """The windows that say something kind and true about a journal that began on `first`.

    One that holds no day is left out (there is no zero), and so is one that is much longer than
    the journal is old: three days of a new journal are not "3 of the last 365 days". A window is
    shown once the journal has outgrown the next smaller one.
    """
    shown: list[Window] = []
    smaller = 0
    for found in sorted(windows, key=_length):
        if found.days and (today - first).days >= smaller:
            shown.append(found)
        smaller = found.of
    return shown


def days_by_month(days: Iterable[date]) -> dict[date, int]:
    """Days with a win in each month that has one, under the month's first day. Only grows."""
    found: dict[date, int] = {}
    for day in set(days):
        found[first_of(day)] = found.get(first_of(day), 0) + 1
    return found


def days_by_area(moments: Iterable[Moment]) -> dict[str, int]:
    """Days with a win in each area that has one; wins without an area are not counted."""
    return _sizes((moment.area, moment.day) for moment in moments if moment.area)


def days_by_hour(moments: Iterable[Moment]) -> tuple[int, ...]:
    """For each local hour of the day, 0 to 23: the days with a win in it.

    Wins whose hour is not known are not counted.
    """
    found = _sizes((m.hour, m.day) for m in moments if m.hour is not None)
    return tuple(found.get(hour, 0) for hour in range(24))


def days_of_steps(moments: Iterable[Moment]) -> dict[str, frozenset[date]]:
    """The days on which each step has a win."""
    found: dict[str, set[date]] = {}
    for moment in moments:
        if moment.step is not None:
            found.setdefault(moment.step, set()).add(moment.day)
    return {step: frozenset(days) for step, days in found.items()}


def months_between(by_month: Mapping[date, int], last: date) -> list[tuple[date, int]]:
    """Every month from the first that has a win to the month of `last`, in order, with its days.

    A month without a win has 0 here and is drawn as plain paper.
    """
    if not by_month:
        return []
    month, end = min(by_month), max(first_of(last), max(by_month))
    found = [(month, by_month.get(month, 0))]
    while month < end:
        month = shifted(month, 1)
        found.append((month, by_month.get(month, 0)))
    return found


def years_of(months: Iterable[tuple[date, int]]) -> list[tuple[date, int]]:
    """The years of these months, under the first of January, with the days of their months."""
    found: dict[date, int] = {}
    for month, days in months:
        year = month.replace(month=1)
        found[year] = found.get(year, 0) + days
    return sorted(found.items())


def busiest_hours(by_hour: tuple[int, ...], least: int = 5, length: int = 3) -> int | None:
    """The first of the `length` hours in a row (round midnight too) that hold the most days.

    None where they hold fewer than `least` days between them, which says nothing yet, or where
    another run that does not overlap holds as many. Of neighbours with as many, the middle one.
    """
    sums = [sum(by_hour[(hour + more) % 24] for more in range(length)) for hour in range(24)]
    most = max(sums)
    best = [hour for hour in range(24) if sums[hour] == most]
    if most < least or any(length <= (hour - best[0]) % 24 <= 24 - length for hour in best):
        return None
    # Neighbours may lie on both sides of midnight: find the one from which the others follow.
    start = next(hour for hour in best if (hour - 1) % 24 not in best)
    return (start + (len(best) - 1) // 2) % 24


def _sizes(pairs: Iterable[tuple[_Key, date]]) -> dict[_Key, int]:
    found: dict[_Key, int] = {}
    for key, _day in set(pairs):
        found[key] = found.get(key, 0) + 1
    return found


def _length(window: Window) -> int:
    return window.of
