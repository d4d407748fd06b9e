"""What is asked of an import, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field

from microwins_desktop.core.texts import folded
from microwins_desktop.exchange import limits
from microwins_desktop.exchange.errors import Cancelled
from microwins_desktop.i18n import _

_EVERY = 500  # records between two looks at the person's wish to stop


class Options(Struct, frozen=True):
    """`joins` says which of the journal's steps (by key) takes the place of a habit, `areas` which
    area a habit's new step goes to; habits are named by ref or by name. `keep_rest` makes wins of
    days that were skipped on purpose."""

    joins: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    keep_rest: bool = False

    def joined(self, ref: str, name: str) -> str | None:
        return _asked(self.joins, ref, name)

    def area(self, ref: str, name: str) -> str | None:
        return _asked(self.areas, ref, name)


def _asked(wishes: Mapping[str, str], ref: str, name: str) -> str | None:
    if ref in wishes:
        return wishes[ref]
    return next((to for wish, to in wishes.items() if folded(wish) == folded(name)), None)


class FoundHabit(Struct, frozen=True):
    """A habit for the preview: what it is called, how many wins it brings, where it would go.

    `joins` is the key of the journal's step that takes its place, or "" for a step of its own.
    """

    ref: str
    name: str
    area: str
    joins: str
    archived: bool
    wins: int


class LeftOut(Struct, frozen=True):
    """A record that gave nothing, by where it is in the file and why."""

    where: str
    why: str


class Report(Struct, frozen=True):
    """What an import did or, on a trial, would do."""

    format: str
    dry_run: bool
    read: int
    added: int
    duplicates: int
    skipped: tuple[LeftOut, ...]
    steps_added: int
    habits: tuple[FoundHabit, ...] = ()
    rests: int = 0
    """How many of `skipped` are days skipped on purpose, which `keep_rest` would keep."""
    changed: bool = False

    def as_json(self) -> dict[str, Any]:
        """The result as the terminal's JSON contract has it."""
        return {
            "format": self.format,
            "dry_run": self.dry_run,
            "read": self.read,
            "added": self.added,
            "duplicates": self.duplicates,
            "skipped": [{"where": left.where, "why": left.why} for left in self.skipped],
            "steps_added": self.steps_added,
        }


Progress = Callable[[int], bool]
"""Told how many records were read so far; answers whether to go on."""


def go_on(_read: int) -> bool:
    return True


class Ledger:
    """Counts what a reader finds while it finds it, and stops it where the person wants that."""

    def __init__(self, now_ms: int, progress: Progress = go_on) -> None:
        self.now_ms = now_ms
        self.read = 0
        self.rests = 0
        self._progress = progress
        self._left_out: list[LeftOut] = []
        self._more = 0
        self._habits: dict[str, tuple[str, str, str, bool]] = {}
        self._ticks: dict[str, int] = {}

    def count_record(self) -> None:
        self.read += 1
        if self.read % _EVERY == 0 and not self._progress(self.read):
            raise Cancelled

    def count_tick(self, habit: str) -> None:
        self._ticks[habit] = self._ticks.get(habit, 0) + 1

    def note_habit(self, ref: str, name: str, area: str, joins: str, archived: bool) -> None:
        self._habits[ref] = (name, area, joins, archived)

    def leave_out(self, where: str, why: str, rest: bool = False) -> None:
        self.rests += rest
        if len(self._left_out) < limits.NAMED_TROUBLES:
            self._left_out.append(LeftOut(where, why))
        else:
            self._more += 1

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        if not self._more:
            return tuple(self._left_out)
        rest = LeftOut(_("further on"), _("{count} more").format(count=self._more))
        return (*self._left_out, rest)

    @property
    def habits(self) -> tuple[FoundHabit, ...]:
        return tuple(
            FoundHabit(ref, *known, self._ticks.get(ref, 0)) for ref, known in self._habits.items()
        )
