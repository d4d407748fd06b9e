"""Finds what is on its way to a habit: a step around the same time, or one that follows another.

Pure. What it finds is offered once, quietly, at most one offer a week, never on a hard day. It
reads only what was logged; that something was not done plays no part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, time, timedelta
from itertools import pairwise

from msgspec import Struct

from microwins_desktop.core.habits import Offer, OfferKind, OfferState, Pair

LOOKS_BACK = timedelta(days=21)
"""How far back it looks."""

DAYS_ALIKE = 5
"""On how many days of those a step has to come around the same time, or after another."""

STILL_ALIVE = timedelta(days=4)
"""How recent the last of those days has to be."""

AROUND = 90
"""Minutes between the earliest and the latest that still are "around the same time"."""

FOLLOWS_WITHIN = 45
"""Minutes within which a step comes "after" another."""

BETWEEN_OFFERS = timedelta(days=7)
AGAIN_AFTER = timedelta(days=90)
"""When what was answered with "not now", or not at all, may be offered once more."""

MOST_TIMES = 2
"""How often the same is offered at all."""


class Moment(Struct, frozen=True, order=True):
    """One logged step. `minute` is wall time on the person's day, counted from its midnight; after
    midnight it goes on from 1440, so that a late night is not early morning.
    """

    day: date
    minute: int
    step: str


class Found(Struct, frozen=True):
    """What could be offered, and on how many days it showed: the reason, as data."""

    offer: Offer
    days: int


def find(moments: Iterable[Moment], today: date) -> list[Found]:
    """Everything that shows itself now, the clearest first. Only days before `today` count."""
    recent = sorted({m for m in moments if today - LOOKS_BACK <= m.day < today})
    found = [*_times(recent, today), *_pairs(recent, today)]
    return sorted(found, key=_clearest_first)


def _never_silent(_at: time) -> bool:
    return False


def next_offer(
    moments: Iterable[Moment],
    today: date,
    made: Sequence[Offer],
    *,
    planned: Collection[str],
    pairs: Sequence[Pair],
    steps: Collection[str],
    hard_day: bool = False,
    silent: Callable[[time], bool] = _never_silent,
) -> Offer | None:
    """What to offer today, or None.

    `made` are all offers of the past with their answers; `planned` the steps that have a nudge
    already; `steps` the steps that may be offered at all; `silent` tells whether a nudge at a wall
    time would never be shown.
    """
    latest = max((offer.day for offer in made if offer.day is not None), default=None)
    if hard_day or (latest is not None and today - latest < BETWEEN_OFFERS):
        return None
    paired = {(pair.first, pair.then) for pair in pairs}
    for found in find(moments, today):
        offer = found.offer
        if offer.step not in steps or (offer.other is not None and offer.other not in steps):
            continue
        if offer.about is not None and (offer.step in planned or silent(offer.about)):
            continue
        both = (offer.step, offer.other)
        if offer.kind is OfferKind.PAIR and (both in paired or both[::-1] in paired):
            continue
        if _may_come_again(offer, made, today):
            return offer
    return None


def _may_come_again(offer: Offer, made: Sequence[Offer], today: date) -> bool:
    before = [old for old in made if _same(old, offer)]
    if any(old.state in (OfferState.ACCEPTED, OfferState.NEVER) for old in before):
        return False
    if len(before) >= MOST_TIMES:
        return False
    return all(old.day is None or today - old.day >= AGAIN_AFTER for old in before)


def _same(one: Offer, other: Offer) -> bool:
    if one.kind is not other.kind:
        return False
    if one.kind is OfferKind.NUDGE:
        return one.step == other.step
    return {one.step, one.other} == {other.step, other.other}


def _times(moments: Sequence[Moment], today: date) -> Iterable[Found]:
    of_step: dict[str, list[Moment]] = defaultdict(list)
    for moment in moments:
        of_step[moment.step].append(moment)
    for step, mine in of_step.items():
        best = max(_clusters(mine), key=_days_in, default=())
        days = {moment.day for moment in best}
        if len(days) >= DAYS_ALIKE and today - max(days) <= STILL_ALIVE:
            about = _middle(sorted(moment.minute for moment in best))
            yield Found(Offer(OfferKind.NUDGE, step, about=about), len(days))


def _clusters(moments: Sequence[Moment]) -> Iterable[tuple[Moment, ...]]:
    by_time = sorted(moments, key=_minute_of)
    for first in by_time:
        last = first.minute + AROUND
        yield tuple(m for m in by_time if first.minute <= m.minute <= last)


def _pairs(moments: Sequence[Moment], today: date) -> Iterable[Found]:
    together: dict[tuple[str, str], set[date]] = defaultdict(set)
    days_of: dict[str, set[date]] = defaultdict(set)
    for moment in moments:
        days_of[moment.step].add(moment.day)
    for one, other in pairwise(moments):
        near = one.day == other.day and other.minute - one.minute <= FOLLOWS_WITHIN
        if near and one.step != other.step:
            together[one.step, other.step].add(one.day)
    for (first, then), days in together.items():
        often = len(days) >= DAYS_ALIKE and 2 * len(days) > len(days_of[first])
        this_way = len(days) > len(together.get((then, first), ()))
        if often and this_way and today - max(days) <= STILL_ALIVE:
            yield Found(Offer(OfferKind.PAIR, first, other=then), len(days))


def _middle(minutes: Sequence[int]) -> time:
    """The median, to the nearest quarter of an hour, as wall time."""
    quarter = round(minutes[len(minutes) // 2] / 15) * 15 % (24 * 60)
    return time(quarter // 60, quarter % 60)


def _minute_of(moment: Moment) -> int:
    return moment.minute


def _days_in(moments: Sequence[Moment]) -> int:
    return len({moment.day for moment in moments})


def _clearest_first(found: Found) -> tuple[int, str, str, str]:
    offer = found.offer
    return (-found.days, offer.kind.value, offer.step, offer.other or "")
