"""Rows of the database as values of `core.model`, and back."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from microwins_desktop.core.model import (
    Area,
    CheckIn,
    DayPart,
    Energy,
    Size,
    Step,
    Win,
)
from microwins_desktop.store import orm

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


WIN_SQL = """SELECT win.uuid, win.day, win.at_ms, win.offset_min, win.title, step.key, area.key,
        win.size, win.note, win.source, win.time_known, win.hard, win.quiet, win.deleted_at
    FROM win LEFT JOIN step ON step.id = win.step_id LEFT JOIN area ON area.id = win.area_id"""
"""What `win_query` selects, as text: what every click asks is not composed anew each time."""


STEP_SQL = """SELECT step.key, step.title, area.key, step.whole, step.part, step.tiny, step.hint,
        step.why, step.icon, step.day_parts, step.repeats, step.pinned, step.archived,
        step.position, step.builtin
    FROM step JOIN area ON area.id = step.area_id"""
AREA_SQL = "SELECT key, name, shape, hue, position, hidden, builtin FROM area"
CHECK_IN_SQL = "SELECT day, energy, line, hard, rest FROM checkin"


def win_query() -> Any:
    """A query whose tuples `win_from` takes; its last column says when the win was deleted."""
    return (
        orm.WinRow.select(
            orm.WinRow.uuid,
            orm.WinRow.day,
            orm.WinRow.at_ms,
            orm.WinRow.offset_min,
            orm.WinRow.title,
            orm.StepRow.key,
            orm.AreaRow.key,
            orm.WinRow.size,
            orm.WinRow.note,
            orm.WinRow.source,
            orm.WinRow.time_known,
            orm.WinRow.hard,
            orm.WinRow.quiet,
            orm.WinRow.deleted_at,
        )
        .join(orm.StepRow, orm.JOIN.LEFT_OUTER, on=(orm.WinRow.step == orm.StepRow.id))
        .join(orm.AreaRow, orm.JOIN.LEFT_OUTER, on=(orm.WinRow.area == orm.AreaRow.id))
    )


def tuples(query: Any) -> Iterator[Any]:
    """The rows of a query as tuples, one by one (peewee's stubs say it would be models)."""
    rows: Iterator[Any] = query.tuples().iterator()
    return rows


def new_uuid() -> str:
    return str(uuid.uuid4())


@lru_cache(maxsize=64)
def _zone(offset_min: int) -> timezone:
    return timezone(timedelta(minutes=offset_min))


def instant(at_ms: int, offset_min: int) -> datetime:
    """The aware moment of a stored UTC time, in the offset that was in force."""
    return (_EPOCH + timedelta(milliseconds=at_ms)).astimezone(_zone(offset_min))


def stored_instant(at: datetime) -> tuple[int, int]:
    """UTC epoch milliseconds and the offset in minutes of an aware moment."""
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("a moment without an offset cannot be stored")
    minutes = round(offset.total_seconds() / 60)
    return (at - _EPOCH) // timedelta(milliseconds=1), minutes


def win_from(values: Sequence[Any]) -> Win:
    """A win from the columns of `win_query`."""
    (ident, day, at_ms, offset, title, step, area, size, note, source, known, hard, quiet, _) = (
        values
    )
    return Win(
        id=ident,
        day=date.fromisoformat(day),
        at=instant(at_ms, offset),
        title=title,
        step=step,
        area=area,
        size=Size(size),
        note=note,
        source=source,
        time_known=bool(known),
        hard=bool(hard),
        quiet=bool(quiet),
    )


def step_from(values: Sequence[Any]) -> Step:
    """A step from the columns of `STEP_SQL`."""
    key, title, area, whole, part, tiny, hint, why, icon, *facts = values
    day_parts, repeats, pinned, archived, position, builtin = facts
    return Step(
        key=key,
        title=title,
        area=area,
        whole=whole,
        part=part,
        tiny=tiny,
        hint=hint,
        why=why,
        icon=icon,
        day_parts=_day_parts(day_parts),
        repeats=bool(repeats),
        pinned=bool(pinned),
        archived=bool(archived),
        position=position,
        builtin=bool(builtin),
    )


@lru_cache(maxsize=64)
def _day_parts(stored: str) -> frozenset[DayPart]:
    return frozenset(DayPart(part) for part in stored.split())


def area_from(values: Sequence[Any]) -> Area:
    """An area from the columns of `AREA_SQL`."""
    key, name, shape, hue, position, hidden, builtin = values
    return Area(key, name, shape, hue, position, bool(hidden), bool(builtin))


def check_in_from(values: Sequence[Any]) -> CheckIn:
    """What was said about a day, from the columns of `CHECK_IN_SQL`."""
    day, energy, line, hard, rest = values
    said = Energy(energy) if energy else None
    return CheckIn(date.fromisoformat(day), said, line, bool(hard), bool(rest))
