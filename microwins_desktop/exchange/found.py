"""What readers find in a file, before anything becomes a win.

A reader yields `Habit`s and `Record`s. One `Record` stands for one row or entry of the file and
holds what it gives: any number of ticks and lines, a reason why it was left out, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import TypeAlias

from msgspec import Struct

from microwins_desktop.core.model import Size
from microwins_desktop.core.texts import TextError
from microwins_desktop.exchange.errors import BadRow

EVERY_DAY = frozenset(range(7))


class Reminder(Struct, frozen=True):
    """A wall time and weekdays (Monday 0) at which the other program reminded."""

    at: time
    days: frozenset[int] = EVERY_DAY


class Habit(Struct, frozen=True):
    """What becomes a step. `ref` is the identity by which the file knows it: an id, or its name.

    `words` are further texts (category, description) that hint at the area it belongs to.
    """

    ref: str
    name: str
    note: str = ""
    archived: bool = False
    words: str = ""
    reminders: tuple[Reminder, ...] = ()


class Tick(Struct, frozen=True):
    """What becomes a win. `at` is aware, local wall time, or None where only the day is known."""

    habit: str
    day: date
    at: datetime | None = None
    size: Size = Size.WHOLE
    note: str = ""


class Rest(Struct, frozen=True):
    """A day that was skipped on purpose: a win only where the person asks for it."""

    habit: str
    day: date
    note: str = ""


class DayLine(Struct, frozen=True):
    """What was said about a day; becomes part of its check-in line."""

    day: date
    text: str


class Skip(Struct, frozen=True):
    """Why a record gave nothing that it could have given."""

    why: str


Item: TypeAlias = Tick | Rest | DayLine | Skip


class Record(Struct, frozen=True):
    """One row or entry of the file; `where` names it for the person."""

    where: str
    items: tuple[Item, ...] = ()


Found: TypeAlias = Habit | Record


def record(where: str, make: Callable[[], Iterable[Item]]) -> Record:
    """What `make` finds in one row, or the reason why the row cannot be used."""
    try:
        return Record(where, tuple(make()))
    except (BadRow, TextError) as error:
        return Record(where, (Skip(str(error)),))


Reading: TypeAlias = Iterator[Found]
