"""Rows of the database as values of `core.model`, and back."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from peewee import JOIN

from microwins_desktop.core.model import (
    Area,
    CheckIn,
    DayPart,
    Energy,
    Size,
    Step,
    Win,
)
from microwins_desktop.store.tables import AreaRow, StepRow, WinRow

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


WIN_SQL = """SELECT win.uuid, win.day, win.at_ms, win.offset_min, win.title, step.key, area.key,
        win.size, win.note, win.source, win.time_known, win.hard, win.quiet, win.deleted_at
    FROM win LEFT JOIN step ON step.id = win.step_id LEFT JOIN area ON area.id = win.area_id"""
"""What `win_query` selects, as text: what every click asks is not composed anew each time."""


def win_query() -> Any:
    """A query whose tuples `win_from` takes; its last column says when the win was deleted."""
    return (
        WinRow.select(
            WinRow.uuid,
            WinRow.day,
            WinRow.at_ms,
            WinRow.offset_min,
            WinRow.title,
            StepRow.key,
            AreaRow.key,
            WinRow.size,
            WinRow.note,
            WinRow.source,
            WinRow.time_known,
            WinRow.hard,
            WinRow.quiet,
            WinRow.deleted_at,
        )
        .join(StepRow, JOIN.LEFT_OUTER, on=(WinRow.step == StepRow.id))
        .join(AreaRow, JOIN.LEFT_OUTER, on=(WinRow.area == AreaRow.id))
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


def step_query() -> Any:
    """A query whose tuples `step_from` takes."""
    row = StepRow
    words = (row.title, AreaRow.key, row.whole, row.part, row.tiny, row.hint, row.why, row.icon)
    facts = (row.day_parts, row.repeats, row.pinned, row.archived, row.position, row.builtin)
    return row.select(row.key, *words, *facts).join(AreaRow)


def step_from(values: Sequence[Any]) -> Step:
    """A step from the columns of `step_query`."""
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


def area_from(row: Any) -> Area:
    return Area(
        key=row.key,
        name=row.name,
        shape=row.shape,
        hue=row.hue,
        position=row.position,
        hidden=row.hidden,
        builtin=row.builtin,
    )


def check_in_from(row: Any) -> CheckIn:
    return CheckIn(
        day=date.fromisoformat(row.day),
        energy=Energy(row.energy) if row.energy else None,
        line=row.line,
        hard=row.hard,
        rest=row.rest,
    )
