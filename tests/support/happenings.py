"""What may happen to a journal in a row, by the person and by other processes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from hypothesis import strategies as st
from support.clock import FixedClock

from microwins_desktop.core.model import Size
from microwins_desktop.services.journal import Journal
from microwins_desktop.store import Store
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.wins import NewWin

KEYS = ("open-blinds", "drink-water", "brush-teeth", "clear-surface")
Happening = tuple[str, int]
KINDS = (
    *("log step", "log step", "log text", "log before", "log there"),
    *("resize", "rename", "move", "hush", "delete"),
    *("undo", "undo", "redo", "hard day", "pin", "archive", "hour", "day"),
    *("other logs", "other undoes", "other deletes", "other pins"),
)
HAPPENINGS: st.SearchStrategy[Happening] = st.tuples(st.sampled_from(KINDS), st.integers(0, 5))


class Happens:
    """Lets things happen to `journal`, which `other` has open too, as another process would."""

    def __init__(self, journal: Journal, other: Store, clock: FixedClock) -> None:
        self._journal = journal
        self._other = other
        self._clock = clock

    def __call__(self, what: Happening) -> None:
        kind, number = what
        if kind == "hour":
            self._clock.advance(hours=number + 1)
            self._journal.notice_time()
        elif kind == "day":
            self._clock.advance(hours=24 * (number + 1))
            self._journal.notice_time()
        elif kind.startswith("other"):
            with suppress(NotFound):
                self._others(kind, number)
            self._journal.notice_others()
        else:
            self._own(kind, number)

    def _own(self, kind: str, number: int) -> None:
        journal, key = self._journal, KEYS[number % len(KEYS)]
        ways: dict[str, Callable[[], object]] = {
            "log step": lambda: journal.log_step(key, list(Size)[number % 3]),
            "log text": lambda: journal.log_text(f"Text {number}"),
            "log before": lambda: journal.log_text(
                f"Earlier {number}", day=journal.today() - timedelta(days=number + 1)
            ),
            "log there": lambda: journal.log(self._new(number)),
            "undo": journal.undo,
            "redo": journal.redo,
            "hard day": lambda: journal.set_hard_day(number % 2 == 0),
            "pin": lambda: journal.act(journal.store.steps.edit, key, pinned=number % 2 == 0),
            "archive": lambda: journal.act(journal.store.steps.edit, key, archived=number % 2 == 0),
        }
        if kind in ways:
            ways[kind]()
            return
        wins = [*journal.wins_of(journal.today()), *journal.store.wins.newest(6)]
        if not wins:
            return
        win = wins[number % len(wins)]
        changes: dict[str, Callable[[], object]] = {
            "resize": lambda: journal.resize(win.id, list(Size)[number % 3]),
            "rename": lambda: journal.edit(win.id, title=f"Renamed {number}"),
            "move": lambda: journal.edit(
                win.id, at=win.at - timedelta(days=number), day=win.day - timedelta(days=number)
            ),
            "hush": lambda: journal.edit(win.id, quiet=number % 2 == 0),
            "delete": lambda: journal.delete(win.id),
        }
        changes[kind]()

    def _new(self, number: int) -> NewWin:
        step = self._journal.step(KEYS[number % len(KEYS)])
        earlier = self._journal.now() - timedelta(hours=5 * number)
        return NewWin(at=earlier, step=step, title="" if step else "Gone", source="card")

    def _others(self, kind: str, number: int) -> None:
        other = self._other
        if kind == "other logs":
            day_start = self._journal._preferences.values.day_start
            other.wins.log(self._new(number), day_start)
        elif kind == "other undoes":
            other.history.undo()
        elif kind == "other pins":
            other.steps.edit(KEYS[number % len(KEYS)], pinned=number % 2 == 1)
        else:
            newest = other.wins.newest(3)
            if newest:
                other.wins.delete(newest[number % len(newest)].id)
