"""What the program talks about: areas, steps, wins, check-ins and what changed.

Frozen values that any layer may hold. A win's `day` is the person's own day, fixed when it was
logged; its `at` is the instant with the UTC offset that was in force where it was logged.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct, field


class Size(StrEnum):
    """How much of a step was done. Every size is one win."""

    WHOLE = "whole"
    PART = "part"
    TINY = "tiny"


class Source(StrEnum):
    """Where a win was logged from. Imported wins say `import:FORMAT` instead."""

    TRAY = "tray"
    PANEL = "panel"
    WINDOW = "window"
    CARD = "card"
    NUDGE = "nudge"
    CLI = "cli"
    TIMER = "timer"
    ROUTINE = "routine"


class Energy(StrEnum):
    LOW = "low"
    SOME = "some"
    GOOD = "good"


class DayPart(StrEnum):
    """When in the day a step usually fits; a hint for ordering, never a rule."""

    MORNING = "morning"
    MIDDAY = "midday"
    EVENING = "evening"
    NIGHT = "night"


class Area(Struct, frozen=True):
    """A domain of self-care. `shape` names its drawn mark, `hue` its colours in the theme."""

    key: str
    name: str
    shape: str
    hue: str
    position: int = 0
    hidden: bool = False
    builtin: bool = True


class Step(Struct, frozen=True):
    """A small thing one can do, with words for up to three sizes of having done it.

    `title` invites ("Open the blinds"); `whole`, `part` and `tiny` say what was done ("Opened the
    blinds"); `part` and `tiny` are empty where the step has no such rung. `hint` names the
    smallest form in a few words ("one slat"). `repeats` is true for what is done several times a
    day, such as water. `icon` is an area shape, an emoji, or empty for the area's own mark.
    """

    key: str
    title: str
    area: str
    whole: str
    part: str = ""
    tiny: str = ""
    hint: str = ""
    why: str = ""
    icon: str = ""
    day_parts: frozenset[DayPart] = frozenset()
    repeats: bool = False
    pinned: bool = False
    archived: bool = False
    position: int = 0
    builtin: bool = False

    def words(self, size: Size) -> str:
        """What a win of this size says; the nearest larger rung's words where it has none."""
        if size is Size.TINY and self.tiny:
            return self.tiny
        if size is not Size.WHOLE and self.part:
            return self.part
        return self.whole

    @property
    def sizes(self) -> tuple[Size, ...]:
        """The rungs this step has, largest first."""
        rungs = ((Size.WHOLE, self.whole), (Size.PART, self.part), (Size.TINY, self.tiny))
        return tuple(size for size, words in rungs if words)


class Win(Struct, frozen=True):
    """One logged moment.

    `at` is aware, with the offset in force where it was logged. `time_known` is false where only
    the day is known (then `at` is noon). `hard` marks a win that took something; `quiet` keeps it
    out of "look back". `step` and `area` are keys, or None.
    """

    id: str
    day: date
    at: datetime
    title: str
    step: str | None = None
    area: str | None = None
    size: Size = Size.WHOLE
    note: str = ""
    source: str = Source.WINDOW
    time_known: bool = True
    hard: bool = False
    quiet: bool = False

    def as_json(self) -> dict[str, Any]:
        """The win as the terminal's JSON contract has it."""
        return {
            "id": self.id,
            "day": self.day.isoformat(),
            "at": self.at.isoformat(timespec="seconds"),
            "step": self.step,
            "title": self.title,
            "area": self.area,
            "size": str(self.size),
            "note": self.note,
            "source": str(self.source),
        }


class Glimpse(Struct, frozen=True):
    """What a timeline draws of a win: its hour of the clock, None where only the day is known."""

    day: date
    hour: int | None
    title: str
    area: str | None = None


class DayTally(Struct, frozen=True):
    """One day at a glance: how many wins, and in which areas (key, count), most first.

    Wins without an area count under the key "".
    """

    day: date
    count: int
    areas: tuple[tuple[str, int], ...]


class Sieve(Struct, frozen=True):
    """Which wins a person wants to look at; what is None lets everything through."""

    area: str | None = None
    step: str | None = None
    size: Size | None = None

    def __bool__(self) -> bool:
        return self != Sieve()

    def takes(self, win: Win) -> bool:
        return (
            self.area in (None, win.area)
            and self.step in (None, win.step)
            and self.size in (None, win.size)
        )


EVERYTHING = Sieve()


class CheckIn(Struct, frozen=True):
    """What a person said about a day; every part of it is optional."""

    day: date
    energy: Energy | None = None
    line: str = ""
    hard: bool = False
    rest: bool = False


class Topic(StrEnum):
    """What a change is about, so that a view can tell whether it concerns it."""

    WINS = "wins"
    STEPS = "steps"
    AREAS = "areas"
    CHECK_INS = "check-ins"
    NUDGES = "nudges"
    OPTIONS = "options"
    ROUTINES = "routines"
    HABITS = "habits"
    KEEPSAKES = "keepsakes"
    PEOPLE = "people"
    EVERYTHING = "everything"


class Change(Struct, frozen=True):
    """What a finished action changed. Emitted after the commit, never before.

    `kind` is what undo calls it (log, edit, delete, import, reorder, undo, redo, ...). `wins` are
    the wins as they are now; a removed one is in `removed`. `days` are the days concerned; empty
    with topic EVERYTHING, which means: look again at all of it.
    """

    kind: str
    topics: frozenset[Topic]
    days: frozenset[date] = frozenset()
    wins: tuple[Win, ...] = ()
    removed: tuple[Win, ...] = ()
    external: bool = False
    undoes: str = ""
    detail: dict[str, Any] = field(default_factory=dict)

    def concerns(self, *topics: Topic) -> bool:
        return Topic.EVERYTHING in self.topics or any(topic in self.topics for topic in topics)
