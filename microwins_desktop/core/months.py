"""Months as a calendar shows them: whole weeks from any first day, within the journal's years."""

from __future__ import annotations

from datetime import date, timedelta

from microwins_desktop.core.days import FIRST_YEAR, LAST_YEAR

FIRST_DAY = date(FIRST_YEAR, 1, 1)
LAST_DAY = date(LAST_YEAR, 12, 31)


def first_of(day: date) -> date:
    return day.replace(day=1)


def last_of(day: date) -> date:
    return shifted(first_of(day), 1) - timedelta(days=1)


def shifted(day: date, months: int) -> date:
    """The same day of the month `months` later (earlier when negative), or that month's last.

    Stays within the journal's years.
    """
    count = day.year * 12 + day.month - 1 + months
    first = min(max(count, FIRST_YEAR * 12), (LAST_YEAR + 1) * 12)
    year, month = divmod(first, 12)
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def within(day: date) -> date:
    """The nearest day that the journal takes."""
    return min(max(day, FIRST_DAY), LAST_DAY)


def weeks_of(month: date, first_weekday: int) -> list[list[date]]:
    """The weeks that hold the month of `month`; `first_weekday` is 0 for Monday to 6 for Sunday."""
    first, last = first_of(month), last_of(month)
    start = week_start(first, first_weekday)
    weeks = []
    while start <= last:
        weeks.append([start + timedelta(days=offset) for offset in range(7)])
        start += timedelta(weeks=1)
    return weeks


def week_start(day: date, first_weekday: int) -> date:
    """The first day of the week that `day` is in."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days
