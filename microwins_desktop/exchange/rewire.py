"""Rewire's backup: an SQLite file with `Habits`, `CHECKINS` and `REMINDERS`.

A check-in's `date` is `YYYYMMDD`; its `type` 2 means done. A reminder's `time` is in minutes after
midnight, its days a list such as `0,1,2`, read as Monday first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from microwins_desktop.exchange import sqlite_file
from microwins_desktop.exchange.errors import BadRow
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.found import (
    EVERY_DAY,
    DayLine,
    Habit,
    Item,
    Reading,
    Reminder,
    Skip,
    Tick,
    record,
)
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.sqlite_file import ForeignDatabase
from microwins_desktop.exchange.values import (
    day_of_text,
    flag,
    ident_of,
    text_of,
    time_of_numbers,
    whole,
)
from microwins_desktop.i18n import N_, _

DONE = 2


def _read(source: Source) -> Reading:
    with sqlite_file.opened(source) as database:
        known: set[str] = set()
        reminders = _reminders(database)
        rows = database.rows("Habits", ("_id", "name"), ("description", "archived"), "_id")
        for count, row in enumerate(rows, 1):
            found = record(_("Habits row {number}").format(number=count), partial(_check, row))
            if found.items:
                yield found
                continue
            habit = _habit(row, reminders)
            known.add(habit.ref)
            yield habit
        rows = database.rows("CHECKINS", ("habit_id", "date", "type"), ("_id", "note"), "_id")
        for count, row in enumerate(rows, 1):
            where = _("CHECKINS row {number}").format(number=row["_id"] or count)
            yield record(where, partial(_check_in, row, known))


def _check(row: dict[str, Any]) -> Iterator[Item]:
    _habit(row, {})
    return iter(())


def _habit(row: dict[str, Any], reminders: dict[str, list[Reminder]]) -> Habit:
    ref = ident_of(row["_id"])
    about = text_of(row["description"])
    found = tuple(reminders.get(ref, ()))
    return Habit(ref, text_of(row["name"]), about, flag(row["archived"]), reminders=found)


def _check_in(row: dict[str, Any], known: set[str]) -> Iterator[Item]:
    habit = ident_of(row["habit_id"])
    if habit not in known:
        raise BadRow(_("its habit is not in the file"))
    day = day_of_text(text_of(row["date"]))
    note = text_of(row["note"])
    if whole(row["type"]) == DONE:
        yield Tick(habit, day, note=note)
        return
    yield Skip(_("it is not marked as done"))
    if note:
        yield DayLine(day, note)


def _reminders(database: ForeignDatabase) -> dict[str, list[Reminder]]:
    found: dict[str, list[Reminder]] = {}
    if not database.has("REMINDERS"):
        return found
    for row in database.rows("REMINDERS", (), ("habit_id", "time", "active_days")):
        try:
            minutes = whole(row["time"])
            at = time_of_numbers(*divmod(minutes, 60))
            found.setdefault(ident_of(row["habit_id"]), []).append(
                Reminder(at, _days(row["active_days"]))
            )
        except BadRow:
            continue  # a reminder that cannot be read is one the person can plan anew
    return found


def _days(value: object) -> frozenset[int]:
    parts = [part.strip() for part in text_of(value).split(",") if part.strip()]
    days = frozenset(whole(part) for part in parts)
    return days if days and days <= EVERY_DAY else EVERY_DAY


def _knows(look: Look) -> bool:
    return look.has_tables("CHECKINS", "UNIT")


FORMAT = Format("rewire", N_("Rewire"), _knows, _read)
