"""Weeks of a month, and moving by months, in every year the journal takes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.months import (
    FIRST_DAY,
    LAST_DAY,
    first_of,
    last_of,
    shifted,
    week_start,
    weeks_of,
    within,
)

DAYS = st.dates(FIRST_DAY, LAST_DAY)


@given(DAYS, st.integers(0, 6))
def test_weeks_are_whole_and_hold_the_month(day: date, first_weekday: int) -> None:
    weeks = weeks_of(day, first_weekday)
    shown = [each for week in weeks for each in week]
    assert 4 <= len(weeks) <= 6
    assert all(week[0].weekday() == first_weekday for week in weeks)
    assert shown == [shown[0] + timedelta(days=n) for n in range(len(shown))]
    assert first_of(day) in weeks[0]
    assert last_of(day) in weeks[-1]


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 11, 26), -12, date(2025, 11, 26)),
        (date(2100, 12, 31), 1, date(2100, 12, 31)),
        (date(1970, 1, 5), -1, date(1970, 1, 5)),
    ],
)
def test_moving_by_months(day: date, months: int, there: date) -> None:
    assert within(shifted(day, months)) == there


@given(DAYS, st.integers(-2000, 2000))
def test_moving_stays_in_the_journal(day: date, months: int) -> None:
    assert FIRST_DAY <= within(shifted(day, months)) <= LAST_DAY


@given(DAYS, st.integers(0, 6))
def test_a_week_begins_at_most_six_days_before(day: date, first_weekday: int) -> None:
    start = week_start(day, first_weekday)
    assert 0 <= (day - start).days <= 6
    assert start.weekday() == first_weekday
