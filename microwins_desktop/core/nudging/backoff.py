"""Nudges that find no answer come less often, then weekly, then go to sleep by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from microwins_desktop.core.nudging.history import (
    BackoffLevel,
    BackoffState,
    NudgeRecord,
    Outcome,
    StepLog,
)
from microwins_desktop.core.nudging.plan import NudgePlan

PATIENCE = 3
"""Nudges in a row without an answer before the next level."""

_LADDER = tuple(BackoffLevel)
_WEEK = timedelta(days=7)


def after_outcome(state: BackoffState, outcome: Outcome, at: datetime) -> BackoffState:
    """The step's state once a nudge ended this way at the instant `at`."""
    if outcome in (Outcome.DID, Outcome.SMALLER, Outcome.WITHDRAWN):
        return awake()
    if outcome in (Outcome.LATER, Outcome.NOT_TODAY):
        return replace(state, unanswered=0, since=at)
    if outcome not in (Outcome.IGNORED, Outcome.DISMISSED):
        return state
    if state.unanswered + 1 < PATIENCE or state.level is BackoffLevel.ASLEEP:
        return replace(state, unanswered=min(state.unanswered + 1, PATIENCE), since=at)
    return BackoffState(_LADDER[_LADDER.index(state.level) + 1], 0, at)


def awake() -> BackoffState:
    """The state after any log of the step, or after "Wake it"."""
    return BackoffState()


def current(state: BackoffState, step: str, logs: Iterable[StepLog]) -> BackoffState:
    """The state as it counts: a log of the step since it last changed restores it."""
    since = state.since
    if since is not None and any(log.step == step and log.at > since for log in logs):
        return awake()
    return state


def most_on(plan: NudgePlan, level: BackoffLevel, day: date, shown_days: Iterable[date]) -> int:
    """How many nudges the plan may show on `day`, which is one of its days.

    `shown_days` are the days its step was nudged on. A plan with several a day halves them; a plan
    with one comes on every second of its days. Days after `day` (a clock set back) do not count.
    """
    if level is BackoffLevel.NORMAL:
        return plan.per_day
    if level is BackoffLevel.ASLEEP:
        return 0
    if level is BackoffLevel.DOUBLED and plan.per_day > 1:
        return plan.per_day // 2
    last = max((shown for shown in shown_days if shown < day), default=None)
    if last is None:
        return 1
    if level is BackoffLevel.WEEKLY and day - last < _WEEK:
        return 0
    between = (last + timedelta(days=number) for number in range(1, (day - last).days))
    return 1 if any(plan.on(other) for other in between) else 0


def shown_days(records: Iterable[NudgeRecord], step: str) -> frozenset[date]:
    """The days on which a nudge for the step was shown for the first time."""
    return frozenset(
        record.day
        for record in records
        if record.step == step and record.shown_at is not None and record.turn == 0
    )
