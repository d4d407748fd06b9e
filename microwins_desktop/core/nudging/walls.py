"""Between instants and the wall clock, where days have 23 or 25 hours and people travel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from msgspec import Struct

from microwins_desktop.core.nudging.options import QuietHours, quiet_until
from microwins_desktop.core.nudging.windows import Sun

Localize: TypeAlias = Callable[[datetime], datetime]
"""A naive wall time as an instant: the first of two in a fold, moved on out of a gap."""

_STEP = timedelta(minutes=15)
_MOST_TURNS = 200


class Place(Struct, frozen=True):
    """Where the person is: how their clocks read, and when the sun is up."""

    localize: Localize
    sun: Sun


def wall_of(at: datetime, now: datetime, localize: Localize) -> datetime:
    """The naive wall time of the instant `at` in the person's zone.

    `now` is this moment with the offset in force. An instant of which only that offset is known
    can be an hour off beside a change of the clocks, which is why everything is decided anew when
    its time has come.
    """
    guess = at.astimezone(now.tzinfo).replace(tzinfo=None)
    moved = guess + (at - localize(guess))
    # In the second pass through a fold no naive time leads back to `at`; the guess is right there.
    return moved if localize(moved) == at and at != now else guess


def wall_on(day: date, at: time, day_start: time) -> datetime:
    """The naive wall time `at` of the person's day `day`, which may run past midnight."""
    return datetime.combine(day if at >= day_start else day + timedelta(days=1), at)


def later_than(now: datetime, wanted: datetime) -> datetime:
    """`wanted`, or a little after `now` where a fold of the clocks has put it behind."""
    return wanted if wanted > now else now + _STEP


def out_of_quiet(
    at: datetime, until: datetime, quiet_hours: QuietHours, now: datetime, localize: Localize
) -> datetime | None:
    """The first instant from `at` on outside of quiet hours; None when `until` comes first."""
    for _ in range(_MOST_TURNS):
        if at >= until:
            return None
        end = quiet_until(wall_of(at, now, localize), quiet_hours)
        if end is None:
            return at
        at = later_than(at, localize(end))
    return None
