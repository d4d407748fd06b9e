"""Gathers from the journal what a suggestion rests on; the ranking itself is `core.suggest`."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from microwins_desktop.core.insight.returning import is_comeback
from microwins_desktop.core.model import Energy
from microwins_desktop.core.suggest import Suggestion, paired_now, suggest
from microwins_desktop.store import Store

HABIT_WEEKS = 6


def suggested(store: Store, now: datetime, today: date, limit: int) -> list[Suggestion]:
    """What to offer at `now` (aware) on the person's day `today`, best first."""
    wins, check_in = store.wins.of_day(today), store.check_ins.of_day(today)
    shown = {area.key for area in store.steps.areas()}
    return suggest(
        steps=[step for step in store.steps.all() if step.area in shown],
        now=now,
        habits=store.habits.counts_by_hour(today - timedelta(weeks=HABIT_WEEKS), today),
        done_today=frozenset(win.step for win in wins if win.step),
        limit=limit,
        hard_day=check_in.hard,
        low_energy=check_in.energy is Energy.LOW,
        paired=paired_now(store.habits.pairs(), wins, now),
        returning=is_comeback(today, store.wins.previous_day_with_a_win(today)),
    )
