"""Which wins of a day are a coming back, a step again after a while, or a first."""

from __future__ import annotations

from collections.abc import Sequence

from microwins_desktop.core.insight.returning import (
    KNOWN_AFTER_DAYS,
    Returning,
    is_comeback,
    returning_step,
)
from microwins_desktop.core.model import Win
from microwins_desktop.services.journal import Journal


def returning_of(journal: Journal, wins: Sequence[Win]) -> dict[str, Returning]:
    """Which of a day's wins (by id) deserve the warmest words. `wins` are all of it, in order.

    The first win of a day after a gap, and the first of a step on that day. A few short queries,
    so that it may be asked whenever a day is shown.
    """
    if not wins:
        return {}
    day = wins[0].day
    store = journal.store
    known = store.insight.days_before(day, KNOWN_AFTER_DAYS)
    found: dict[str, Returning] = {}
    firsts = _first_of_each_step(wins)
    lasts = store.insight.last_days(firsts, day)
    for step, win in firsts.items():
        last = lasts[step]
        what = returning_step(day, last, known)
        if what is Returning.AGAIN:
            # Seldom, so that only now it is worth asking how often the step is done at all.
            past = store.insight.past_of_step(step, day)
            what = returning_step(day, last, known, past.usual_gap if past else None)
        if what is not None:
            found[win.id] = what
    if is_comeback(day, store.wins.previous_day_with_a_win(day)):
        found[wins[0].id] = Returning.COMEBACK
    return found


def _first_of_each_step(wins: Sequence[Win]) -> dict[str, Win]:
    found: dict[str, Win] = {}
    for win in wins:
        if win.step is not None:
            found.setdefault(win.step, win)
    return found
