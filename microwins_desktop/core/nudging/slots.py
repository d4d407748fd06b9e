"""A plan on one day: the spans in which it may nudge, and the best moment in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from msgspec import Struct
from msgspec.structs import replace

from microwins_desktop.core.nudging.history import NudgeRecord, Outcome, StepLog
from microwins_desktop.core.nudging.plan import NudgePlan
from microwins_desktop.core.nudging.reasons import Reason, Why
from microwins_desktop.core.nudging.walls import wall_on
from microwins_desktop.core.nudging.windows import (
    AfterSunrise,
    Around,
    BeforeSunset,
    Between,
    Sun,
    Window,
    format_window,
)

AROUND_BEFORE = timedelta(minutes=30)
AROUND_AFTER = timedelta(minutes=60)
LIGHT_HOURS = timedelta(hours=3)
AFTER_SUNRISE = timedelta(minutes=30)
BEFORE_SUNSET = timedelta(minutes=90)

ENOUGH_SAMPLES = 3
FULL_DRIFT_SAMPLES = 8
PROMPT_ANSWER = timedelta(minutes=20)
_SAME_MOMENT = (-1, 0, 1)  # minutes between an answer and the win it logged


class Slot(Struct, frozen=True):
    """One span of one day; all three are naive wall times, `closes` is exclusive.

    `key` names the slot within the day and its plan. A slot without any room (`opens` is `closes`)
    says in `why` what took it.
    """

    key: str
    opens: datetime
    target: datetime
    closes: datetime
    why: Why


def slots_on(
    plan: NudgePlan, day: date, day_start: time, sun: Sun, samples: Sequence[time] = ()
) -> list[Slot]:
    """The slots of `plan` on the person's day `day`, in order of their targets.

    `samples` are the wall times at which the step was done or the nudge welcomed of late.
    """
    pieces = _pieces(plan)
    slots: list[Slot] = []
    for window, count in zip(plan.windows, pieces, strict=True):
        whole = _slot(window, day, day_start, sun)
        slots += [whole] if count == 1 else _shared(whole, count)
    first = datetime.combine(day, day_start)
    clipped = (_clip(slot, first, first + timedelta(days=1)) for slot in slots)
    drifted = (_drift(slot, day, day_start, samples) for slot in clipped)
    return sorted(drifted, key=_by_target)


def usual_times(
    step: str, records: Iterable[NudgeRecord], logs: Iterable[StepLog]
) -> tuple[time, ...]:
    """The wall times at which the step was done, or at which a nudge for it was welcome.

    A nudge answered promptly was welcome when it came. Counting the answer's own time instead
    would push every nudge a little later than the one before.
    """
    answered = [
        (record.shown_at, record.answered_at)
        for record in records
        if record.step == step
        and record.outcome in (Outcome.DID, Outcome.SMALLER)
        and record.shown_at is not None
        and record.answered_at is not None
    ]
    welcome = [
        shown if at - shown <= PROMPT_ANSWER else at for shown, at in answered if at >= shown
    ]
    known = {_minutes(at) + near for _, at in answered for near in _SAME_MOMENT}
    own = [
        log.at
        for log in logs
        if log.step == step and log.time_known and _minutes(log.at) not in known
    ]
    return tuple(at.time() for at in (*welcome, *own))


def _pieces(plan: NudgePlan) -> list[int]:
    """How many slots each window gives; what `per_day` asks beyond one each goes to long ones."""
    pieces = [1] * len(plan.windows)
    wide = [at for at, window in enumerate(plan.windows) if not isinstance(window, Around)]
    for number in range(plan.per_day - len(pieces)):
        if not wide:
            break
        pieces[wide[number % len(wide)]] += 1
    return pieces


def _slot(window: Window, day: date, day_start: time, sun: Sun) -> Slot:
    key = format_window(window)
    match window:
        case Around(at):
            target = wall_on(day, at, day_start)
            span = target - AROUND_BEFORE, target, target + AROUND_AFTER
            return Slot(key, *span, Why(Reason.AROUND, at=target))
        case Between(start, end):
            opens = wall_on(day, start, day_start)
            closes = datetime.combine(opens.date(), end)
            if closes <= opens:
                closes += timedelta(days=1)
            target = opens + (closes - opens) / 3
            return Slot(key, opens, target, closes, Why(Reason.BETWEEN, at=opens, until=closes))
        case AfterSunrise() | BeforeSunset():
            return _light_slot(key, window, day, day_start, sun)


def _light_slot(key: str, window: Window, day: date, day_start: time, sun: Sun) -> Slot:
    times = sun(day)
    if times is None:
        start = datetime.combine(day, day_start)
        return Slot(key, start, start, start, Why(Reason.NO_SUN))
    if isinstance(window, AfterSunrise):
        rise = times.sunrise
        span = rise, rise + AFTER_SUNRISE, rise + LIGHT_HOURS
        return Slot(key, *span, Why(Reason.SUNRISE, at=rise))
    down = times.sunset
    span = down - LIGHT_HOURS, down - BEFORE_SUNSET, down
    return Slot(key, *span, Why(Reason.SUNSET, at=down))


def _shared(slot: Slot, count: int) -> list[Slot]:
    length = (slot.closes - slot.opens) / count
    found = []
    for number in range(count):
        opens = slot.opens + number * length
        closes = opens + length
        key = f"{slot.key}#{number + 1}/{count}"
        found.append(Slot(key, opens, opens + length / 3, closes, slot.why))
    return found


def _clip(slot: Slot, first: datetime, last: datetime) -> Slot:
    opens = min(max(slot.opens, first), last)
    closes = max(opens, min(slot.closes, last))
    return replace(slot, opens=opens, target=_within(slot.target, opens, closes), closes=closes)


def _drift(slot: Slot, day: date, day_start: time, samples: Sequence[time]) -> Slot:
    """The slot with its target moved towards the usual time, the more surely the more is known."""
    inside = [
        (at - slot.opens).total_seconds()
        for at in (wall_on(day, sample, day_start) for sample in samples)
        if slot.opens <= at < slot.closes
    ]
    if len(inside) < ENOUGH_SAMPLES:
        return slot
    usual = slot.opens + timedelta(seconds=_middle(inside))
    share = min(1.0, len(inside) / FULL_DRIFT_SAMPLES)
    target = _within(slot.target + (usual - slot.target) * share, slot.opens, slot.closes)
    return replace(slot, target=target, why=Why(Reason.USUAL_TIME, at=_whole(usual)))


def _middle(values: Sequence[float]) -> float:
    """The median. By hand, as `statistics` brings fractions and decimals into each start."""
    ordered, half = sorted(values), len(values) // 2
    return (ordered[half] + ordered[~half]) / 2


def _whole(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _within(at: datetime, first: datetime, last: datetime) -> datetime:
    """`at` in whole minutes, from `first` on and before `last` where there is room."""
    return max(first, min(_whole(at), last - timedelta(minutes=1)))


def _minutes(at: datetime) -> int:
    return int(at.timestamp() // 60)


def _by_target(slot: Slot) -> tuple[datetime, datetime, str]:
    return slot.target, slot.closes, slot.key
