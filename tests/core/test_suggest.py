"""The ranking of suggestions: explainable, gentle, and never what was done today already."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.habits import Pair
from microwins_desktop.core.model import DayPart, Size, Step, Win
from microwins_desktop.core.suggest import (
    HARD_DAY_LIMIT,
    Because,
    day_part,
    paired_now,
    ranked,
    suggest,
)

NOON = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)  # a Sunday

KEYS = tuple("abcdefgh")


@st.composite
def made_steps(draw: st.DrawFn) -> list[Step]:
    return [
        Step(
            key=key,
            title=key,
            area="light",
            whole=f"{key} done",
            part=draw(st.sampled_from(["", "part"])),
            tiny=draw(st.sampled_from(["", "tiny"])),
            day_parts=draw(st.frozensets(st.sampled_from(tuple(DayPart)))),
            repeats=draw(st.booleans()),
            pinned=draw(st.booleans()),
        )
        for key in draw(st.lists(st.sampled_from(KEYS), unique=True))
    ]


habits = st.dictionaries(
    st.sampled_from(KEYS),
    st.lists(st.tuples(st.integers(0, 23), st.integers(0, 6), st.integers(1, 9)), max_size=5),
)
some_keys = st.frozensets(st.sampled_from(KEYS))


@given(
    steps=made_steps(),
    at=st.datetimes(timezones=st.just(UTC)),
    habits=habits,
    done=some_keys,
    paired=some_keys,
    limit=st.integers(0, 9),
    hard=st.booleans(),
    returning=st.booleans(),
    low=st.booleans(),
)
def test_what_is_true_of_every_list(
    steps: list[Step],
    at: datetime,
    habits: dict[str, list[tuple[int, int, int]]],
    done: frozenset[str],
    paired: frozenset[str],
    limit: int,
    hard: bool,
    returning: bool,
    low: bool,
) -> None:
    def offered() -> list[tuple[str, Size, Because]]:
        order = ranked(steps, at, habits)
        found = suggest(order, done, limit, hard, returning, paired, low)
        return [(each.step.key, each.size, each.because) for each in found]

    shown = offered()
    by_key = {step.key: step for step in steps}
    keys = [key for key, _size, _because in shown]
    assert shown == offered()
    assert len(set(keys)) == len(keys) <= limit
    assert all(by_key[key].repeats or key not in done for key in keys)
    if hard:
        assert len(keys) <= HARD_DAY_LIMIT
    for key, size, because in shown:
        gentle = hard or returning or low
        assert size is (by_key[key].sizes[-1] if gentle else Size.WHOLE)
        assert (because is Because.PAIRED) == (key in paired)
        assert because is not Because.PINNED or by_key[key].pinned
        assert because is not Because.FITS or day_part(at) in by_key[key].day_parts
        if because is Because.USUAL:
            assert habits.get(key)
    fresh = [key for key in keys if key not in done]
    assert keys[: len(fresh)] == fresh


@given(
    steps=made_steps(),
    at=st.datetimes(timezones=st.just(UTC)),
    habits=habits,
    done=some_keys,
    paired=some_keys,
)
def test_the_order_is_by_reason_then_by_habit_then_the_persons_own(
    steps: list[Step],
    at: datetime,
    habits: dict[str, list[tuple[int, int, int]]],
    done: frozenset[str],
    paired: frozenset[str],
) -> None:
    known = {each.step.key: each for each in ranked(steps, at, habits)}
    shown = suggest(tuple(known.values()), done, len(KEYS), paired=paired)

    def place(because: Because, key: str) -> tuple[bool, int, int, int]:
        each = known[key]
        return key in done, list(Because).index(because), -each.usual, steps.index(each.step)

    places = [place(each.because, each.step.key) for each in shown]
    assert places == sorted(places)
    offered = {step.key for step in steps if step.repeats or step.key not in done}
    assert {each.step.key for each in shown} == offered


def step(key: str, **fields: object) -> Step:
    return Step(key=key, title=key, area="light", whole=key, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "habits"),
    [
        ("pinned", "usual", {"usual": [(12, 6, 9)]}),
        ("usual", "fits", {"usual": [(12, 6, 2)]}),
        ("usual", "fits", {"usual": [(13, 2, 2)]}),
        ("fits", "there", {"there": [(3, 6, 9)]}),
        ("fits", "there", {"there": [(12, 6, 1)]}),
        ("sunday", "monday", {"sunday": [(12, 6, 3)], "monday": [(12, 0, 4)]}),
        ("often", "seldom", {"often": [(12, 1, 5)], "seldom": [(12, 1, 4)]}),
    ],
)
def test_who_comes_first(
    first: str, second: str, habits: dict[str, list[tuple[int, int, int]]]
) -> None:
    midday = frozenset({DayPart.MIDDAY})
    steps = [
        step(key, pinned=key == "pinned", day_parts=midday if key == "fits" else frozenset())
        for key in (second, first)
    ]
    shown = suggest(ranked(steps, NOON, habits), frozenset(), 2)
    assert [each.step.key for each in shown] == [first, second]


def test_what_follows_comes_before_everything() -> None:
    steps = [step("pinned", pinned=True), step("after")]
    shown = suggest(ranked(steps, NOON, {}), frozenset(), 2, paired=frozenset({"after"}))
    assert [(s.step.key, s.because) for s in shown] == [
        ("after", Because.PAIRED),
        ("pinned", Because.PINNED),
    ]


def win(key: str, minutes_ago: int) -> Win:
    at = NOON - timedelta(minutes=minutes_ago)
    return Win(id=f"{key}{minutes_ago}", day=date(2026, 11, 22), at=at, title=key, step=key)


@pytest.mark.parametrize(
    ("wins", "follows"),
    [
        ([win("a", 5)], True),
        ([win("a", 60)], True),
        ([win("a", 61)], False),
        ([], False),
        ([win("a", 5), win("b", 2)], False),
        ([win("a", 5), win("b", 30)], True),
        ([win("a", 500), win("a", 5), win("b", 30)], True),
        ([win("c", 5)], False),
    ],
)
def test_a_pair_speaks_for_an_hour(wins: list[Win], follows: bool) -> None:
    assert paired_now([Pair("a", "b")], wins, NOON) == frozenset({"b"} if follows else ())
    assert paired_now([Pair("a", "b", on=False)], wins, NOON) == frozenset()
