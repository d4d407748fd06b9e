"""Check-ins: what a person said about a day, with its hard-day and rest-day marks."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from microwins_desktop.core.model import Change, CheckIn, Energy
from microwins_desktop.core.texts import clean_note
from microwins_desktop.store import orm
from microwins_desktop.store.database import Database
from microwins_desktop.store.history import NEW, History, Touch, change_of
from microwins_desktop.store.memory import Memory
from microwins_desktop.store.rows import CHECK_IN_SQL, check_in_from, new_uuid

_OF_DAY = f"{CHECK_IN_SQL} WHERE day = ? AND deleted_at IS NULL"
_BETWEEN = f"{CHECK_IN_SQL} WHERE day BETWEEN ? AND ? AND deleted_at IS NULL ORDER BY day"
_NOTHING: dict[str, Any] = {"energy": None, "line": "", "hard": False, "rest": False}


class CheckIns:
    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history
        self._known = Memory(database, "checkin")

    def of_day(self, day: date) -> CheckIn:
        """What was said about `day`; an empty check-in where nothing was."""
        return self._known.get(day, partial(self._read, day))

    def _read(self, day: date) -> CheckIn:
        with self._database.reading():
            values = self._database.execute(_OF_DAY, (day.isoformat(),)).fetchone()
        return check_in_from(values) if values else CheckIn(day)

    def between(self, first: date, last: date) -> list[CheckIn]:
        """What was said about the days from `first` to `last`, in order, where anything was."""
        days = (first.isoformat(), last.isoformat())
        with self._database.reading():
            return [check_in_from(values) for values in self._database.execute(_BETWEEN, days)]

    def put(self, kind: str, day: date, **fields: Any) -> Change:
        """Change `energy`, `line`, `hard` or `rest` of a day, as one action of `kind` to undo."""
        after = _columns(fields)
        with self._database.writing():
            row = orm.CheckInRow.get_or_none(orm.CheckInRow.day == day.isoformat())
            touches = []
            if (row and row.deleted_at is None) or _says_something(after):
                touch = self._change(row, after) if row else self._make(day, after)
                touches = [touch] if touch.fields else []
            if touches:
                self._history.record(kind, day.isoformat(), touches)
            change = change_of(kind, touches)
        return Change(change.kind, change.topics, frozenset({day}))

    def _make(self, day: date, after: dict[str, Any]) -> Touch:
        row = orm.CheckInRow.insert(
            uuid=new_uuid(), changed_at=self._database.now_ms(), day=day.isoformat(), **after
        ).execute()
        return Touch("checkin", row, {"deleted_at": (NEW, None)})

    def _change(self, row: Any, after: dict[str, Any]) -> Touch:
        if row.deleted_at is not None:
            # A check-in that was undone comes back with only what is said now.
            after = {**_NOTHING, **after}
            after["deleted_at"] = None
        fields = {name: (getattr(row, name), value) for name, value in after.items()}
        fields = {name: pair for name, pair in fields.items() if pair[0] != pair[1]}
        if fields:
            changed = {name: pair[1] for name, pair in fields.items()}
            now = self._database.now_ms()
            orm.CheckInRow.update(changed_at=now, **changed).where(
                orm.CheckInRow.id == row.id
            ).execute()
        return Touch("checkin", row.id, fields)


def _says_something(fields: dict[str, Any]) -> bool:
    return any(value != _NOTHING[name] for name, value in fields.items())


def _columns(fields: dict[str, Any]) -> dict[str, Any]:
    columns = dict(fields)
    if "line" in columns:
        columns["line"] = clean_note(columns["line"])
    if columns.get("energy") is not None:
        columns["energy"] = Energy(columns["energy"]).value
    return columns
