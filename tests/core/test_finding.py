"""What is on its way to a habit is found, offered once and quietly: never more than once a week."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from microwins_desktop.core.finding import (
    AGAIN_AFTER,
    BETWEEN_OFFERS,
    DAYS_ALIKE,
    MOST_TIMES,
    Moment,
    find,
    next_offer,
)
from microwins_desktop.core.habits import Offer, OfferKind, OfferState, Pair

TODAY = date(2026, 11, 22)
STEPS = ("open-blinds", "drink-water", "stretch", "brush-teeth", "read-a-little")


def daily(step: str, minute: int, days: int = DAYS_ALIKE, wobble: int = 0) -> list[Moment]:
    """The step on each of the last `days` days before today."""
    return [
        Moment(TODAY - timedelta(days=n), minute + (wobble if n % 2 else 0), step)
        for n in range(1, days + 1)
    ]


def offered(moments: list[Moment], **given_: object) -> Offer | None:
    known: dict[str, object] = {
        "made": [],
        "planned": set(),
        "pairs": [],
        "steps": set(STEPS),
        **given_,
    }
    return next_offer(moments, TODAY, **known)  # type: ignore[arg-type]


def test_the_same_time_on_several_days_is_found() -> None:
    (found,) = find(daily("open-blinds", 9 * 60 + 2, wobble=20), TODAY)
    assert found.offer == Offer(OfferKind.NUDGE, "open-blinds", about=time(9, 15))
    assert found.days == DAYS_ALIKE


@pytest.mark.parametrize(
    "moments",
    [
        daily("open-blinds", 540, DAYS_ALIKE - 1),
        [Moment(TODAY, 540 + n, "open-blinds") for n in range(20)],
        [Moment(TODAY - timedelta(days=1), 540 + n, "open-blinds") for n in range(20)],
        [replace(m, day=m.day - timedelta(days=30)) for m in daily("open-blinds", 540, 9)],
        [replace(m, day=m.day - timedelta(days=5)) for m in daily("open-blinds", 540, 9)],
        [Moment(TODAY - timedelta(days=n), 100 * n, "open-blinds") for n in range(1, 12)],
    ],
    ids=["few days", "only today", "one day", "long ago", "ended", "any time"],
)
def test_what_is_no_habit_is_left_alone(moments: list[Moment]) -> None:
    assert find(moments, TODAY) == []


def test_a_late_night_is_one_time() -> None:
    late = [
        Moment(TODAY - timedelta(days=n), 23 * 60 + 50 + 10 * (n % 3), "brush-teeth")
        for n in range(1, 8)
    ]
    (found,) = find(late, TODAY)
    assert found.offer.about == time(0, 0)


def test_two_that_follow_each_other_are_a_pair_in_their_order() -> None:
    both = [
        Moment(TODAY - timedelta(days=n), 60 * n + shift, step)
        for n in range(1, 8)
        for step, shift in (("open-blinds", 0), ("drink-water", 12))
    ]
    (found,) = [f for f in find(both, TODAY) if f.offer.kind is OfferKind.PAIR]
    assert (found.offer.step, found.offer.other) == ("open-blinds", "drink-water")
    assert offered(both, pairs=[Pair("drink-water", "open-blinds")]) is None
    assert offered(both, steps={"open-blinds"}) is None


def test_it_is_quiet_where_it_should_be() -> None:
    moments = daily("open-blinds", 540, 9)
    assert offered(moments) is not None
    assert offered(moments, hard_day=True) is None
    assert offered(moments, planned={"open-blinds"}) is None
    assert offered(moments, steps=set()) is None
    assert offered(moments, silent=lambda at: at.hour == 9) is None


@pytest.mark.parametrize(
    ("state", "days", "comes"),
    [
        (OfferState.NEVER, 300, False),
        (OfferState.ACCEPTED, 300, False),
        (OfferState.NOT_NOW, 89, False),
        (OfferState.NOT_NOW, 90, True),
        (OfferState.SHOWN, 89, False),
        (OfferState.SHOWN, 90, True),
    ],
)
def test_an_answer_is_respected(state: OfferState, days: int, comes: bool) -> None:
    old = Offer(OfferKind.NUDGE, "open-blinds", state=state, day=TODAY - timedelta(days=days))
    assert (offered(daily("open-blinds", 540, 9), made=[old]) is not None) == comes


@dataclass
class Year:
    """A made-up person's year: habits come and go, and offers are answered somehow."""

    seed: int
    answer: Callable[[int], OfferState]
    made: list[Offer] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    planned: set[str] = field(default_factory=set)
    hard: set[date] = field(default_factory=set)

    def live(self) -> None:
        chance = random.Random(self.seed)
        moments: list[Moment] = []
        usual = {step: chance.randrange(300, 1500) for step in STEPS}
        for number in range(365):
            today = date(2026, 1, 1) + timedelta(days=number)
            if number % 40 == 0:
                usual = {step: chance.randrange(300, 1500) for step in STEPS}
            if chance.random() < 0.15:
                self.hard.add(today)
            moments = [m for m in moments if today - m.day <= timedelta(days=30)]
            self._offer(moments, today, number)
            for step in STEPS:
                if chance.random() < 0.8:
                    minute = usual[step] + chance.randrange(-40, 40)
                    moments.append(Moment(today, minute, step))

    def _offer(self, moments: list[Moment], today: date, number: int) -> None:
        offer = next_offer(
            moments,
            today,
            self.made,
            planned=self.planned,
            pairs=self.pairs,
            steps=set(STEPS),
            hard_day=today in self.hard,
        )
        if offer is None:
            return
        state = self.answer(number)
        self.made.append(replace(offer, day=today, state=state))
        if state is OfferState.ACCEPTED:
            if offer.other is None:
                self.planned.add(offer.step)
            else:
                self.pairs.append(Pair(offer.step, offer.other))


def check(year: Year) -> None:
    days = [offer.day for offer in year.made if offer.day is not None]
    assert len(days) == len(year.made)
    for before, after in pairwise(days):
        assert after - before >= BETWEEN_OFFERS
    assert not set(days) & year.hard
    of_same: dict[tuple[object, ...], list[Offer]] = {}
    for offer in year.made:
        both = tuple(sorted((offer.step, offer.other or "")))
        of_same.setdefault((offer.kind, *both), []).append(offer)
    for offers in of_same.values():
        assert len(offers) <= MOST_TIMES
        assert all(old.state is not OfferState.NEVER for old in offers[:-1])
        assert all(old.state is not OfferState.ACCEPTED for old in offers[:-1])
        for one, two in pairwise(offers):
            assert one.day is not None
            assert two.day is not None
            assert two.day - one.day >= AGAIN_AFTER


@settings(max_examples=25)
@given(
    seed=st.integers(0, 10_000),
    states=st.lists(st.sampled_from(tuple(OfferState)), min_size=1, max_size=7),
)
def test_a_whole_year_has_no_more_than_one_offer_a_week(
    seed: int, states: list[OfferState]
) -> None:
    year = Year(seed, lambda number: states[number % len(states)])
    year.live()
    check(year)


def test_a_year_of_habits_has_offers_at_all() -> None:
    year = Year(7, lambda _number: OfferState.ACCEPTED)
    year.live()
    check(year)
    assert year.planned
