"""Merging the rows of a file, other than its wins, into the journal: adding, never overwriting.

What is there stays as it is, with two exceptions: a day's check-in gains what the file says beyond
it, and an empty journal takes over the arrangement of what is built in. Rows of an import that was
undone come back; rows that the person deleted stay deleted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from microwins_desktop.core.texts import NOTE_LIMIT
from microwins_desktop.i18n import _
from microwins_desktop.store.database import Database
from microwins_desktop.store.history import NEW, Touch
from microwins_desktop.store.portable import PARTS, Column, Table, identity, tables
from microwins_desktop.store.rows import new_uuid
from microwins_desktop.store.steps import key_from

Troubles = Sequence[tuple[str, str]]
"""Rows that were left out: where in the file, and why, in plain words."""

_ARRANGED = ("pinned", "archived", "position", "hidden", "shape", "hue", "icon")
_ONE_OF = {"nudge": ("step",), "pair": ("first", "then")}
_FILLED = {"customised": True, "shape": "ring", "hue": "mind", "whole": None}


class Merging:
    """One parcel on its way into the journal, inside the transaction of `Intake.merge`."""

    def __init__(self, database: Database, batch: int, now: int, empty: bool) -> None:
        self._database = database
        self._batch = batch
        self._now = now
        self._empty = empty
        self._tables = {table.name: table for table in tables()}
        self._found: dict[tuple[str, str], int] = {}
        found = database.execute("SELECT deleted_at FROM batch WHERE deleted_at IS NOT NULL")
        self.undone = frozenset(int(moment) for (moment,) in found)
        self._taken_over: set[tuple[str, int]] = set()
        self._there_before: set[tuple[str, int]] = set()
        self.touches: list[Touch] = []
        self.troubles: list[tuple[str, str]] = []
        self.inserted = 0  # rows that the batch itself brings back or takes away
        self.steps_added = 0

    def find(self, table: str, known_as: str) -> int | None:
        """The row that something of the file became, or that the journal has under that name."""
        row = self._found.get((table, known_as))
        if row is None:
            row = self._row_where(table, identity(table), known_as)
        return row

    def areas(self, records: Iterable[dict[str, Any]]) -> None:
        for record in records:
            self._named("area", record, None)

    def steps(self, records: Iterable[dict[str, Any]], known: Mapping[str, int]) -> None:
        """`known` are the steps under which the journal has wins of this file already."""
        for record in records:
            self.steps_added += self._named("step", record, known.get(record["key"]))

    def others(self, name: str, records: Iterable[dict[str, Any]]) -> None:
        table = self._tables[name]
        for record in records:
            where = record.pop("where", name)
            try:
                if name == "checkin":
                    self._check_in(table, record)
                elif table.named:
                    self._named(name, record, None)
                else:
                    self._plain(table, record)
            except (_LeftOut, sqlite3.IntegrityError) as error:
                why = (
                    str(error) if isinstance(error, _LeftOut) else _("it does not fit the journal")
                )
                self.troubles.append((where, why))

    def settings(self, texts: Mapping[str, str]) -> None:
        if not self._empty:
            return
        stored = dict(self._database.execute("SELECT key, value FROM option"))
        fields = {key: (stored.get(key), text) for key, text in texts.items()}
        fields = {key: pair for key, pair in fields.items() if pair[0] != pair[1]}
        if fields:
            self._database.execute_many(
                "INSERT OR REPLACE INTO option (key, value, changed_at) VALUES (?, ?, ?)",
                [(key, pair[1], self._now) for key, pair in fields.items()],
            )
            self.touches.append(Touch("option", 0, fields))

    # -- areas and steps, known by their key

    def _named(self, name: str, record: dict[str, Any], known: int | None) -> bool:
        """Find or make an area or step; whether it was made."""
        table = self._tables[name]
        key = record["key"]
        found = (name, key)
        if record.get("join"):
            row = self._row_where(name, "key", record["join"])
            if row is not None:
                self._found[found] = row
                return False
        if "id" not in record:
            row = self._row_where(name, "key", key)
            if row is not None:
                self._found[found] = row
                self._there_before.add((name, row))
                if self._empty:
                    self._arrange(table, row, record)
                return False
        uuid = record.get("id") or new_uuid()
        row = self._row_where(name, "uuid", uuid)
        if row is not None:
            self._found[found] = row
            self._there_before.add((name, row))
            return self._revive(name, row)
        if known is not None:
            self._found[found] = known
            return False
        self._found[found] = self._make_named(table, record, uuid)
        return True

    def _make_named(self, table: Table, record: dict[str, Any], uuid: str) -> int:
        values = {**record, "key": self._free(table.name, record)}
        if values.get("position") is None:
            last = self._database.execute(f"SELECT MAX(position) FROM {table.name}").fetchone()[0]
            values["position"] = (last or 0) + 1
        for column, filled in _FILLED.items():
            values.setdefault(column, filled if filled is not None else values.get("title"))
        values.setdefault("builtin", "id" not in record)
        return self._insert(table, {**values, "id": uuid})

    def _free(self, name: str, record: dict[str, Any]) -> str:
        wanted = str(record["key"])
        title = str(record.get("title") or record.get("name") or wanted)
        if record.get("keyless"):
            return key_from(title, lambda key: self._row_where(name, "key", key) is not None, name)
        key, number = wanted, 2
        while self._row_where(name, "key", key) is not None:
            key, number = f"{wanted}-{number}", number + 1
        return key

    def _arrange(self, table: Table, row: int, record: dict[str, Any]) -> None:
        """An empty journal takes over how something built in was named and put in order."""
        names = {*_ARRANGED, "customised"}
        said = record.get("renamed")
        if said is not None:
            heading = "name" if table.name == "area" else "title"
            sql = f"SELECT {heading} FROM {table.name} WHERE id = ?"
            if self._database.execute(sql, (row,)).fetchone()[0] == said:
                return
            names, record = {heading, "customised"}, {heading: said, "customised": True}
        if record.get("customised"):
            self._taken_over.add((table.name, row))
            names |= {column.name for column in table.columns} - {"key", "builtin"}
        values = {name: record[name] for name in names if name in record}
        self._update(table, row, values, record.get("changed_at"))

    # -- everything else, known by its uuid

    def _plain(self, table: Table, record: dict[str, Any]) -> None:
        uuid = record.get("id") or new_uuid()
        taken = table.name not in PARTS or self._takes_parts(table, record)
        row = self._row_where(table.name, "uuid", uuid)
        if row is not None:
            self._found[table.name, uuid] = row
            if taken and table.name in PARTS:
                self._update(table, row, {"deleted_at": None, **record}, record.get("changed_at"))
            else:
                self._revive(table.name, row)
        elif taken and not self._has_one_like_it(table, record):
            self._found[table.name, uuid] = self._insert(table, {**record, "id": uuid})

    def _has_one_like_it(self, table: Table, record: dict[str, Any]) -> bool:
        """Whether there is a living one where there may be only one; the person's own stays."""
        names = _ONE_OF.get(table.name, ())
        if not names or record.get("deleted_at") is not None:
            return False
        values = self._values(table, {name: record.get(name) for name in names}, whole=False)
        alike = " AND ".join(f"{column} = ?" for column in values)
        sql = f"SELECT 1 FROM {table.name} WHERE {alike} AND deleted_at IS NULL"
        return self._database.execute(sql, tuple(values.values())).fetchone() is not None

    def _takes_parts(self, table: Table, record: dict[str, Any]) -> bool:
        """Whether parts go to something new, or to what an empty journal took over as changed.

        The parts that the latter had before go away with the first new one.
        """
        whole = PARTS[table.name]
        row = self.find(whole, str(record.get(whole)))
        if row is None:
            raise _LeftOut(_("what it belongs to is not there"))
        if (whole, row) not in self._there_before:
            return True
        if (whole, row) not in self._taken_over:
            return False
        self._there_before.discard((whole, row))
        sql = f"SELECT id FROM {table.name} WHERE {whole}_id = ? AND deleted_at IS NULL"
        for (part,) in self._database.execute(sql, (row,)).fetchall():
            self._update(table, part, {"deleted_at": self._now}, None)
        return True

    def _check_in(self, table: Table, record: dict[str, Any]) -> None:
        sql = "SELECT id, uuid, deleted_at FROM checkin WHERE day = ?"
        found = self._database.execute(sql, (record["day"],)).fetchone()
        if found is None:
            self._insert(table, {**record, "id": record.get("id") or new_uuid()})
            return
        row, uuid, deleted_at = found
        lines = record.pop("lines", None)
        if deleted_at is not None:
            if deleted_at in self.undone or uuid != record.get("id"):
                self._update(table, row, {**record, "deleted_at": None}, record.get("changed_at"))
        elif lines is not None or uuid != record.get("id"):
            self._update(
                table, row, self._joined(row, record, lines or (record.get("line") or "",)), None
            )

    def _joined(self, row: int, record: dict[str, Any], lines: Sequence[str]) -> dict[str, Any]:
        """A day's check-in with what the file says beyond it."""
        sql = "SELECT energy, line, hard, rest FROM checkin WHERE id = ?"
        energy, line, hard, rest = self._database.execute(sql, (row,)).fetchone()
        for more in lines:
            if more and f"\n{more}\n" not in f"\n{line}\n" and len(line) + len(more) < NOTE_LIMIT:
                line = f"{line}\n{more}" if line else more
        return {
            "energy": energy or record.get("energy"),
            "line": line,
            "hard": bool(hard or record.get("hard")),
            "rest": bool(rest or record.get("rest")),
        }

    # -- rows

    def _revive(self, name: str, row: int) -> bool:
        sql = f"SELECT deleted_at FROM {name} WHERE id = ?"
        moment = self._database.execute(sql, (row,)).fetchone()[0]
        if moment is None or moment not in self.undone:
            return False
        self._database.execute(
            f"UPDATE {name} SET deleted_at = NULL, changed_at = ? WHERE id = ?", (self._now, row)
        )
        self.touches.append(Touch(name, row, {"deleted_at": (NEW, None)}))
        return True

    def _insert(self, table: Table, record: dict[str, Any]) -> int:
        values = self._values(table, record, whole=True)
        values["uuid"] = record["id"]
        changed_at = record.get("changed_at")
        values["changed_at"] = self._now if changed_at is None else changed_at
        values["deleted_at"] = record.get("deleted_at")
        in_batch = table.batched and values["deleted_at"] is None
        if in_batch:
            values["batch_id"] = self._batch
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"
        row = int(self._database.execute(sql, tuple(values.values())).lastrowid)
        self.inserted += 1
        if not in_batch and values["deleted_at"] is None:
            self.touches.append(Touch(table.name, row, {"deleted_at": (NEW, None)}))
        return row

    def _update(
        self, table: Table, row: int, record: dict[str, Any], changed_at: int | None
    ) -> None:
        values = self._values(table, record, whole=False)
        if "deleted_at" in record:
            values["deleted_at"] = record["deleted_at"]
        if not values:
            return
        names = ", ".join(values)
        sql = f"SELECT {names} FROM {table.name} WHERE id = ?"
        before = dict(zip(values, self._database.execute(sql, (row,)).fetchone(), strict=True))
        fields = {
            name: (before[name], value) for name, value in values.items() if before[name] != value
        }
        if fields:
            set_to = ", ".join(f"{name} = ?" for name in fields)
            after = [pair[1] for pair in fields.values()]
            moment = self._now if changed_at is None else changed_at
            self._database.execute(
                f"UPDATE {table.name} SET {set_to}, changed_at = ? WHERE id = ?",
                (*after, moment, row),
            )
            self.touches.append(Touch(table.name, row, fields))

    def _values(self, table: Table, record: dict[str, Any], whole: bool) -> dict[str, Any]:
        return {
            column.column: self._value(column, record.get(column.name))
            for column in table.columns
            if whole or column.name in record
        }

    def _value(self, column: Column, value: Any) -> Any:
        if column.kind == "ref":
            row = None if value is None else self.find(column.target, str(value))
            if row is None and not column.null:
                raise _LeftOut(_("what it belongs to is not there"))
            return row
        if value is None and not column.null:
            return "" if column.kind == "text" else 0
        return int(value) if column.kind == "bool" else value

    def _row_where(self, table: str, column: str, value: str) -> int | None:
        sql = f"SELECT id FROM {table} WHERE {column} = ?"
        found = self._database.execute(sql, (value,)).fetchone()
        return int(found[0]) if found else None


class _LeftOut(Exception):
    """A row that cannot be taken in; the message says why in plain words."""
