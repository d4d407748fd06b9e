"""Which steps to offer first: pinned ones, then what this person usually does about now.

Pure and explainable: every suggestion carries the reason it is there. A step done today is not
offered again, unless it is one of those that come several times a day. Nothing here ever asks for
more; on a hard day there are three suggestions, each at its smallest size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from microwins_desktop.core.model import DayPart, Size, Step

HARD_DAY_LIMIT = 3

# How near in hours a past win counts as "about now", and how many make a habit worth offering.
_NEAR_HOURS = 1
_ENOUGH = 2

_PARTS = (
    (DayPart.MORNING, 4, 11),
    (DayPart.MIDDAY, 11, 16),
    (DayPart.EVENING, 16, 21),
    (DayPart.NIGHT, 21, 28),
)


class Because(Enum):
    PINNED = "pinned"
    USUAL = "usual"
    FITS = "fits"
    THERE = "there"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A step worth offering now, the size to offer it at, and why it is offered."""

    step: Step
    size: Size
    because: Because


def day_part(at: datetime) -> DayPart:
    """The part of the day a wall time belongs to; the hours before four belong to the night."""
    hour = at.hour if at.hour >= 4 else at.hour + 24
    return next(part for part, start, end in _PARTS if start <= hour < end)


def suggest(
    steps: Sequence[Step],
    now: datetime,
    habits: Mapping[str, Sequence[tuple[int, int]]],
    done_today: frozenset[str],
    limit: int,
    hard_day: bool = False,
    returning: bool = False,
) -> list[Suggestion]:
    """At most `limit` steps to offer at `now` (aware, the person's zone), the best first.

    `habits` maps a step's key to (local hour, count) pairs of the last weeks; `done_today` holds
    keys logged today; `returning` is true after a long time without a win, when the smallest size
    is the kindest.
    """
    part = day_part(now)
    offered = [step for step in steps if step.repeats or step.key not in done_today]
    reasons = {step.key: _because(step, now, part, habits.get(step.key, ())) for step in offered}
    places = {step.key: place for place, step in enumerate(offered)}

    def rank(step: Step) -> tuple[int, int, int]:
        reason = reasons[step.key]
        usual = _about_now(now, habits.get(step.key, ()))
        again = step.key in done_today
        return (_ORDER[reason] + 4 * again, -usual, places[step.key])

    gentle = hard_day or returning
    if hard_day:
        limit = min(limit, HARD_DAY_LIMIT)
    return [
        Suggestion(step, _smallest(step) if gentle else Size.WHOLE, reasons[step.key])
        for step in sorted(offered, key=rank)[:limit]
    ]


_ORDER = {Because.PINNED: 0, Because.USUAL: 1, Because.FITS: 2, Because.THERE: 3}


def _because(step: Step, now: datetime, part: DayPart, habit: Sequence[tuple[int, int]]) -> Because:
    if step.pinned:
        return Because.PINNED
    if _about_now(now, habit) >= _ENOUGH:
        return Because.USUAL
    return Because.FITS if part in step.day_parts else Because.THERE


def _about_now(now: datetime, habit: Sequence[tuple[int, int]]) -> int:
    near = {(now + timedelta(hours=shift)).hour for shift in range(-_NEAR_HOURS, _NEAR_HOURS + 1)}
    return sum(count for hour, count in habit if hour in near)


def _smallest(step: Step) -> Size:
    return step.sizes[-1] if step.sizes else Size.WHOLE
