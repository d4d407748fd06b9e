"""Which days are looked back at: a week, a month and a year ago, and a good day from the book.

Nothing here reads a clock or throws dice of its own: the same day gives the same days back, all
day long.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from microwins_desktop.core.months import FIRST_DAY, shifted

GOOD_DAY_WINS = 3
"""Wins from which a day is a good one to look back at; where no day has as many, one is enough."""

NOT_RECENT = timedelta(days=8)
"""How far back at least a good day lies: last week is still in mind."""


class Ago(StrEnum):
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    GOOD_DAY = "good-day"


def days_ago(today: date) -> dict[Ago, date]:
    """The days a week, a month and a year before `today`, as far as there is a calendar.

    A month before 31 March is the last of February, a year before 29 February is the 28th.
    """
    found = {
        Ago.WEEK: today - timedelta(weeks=1) if today - FIRST_DAY >= timedelta(weeks=1) else today,
        Ago.MONTH: shifted(today, -1),
        Ago.YEAR: shifted(today, -12),
    }
    return {ago: day for ago, day in found.items() if day < today}


def year_before(day: date) -> date | None:
    """The same day a year earlier, or None before the calendar begins."""
    return days_ago(day).get(Ago.YEAR)


def where_to_look(today: date, first: date, turn: int = 0) -> Iterator[tuple[date, date]]:
    """Stretches of days, first and last included, to look in for a good day, in this order.

    `first` is the journal's first day. A day is drawn by lot from all that are not recent, the
    lot being today's date and the `turn` (0, 1, 2, ... for another one); from there the days are
    gone through to the last one, then from the first to there. Nothing is left out, and no day
    is looked at twice.
    """
    last = today - NOT_RECENT
    if first > last:
        return
    lot = random.Random(today.toordinal() * 1009 + turn)
    start = first + timedelta(days=lot.randrange((last - first).days + 1))
    yield start, last
    if start > first:
        yield first, start - timedelta(days=1)
