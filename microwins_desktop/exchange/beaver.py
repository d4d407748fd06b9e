"""Beaver Habit Tracker's JSON export: habits, each with records of the days that were ticked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from microwins_desktop.exchange.errors import BadRow
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.found import (
    DayLine,
    Habit,
    Item,
    Reading,
    Record,
    Skip,
    Tick,
    record,
)
from microwins_desktop.exchange.habit_list import each_habit
from microwins_desktop.exchange.names import Refs
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.values import day_of_text, entries, entry, flag, text_of
from microwins_desktop.i18n import N_, _

DELETED, ARCHIVED = "soft_delete", "archive"


def _read(source: Source) -> Reading:
    return each_habit(source, _habit)


def _habit(where: str, value: Any, refs: Refs) -> Reading:
    try:
        row = entry(value)
        name = text_of(row.get("name"))
        records = entries(row.get("records"))
        status = text_of(row.get("status")).casefold()
        words = " ".join(text_of(tag) for tag in entries(row.get("tags")))
        ref = refs.of(text_of(row.get("id")) or name)
    except BadRow as error:
        yield Record(where, (Skip(str(error)),))
        return
    if status == DELETED:
        yield Record(where, (Skip(_("it was deleted there")),))
        return
    yield Habit(ref, name, archived=status == ARCHIVED, words=words)
    for count, item in enumerate(records, 1):
        spot = _("{habit}, record {number}").format(habit=where, number=count)
        yield record(spot, partial(_record, ref, item))


def _record(ref: str, value: Any) -> Iterator[Item]:
    row = entry(value)
    day = day_of_text(row.get("day"))
    note = text_of(row.get("text"))
    if flag(row.get("done")):
        yield Tick(ref, day, note=note)
    elif note:
        yield DayLine(day, note)


def _knows(look: Look) -> bool:
    for habit in look.entries("habits"):
        records = habit.get("records")
        first = records[0] if isinstance(records, list) and records else None
        if isinstance(first, dict) and "day" in first and "done" in first:
            return True
        if first is None and "name" in habit and ("status" in habit or "star" in habit):
            return "freq_type" not in habit and "daily_goal" not in habit
    return False


FORMAT = Format("beaver", N_("Beaver Habit Tracker"), _knows, _read)
