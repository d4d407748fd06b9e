"""Gathers from the journal what a suggestion rests on; the ranking itself is `core.suggest`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from microwins_desktop.core.insight.returning import is_comeback
from microwins_desktop.core.model import Energy
from microwins_desktop.core.suggest import Ranked, Suggestion, paired_now, ranked, suggest
from microwins_desktop.store import Store
from microwins_desktop.store.memory import Memory, PastMemory

HABIT_WEEKS = 6
MOST_OFFERS = 12


class Suggesting:
    """What to offer now: the same for everyone who asks within a minute.

    How the steps suit the hour follows from the days before, so that a click only leaves out what
    was done.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._offers = Memory(store.database, "win", "step", "area", "checkin", "pair")
        self._orders = PastMemory(store.database, "step", "area")

    def at(self, now: datetime, today: date) -> list[Suggestion]:
        """What to offer at `now` (aware) on the person's day `today`, best first."""
        question = today, now.replace(second=0, microsecond=0)
        return self._offers.get(question, partial(self._choose, now, today))

    def _choose(self, now: datetime, today: date) -> list[Suggestion]:
        store = self._store
        wins, check_in = store.wins.of_day(today), store.check_ins.of_day(today)
        hour = now.hour, now.weekday()
        return suggest(
            self._orders.before(today, hour, partial(self._order, now, today)),
            done_today=frozenset(win.step for win in wins if win.step),
            limit=MOST_OFFERS,
            hard_day=check_in.hard,
            low_energy=check_in.energy is Energy.LOW,
            paired=paired_now(store.habits.pairs(), wins, now),
            returning=is_comeback(today, store.wins.previous_day_with_a_win(today)),
        )

    def _order(self, now: datetime, today: date) -> tuple[Ranked, ...]:
        store = self._store
        shown = {area.key for area in store.steps.areas()}
        steps = [step for step in store.steps.all() if step.area in shown]
        habits = store.habits.counts_by_hour(today - timedelta(weeks=HABIT_WEEKS), today)
        return ranked(steps, now, habits)
