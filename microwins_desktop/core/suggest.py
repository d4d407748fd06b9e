"""Which steps to offer first: pinned ones, then what this person usually does about now.

Pure and explainable: every suggestion carries the reason it is there. A step done today is not
offered again, unless it is one of those that come several times a day. Nothing here ever asks for
more; on a hard day there are three suggestions, each at its smallest size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from microwins_desktop.core.habits import Pair
from microwins_desktop.core.model import DayPart, Size, Step, Win

HARD_DAY_LIMIT = 3

# How near in hours a past win counts as "about now", and how many make a habit worth offering.
_NEAR_HOURS = 1
_ENOUGH = 2

# How long a step is suggested after the one it is paired with.
_AFTER = timedelta(hours=1)

_PARTS = (
    (DayPart.MORNING, 4, 11),
    (DayPart.MIDDAY, 11, 16),
    (DayPart.EVENING, 16, 21),
    (DayPart.NIGHT, 21, 28),
)


Habit = tuple[int, int, int]
"""Local hour (0 to 23), weekday (Monday 0), and how often."""


class Because(Enum):
    PAIRED = "paired"
    PINNED = "pinned"
    USUAL = "usual"
    FITS = "fits"
    THERE = "there"


class Suggestion(Struct, frozen=True):
    """A step worth offering now, the size to offer it at, and why it is offered."""

    step: Step
    size: Size
    because: Because


def day_part(at: datetime) -> DayPart:
    """The part of the day a wall time belongs to; the hours before four belong to the night."""
    hour = at.hour if at.hour >= 4 else at.hour + 24
    return next(part for part, start, end in _PARTS if start <= hour < end)


class Ranked(Struct, frozen=True):
    """A step at its place: `usual` says how loud past wins about now speak for it."""

    step: Step
    because: Because
    usual: int
    place: int


def ranked(
    steps: Sequence[Step], now: datetime, habits: Mapping[str, Sequence[Habit]]
) -> tuple[Ranked, ...]:
    """The steps in the order in which they suit this hour, whatever today holds already.

    `now` is aware, in the person's zone, and only its hour and weekday matter. `habits` maps a
    step's key to (local hour, weekday, count) of the last weeks; the same weekday speaks twice as
    loud.
    """
    part = day_part(now)
    found = []
    for place, step in enumerate(steps):
        habit = habits.get(step.key, ())
        reason = _because(step, now, part, habit)
        found.append(Ranked(step, reason, _about_now(now, habit), place))
    return tuple(sorted(found, key=_rank))


def suggest(
    order: Sequence[Ranked],
    done_today: frozenset[str],
    limit: int,
    hard_day: bool = False,
    returning: bool = False,
    paired: frozenset[str] = frozenset(),
    low_energy: bool = False,
) -> list[Suggestion]:
    """At most `limit` steps to offer now of those that are `ranked`, the best first.

    `done_today` holds keys logged today, `paired` those that the person wants to see after what
    was just logged. With `low_energy`, or when `returning` after a long time without a win, the
    smallest size is the kindest; on a `hard_day` there are also fewer.
    """
    gentle = hard_day or returning or low_energy
    if hard_day:
        limit = min(limit, HARD_DAY_LIMIT)
    if paired:
        order = sorted((_after_another(each, paired) for each in order), key=_rank)
    fresh, again = [], []
    for each in order:
        if each.step.key not in done_today:
            fresh.append(each)
            if len(fresh) >= limit:
                break
        elif each.step.repeats:
            again.append(each)
    return [
        Suggestion(each.step, _smallest(each.step) if gentle else Size.WHOLE, each.because)
        for each in [*fresh, *again][:limit]
    ]


def _after_another(each: Ranked, paired: frozenset[str]) -> Ranked:
    return replace(each, because=Because.PAIRED) if each.step.key in paired else each


def _rank(each: Ranked) -> tuple[int, int, int]:
    return _ORDER[each.because], -each.usual, each.place


def paired_now(pairs: Iterable[Pair], wins: Sequence[Win], now: datetime) -> frozenset[str]:
    """The steps that come after what was logged within the last hour, and were not done since."""
    on = [pair for pair in pairs if pair.on]
    if not on:
        return frozenset()
    last = {win.step: win.at for win in sorted(wins, key=_when) if win.step and win.time_known}
    return frozenset(
        pair.then
        for pair in on
        if pair.first in last
        and timedelta() <= now - last[pair.first] <= _AFTER
        and (pair.then not in last or last[pair.then] < last[pair.first])
    )


def _when(win: Win) -> datetime:
    return win.at


_ORDER = {because: place for place, because in enumerate(Because)}


def _because(step: Step, now: datetime, part: DayPart, habit: Sequence[Habit]) -> Because:
    if step.pinned:
        return Because.PINNED
    if sum(count for _hour, _day, count in _near(now, habit)) >= _ENOUGH:
        return Because.USUAL
    return Because.FITS if part in step.day_parts else Because.THERE


def _near(now: datetime, habit: Sequence[Habit]) -> list[Habit]:
    if not habit:
        return []
    hours = {(now.hour + shift) % 24 for shift in range(-_NEAR_HOURS, _NEAR_HOURS + 1)}
    return [each for each in habit if each[0] in hours]


def _about_now(now: datetime, habit: Sequence[Habit]) -> int:
    weekday = now.weekday()
    return sum(count * (2 if day == weekday else 1) for _hour, day, count in _near(now, habit))


def _smallest(step: Step) -> Size:
    return step.sizes[-1] if step.sizes else Size.WHOLE
