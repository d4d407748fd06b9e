"""What a person made, table by table, in a form that can leave this file and come back.

Read off the tables themselves, so that a table that is added travels along by itself. Row numbers
stay here: areas and steps are known outside by their key, everything else by its uuid. The undo
history, the search index and import batches are this file's own business and stay.

Plain SQL throughout: a worker beside the running app may use it (see `Database.snapshot`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal

from msgspec import Struct
from peewee import AutoField, BooleanField, ForeignKeyField, IntegerField

from microwins_desktop.store.database import Database
from microwins_desktop.store.tables import TABLES, BatchRow, Row, WinRow

_STAYS = ("id", "uuid", "deleted_at", "changed_at", "batch", "indexed")
_ORDER = ("day", "shown_at", "position", "key")

PARTS = {"routine_step": "routine"}
"""Tables whose rows are part of a row that may be built in; then they come with the program."""

Kind = Literal["text", "int", "bool", "ref"]


class Column(Struct, frozen=True):
    """`name` outside, `column` in SQL; a `ref` points into `target`, the name of a table."""

    name: str
    column: str
    kind: Kind
    null: bool
    target: str = ""


class Table(Struct, frozen=True):
    """One table that travels. `named` tables are known outside by their key, not their uuid;
    rows of a `batched` one know which import brought them."""

    name: str
    columns: tuple[Column, ...]
    batched: bool = False

    @property
    def section(self) -> str:
        """What the table is called in a file: `areas`, `steps`, ..."""
        return self.name + "s"

    @property
    def named(self) -> bool:
        return any(column.name == "key" for column in self.columns)

    @property
    def dated(self) -> bool:
        return any(column.name == "day" for column in self.columns)


@cache
def tables() -> tuple[Table, ...]:
    """Every table that travels but the wins themselves, those that others point to first."""
    return tuple(
        _described(model)
        for model in TABLES
        if issubclass(model, Row) and model not in (WinRow, BatchRow)
    )


def _described(model: Any) -> Table:
    fields = [field for field in model._meta.sorted_fields if field.name not in _STAYS]
    columns = tuple(_column(field) for field in fields)
    return Table(model._meta.table_name, columns, "batch" in model._meta.fields)


def _column(field: Any) -> Column:
    if isinstance(field, ForeignKeyField):
        target = field.rel_model._meta.table_name
        return Column(field.name, field.column_name, "ref", field.null, target)
    kind: Kind = "text"
    if isinstance(field, BooleanField):
        kind = "bool"
    elif isinstance(field, IntegerField) and not isinstance(field, AutoField):
        kind = "int"
    return Column(field.name, field.column_name, kind, field.null)


def records(
    database: Database, table: Table, first: date | None = None, last: date | None = None
) -> Iterator[dict[str, Any]]:
    """The rows of a table as they leave, in an order that depends on nothing but the rows.

    Rows that were taken out stay behind, unless one that leaves points to them. Where the table
    has days, only those from `first` to `last`.
    """
    wanted = [_leaves(table)]
    if table.dated:
        wanted += _days(first, last)
    if table.name in PARTS:
        wanted.append(_of_ones_own(PARTS[table.name]))
    columns = ", ".join(_selected(column) for column in table.columns)
    builtin = "t.builtin" if _has(table, "builtin") else "0"
    order = [f"t.{name}" for name in _ORDER if _has(table, name)]
    sql = (
        f"SELECT t.uuid, t.changed_at, t.deleted_at, {builtin}, {columns} FROM {table.name} t "
        f"WHERE {' AND '.join(wanted)} ORDER BY {', '.join([*order, 't.uuid'])}"
    )
    for uuid, changed_at, deleted_at, is_builtin, *values in database.execute(sql):
        # What is built in is the same everywhere and known by its key.
        record: dict[str, Any] = {} if is_builtin else {"id": uuid}
        for column, value in zip(table.columns, values, strict=True):
            record[column.name] = bool(value) if column.kind == "bool" else value
        record["changed_at"] = changed_at
        if deleted_at is not None:
            record["deleted_at"] = deleted_at
        yield record


WIN_COLUMNS = (
    *("uuid", "day", "at_ms", "offset_min", "title", "step", "area", "size", "note", "source"),
    *("time_known", "hard", "quiet", "changed_at", "step_title", "area_name"),
)


def wins(
    database: Database, first: date | None = None, last: date | None = None
) -> Iterator[tuple[Any, ...]]:
    """The wins of the days from `first` to `last`, oldest first, as tuples of `WIN_COLUMNS`."""
    wanted = " AND ".join(["t.deleted_at IS NULL", *_days(first, last)])
    sql = (
        "SELECT t.uuid, t.day, t.at_ms, t.offset_min, t.title, s.key, a.key, t.size, t.note, "
        "t.source, t.time_known, t.hard, t.quiet, t.changed_at, s.title, a.name FROM win t "
        "LEFT JOIN step s ON s.id = t.step_id LEFT JOIN area a ON a.id = t.area_id "
        f"WHERE {wanted} ORDER BY t.day, t.at_ms, t.uuid"
    )
    found: Iterator[tuple[Any, ...]] = database.execute(sql)
    return found


def count_wins(database: Database, first: date | None = None, last: date | None = None) -> int:
    wanted = " AND ".join(["t.deleted_at IS NULL", *_days(first, last)])
    return int(database.execute(f"SELECT COUNT(*) FROM win t WHERE {wanted}").fetchone()[0])


def option_texts(database: Database) -> dict[str, str]:
    """Every stored option; which of them are settings is not known here."""
    return dict(database.execute("SELECT key, value FROM option ORDER BY key"))


def _leaves(table: Table) -> str:
    """SQL for the rows `t` that leave: living ones, and what a leaving row points to."""
    pointing = [
        f"t.id IN (SELECT {alias}.{column} FROM {name} {alias} WHERE {alias}.{column} "
        f"IS NOT NULL AND {condition})"
        for name, column, alias, condition in _pointing_to(table.name, "t")
    ]
    return "(" + " OR ".join(["t.deleted_at IS NULL", *pointing]) + ")"


def _of_ones_own(whole: str) -> str:
    """SQL for parts of what is not just as the program brings it along."""
    return f"t.{whole}_id NOT IN (SELECT w.id FROM {whole} w WHERE w.builtin AND NOT w.customised)"


def _pointing_to(target: str, alias: str) -> Iterator[tuple[str, str, str, str]]:
    inner = alias + "x"
    pointing: Sequence[tuple[str, tuple[Column, ...]]] = (
        *((table.name, table.columns) for table in tables()),
        ("win", _described(WinRow).columns),
    )
    for name, columns in pointing:
        for column in columns:
            if column.target == target and name != target:
                alive = [f"{inner}.deleted_at IS NULL"]
                alive += [
                    f"{inner}.id IN (SELECT {deeper}.{pointer} FROM {other} {deeper} "
                    f"WHERE {deeper}.{pointer} IS NOT NULL AND {condition})"
                    for other, pointer, deeper, condition in _pointing_to(name, inner)
                ]
                yield name, column.column, inner, "(" + " OR ".join(alive) + ")"


def _selected(column: Column) -> str:
    if column.kind != "ref":
        return f"t.{column.column}"
    known_by = identity(column.target)
    return f"(SELECT r.{known_by} FROM {column.target} r WHERE r.id = t.{column.column})"


def identity(target: str) -> str:
    """The column by which rows of a table are known outside."""
    return next(("key" for table in tables() if table.name == target and table.named), "uuid")


def _has(table: Table, name: str) -> bool:
    return any(column.name == name for column in table.columns)


def _days(first: date | None, last: date | None) -> list[str]:
    # Dates are written by `isoformat`, so there is nothing in them to be quoted.
    wanted = []
    if first is not None:
        wanted.append(f"t.day >= '{first.isoformat()}'")
    if last is not None:
        wanted.append(f"t.day <= '{last.isoformat()}'")
    return wanted
