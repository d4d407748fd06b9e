"""Tickmate's backup: an SQLite file with `tracks` and `ticks`.

Months count from 0. A tick has a time only where `has_time_info` says so; a track may be ticked
several times a day, and every tick is a win.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from microwins_desktop.exchange import sqlite_file
from microwins_desktop.exchange.errors import BadRow
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.found import Habit, Item, Reading, Tick, record
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.values import (
    day_of_numbers,
    flag,
    ident_of,
    text_of,
    time_of_numbers,
    whole,
)
from microwins_desktop.i18n import N_, _

_DATE = ("year", "month", "day")
_TIME = ("hour", "minute", "second", "has_time_info")


def _read(source: Source) -> Reading:
    with sqlite_file.opened(source) as database:
        known: set[str] = set()
        tracks = database.rows("tracks", ("_id", "name"), ("description", "enabled"), "order")
        for count, row in enumerate(tracks, 1):
            found = record(_("tracks row {number}").format(number=count), partial(_check, row))
            if found.items:
                yield found
                continue
            habit = _habit(row)
            known.add(habit.ref)
            yield habit
        ticks = database.rows("ticks", ("_track_id", *_DATE), ("_id", *_TIME), "_id")
        for count, row in enumerate(ticks, 1):
            where = _("ticks row {number}").format(number=row["_id"] or count)
            yield record(where, partial(_tick, row, known))


def _check(row: dict[str, Any]) -> Iterator[Item]:
    _habit(row)
    return iter(())


def _habit(row: dict[str, Any]) -> Habit:
    archived = row["enabled"] is not None and not flag(row["enabled"])
    about = text_of(row["description"])
    return Habit(ident_of(row["_id"]), text_of(row["name"]), about, archived)


def _tick(row: dict[str, Any], known: set[str]) -> Iterator[Item]:
    habit = ident_of(row["_track_id"])
    if habit not in known:
        raise BadRow(_("its track is not in the file"))
    year, month, day = (whole(row[name]) for name in _DATE)
    date = day_of_numbers(year, month + 1, day)
    at = None
    if flag(row["has_time_info"]):
        clock = time_of_numbers(whole(row["hour"]), whole(row["minute"]))
        second = whole(row["second"]) if row["second"] is not None else 0
        at = datetime.combine(date, clock.replace(second=second if 0 <= second < 60 else 0))
    yield Tick(habit, date, at)


def _knows(look: Look) -> bool:
    return look.has_tables("tracks", "ticks")


FORMAT = Format("tickmate", N_("Tickmate"), _knows, _read)
