"""What comes together is said only when the days are enough to say it."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.insight.together import (
    LEAST_DAYS,
    LEAST_LIFT,
    USUALLY,
    Pair,
    at_least,
    lift,
    pairs_that_come_together,
)

DAYS = 60
journals = st.dictionaries(
    st.sampled_from(["blinds", "breakfast", "shower", "walk", "water"]),
    st.integers(0, 2**DAYS - 1),
)


def bits(days: range | list[int]) -> int:
    return sum(1 << day for day in days)


def all_days(steps: dict[str, int]) -> int:
    seen = 0
    for days in steps.values():
        seen |= days
    return seen.bit_count()


def test_blinds_and_breakfast() -> None:
    steps = {"blinds": bits(range(20)), "breakfast": bits(range(24))}
    (pair,) = pairs_that_come_together(steps, 50)
    assert pair == Pair("blinds", "breakfast", 20, 20, pytest.approx(50 / 24))


def test_the_rarer_step_is_said_first() -> None:
    steps = {"a": bits(range(30)), "b": bits(range(12))}
    (pair,) = pairs_that_come_together(steps, 60)
    assert (pair.first, pair.then) == ("b", "a")


@pytest.mark.parametrize("together", range(1, LEAST_DAYS))
def test_few_days_prove_nothing(together: int) -> None:
    both = bits(range(together))
    assert pairs_that_come_together({"a": both, "b": both}, 365) == []


def test_what_is_there_every_day_tells_nothing() -> None:
    steps = {"blinds": bits(range(20)), "water": bits(range(60))}
    assert pairs_that_come_together(steps, 60) == []


def test_each_step_is_in_one_pair_only() -> None:
    days = bits(range(20))
    pairs = pairs_that_come_together(dict.fromkeys("abcde", days), 200)
    named = [name for pair in pairs for name in (pair.first, pair.then)]
    assert len(pairs) == 2
    assert len(set(named)) == len(named)


def test_steps_that_know_nothing_of_each_other_are_hardly_ever_paired() -> None:
    """Of 200 journals of a year with six steps at random, few say anything."""
    dice = random.Random(7)
    said = 0
    for _ in range(200):
        steps = {
            name: bits([day for day in range(365) if dice.random() < share])
            for name, share in zip("abcdef", (0.1, 0.2, 0.3, 0.5, 0.6, 0.7), strict=True)
        }
        said += bool(pairs_that_come_together(steps, all_days(steps)))
    assert said <= 4


@given(journals, st.integers(0, 500))
def test_every_pair_keeps_what_it_promises(steps: dict[str, int], other_days: int) -> None:
    of = all_days(steps) + other_days
    for pair in pairs_that_come_together(steps, of):
        both = (steps[pair.first] & steps[pair.then]).bit_count()
        assert pair.both == both >= LEAST_DAYS
        assert pair.days == steps[pair.first].bit_count()
        assert pair.days <= steps[pair.then].bit_count()
        assert both / pair.days >= USUALLY
        assert pair.lift >= LEAST_LIFT
        assert pair.lift == pytest.approx(lift(both, pair.days, steps[pair.then].bit_count(), of))


@given(journals)
def test_days_without_a_win_change_nothing(steps: dict[str, int]) -> None:
    """Empty days are in no step's days and are not counted among the days with a win."""
    spread = {name: _spread(days) for name, days in steps.items()}
    of = all_days(steps)
    assert pairs_that_come_together(spread, of) == pairs_that_come_together(steps, of)


@given(journals)
def test_lift_knows_no_direction(steps: dict[str, int]) -> None:
    of = all_days(steps)
    for one, other in combinations(steps.values(), 2):
        both = (one & other).bit_count()
        there = lift(both, one.bit_count(), other.bit_count(), of)
        assert there == pytest.approx(lift(both, other.bit_count(), one.bit_count(), of))


@pytest.mark.parametrize(
    # From the formula as Wilson gives it; with all of n it is n / (n + z squared).
    ("successes", "of", "low"),
    [(0, 0, 0.0), (0, 10, 0.0), (5, 10, 0.1842), (9, 10, 0.4928), (10, 10, 0.6011)],
)
def test_the_lower_end_of_a_share(successes: int, of: int, low: float) -> None:
    assert at_least(successes, of) == pytest.approx(low, abs=5e-4)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_lower_end_is_below_the_share(seen: tuple[int, int]) -> None:
    successes, of = seen
    assert 0 <= at_least(successes, of) <= successes / of
    assert at_least(successes, of) <= at_least(2 * successes, 2 * of) + 1e-12


def _spread(days: int) -> int:
    """The same days with an empty one after each."""
    return sum(1 << (2 * day) for day in range(DAYS) if days >> day & 1)
