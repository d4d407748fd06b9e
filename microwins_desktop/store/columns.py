"""What is changed about a win, as columns of its row."""

from __future__ import annotations

from typing import Any

from microwins_desktop.core.model import Size, Step
from microwins_desktop.core.texts import clean_note, clean_title
from microwins_desktop.store import orm
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.rows import stored_instant


def id_of(table: Any, key: str | None) -> int | None:
    if key is None:
        return None
    found = table.select(table.id).where(table.key == key).scalar()
    if found is None:
        raise NotFound(f"{key} is not in the journal")
    return int(found)


def words_of(step: Any, row: Any, size: Size) -> str:
    """The words of `step` at `size`, or "" where the person's own words stay."""
    if step is None:
        return ""
    if isinstance(step, Step):
        return step.words(size)
    if row.title not in (step.whole, step.part, step.tiny):
        return ""
    return Step(step.key, step.title, "", step.whole, step.part, step.tiny).words(size)


def columns_of(fields: dict[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name, value in fields.items():
        match name:
            case "title":
                columns["title"] = clean_title(value)
            case "note":
                columns["note"] = clean_note(value)
            case "size":
                columns["size"] = Size(value).value
            case "at":
                columns["at_ms"], columns["offset_min"] = stored_instant(value)
            case "day":
                columns["day"] = value.isoformat()
            case "area":
                columns["area"] = id_of(orm.AreaRow, value)
            case "hard" | "quiet" | "time_known":
                columns[name] = bool(value)
            case _:
                raise TypeError(f"a win has no field {name}")
    return columns


def column_of(name: str) -> str:
    return f"{name}_id" if name in ("step", "area") else name
