"""Coming back, again after a while, and a first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.insight.returning import (
    A_WHILE,
    KNOWN_AFTER_DAYS,
    Returning,
    is_comeback,
    returning_step,
)

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(("gap", "back"), [(1, False), (7, False), (8, True), (900, True)])
def test_coming_back(gap: int, back: bool) -> None:
    assert is_comeback(DAY, DAY - timedelta(days=gap)) is back


def test_the_very_first_day_is_no_coming_back() -> None:
    assert not is_comeback(DAY, None)


@pytest.mark.parametrize(
    ("gap", "usual", "what"),
    [
        (1, None, None),
        (13, None, None),
        (14, None, Returning.AGAIN),
        (14, 1, Returning.AGAIN),
        (30, 28, None),
        (55, 28, None),
        (56, 28, Returning.AGAIN),
    ],
)
def test_again_after_a_while(gap: int, usual: int | None, what: Returning | None) -> None:
    before = DAY - timedelta(days=gap)
    usual_gap = timedelta(days=usual) if usual is not None else None
    assert returning_step(DAY, before, 100, usual_gap) is what


@pytest.mark.parametrize(
    ("known", "what"),
    [(0, None), (KNOWN_AFTER_DAYS - 1, None), (KNOWN_AFTER_DAYS, Returning.FIRST)],
)
def test_a_first_needs_a_journal_that_knows_the_person(known: int, what: Returning | None) -> None:
    assert returning_step(DAY, None, known) is what


@given(st.integers(1, 4000), st.integers(0, 400), st.integers(1, 365))
def test_more_empty_days_never_take_the_warm_words_away(gap: int, more: int, usual: int) -> None:
    last, usual_gap = DAY - timedelta(days=gap), timedelta(days=usual)
    before = returning_step(DAY, last, 100, usual_gap)
    after = returning_step(DAY + timedelta(days=more), last, 100, usual_gap)
    assert before is None or after is before
    assert (before is Returning.AGAIN) == (timedelta(days=gap) >= max(A_WHILE, 2 * usual_gap))
