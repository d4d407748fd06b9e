"""Counts for looking back, each one query that gives aggregates and never rows.

The definitions are those of `core/insight`; what they mean is written there. Long journals are
walked from day to day in the index (a "loose index scan"), so that the time goes with the days
and not with the wins.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

from msgspec import Struct

from microwins_desktop.core.insight.then_now import Kind
from microwins_desktop.core.months import FIRST_DAY, LAST_DAY
from microwins_desktop.store.database import Database
from microwins_desktop.store.memory import PastMemory

_DAYS = """(WITH RECURSIVE walk (day) AS (
        SELECT MIN(day) FROM win WHERE deleted_at IS NULL AND day >= ?1
        UNION ALL
        SELECT (SELECT MIN(day) FROM win WHERE deleted_at IS NULL AND day > walk.day)
        FROM walk WHERE walk.day <= ?2)
    SELECT day FROM walk WHERE day <= ?2)
"""


class StepPast(Struct, frozen=True):
    """A step's days before some day: the first and the last of them, and how many."""

    first: date
    last: date
    days: int

    @property
    def usual_gap(self) -> timedelta | None:
        """From one of its days to the next, on average; None where there is only one."""
        return (self.last - self.first) / (self.days - 1) if self.days > 1 else None


class Insight:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._past = PastMemory(database, "step")

    def first_day(self) -> date | None:
        """The first day that has a win."""
        return self._day("SELECT MIN(day) FROM win WHERE deleted_at IS NULL")

    def days_by_month(self) -> dict[date, int]:
        """Days with a win in each month, under the month's first day."""
        sql = f"SELECT substr(day, 1, 7), COUNT(*) FROM {_DAYS} GROUP BY 1"
        found = self._rows(sql, FIRST_DAY, LAST_DAY)
        return {date.fromisoformat(f"{month}-01"): int(days) for month, days in found}

    def days(self, first: date, last: date) -> list[date]:
        """The days from `first` to `last` that have a win, in order."""
        rows = self._rows(f"SELECT day FROM {_DAYS}", first, last)
        return [date.fromisoformat(day) for (day,) in rows]

    def days_by_area(self, first: date, last: date) -> dict[str, int]:
        """Days with a win in each area (key) from `first` to `last`."""
        sql = """SELECT area.key, COUNT(DISTINCT win.day)
            FROM area CROSS JOIN win ON win.area_id = area.id
            WHERE win.deleted_at IS NULL AND win.day BETWEEN ? AND ?
            GROUP BY area.id"""
        return {key: int(days) for key, days in self._rows(sql, first, last)}

    def days_by_hour(self, first: date, last: date) -> tuple[int, ...]:
        """For each local hour, 0 to 23: the days from `first` to `last` with a win in it."""
        sql = """SELECT (at_ms + offset_min * 60000) / 3600000 % 24, COUNT(DISTINCT day)
            FROM win
            WHERE deleted_at IS NULL AND time_known AND day BETWEEN ? AND ?
            GROUP BY 1"""
        found = {int(hour): int(days) for hour, days in self._rows(sql, first, last)}
        return tuple(found.get(hour, 0) for hour in range(24))

    def days_of_steps(self, first: date, last: date) -> dict[str, int]:
        """The days of each step (key) as a bit set, bit 0 for `first`."""
        sql = """SELECT step.key, win.day
            FROM step CROSS JOIN win ON win.step_id = step.id
            WHERE step.deleted_at IS NULL AND win.deleted_at IS NULL AND win.day BETWEEN ? AND ?
            GROUP BY step.id, win.day"""
        bits = {
            (first + timedelta(days=offset)).isoformat(): 1 << offset
            for offset in range((last - first).days + 1)
        }
        found: dict[str, int] = {}
        for key, day in self._rows(sql, first, last):
            found[key] = found.get(key, 0) | bits[day]
        return found

    def kinds(self, first: date, last: date, hard_days: bool = True) -> list[Kind]:
        """The kinds of wins that may be looked back at, from `first` to `last`.

        Without `hard_days`, days that were marked hard are left out.
        """
        # SQLite takes bare columns from the row of the one MAX, so the title is the newest one.
        sql = f"""SELECT COALESCE(step.key, win.title), win.title, COALESCE(area.key, ''),
                COUNT(DISTINCT win.day), MAX(win.day), SUM(win.hard),
                step.id IS NULL OR NOT step.builtin
            FROM win LEFT JOIN area ON area.id = win.area_id
                LEFT JOIN step ON step.id = win.step_id
            WHERE win.deleted_at IS NULL AND NOT win.quiet AND win.day BETWEEN ? AND ?
            {"" if hard_days else NOT_HARD}
            GROUP BY 1"""
        return [
            Kind(what, title, area, int(days), date.fromisoformat(newest), bool(hard), bool(own))
            for what, title, area, days, newest, hard, own in self._rows(sql, first, last)
        ]

    def good_day(self, first: date, last: date, wins: int) -> date | None:
        """The first day from `first` to `last` with at least `wins` wins that may be looked back
        at, and that was not marked hard."""
        return self._day(
            f"""SELECT win.day FROM win
            WHERE win.deleted_at IS NULL AND NOT win.quiet AND win.day BETWEEN ? AND ? {NOT_HARD}
            GROUP BY win.day HAVING COUNT(*) >= {int(wins)} ORDER BY win.day LIMIT 1""",
            first,
            last,
        )

    def days_before(self, day: date, enough: int) -> int:
        """How many days with a win lie before `day`, counted up to `enough`."""
        count = partial(self._count_before, day, enough)
        return self._past.before(day, ("days", enough), count)

    def _count_before(self, day: date, enough: int) -> int:
        sql = f"""SELECT COUNT(*) FROM (SELECT DISTINCT day FROM win
            WHERE deleted_at IS NULL AND day < ? LIMIT {int(enough)})"""
        return int(self._rows(sql, day)[0][0])

    def last_days_of_steps(self, day: date) -> dict[str, date | None]:
        """For each step (key) with a win on `day`: its last day before, None where it had none."""
        sql = """SELECT step.key,
                (SELECT MAX(day) FROM win WHERE step_id = step.id
                    AND deleted_at IS NULL AND day < ?1)
            FROM step WHERE step.id IN (
                SELECT step_id FROM win WHERE deleted_at IS NULL AND day = ?1)"""
        return {
            key: date.fromisoformat(last) if last else None for key, last in self._rows(sql, day)
        }

    def last_days(self, keys: Iterable[str], before: date) -> dict[str, date | None]:
        """For these steps, at least: the last day before a day on which each was done.

        The first time something is asked about a day, all its steps are looked up together.
        """
        known = self._past.before(before, "steps", partial(self.last_days_of_steps, before))
        for key in keys:
            if key not in known:
                past = self.past_of_step(key, before)
                known[key] = past.last if past else None
        return known

    def past_of_step(self, key: str, before: date) -> StepPast | None:
        """The days of one step before a day; None where there is none."""
        sql = """SELECT MIN(day), MAX(day), COUNT(DISTINCT day) FROM win
            WHERE step_id = (SELECT id FROM step WHERE key = ?1)
                AND deleted_at IS NULL AND day < ?2"""
        first, last, days = self._rows(sql, key, before)[0]
        if not days:
            return None
        return StepPast(date.fromisoformat(first), date.fromisoformat(last), int(days))

    def day_of_win(self, back: int, today: date) -> date | None:
        """The day of the win that has `back` newer ones up to `today`; None where there are fewer.

        Tells how far back a bounded number of wins reaches.
        """
        sql = f"""SELECT day FROM win WHERE deleted_at IS NULL AND day <= ?
            ORDER BY day DESC LIMIT 1 OFFSET {int(back)}"""
        return self._day(sql, today)

    def _rows(self, sql: str, *given: date | str) -> list[Any]:
        with self._database.reading():
            cursor = self._database.execute(sql, tuple(str(value) for value in given))
            return list(cursor.fetchall())

    def _day(self, sql: str, *days: date) -> date | None:
        found = self._rows(sql, *days)[0:1]
        return date.fromisoformat(found[0][0]) if found and found[0][0] else None


NOT_HARD = """AND win.day NOT IN (
    SELECT day FROM checkin WHERE hard AND deleted_at IS NULL)"""
"""Leaves out the days that were marked hard."""
