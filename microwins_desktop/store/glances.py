"""What the calendar draws of many wins at once, read in plain SQL.

A page is turned within one picture of the screen. Building whole wins through the tables of peewee
takes several times as long as SQLite needs to find them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from microwins_desktop.core.model import DayTally, Glimpse, Sieve
from microwins_desktop.store.database import Database

_INSIDE = "FROM win WHERE day BETWEEN ? AND ? AND deleted_at IS NULL"
_MINUTE_MS = 60_000


def tallies(database: Database, first: date, last: date, sieve: Sieve) -> list[DayTally]:
    inside, given = _inside(first, last, sieve)
    found: dict[str, list[tuple[str, int]]] = {}
    with database.reading():
        names = _area_keys(database)
        for day, area, count in database.execute(
            f"SELECT day, area_id, COUNT(*) {inside} GROUP BY day, area_id", given
        ):
            found.setdefault(day, []).append((names.get(area, ""), count))
    return [_tally(day, areas) for day, areas in sorted(found.items())]


def counts(database: Database, first: date, last: date, sieve: Sieve) -> dict[date, int]:
    inside, given = _inside(first, last, sieve)
    with database.reading():
        rows = database.execute(f"SELECT day, COUNT(*) {inside} GROUP BY day", given)
        return {date.fromisoformat(day): count for day, count in rows}


def glimpses(database: Database, first: date, last: date, sieve: Sieve) -> list[Glimpse]:
    inside, given = _inside(first, last, sieve)
    columns = "day, at_ms, offset_min, time_known, title, area_id"
    days: dict[str, date] = {}
    found: list[Glimpse] = []
    with database.reading():
        names = _area_keys(database)
        for text, at, offset, known, title, area in database.execute(
            f"SELECT {columns} {inside} ORDER BY day, at_ms, id", given
        ):
            day = days.get(text) or days.setdefault(text, date.fromisoformat(text))
            hour = (at // _MINUTE_MS + offset) // 60 % 24 if known else None
            found.append(Glimpse(day, hour, title, names.get(area)))
    return found


def _inside(first: date, last: date, sieve: Sieve) -> tuple[str, list[str]]:
    """The wins of these days that `sieve` lets through; `win_tally` holds all that it asks for."""
    sql, given = _INSIDE, [first.isoformat(), last.isoformat()]
    for condition, value in (
        ("area_id = (SELECT id FROM area WHERE key = ?)", sieve.area),
        ("step_id = (SELECT id FROM step WHERE key = ?)", sieve.step),
        ("size = ?", sieve.size and sieve.size.value),
    ):
        if value is not None:
            sql += f" AND {condition}"
            given.append(value)
    return sql, given


def _area_keys(database: Database) -> dict[Any, str]:
    return dict(database.execute("SELECT id, key FROM area").fetchall())


def _tally(day: str, areas: list[tuple[str, int]]) -> DayTally:
    ordered = tuple(sorted(areas, key=_by_count))
    return DayTally(date.fromisoformat(day), sum(count for _, count in ordered), ordered)


def _by_count(area: tuple[str, int]) -> tuple[int, str]:
    return -area[1], area[0]
