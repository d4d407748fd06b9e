"""Nudges without an answer come less often and go to sleep; any log wakes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from microwins_desktop.core.nudging.backoff import after_outcome, awake, current, most_on
from microwins_desktop.core.nudging.history import (
    BackoffLevel,
    BackoffState,
    Outcome,
    StepLog,
)
from microwins_desktop.core.nudging.plan import ALL_DAYS, make_plan
from microwins_desktop.core.nudging.windows import AfterSunrise

NOW = datetime(2026, 11, 22, 10, tzinfo=timezone(timedelta(hours=1)))
MONDAY = date(2026, 11, 23)


def after(*outcomes: Outcome, state: BackoffState | None = None) -> BackoffState:
    found = state or awake()
    for outcome in outcomes:
        found = after_outcome(found, outcome, NOW)
    return found


@pytest.mark.parametrize(
    ("count", "level"),
    [
        (0, BackoffLevel.NORMAL),
        (2, BackoffLevel.NORMAL),
        (3, BackoffLevel.DOUBLED),
        (6, BackoffLevel.WEEKLY),
        (9, BackoffLevel.ASLEEP),
        (30, BackoffLevel.ASLEEP),
    ],
)
@pytest.mark.parametrize("outcome", [Outcome.IGNORED, Outcome.DISMISSED])
def test_three_without_an_answer_are_one_level(
    count: int, level: BackoffLevel, outcome: Outcome
) -> None:
    assert after(*[outcome] * count).level is level


@pytest.mark.parametrize("outcome", [Outcome.DID, Outcome.SMALLER])
def test_doing_it_wakes(outcome: Outcome) -> None:
    assert after(*[Outcome.IGNORED] * 7, outcome) == awake()


@pytest.mark.parametrize("outcome", [Outcome.LATER, Outcome.NOT_TODAY])
def test_an_answer_starts_the_count_anew(outcome: Outcome) -> None:
    found = after(Outcome.IGNORED, Outcome.IGNORED, outcome, Outcome.IGNORED)
    assert (found.level, found.unanswered) == (BackoffLevel.NORMAL, 1)


@pytest.mark.parametrize("outcome", [Outcome.HELD, Outcome.DROPPED, Outcome.PENDING])
def test_what_the_person_never_saw_does_not_count(outcome: Outcome) -> None:
    before = after(Outcome.IGNORED)
    assert after_outcome(before, outcome, NOW) == before


def test_only_a_log_of_the_step_since_then_wakes() -> None:
    tired = after(*[Outcome.IGNORED] * 4)
    day = NOW.date()
    for log in (
        StepLog("other", NOW + timedelta(hours=1), day),
        StepLog("stretch", NOW - timedelta(hours=1), day),
    ):
        assert current(tired, "stretch", [log]) == tired
    assert current(tired, "stretch", [StepLog("stretch", NOW + timedelta(hours=1), day)]) == awake()


def shown_over(level: BackoffLevel, days: int, per_day: int = 1, weekdays: str = "") -> list[int]:
    """On which of the next days a plan would show something, first day 0, a Monday."""
    on = frozenset(map(int, weekdays)) if weekdays else ALL_DAYS
    plan = make_plan("p", "stretch", [AfterSunrise()], days=on, per_day=per_day)
    shown = [MONDAY - timedelta(days=7 if weekdays else 1)]
    for number in range(days):
        day = MONDAY + timedelta(days=number)
        if plan.on(day) and most_on(plan, level, day, shown):
            shown.append(day)
    return [(day - MONDAY).days for day in shown[1:]]


def test_how_often_each_level_comes() -> None:
    assert shown_over(BackoffLevel.NORMAL, 4) == [0, 1, 2, 3]
    assert shown_over(BackoffLevel.DOUBLED, 6) == [1, 3, 5]
    assert shown_over(BackoffLevel.DOUBLED, 30, weekdays="0") == [7, 21]
    assert shown_over(BackoffLevel.WEEKLY, 21) == [6, 13, 20]
    assert shown_over(BackoffLevel.ASLEEP, 60) == []


def test_several_a_day_are_halved() -> None:
    plan = make_plan("p", "water", [AfterSunrise()], per_day=5)
    assert most_on(plan, BackoffLevel.DOUBLED, MONDAY, []) == 2
