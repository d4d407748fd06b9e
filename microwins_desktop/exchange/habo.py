"""Habo's JSON backup: habits, each with its events by date.

An event is a list: what it was (`DayType.check`, in any letter case, also without its first part),
a comment, and for numeric habits the progress and, in some files, the target of that day.
"""

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
    entries,
    entry,
    flag,
    moment_of_text,
    number,
    text_of,
    time_of_text,
)
from microwins_desktop.i18n import N_, _

NOT_DONE = ("fail", "clear")


def _read(source: Source) -> Reading:
    return each_habit(source, _habit)


def _habit(where: str, value: Any, refs: Refs) -> Reading:
    try:
        row = entry(value)
        name = text_of(row.get("title"))
        known_by = text_of(row.get("uuid")) or text_of(row.get("id")) or name
        events = row.get("events")
        events = entry(events) if events else {}
        target = number(row.get("targetValue") or 0)
        about = text_of(row.get("cue"))
        ref = refs.of(known_by)
    except BadRow as error:
        yield Record(where, (Skip(str(error)),))
        return
    yield Habit(ref, name, about, flag(row.get("archived")), reminders=_reminders(row))
    for day in sorted(events):
        spot = _("{habit}, {day}").format(habit=where, day=day[:40])
        yield record(spot, partial(_event, ref, day, events[day], target))


def _event(ref: str, key: str, value: Any, target: float) -> Iterator[Item]:
    day = moment_of_text(key).date()
    parts = entries(value)
    if not parts:
        raise BadRow(_("it says nothing"))
    kind = text_of(parts[0]).rsplit(".", 1)[-1].casefold()
    note = text_of(parts[1]) if len(parts) > 1 else ""
    if kind == "check":
        yield Tick(ref, day, note=note)
        return
    if kind == "skip":
        yield Rest(ref, day, note)
        return
    if kind == "progress":
        done = number(parts[2]) if len(parts) > 2 and parts[2] is not None else 0.0
        wanted = number(parts[3]) if len(parts) > 3 and parts[3] is not None else target
        size = size_of_amount(done, wanted, at_most=False)
        if size is not None:
            yield Tick(ref, day, size=size, note=note)
            return
    elif kind not in NOT_DONE:
        raise BadRow(_("{kind} is not known").format(kind=kind[:40]))
    if note:
        yield DayLine(day, note)


def _reminders(row: dict[str, Any]) -> tuple[Reminder, ...]:
    if not flag(row.get("notification")):
        return ()
    try:
        return (Reminder(_time(text_of(row.get("notTime")))),)
    except BadRow:
        return ()


def _time(text: str) -> Any:
    hour, colon, minute = text.partition(":")
    return time_of_text(f"{hour}:{minute.zfill(2)}" if colon else text)


def _knows(look: Look) -> bool:
    return any("title" in habit and "events" in habit for habit in look.entries("habits"))


FORMAT = Format("habo", N_("Habo"), _knows, _read)
