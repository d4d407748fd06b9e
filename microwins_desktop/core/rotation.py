"""Which copies of the journal are kept: the newest of each day, week and month, for a while.

Periods count only where they have a copy, so that a long absence takes none away. Copies made
before something that cannot be looked over at once (a migration, an import, a restore) stay longer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from microwins_desktop.core.days import day_of

DAILY = "daily"
MANUAL = "manual"
BEFORE = "before-"

MANUAL_DAYS = 30
"""Days for which a copy made by hand is kept, whatever else was made."""

BEFORE_DAYS = 90
BEFORE_SCHEMA_DAYS = 400
BEFORE_AT_LEAST = 3
"""How many copies of each kind of "before" are kept, however old."""
BEFORE_AT_MOST = 20


class Made(Struct, frozen=True):
    """A copy as its file name tells it; `at` is naive wall time."""

    name: str
    at: datetime
    reason: str


class Counts(Struct, frozen=True):
    """How many of each are kept."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 6


def is_due(copies: Iterable[Made], now: datetime, day_start: time) -> bool:
    """Whether this day has no copy yet. One stamped later than `now` tells nothing."""
    today = day_of(now, day_start)
    made = (copy.at for copy in copies if copy.reason in (DAILY, MANUAL) and copy.at <= now)
    return not any(day_of(at, day_start) == today for at in made)


def superfluous(copies: Sequence[Made], counts: Counts, now: datetime) -> list[Made]:
    """The copies that may go, oldest first. The newest of all is never among them."""
    newest_first = sorted(copies, key=_age)
    kept: set[Made] = set(newest_first[:1])
    regular = [copy for copy in newest_first if not copy.reason.startswith(BEFORE)]
    kept.update(_newest_of_each(regular, _day, counts.daily))
    kept.update(_newest_of_each(regular, _week, counts.weekly))
    kept.update(_newest_of_each(regular, _month, counts.monthly))
    young = now - timedelta(days=MANUAL_DAYS)
    kept.update(copy for copy in regular if copy.reason != DAILY and copy.at > young)
    for kind in {copy.reason for copy in newest_first if copy.reason.startswith(BEFORE)}:
        same = [copy for copy in newest_first if copy.reason == kind]
        days = BEFORE_SCHEMA_DAYS if kind.startswith("before-schema") else BEFORE_DAYS
        kept.update(same[:BEFORE_AT_LEAST])
        recent = [copy for copy in same if copy.at > now - timedelta(days=days)]
        kept.update(recent[:BEFORE_AT_MOST])
    return [copy for copy in reversed(newest_first) if copy not in kept]


def _newest_of_each(
    newest_first: Iterable[Made], period: Callable[[Made], Hashable], count: int
) -> list[Made]:
    first: dict[Hashable, Made] = {}
    for copy in newest_first:
        first.setdefault(period(copy), copy)
    return list(first.values())[:count]


def _age(copy: Made) -> tuple[float, str]:
    return -(copy.at - datetime(1970, 1, 1)).total_seconds(), copy.name  # noqa: DTZ001


def _day(copy: Made) -> date:
    return copy.at.date()


def _week(copy: Made) -> tuple[int, int]:
    year, week, _weekday = copy.at.isocalendar()
    return year, week


def _month(copy: Made) -> tuple[int, int]:
    return copy.at.year, copy.at.month
