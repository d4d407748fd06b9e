"""Daylio's backup: a zip that holds `backup.daylio`, which is base64 of a JSON text.

An entry's `mood` is the id of one of `customMoods`, not its level; months count from 0; its own
offset from UTC is beside it. The bare JSON is taken as well.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import partial
from typing import Any

from microwins_desktop.exchange import zips
from microwins_desktop.exchange.daylio_csv import entry_line
from microwins_desktop.exchange.errors import BadRow, Unreadable
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.found import DayLine, Habit, Item, Reading, Skip, Tick, record
from microwins_desktop.exchange.source import Source, json_of
from microwins_desktop.exchange.values import (
    day_of_numbers,
    entries,
    entry,
    ident_of,
    text_of,
    time_of_numbers,
    whole,
)
from microwins_desktop.i18n import N_, _

MEMBER = "backup.daylio"

# What Daylio itself calls the five moods that it brings along, by their level.
_MOODS = {1: N_("rad"), 2: N_("good"), 3: N_("meh"), 4: N_("bad"), 5: N_("awful")}


def _read(source: Source) -> Reading:
    try:
        content = entry(_content(source))
        tags = entries(content.get("tags"))
        moods = entries(content.get("customMoods"))
        found = entries(content.get("dayEntries"))
    except BadRow:
        raise Unreadable(_("this is not a backup of Daylio")) from None
    known: set[str] = set()
    for count, tag in enumerate(tags, 1):
        made = record(_("tag {number}").format(number=count), partial(_check, tag))
        if made.items:
            yield made
            continue
        habit = _tag(tag)
        known.add(habit.ref)
        yield habit
    named = _mood_names(moods)
    ordered = sorted(enumerate(found, 1), key=_by_id)
    for count, row in ordered:
        where = _("entry {number}").format(number=count)
        yield record(where, partial(_entry, row, known, named))


def _content(source: Source) -> Any:
    if source.kind() == "json":
        return source.json()
    with zips.opened(source) as archive:
        names = [name for name in archive.names if name.rsplit("/", 1)[-1] == MEMBER]
        if not names:
            raise Unreadable(_("this is not a backup of Daylio"))
        packed = archive.read(names[0])
    try:
        return json_of(base64.b64decode(packed, validate=False))
    except binascii.Error:
        raise Unreadable(_("the archive is damaged")) from None


def _check(tag: Any) -> Iterator[Item]:
    _tag(tag)
    return iter(())


def _tag(value: Any) -> Habit:
    row = entry(value)
    archived = whole(row.get("state", 0)) != 0
    return Habit(ident_of(row.get("id")), text_of(row.get("name")), archived=archived)


def _mood_names(moods: list[Any]) -> dict[str, str]:
    named: dict[str, str] = {}
    for value in moods:
        try:
            row = entry(value)
            own = text_of(row.get("custom_name")).strip()
            level = row.get("mood_group_id")
            usual = _MOODS.get(level, "") if isinstance(level, int) else ""
            named[ident_of(row.get("id"))] = own or (_(usual) if usual else "")
        except BadRow:
            continue  # an entry of this mood keeps its note
    return named


def _by_id(numbered: tuple[int, Any]) -> tuple[int, int]:
    """Entries in the order they were made, so that a newer backup only adds at the end."""
    count, row = numbered
    ident = row.get("id") if isinstance(row, dict) else None
    sane = isinstance(ident, int) and abs(ident) < 10**15
    return (ident if sane and isinstance(ident, int) else 10**15), count


def _entry(value: Any, known: set[str], moods: dict[str, str]) -> Iterator[Item]:
    row = entry(value)
    day = day_of_numbers(whole(row.get("year")), whole(row.get("month")) + 1, whole(row.get("day")))
    at = _moment(row, day)
    for tag in entries(row.get("tags")):
        ref = ident_of(tag)
        if ref in known:
            yield Tick(ref, day, at)
        else:
            yield Skip(_("one of its activities is not in the file"))
    mood = moods.get(text_of(row.get("mood")), "")
    said = entry_line(mood, text_of(row.get("note_title")), text_of(row.get("note")))
    if said:
        yield DayLine(day, said)


def _moment(row: dict[str, Any], day: date) -> datetime | None:
    if row.get("hour") is None or row.get("minute") is None:
        return None
    local = datetime.combine(day, time_of_numbers(whole(row["hour"]), whole(row["minute"])))
    offset = row.get("timeZoneOffset")
    minutes = whole(offset) // 60_000 if offset is not None else None
    if minutes is None or abs(minutes) > 14 * 60:
        return local
    return local.replace(tzinfo=timezone(timedelta(minutes=minutes)))


def _knows(look: Look) -> bool:
    if any(name.rsplit("/", 1)[-1] == MEMBER for name in look.members):
        return True
    return "dayEntries" in look.json and ("customMoods" in look.json or "tags" in look.json)


FORMAT = Format("daylio", N_("Daylio, backup"), _knows, _read)
