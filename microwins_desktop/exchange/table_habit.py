"""Table Habit's JSON export: habits, each with its records.

`record_date` counts days since 1970-01-01; `record_type` 1 is done, 2 skipped on purpose. A habit's
`type` 1 wants at least its daily goal, 2 at most; `status` 2 is deleted, 3 archived. The reminder
is JSON inside a text: its type 2 is daily, 3 weekly with weekdays from Monday 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import time
from functools import partial
from typing import Any

from microwins_desktop.core.model import Size
from microwins_desktop.exchange.errors import BadRow
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.found import (
    EVERY_DAY,
    DayLine,
    Habit,
    Item,
    Reading,
    Record,
    Reminder,
    Rest,
    Skip,
    Tick,
    record,
)
from microwins_desktop.exchange.habit_list import each_habit
from microwins_desktop.exchange.loop_db import size_of_amount
from microwins_desktop.exchange.names import Refs
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.values import (
    day_of_epoch,
    entries,
    entry,
    number,
    text_of,
    time_of_numbers,
    time_of_text,
    whole,
)
from microwins_desktop.i18n import N_, _

AT_MOST = 2
DELETED, ARCHIVED = 2, 3
DONE, SKIPPED = 1, 2
WEEKLY = 3


def _read(source: Source) -> Reading:
    return each_habit(source, _habit)


def _habit(where: str, value: Any, refs: Refs) -> Reading:
    try:
        row = entry(value)
        name = text_of(row.get("name"))
        made = text_of(row.get("create_t"))
        records = entries(row.get("records"))
        status = whole(row.get("status", 1))
        at_most = whole(row.get("type", 1)) == AT_MOST
        goal = number(row.get("daily_goal", 1))
        about = text_of(row.get("desc"))
        ref = refs.of(made or name)
    except BadRow as error:
        yield Record(where, (Skip(str(error)),))
        return
    if status == DELETED:
        yield Record(where, (Skip(_("it was deleted there")),))
        return
    reminders = _reminders(row.get("reminder"))
    yield Habit(ref, name, about, status == ARCHIVED, reminders=reminders)
    for count, item in enumerate(records, 1):
        spot = _("{habit}, record {number}").format(habit=where, number=count)
        yield record(spot, partial(_record, ref, item, goal, at_most))


def _record(ref: str, value: Any, goal: float, at_most: bool) -> Iterator[Item]:
    row = entry(value)
    day = day_of_epoch(whole(row.get("record_date")))
    kind = whole(row.get("record_type"))
    note = text_of(row.get("reason"))
    if kind == SKIPPED:
        yield Rest(ref, day, note)
        return
    if kind == DONE:
        size = _size(row.get("record_value"), goal, at_most)
        if size is not None:
            yield Tick(ref, day, size=size, note=note)
            return
    if note:
        yield DayLine(day, note)


def _size(value: Any, goal: float, at_most: bool) -> Size | None:
    return Size.WHOLE if value is None else size_of_amount(number(value), goal, at_most)


def _reminders(value: Any) -> tuple[Reminder, ...]:
    """The reminder, where it comes on fixed weekdays; any other is one to plan anew."""
    try:
        row = entry(json.loads(value) if isinstance(value, str) and len(value) < 5000 else value)
        at = _time(row.get("time"))
        days = EVERY_DAY
        if row.get("type") == WEEKLY:
            days = frozenset(whole(day) - 1 for day in entries(row.get("extra")))
    except (BadRow, ValueError, RecursionError):
        return ()
    return (Reminder(at, days),) if days and days <= EVERY_DAY else ()


def _time(value: Any) -> time:
    if isinstance(value, dict):
        return time_of_numbers(whole(value.get("hour")), whole(value.get("minute")))
    if isinstance(value, str):
        return time_of_text(value)
    return time_of_numbers(*divmod(whole(value), 60))


def _knows(look: Look) -> bool:
    habits = look.entries("habits")
    if any("freq_type" in habit or "daily_goal" in habit for habit in habits):
        return True
    return any("create_t" in habit and "records" in habit for habit in habits)


FORMAT = Format("table-habit", N_("Table Habit"), _knows, _read)
