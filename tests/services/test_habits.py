"""Offers come from what was logged, at most one a week; a yes becomes a plan or a pair."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import timedelta

import pytest
from support.clock import FixedClock

from microwins_desktop.core.habits import OfferKind, OfferState
from microwins_desktop.core.nudging.plan import NudgePlan
from microwins_desktop.core.nudging.windows import Around
from microwins_desktop.core.suggest import Because
from microwins_desktop.services.habits import Habits
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store.wins import NewWin


class Book:
    """Plans straight from the store."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def plans(self) -> list[NudgePlan]:
        return self._journal.store.nudges.plans()

    def put(self, plans: Sequence[NudgePlan]) -> bool:
        self._journal.announce(self._journal.store.nudges.put(plans))
        return True

    def remove(self, step: str) -> bool:
        self._journal.announce(self._journal.store.nudges.remove(step))
        return True


@pytest.fixture
def habits(journal: Journal, preferences: Preferences) -> Habits:
    return Habits(journal, preferences)


def log(journal: Journal, step: str, days: int, minutes: int = 0) -> None:
    """The step around now, on each of the last `days` days."""
    known = journal.step(step)
    for number in range(1, days + 1):
        at = journal.now() - timedelta(days=number) + timedelta(minutes=minutes)
        journal.log(NewWin(at=at, step=known))


def test_a_usual_time_is_offered_once_and_becomes_a_plan(
    journal: Journal, habits: Habits, preferences: Preferences
) -> None:
    log(journal, "stretch", 6)
    before = journal.next_undo()
    offer = habits.offer()
    assert offer is not None
    assert (offer.kind, offer.step) == (OfferKind.NUDGE, "stretch")
    assert habits.offer() == offer
    assert Habits(journal, preferences).offer() == offer
    assert journal.next_undo() == before
    book = Book(journal)
    habits.accept(offer, book)
    (plan,) = book.plans()
    assert plan.step == "stretch"
    assert plan.windows == (Around(offer.about),) if offer.about else False
    assert habits.offer() is None
    journal.undo()
    assert book.plans() == []


def test_a_pair_is_suggested_right_after(
    journal: Journal, habits: Habits, clock: FixedClock
) -> None:
    for day in range(1, 8):
        for step, minutes in (("stretch", 0), ("drink-water", 10)):
            shift = timedelta(days=day) - timedelta(minutes=minutes + 80 * day)
            journal.log(NewWin(at=journal.now() - shift, step=journal.step(step)))
    offer = habits.offer()
    assert offer is not None
    assert (offer.kind, offer.step, offer.other) == (OfferKind.PAIR, "stretch", "drink-water")
    habits.accept(offer, Book(journal))
    journal.log_step("stretch")
    first = journal.suggestions(3)[0]
    assert (first.step.key, first.because) == ("drink-water", Because.PAIRED)
    (pair,) = habits.pairs()
    habits.rest(pair, on=False)
    assert journal.suggestions(3)[0].because is not Because.PAIRED
    habits.rest(habits.pairs()[0], on=True)
    clock.advance(hours=2)
    assert journal.suggestions(3)[0].because is not Because.PAIRED
    habits.end(pair)
    assert habits.pairs() == []


def test_never_stays_never_until_it_is_taken_back(
    journal: Journal, habits: Habits, preferences: Preferences, clock: FixedClock
) -> None:
    log(journal, "stretch", 6)
    offer = habits.offer()
    assert offer is not None
    habits.never(offer)
    assert [refused.step for refused in habits.refused()] == ["stretch"]
    clock.advance(days=8)
    log(journal, "stretch", 6)
    assert habits.offer() is None
    habits.allow_again(habits.refused()[0])
    assert habits.refused() == []
    again = Habits(journal, preferences).offer()
    assert again is not None
    assert again.state is OfferState.SHOWN


def test_no_offer_on_a_hard_day_in_quiet_hours_or_without_nudges(
    journal: Journal, preferences: Preferences
) -> None:
    log(journal, "stretch", 6)
    journal.set_hard_day(True)
    assert Habits(journal, preferences).offer() is None
    journal.set_hard_day(False)
    preferences.put({"quiet_hours": "08:00-12:00"})
    assert Habits(journal, preferences).offer() is None
    preferences.put({"quiet_hours": "", "nudges": "off"})
    assert Habits(journal, preferences).offer() is None
    preferences.put({"nudges": "on"})
    assert Habits(journal, preferences).offer() is not None


def test_a_week_passes_between_two(journal: Journal, habits: Habits, clock: FixedClock) -> None:
    for step in ("stretch", "drink-water", "brush-teeth"):
        log(journal, step, 6)
    days = []
    for _day in range(30):
        offer = habits.offer()
        if offer is not None:
            days.append(journal.today())
            habits.not_now(offer)
        for step in ("stretch", "drink-water", "brush-teeth"):
            journal.log_step(step)
        clock.advance(days=1)
        journal.notice_time()
    assert len(days) >= 3
    assert all(b - a >= timedelta(days=7) for a, b in itertools.pairwise(days))
