"""Undo and redo, kept in the journal itself: they survive a restart and need no code per action.

An action is remembered as the rows it touched, each with its fields before and after. Making a row
is remembered as it coming to life (`deleted_at` from NEW to None), so that undoing it is a soft
delete and the row can come back. A new action drops what was undone before it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from msgspec import Struct

from microwins_desktop.core.model import Change, Topic, Win
from microwins_desktop.store import orm
from microwins_desktop.store.connection import in_use
from microwins_desktop.store.database import Database
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.memory import Memory
from microwins_desktop.store.rows import WIN_SQL, win_from

NEW = "new"

KEPT_ACTIONS = 2000

RESTORE = "restore"
"""The kind of action that is not remembered by its rows: the whole journal was exchanged."""
_TRIMMED_EVERY = 200

LASTING_KIND = "import"
"""What can be undone however long ago it was: the person may find out late what came with it."""

_TOPICS = {
    "win": Topic.WINS,
    "step": Topic.STEPS,
    "area": Topic.AREAS,
    "checkin": Topic.CHECK_INS,
    "nudge": Topic.NUDGES,
    "nudge_log": Topic.NUDGES,
    "option": Topic.OPTIONS,
    "batch": Topic.EVERYTHING,
    "routine": Topic.ROUTINES,
    "routine_step": Topic.ROUTINES,
    "pair": Topic.HABITS,
    "offer": Topic.HABITS,
    "keepsake": Topic.KEEPSAKES,
    "person": Topic.PEOPLE,
}
_INSERT = "INSERT INTO history (at_ms, kind, title, state, body) VALUES (?, ?, ?, 'done', ?)"
_NEXT_UNDO = "SELECT kind, title FROM history WHERE state = 'done' ORDER BY id DESC LIMIT 1"
_NEXT_REDO = "SELECT kind, title FROM history WHERE state = 'undone' ORDER BY id LIMIT 1"
_OF_A_BATCH = (
    *("win", "checkin", "nudge", "routine", "routine_step"),
    *("pair", "offer", "keepsake", "person"),
)


class Touch(Struct, frozen=True):
    """One row an action touched: `fields` maps a column to its value before and after."""

    table: str
    row: int
    fields: dict[str, tuple[Any, Any]]


class Action(Struct, frozen=True):
    """What undo or redo would act on, for menus: its kind and the words of its subject."""

    kind: str
    title: str


class History:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._known = Memory(database, "history")
        self.turn_restore: Callable[[bool], Change] = _no_restores

    def record(self, kind: str, title: str, touches: Sequence[Touch]) -> None:
        """Remember an action; to be called inside the transaction that does it."""
        # In plain SQL, as every click passes here: composing it would take longer than running it.
        execute = self._database.execute
        execute("UPDATE history SET state = 'dropped' WHERE state = 'undone'")
        touched = [[touch.table, touch.row, touch.fields] for touch in touches]
        body = json.dumps(touched, ensure_ascii=False, separators=(",", ":"))
        newest = execute(_INSERT, (self._database.now_ms(), kind, title, body)).lastrowid
        if newest % _TRIMMED_EVERY == 0:
            self._trim(newest)
        self._known.put("undo", Action(kind, title))
        self._known.put("redo", None)

    def next_undo(self) -> Action | None:
        return self._known.get("undo", partial(self._look, _NEXT_UNDO))

    def next_redo(self) -> Action | None:
        return self._known.get("redo", partial(self._look, _NEXT_REDO))

    def _look(self, query: str) -> Action | None:
        with self._database.reading():
            row = self._database.execute(query).fetchone()
        return Action(*row) if row else None

    def newest_concerns(self, win: str) -> bool:
        """Whether what undo would take back touched the win with this id."""
        with self._database.reading():
            row = self._newest_done()
            ident = orm.WinRow.select(orm.WinRow.id).where(orm.WinRow.uuid == win).scalar()
        touched = json.loads(row.body) if row else []
        return any(table == "win" and number == ident for table, number, _fields in touched)

    def undo(self) -> Change:
        """Take back the newest action. Raises NotFound when there is none."""
        if _is_restore(self.next_undo()):
            return self.turn_restore(True)
        with self._database.writing():
            row = self._newest_done()
            if row is None:
                raise NotFound("there is nothing to undo")
            change = self._turn(row, before=True)
            orm.HistoryRow.update(state="undone").where(orm.HistoryRow.id == row.id).execute()
        return change

    def redo(self) -> Change:
        """Bring back the action undone last. Raises NotFound when there is none."""
        if _is_restore(self.next_redo()):
            return self.turn_restore(False)
        with self._database.writing():
            row = self._first_undone()
            if row is None:
                raise NotFound("there is nothing to redo")
            change = self._turn(row, before=False)
            orm.HistoryRow.update(state="done").where(orm.HistoryRow.id == row.id).execute()
        return change

    def undo_kind(self, kind: str) -> Change:
        """Take back the newest action of one kind, whatever came after it (imports only do that).

        Like a new action it drops what was undone before it, and it becomes the newest one, so
        that redo and undo go on in the order in which things happened. Raises NotFound when there
        is none.
        """
        with self._database.writing():
            done = (orm.HistoryRow.state == "done") & (orm.HistoryRow.kind == kind)
            row = orm.HistoryRow.select().where(done).order_by(orm.HistoryRow.id.desc()).first()
            if row is None:
                raise NotFound(f"there is no {kind} to undo")
            change = self._turn(row, before=True)
            orm.HistoryRow.update(state="dropped").where(orm.HistoryRow.state == "undone").execute()
            last = orm.HistoryRow.select(orm.fn.MAX(orm.HistoryRow.id)).scalar()
            orm.HistoryRow.update(state="undone", id=last + 1).where(
                orm.HistoryRow.id == row.id
            ).execute()
        return change

    def _trim(self, newest: int) -> None:
        """Forget what lies so far back that nobody will undo it, so that the file stays small."""
        old = orm.HistoryRow.id <= newest - KEPT_ACTIONS
        orm.HistoryRow.delete().where(old & (orm.HistoryRow.kind != LASTING_KIND)).execute()

    def _newest_done(self) -> Any:
        done = orm.HistoryRow.select().where(orm.HistoryRow.state == "done")
        return done.order_by(orm.HistoryRow.id.desc()).first()

    def _first_undone(self) -> Any:
        undone = orm.HistoryRow.select().where(orm.HistoryRow.state == "undone")
        return undone.order_by(orm.HistoryRow.id).first()

    def _turn(self, row: Any, before: bool) -> Change:
        now = self._database.now_ms()
        touches = [Touch(table, ident, fields) for table, ident, fields in json.loads(row.body)]
        if before:
            now = max(
                now, *(_moment_of_its_own(t.row, now) for t in touches if t.table == "batch"), 0
            )
        for touch in touches:
            values = {
                name: _value(pair[0] if before else pair[1], now)
                for name, pair in touch.fields.items()
            }
            if touch.table == "option":
                self._write_options(values, now)
            else:
                self._write(touch, values, now)
        return change_of(
            "undo" if before else "redo", touches, undoes=row.kind, detail={"title": row.title}
        )

    def _write(self, touch: Touch, values: dict[str, Any], now: int) -> None:
        table = orm.table(touch.table)
        if table is orm.WinRow:
            values["indexed"] = False
        if table is orm.BatchRow:
            for rows in map(orm.table, _OF_A_BATCH):
                self._turn_batch(rows, touch.row, values["deleted_at"], now)
        table.update(changed_at=now, **values).where(table.id == touch.row).execute()

    def _write_options(self, values: dict[str, Any], now: int) -> None:
        for key, value in values.items():
            if value is None:
                orm.OptionRow.delete().where(orm.OptionRow.key == key).execute()
            else:
                replace: Any = orm.OptionRow.replace
                replace(key=key, value=value, changed_at=now).execute()

    def _turn_batch(self, rows: Any, batch: int, deleted_at: int | None, now: int) -> None:
        """Take the rows of a batch away with it, or bring those back that went with it."""
        if deleted_at is not None:
            with_it = (rows.batch == batch) & rows.deleted_at.is_null()
        else:
            # What the person deleted by hand went at another moment, and stays away.
            moment = (
                orm.BatchRow.select(orm.BatchRow.deleted_at)
                .where(orm.BatchRow.id == batch)
                .scalar()
            )
            with_it = (rows.batch == batch) & (rows.deleted_at == moment)
        rows.update(changed_at=now, deleted_at=deleted_at).where(with_it).execute()


def _moment_of_its_own(batch: int, now: int) -> int:
    """A time at which no row of the batch was deleted yet: now, or as little later as it takes."""
    times = [
        rows.select(orm.fn.MAX(rows.deleted_at)).where(rows.batch == batch).scalar() or 0
        for rows in map(orm.table, _OF_A_BATCH)
    ]
    return max(now, *(time + 1 for time in times))


def _is_restore(action: Action | None) -> bool:
    return action is not None and action.kind == RESTORE


def _no_restores(_back: bool) -> Change:
    raise NotFound("this journal knows no restores")


def _value(stored: Any, now: int) -> Any:
    return now if stored == NEW else stored


def change_of(
    kind: str,
    touches: Iterable[Touch],
    undoes: str = "",
    detail: dict[str, Any] | None = None,
) -> Change:
    """What the views are told about rows that were just written (call inside the transaction)."""
    touches = tuple(touches)
    topics = frozenset(_TOPICS[touch.table] for touch in touches)
    ids = [touch.row for touch in touches if touch.table == "win"]
    present: list[Win] = []
    removed: list[Win] = []
    if ids:
        marks = ", ".join("?" * len(ids))
        for values in in_use().execute(f"{WIN_SQL} WHERE win.id IN ({marks})", ids):
            (removed if values[-1] is not None else present).append(win_from(values))
    days = {win.day for win in (*present, *removed)}
    for touch in touches:
        days.update(date.fromisoformat(day) for day in touch.fields.get("day", ()) if day)
    return Change(
        kind=kind,
        topics=topics,
        days=frozenset(days),
        wins=tuple(present),
        removed=tuple(removed),
        undoes=undoes,
        detail=detail or {},
    )
