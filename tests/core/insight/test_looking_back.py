"""The same day looks back at the same days, whatever else happens on it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.insight.looking_back import (
    NOT_RECENT,
    Ago,
    days_ago,
    where_to_look,
    year_before,
)

days = st.dates(date(1970, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("today", "month", "year"),
    [
        (date(2026, 11, 26), date(2026, 10, 26), date(2025, 11, 26)),
        (date(2026, 3, 31), date(2026, 2, 28), date(2025, 3, 31)),
        (date(2028, 2, 29), date(2028, 1, 29), date(2027, 2, 28)),
        (date(2027, 1, 1), date(2026, 12, 1), date(2026, 1, 1)),
    ],
)
def test_ago_is_by_the_calendar(today: date, month: date, year: date) -> None:
    assert days_ago(today) == {
        Ago.WEEK: today - timedelta(days=7),
        Ago.MONTH: month,
        Ago.YEAR: year,
    }


@given(days)
def test_what_is_looked_back_at_is_before_today(today: date) -> None:
    assert all(date(1970, 1, 1) <= day < today for day in days_ago(today).values())


def test_the_calendar_has_a_beginning() -> None:
    assert days_ago(date(1970, 1, 1)) == {}
    assert year_before(date(1970, 6, 1)) in (None, date(1970, 1, 1))


@given(days, st.integers(0, 20_000), st.integers(0, 9))
def test_every_day_that_is_not_recent_is_looked_at_once(today: date, age: int, turn: int) -> None:
    first = today - timedelta(days=min(age, (today - date(1970, 1, 1)).days))
    stretches = list(where_to_look(today, first, turn))
    assert stretches == list(where_to_look(today, first, turn))
    looked_at = sum((last - start).days + 1 for start, last in stretches)
    assert looked_at == max(0, (today - NOT_RECENT - first).days + 1)
    for start, last in stretches:
        assert first <= start <= last <= today - NOT_RECENT


def test_other_days_and_other_turns_draw_other_lots() -> None:
    first, today = date(2020, 1, 1), date(2026, 11, 26)
    by_turn = {next(where_to_look(today, first, turn)) for turn in range(20)}
    by_day = {next(where_to_look(today + timedelta(days=n), first)) for n in range(20)}
    assert len(by_turn) > 15
    assert len(by_day) > 15
