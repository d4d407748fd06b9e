"""Wins: logging, changing and reading them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any

from msgspec import Struct, field

from microwins_desktop.core.days import day_of
from microwins_desktop.core.model import (
    EVERYTHING,
    Change,
    DayTally,
    Glimpse,
    Sieve,
    Size,
    Step,
    Topic,
    Win,
)
from microwins_desktop.core.texts import clean_note, clean_title
from microwins_desktop.store import glances, orm
from microwins_desktop.store.columns import column_of, columns_of, id_of, words_of
from microwins_desktop.store.database import Database
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.history import NEW, History, Touch, change_of
from microwins_desktop.store.memory import Memory, PastMemory
from microwins_desktop.store.rows import (
    WIN_SQL,
    instant,
    new_uuid,
    stored_instant,
    tuples,
    win_from,
    win_query,
)

# Asked at every click, where composing the statement takes longer than running it.
_INSERT = """INSERT INTO win (uuid, changed_at, step_id, area_id, title, size, at_ms, offset_min,
        time_known, day, note, source, hard, quiet, indexed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)
    ON CONFLICT (uuid) DO NOTHING"""
_IDS = "SELECT (SELECT id FROM step WHERE key = ?), (SELECT id FROM area WHERE key = ?)"
_OF_DAY = f"{WIN_SQL} WHERE win.deleted_at IS NULL AND win.day = ? ORDER BY win.at_ms, win.id"
_DAYS = "SELECT COUNT(DISTINCT day) FROM win WHERE day >= ? AND day < ? AND deleted_at IS NULL"
_DAY_BEFORE = "SELECT MAX(day) FROM win WHERE day < ? AND deleted_at IS NULL"
_COUNT = "SELECT COUNT(*) FROM win WHERE deleted_at IS NULL"
_ANY = "SELECT id FROM win WHERE deleted_at IS NULL LIMIT 1"


THERE_ALREADY = "there already"
"""In the detail of a change that found its win in the journal: an earlier try had got through."""


class NewWin(Struct, frozen=True):
    """What is logged: a step, or free text, with what the person said about it.

    `at` is aware. `day` is set only where the day is known and the hour is not, or where the
    person put the win on a day by hand; otherwise it follows from `at` and the day start.
    """

    at: datetime
    step: Step | None = None
    title: str = ""
    area: str | None = None
    size: Size = Size.WHOLE
    note: str = ""
    source: str = "window"
    time_known: bool = True
    day: date | None = None
    hard: bool = False
    id: str = field(default_factory=new_uuid)


class Wins:
    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history
        self._known = Memory(database, "win", "step", "area")
        self._past = PastMemory(database)
        self._rows = Memory(database, "step", "area")

    def log(self, new: NewWin, day_start: time) -> Change:
        """Keep a win; when this returns it is on disk. Raises TextError or StoreError."""
        title = clean_title(new.title or (new.step.words(new.size) if new.step else ""))
        note = clean_note(new.note)
        day = new.day or day_of(new.at, day_start)
        at_ms, offset_min = stored_instant(new.at)
        with self._database.writing():
            today = self._known.peek(day)
            step, area = self._ids(new)
            identity = new.id, self._database.now_ms(), step, area
            said = title, new.size.value, at_ms, offset_min, new.time_known, day.isoformat()
            about = note, str(new.source), new.hard
            row = self._database.insert_win(day, _INSERT, (*identity, *said, *about))
            if row is None:
                return self._there_already(new.id)
            touches = [Touch("win", row, {"deleted_at": (NEW, None)})]
            self._history.record("log", title, touches)
            win = Win(
                new.id,
                day,
                instant(at_ms, offset_min),
                title,
                *_keys(new),
                size=new.size,
                note=note,
                source=str(new.source),
                time_known=new.time_known,
                hard=new.hard,
            )
            if today is not None:
                self._known.put(day, sorted([*today, win], key=_when))
            return Change("log", frozenset({Topic.WINS}), frozenset({day}), (win,))

    def _there_already(self, ident: str) -> Change:
        (row,) = self._database.execute("SELECT id FROM win WHERE uuid = ?", (ident,)).fetchone()
        return change_of("log", [Touch("win", row, {})], detail={THERE_ALREADY: True})

    def edit(
        self, ident: str, step: Step | None = None, own_words: bool = False, **fields: Any
    ) -> Change:
        """Change a win's title, size, note, at (aware), day, area, hard, quiet or time_known.

        `step` replaces the step it is a win of; `own_words` makes it a win of
        no step. With a new `size` the words follow the step's rung unless `title` is given. Raises
        NotFound, TextError or StoreError.
        """
        with self._database.writing():
            row = self._row(ident)
            after = columns_of(fields)
            if step is not None:
                after["step"] = id_of(orm.StepRow, step.key)
                after["area"] = id_of(orm.AreaRow, step.area)
            elif own_words:
                after["step"] = None
            size = Size(after.get("size", row.size))
            renamed = "title" in after or own_words
            if not renamed and (step is not None or size != row.size):
                words = words_of(step or row.step, row, size)
                after["title"] = words or row.title
            before = {name: getattr(row, column_of(name)) for name in after}
            touched = {name: (before[name], after[name]) for name in after}
            touched = {name: pair for name, pair in touched.items() if pair[0] != pair[1]}
            touches = [Touch("win", row.id, touched)]
            if touched:
                changed = {name: pair[1] for name, pair in touched.items()}
                now = self._database.now_ms()
                orm.WinRow.update(changed_at=now, indexed=False, **changed).where(
                    orm.WinRow.id == row.id
                ).execute()
                self._history.record("edit", after.get("title", row.title), touches)
            return change_of("edit", touches)

    def delete(self, ident: str) -> Change:
        """Take a win out of the journal; undo brings it back. Raises NotFound or StoreError."""
        with self._database.writing():
            row = self._row(ident)
            now = self._database.now_ms()
            orm.WinRow.update(changed_at=now, deleted_at=now).where(
                orm.WinRow.id == row.id
            ).execute()
            touches = [Touch("win", row.id, {"deleted_at": (None, now)})]
            self._history.record("delete", row.title, touches)
            return change_of("delete", touches)

    def get(self, ident: str) -> Win:
        with self._database.reading():
            query = win_query().where((orm.WinRow.uuid == ident) & orm.WinRow.deleted_at.is_null())
            values = query.tuples().first()
        if values is None:
            raise NotFound("that win is not in the journal")
        return win_from(values)

    def of_day(self, day: date) -> list[Win]:
        """The wins of a day, oldest first."""
        return list(self._known.get(day, partial(self._read_day, day)))

    def count_of_day(self, day: date) -> int:
        return len(self.of_day(day))

    def _read_day(self, day: date) -> list[Win]:
        with self._database.reading():
            found = self._database.execute(_OF_DAY, (day.isoformat(),))
            return [win_from(values) for values in found]

    def between(
        self,
        first: date | None = None,
        last: date | None = None,
        area: str | None = None,
        sieve: Sieve = EVERYTHING,
    ) -> Iterator[Win]:
        """The wins of the days from `first` to `last`, both included, oldest first, one by one."""
        where = orm.WinRow.deleted_at.is_null() & _let_through(sieve)
        if first is not None:
            where &= orm.WinRow.day >= first.isoformat()
        if last is not None:
            where &= orm.WinRow.day <= last.isoformat()
        if area is not None:
            where &= orm.AreaRow.key == area
        query = win_query().where(where).order_by(orm.WinRow.day, orm.WinRow.at_ms, orm.WinRow.id)
        with self._database.reading():
            for values in tuples(query):
                yield win_from(values)

    def newest(self, limit: int) -> list[Win]:
        """The last `limit` wins, oldest first."""
        order = (orm.WinRow.day.desc(), orm.WinRow.at_ms.desc(), orm.WinRow.id.desc())
        query = win_query().where(orm.WinRow.deleted_at.is_null()).order_by(*order).limit(limit)
        with self._database.reading():
            return [win_from(values) for values in tuples(query)][::-1]

    def tallies(self, first: date, last: date, sieve: Sieve = EVERYTHING) -> list[DayTally]:
        """The days from `first` to `last` that have wins, in order, with counts by area."""
        return glances.tallies(self._database, first, last, sieve)

    def counts(self, first: date, last: date, sieve: Sieve = EVERYTHING) -> dict[date, int]:
        """How many wins each day from `first` to `last` has, where it has any."""
        return glances.counts(self._database, first, last, sieve)

    def glimpses(self, first: date, last: date, sieve: Sieve = EVERYTHING) -> list[Glimpse]:
        """What a timeline draws of the wins of these days, oldest first."""
        return glances.glimpses(self._database, first, last, sieve)

    def days_with_a_win(self, first: date, last: date) -> int:
        """How many days from `first` to `last` have a win."""
        before = self._past.before(last, ("days", first), partial(self._count_days, first, last))
        return before + bool(self.of_day(last))

    def _count_days(self, first: date, last: date) -> int:
        inside = first.isoformat(), last.isoformat()
        with self._database.reading():
            return int(self._database.execute(_DAYS, inside).fetchone()[0])

    def previous_day_with_a_win(self, before: date) -> date | None:
        """The last day before `before` that has a win, to know when someone comes back."""
        return self._past.before(before, "day", partial(self._read_previous, before))

    def _read_previous(self, before: date) -> date | None:
        with self._database.reading():
            (day,) = self._database.execute(_DAY_BEFORE, (before.isoformat(),)).fetchone()
        return date.fromisoformat(day) if day else None

    def count(self) -> int:
        with self._database.reading():
            return int(self._database.execute(_COUNT).fetchone()[0])

    def has_any(self) -> bool:
        """Whether there is a win at all; quick however many there are."""
        with self._database.reading():
            return self._database.execute(_ANY).fetchone() is not None

    def _ids(self, new: NewWin) -> tuple[int | None, int | None]:
        """The rows of the step and the area of a win that is logged."""
        keys = _keys(new)
        return self._rows.get(keys, partial(self._read_ids, *keys))

    def _read_ids(self, *keys: str | None) -> tuple[int | None, int | None]:
        found: tuple[int | None, int | None] = self._database.execute(_IDS, keys).fetchone()
        for key, row in zip(keys, found, strict=True):
            if key is not None and row is None:
                raise NotFound(f"{key} is not in the journal")
        return found

    def _row(self, ident: str) -> Any:
        row = orm.WinRow.get_or_none((orm.WinRow.uuid == ident) & orm.WinRow.deleted_at.is_null())
        if row is None:
            raise NotFound("that win is not in the journal")
        return row


def _keys(new: NewWin) -> tuple[str | None, str | None]:
    """The step and the area of a win that is logged."""
    return (new.step.key, new.step.area) if new.step else (None, new.area)


def _when(win: Win) -> datetime:
    return win.at


def _let_through(sieve: Sieve) -> Any:
    """The condition of `sieve`; the index `win_tally` holds every column it asks for."""
    allowed: Any = orm.SQL("1")
    if sieve.area is not None:
        allowed &= orm.WinRow.area == orm.AreaRow.select(orm.AreaRow.id).where(
            orm.AreaRow.key == sieve.area
        )
    if sieve.step is not None:
        allowed &= orm.WinRow.step == orm.StepRow.select(orm.StepRow.id).where(
            orm.StepRow.key == sieve.step
        )
    if sieve.size is not None:
        allowed &= orm.WinRow.size == sieve.size.value
    return allowed
