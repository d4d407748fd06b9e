"""The person's own day: from the hour they chose, by the wall clock where they are."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clock import FixedClock

from microwins_desktop.core.days import day_of, in_range, next_day_start, noon_of

ZONES = ("Europe/Vienna", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "UTC")

moments = st.datetimes(datetime.fromisoformat("1971-01-01"), datetime.fromisoformat("2100-12-30"))
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
starts = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("at", "start", "day"),
    [
        ("2026-11-22T04:00", "04:00", "2026-11-22"),
        ("2026-11-22T03:59:59.999", "04:00", "2026-11-21"),
        ("2026-11-22T00:00", "00:00", "2026-11-22"),
        ("2026-11-22T23:59", "00:00", "2026-11-22"),
        ("2026-01-01T01:00", "04:00", "2025-12-31"),
        ("2024-03-01T03:00", "04:00", "2024-02-29"),
        ("2026-11-22T11:00", "12:00", "2026-11-21"),
    ],
)
def test_day_of(at: str, start: str, day: str) -> None:
    found = day_of(datetime.fromisoformat(at), time.fromisoformat(start))
    assert found == date.fromisoformat(day)


@given(moments, offsets, starts)
def test_a_day_is_its_wall_time_in_its_own_offset(
    naive: datetime, offset: timezone, start: time
) -> None:
    at = naive.replace(tzinfo=offset)
    day = day_of(at, start)
    assert day_of(naive, start) == day
    begins = datetime.combine(day, start)
    assert begins <= naive < begins + timedelta(days=1)
    assert next_day_start(at, start) == begins + timedelta(days=1)


@given(moments, starts, st.sampled_from(ZONES))
def test_the_next_day_comes_whatever_the_clocks_do(naive: datetime, start: time, zone: str) -> None:
    """Also over a change of the clocks and a skipped calendar day (Apia): time goes on, and at
    the moment told as its start the new day has begun."""
    clock = FixedClock(naive, zone)
    now = clock.now()
    dawn = clock.localize(next_day_start(now, start))
    assert now < dawn + timedelta(hours=2)
    assert dawn - now < timedelta(days=2, hours=2)
    assert day_of(dawn, start) > day_of(now, start)


@pytest.mark.parametrize(
    ("day", "taken"),
    [
        (date(1969, 12, 31), False),
        (date(1970, 1, 1), True),
        (date(2100, 12, 31), True),
        (date(2101, 1, 1), False),
        (date.min, False),
        (date.max, False),
    ],
)
def test_in_range(day: date, taken: bool) -> None:
    assert in_range(day) is taken


def test_noon() -> None:
    assert noon_of(date(2026, 11, 22)) == datetime.fromisoformat("2026-11-22T12:00")
