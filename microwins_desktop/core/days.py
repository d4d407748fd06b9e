"""The person's own day: it starts at an hour they choose, and a win's day never moves again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

DEFAULT_DAY_START = time(4, 0)

FIRST_YEAR = 1970
LAST_YEAR = 2100


def day_of(at: datetime, day_start: time) -> date:
    """The day that the wall time of `at`, in its own offset, belongs to."""
    if at.time() < day_start:
        return at.date() - timedelta(days=1)
    return at.date()


def noon_of(day: date) -> datetime:
    """The naive wall time that stands for a day whose hour is not known."""
    return datetime.combine(day, time(12, 0))


def next_day_start(at: datetime, day_start: time) -> datetime:
    """The naive wall time at which the day of `at` ends."""
    return datetime.combine(day_of(at, day_start) + timedelta(days=1), day_start)


def in_range(day: date) -> bool:
    """Whether the journal takes this day (1970 to 2100)."""
    return FIRST_YEAR <= day.year <= LAST_YEAR
