"""Taking in what comes from a file: staged first, then merged in one action that can be undone.

Staging fills temporary tables and holds no lock on the journal, however long the file is; a file
that breaks in the middle has changed nothing. Merging is one short transaction that adds what is
new and leaves alone what is there. A trial merge is taken back at its end, so that a preview
counts exactly what the real one would.

Plain SQL throughout: a worker beside the running app may use it (see `Database.snapshot`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from microwins_desktop.store.database import Database
from microwins_desktop.store.history import NEW, Touch
from microwins_desktop.store.intake_rows import Merging, Troubles
from microwins_desktop.store.rows import new_uuid

STAGED = (
    *("uuid", "step", "area", "title", "size", "at_ms", "offset_min", "time_known", "day"),
    *("note", "source", "hard", "quiet", "changed_at"),
)
"""What a staged win is a tuple of. `step` and `area` are numbers of what the file names (see
`Parcel`), or None; as an area, `STEPS_AREA` means that of the step."""

STEPS_AREA = -1

_STAGE = (
    "DROP TABLE IF EXISTS temp.staged",
    "DROP TABLE IF EXISTS temp.found",
    """CREATE TEMP TABLE staged (seq INTEGER PRIMARY KEY, uuid TEXT, step INTEGER, area INTEGER,
        title TEXT, size TEXT, at_ms INTEGER, offset_min INTEGER, time_known INTEGER, day TEXT,
        note TEXT, source TEXT, hard INTEGER, quiet INTEGER, changed_at INTEGER)""",
    "CREATE TEMP TABLE found (kind TEXT, ref INTEGER, id INTEGER, area_id INTEGER,"
    " PRIMARY KEY (kind, ref)) WITHOUT ROWID",
)
_JOINED = """staged s
    LEFT JOIN found st ON st.kind = 'step' AND st.ref = s.step
    LEFT JOIN found ar ON ar.kind = 'area' AND ar.ref = s.area"""
_AREA = f"CASE WHEN s.area = {STEPS_AREA} THEN st.area_id ELSE ar.id END"
_COPIED = (
    *("title", "size", "at_ms", "offset_min", "time_known", "day"),
    *("note", "source", "hard", "quiet", "changed_at"),
)


class Parcel(Struct):
    """What a file holds besides its wins, filled while it is read.

    `rows` are records by table name, as `portable.records` gives them; a record of area or step
    may say `join`: the key of one of the journal's own that takes its place. `refs` number the
    areas and steps that wins name, by table name and key. `settings` go into an empty journal only.
    """

    format: str
    name: str
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    refs: dict[str, dict[str, int]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    def add(self, table: str, record: dict[str, Any]) -> None:
        self.rows.setdefault(table, []).append(record)

    def ref(self, table: str, key: str) -> int:
        """The number by which staged wins name this area or step."""
        known = self.refs.setdefault(table, {})
        return known.setdefault(key, len(known))


class Merged(Struct, frozen=True):
    """What became of a parcel. `changed` is false where there was nothing new in it."""

    added: int
    duplicates: int
    steps_added: int
    changed: bool
    troubles: Troubles = ()


class Intake:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._staged = 0

    def stage(self, wins: Iterable[tuple[Any, ...]]) -> int:
        """Put wins (tuples of `STAGED`) aside for `merge`; how many. Holds no lock."""
        with self._database.staging():
            for statement in _STAGE:
                self._database.execute(statement)
            marks = ", ".join("?" * len(STAGED))
            self._database.execute_many(
                f"INSERT INTO staged ({', '.join(STAGED)}) VALUES ({marks})", wins
            )
            self._staged = self._one("SELECT COUNT(*) FROM staged")
        return self._staged

    def merge(self, parcel: Parcel, keep: bool = True) -> Merged:
        """Merge what was staged and `parcel`, as one action; without `keep`, take it back again."""
        with self._database.rewriting(keep):
            merged = self._merge(parcel)
            if not merged.changed:
                self._database.execute("ROLLBACK")
                self._database.execute("BEGIN")
        self._database.execute("DROP TABLE temp.staged")
        self._database.execute("DROP TABLE temp.found")
        return merged

    def _merge(self, parcel: Parcel) -> Merged:
        now = self._database.now_ms()
        batch = self._begin_batch(parcel, now)
        merging = Merging(self._database, batch, now, empty=self._is_empty())
        merging.areas(parcel.rows.get("area", ()))
        merging.steps(parcel.rows.get("step", ()), self._steps_of_known_wins(parcel))
        self._fill_found(parcel, merging)
        revived = self._revive_wins(merging.undone, batch)
        added = self._insert_wins(batch)
        for table, records in parcel.rows.items():
            if table not in ("area", "step"):
                merging.others(table, records)
        merging.settings(parcel.settings)
        changed = bool(added or revived or merging.touches or merging.inserted)
        if changed:
            self._record(parcel, batch, merging.touches, now)
        return Merged(
            added=added + revived,
            duplicates=self._staged - added - revived,
            steps_added=merging.steps_added,
            changed=changed,
            troubles=tuple(merging.troubles),
        )

    def _begin_batch(self, parcel: Parcel, now: int) -> int:
        cursor = self._database.execute(
            "INSERT INTO batch (uuid, changed_at, format, name, made_at) VALUES (?, ?, ?, ?, ?)",
            (new_uuid(), now, parcel.format, parcel.name, now),
        )
        return int(cursor.lastrowid)

    def _is_empty(self) -> bool:
        return not self._one("SELECT EXISTS (SELECT 1 FROM win WHERE deleted_at IS NULL)")

    def _steps_of_known_wins(self, parcel: Parcel) -> Mapping[str, int]:
        """The row of the step that the person keeps this habit's wins under, by the file's key."""
        found = self._database.execute(
            "SELECT s.step, MIN(w.step_id) FROM staged s JOIN win w ON w.uuid = s.uuid "
            "WHERE w.deleted_at IS NULL AND s.step IS NOT NULL GROUP BY s.step"
        )
        rows = {ref: row for ref, row in found if row is not None}
        refs = parcel.refs.get("step", {})
        return {key: rows[ref] for key, ref in refs.items() if ref in rows}

    def _fill_found(self, parcel: Parcel, merging: Merging) -> None:
        self._database.execute_many(
            "INSERT INTO found VALUES (?, ?, ?, ?)", self._found(parcel, merging)
        )

    def _found(
        self, parcel: Parcel, merging: Merging
    ) -> Iterator[tuple[str, int, int, int | None]]:
        for key, ref in parcel.refs.get("area", {}).items():
            area = merging.find("area", key)
            if area is not None:
                yield "area", ref, area, None
        for key, ref in parcel.refs.get("step", {}).items():
            step = merging.find("step", key)
            if step is not None:
                area_id = self._one("SELECT area_id FROM step WHERE id = ?", step)
                yield "step", ref, step, area_id

    def _revive_wins(self, undone: frozenset[int], batch: int) -> int:
        """Bring back wins of an import that was undone; what was deleted by hand stays so."""
        if not undone:
            return 0
        moments = ", ".join(map(str, undone))
        copied = ", ".join(f"{name} = n.{name}" for name in _COPIED)
        selected = ", ".join(f"s.{name}" for name in _COPIED)
        return self._count(
            f"UPDATE win SET deleted_at = NULL, indexed = 0, batch_id = {batch}, "
            f"step_id = n.step_id, area_id = n.area_id, {copied} FROM "
            f"(SELECT s.uuid, st.id AS step_id, {_AREA} AS area_id, {selected} FROM {_JOINED}) n "
            f"WHERE n.uuid = win.uuid AND win.deleted_at IN ({moments})"
        )

    def _insert_wins(self, batch: int) -> int:
        copied = ", ".join(_COPIED)
        selected = ", ".join(f"s.{name}" for name in _COPIED)
        return self._count(
            f"INSERT INTO win (uuid, step_id, area_id, batch_id, indexed, {copied}) "
            f"SELECT s.uuid, st.id, {_AREA}, {batch}, 0, {selected} FROM {_JOINED} "
            "WHERE true ORDER BY s.seq ON CONFLICT (uuid) DO NOTHING"
        )

    def _record(self, parcel: Parcel, batch: int, touches: list[Touch], now: int) -> None:
        every = [Touch("batch", batch, {"deleted_at": (NEW, None)}), *touches]
        body = [[touch.table, touch.row, touch.fields] for touch in every]
        self._database.execute("UPDATE history SET state = 'dropped' WHERE state = 'undone'")
        self._database.execute(
            "INSERT INTO history (at_ms, kind, title, state, body) VALUES (?, ?, ?, 'done', ?)",
            (
                *(now, "import", parcel.name),
                json.dumps(body, ensure_ascii=False, separators=(",", ":")),
            ),
        )

    def _one(self, sql: str, *parameters: Any) -> int:
        return int(self._database.execute(sql, parameters).fetchone()[0])

    def _count(self, sql: str) -> int:
        return int(self._database.execute(sql).rowcount)
