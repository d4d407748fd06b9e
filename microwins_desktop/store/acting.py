"""Making and changing rows so that undo knows of it; for use inside a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from microwins_desktop.store import orm
from microwins_desktop.store.database import Database
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.history import NEW, Touch
from microwins_desktop.store.rows import new_uuid


def make(database: Database, table: Any, **values: Any) -> Touch:
    """A new row; undoing it is a soft delete."""
    row = table.insert(uuid=new_uuid(), changed_at=database.now_ms(), **values).execute()
    return Touch(table._meta.table_name, row, {"deleted_at": (NEW, None)})


def change(database: Database, row: Any, values: Mapping[str, Any]) -> Touch:
    """Write what is different; the touch has no fields where nothing is."""
    fields = {
        name: (before, values[name])
        for name in values
        if (before := row.__data__[name]) != values[name]
    }
    if fields:
        table = type(row)
        after = {name: pair[1] for name, pair in fields.items()}
        table.update(changed_at=database.now_ms(), **after).where(table.id == row.id).execute()
    return Touch(row._meta.table_name, row.id, fields)


def remove(database: Database, row: Any) -> Touch:
    """Put a row aside; it stays in the journal so that undo can bring it back."""
    return change(database, row, {"deleted_at": database.now_ms()})


def alive(table: Any, **wanted: Any) -> Any:
    """The one row that has these values and is not put aside. Raises NotFound."""
    where = table.deleted_at.is_null()
    for name, value in wanted.items():
        where &= getattr(table, name) == value
    row = table.get_or_none(where)
    if row is None:
        raise NotFound(f"{next(iter(wanted.values()), '')} is not in the journal")
    return row


def step_id(key: str) -> int:
    """The row of the step named `key`. Raises NotFound."""
    return int(alive(orm.StepRow, key=key).id)
