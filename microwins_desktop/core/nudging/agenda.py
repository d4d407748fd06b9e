"""The day's plan for "What's next": each nudge with its time or the plain reason it has none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from microwins_desktop.core.nudging.history import BackoffLevel, History
from microwins_desktop.core.nudging.options import NudgeSettings
from microwins_desktop.core.nudging.plan import NudgePlan
from microwins_desktop.core.nudging.reasons import Reason, Why
from microwins_desktop.core.nudging.schedule import Fit, Schedule
from microwins_desktop.core.nudging.slots import Slot
from microwins_desktop.core.nudging.today import Candidate, Entry, State, Today
from microwins_desktop.core.nudging.walls import Place, out_of_quiet

LOOK_AHEAD_DAYS = 60


def day_plan(
    now: datetime,
    plans: Sequence[NudgePlan],
    history: History,
    settings: NudgeSettings,
    place: Place,
) -> list[Entry]:
    """What becomes of every plan today, the next one first; those without a time come last.

    A plan with nothing left for today says when it comes next. Plans that are off are left out.
    """
    today = Today(now, history, settings, place)
    active = [plan for plan in plans if plan.enabled]
    stopped = _stopped(today)
    if stopped is not None:
        return [Entry(plan.step, None, State.PAUSED, stopped) for plan in active]
    entries: list[Entry] = []
    candidates: list[Candidate] = []
    quiet_plans: list[NudgePlan] = []
    for plan in active:
        open_ones, settled = today.sort(plan)
        candidates += open_ones
        entries += _told_once(settled)
        if not open_ones and not settled:
            quiet_plans.append(plan)
    entries += [_of_fit(fit) for fit in Schedule(today).all(candidates)]
    entries += [_another_day(today, plan) for plan in quiet_plans]
    return sorted(entries, key=_in_order)


def _stopped(today: Today) -> Why | None:
    if not today.settings.enabled:
        return Why(Reason.OFF)
    if today.history.pause.rest_day == today.day:
        return Why(Reason.REST_DAY, until=today.wall(today.ends))
    return None


def _told_once(settled: list[Entry]) -> list[Entry]:
    """The same thing said of several slots is said once."""
    return list(dict.fromkeys(settled))


def _of_fit(fit: Fit) -> Entry:
    step, held = fit.candidate.plan.step, fit.candidate.held
    if fit.at is None:
        state = State.PAUSED if fit.why.reason is Reason.PAUSED else State.HELD
        return Entry(step, None, state, fit.why)
    if held is not None:
        return Entry(step, fit.at, State.HELD, held.why)
    return Entry(step, fit.at, State.PLANNED, fit.why)


def _another_day(today: Today, plan: NudgePlan) -> Entry:
    """When a plan comes that has nothing left for today."""
    for number in range(1, LOOK_AHEAD_DAYS + 1):
        day = today.day + timedelta(days=number)
        if not plan.on(day) or today.most(plan, day) < 1:
            continue
        for slot in today.slots(plan, day):
            at = _free(today, slot)
            if at is not None:
                return _at_another_day(today, plan, slot, at)
    reason = Reason.NO_SUN if _sunless(today, plan) else Reason.QUIET_HOURS
    return Entry(plan.step, None, State.HELD, Why(reason))


def _at_another_day(today: Today, plan: NudgePlan, slot: Slot, at: datetime) -> Entry:
    until = today.history.pause.until
    if until is not None and until > at:
        why = Why(Reason.PAUSED, until=today.wall(until))
        return Entry(plan.step, None, State.PAUSED, why)
    if today.backoff(plan.step).level is not BackoffLevel.NORMAL:
        return Entry(plan.step, at, State.PLANNED, Why(Reason.LESS_OFTEN, at=today.wall(at)))
    return Entry(plan.step, at, State.PLANNED, slot.why)


def _free(today: Today, slot: Slot) -> datetime | None:
    opens, target, closes = today.span(slot)
    for start in (target, opens):
        quiet = today.settings.quiet_hours
        at = out_of_quiet(start, closes, quiet, today.now, today.place.localize)
        if at is not None:
            return at
    return None


def _sunless(today: Today, plan: NudgePlan) -> bool:
    return any(slot.why.reason is Reason.NO_SUN for slot in today.slots(plan, today.day))


def _in_order(entry: Entry) -> tuple[bool, float, str]:
    return entry.at is None, entry.at.timestamp() if entry.at else 0.0, entry.step
