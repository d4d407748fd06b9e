"""Loop Habit Tracker's CSV export: a zip with `Habits.csv` and a numbered folder for each habit.

A folder's name keeps only plain letters of the habit's name, so `001/` may be all that is left of
it: habits and folders are matched by the number alone. The wide tables in the root are read only
where there is no folder at all: their header is not quoted, so a comma in a name shifts columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from microwins_desktop.exchange import sheet, zips
from microwins_desktop.exchange.errors import BadRow, Unreadable
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.found import Habit, Item, Reading, Record, Skip, record
from microwins_desktop.exchange.loop_db import (
    AUTOMATIC,
    NO,
    SKIPPED,
    UNKNOWN,
    YES,
    items_of,
)
from microwins_desktop.exchange.names import Refs
from microwins_desktop.exchange.sheet import Line, Sheet
from microwins_desktop.exchange.source import Source, decoded
from microwins_desktop.exchange.values import day_of_text, flag, number, whole
from microwins_desktop.exchange.zips import Archive
from microwins_desktop.i18n import N_, _

_WORDS = {
    "YES_MANUAL": YES,
    "YES_AUTO": AUTOMATIC,
    "NO": NO,
    "UNKNOWN": UNKNOWN,
    "SKIP": SKIPPED,
}
_FOLDER = re.compile(r"(?:.*/)?(\d{3,6})[^/]*/Checkmarks\.csv", re.ASCII)

_Target = tuple[bool, float, bool]


def _read(source: Source) -> Reading:
    with zips.opened(source) as archive:
        listed = _one(archive, "Habits.csv")
        if listed is None:
            raise Unreadable(_("there is no list of habits in it"))
        folders = {
            int(matched.group(1)): name
            for name in archive.names
            if (matched := _FOLDER.fullmatch(name))
        }
        habits = sheet.sheet_of(decoded(archive.read(listed)))
        sheet.need(habits, "name")
        names = Refs()
        refs: list[tuple[str, _Target]] = []
        for position, line in enumerate(habits, 1):
            found = record(f"Habits.csv, {line.where}", partial(_check, line))
            if found.items:
                yield found
                continue
            habit, target = _habit(line, names)
            yield habit
            refs.append((habit.ref, target))
            place = line.cells.get("position", "").strip()
            folder = folders.get(int(place) if place.isdecimal() and place.isascii() else position)
            if folder is not None:
                checks = sheet.sheet_of(decoded(archive.read(folder)))
                yield from _checkmarks(folder, checks, habit.ref, target)
            elif folders:
                yield Record(habit.name, (Skip(_("its days are not in the archive")),))
        wide = _one(archive, "Checkmarks.csv")
        if not folders and wide is not None:
            yield from _wide(sheet.sheet_of(decoded(archive.read(wide))), refs)


def _one(archive: Archive, wanted: str) -> str | None:
    """The member of this name nearest to the root."""
    found = [name for name in archive.names if name.rsplit("/", 1)[-1] == wanted]
    return min(found, key=lambda name: name.count("/"), default=None)


def _check(line: Line) -> Iterator[Item]:
    if line.trouble:
        raise BadRow(line.trouble)
    _habit(line, Refs())
    return iter(())


def _habit(line: Line, names: Refs) -> tuple[Habit, _Target]:
    cells = line.cells
    name = cells.get("name", "")
    note = cells.get("description", "") or cells.get("question", "")
    habit = Habit(names.of(name), name, note, flag(cells.get("archived?")))
    numeric = cells.get("type", "").strip().upper() == "NUMERICAL"
    amount = cells.get("target value", "").strip()
    at_most = cells.get("target type", "").strip().upper() == "AT_MOST"
    return habit, (numeric, number(amount) if amount else 0.0, at_most)


def _checkmarks(folder: str, checks: Sheet, habit: str, target: _Target) -> Iterator[Record]:
    for line in checks:
        yield record(f"{folder}, {line.where}", partial(_checkmark, line, habit, target))


def _checkmark(line: Line, habit: str, target: _Target) -> Iterator[Item]:
    if line.trouble:
        raise BadRow(line.trouble)
    cells = line.cells
    day = day_of_text(cells.get("date"))
    yield from _value(habit, day, cells.get("value", ""), cells.get("notes", ""), target)


def _value(habit: str, day: date, text: str, note: str, target: _Target) -> Iterator[Item]:
    word = text.strip().upper()
    if word in _WORDS:
        return items_of(habit, day, _WORDS[word], note, (False, 0.0, False))
    return items_of(habit, day, whole(word), note, target)


def _wide(table: Sheet, habits: list[tuple[str, _Target]]) -> Iterator[Record]:
    columns = [name for name in table.names if name]
    if len(columns) != len(habits) + 1:
        yield Record("Checkmarks.csv", (Skip(_("its columns do not fit the habits")),))
        return
    # Names may occur twice, so columns are taken by their place, which Loop keeps.
    table.names = tuple(str(place) for place in range(len(table.names)))
    for line in table:
        for place, (habit, target) in enumerate(habits, 1):
            where = f"Checkmarks.csv, {line.where}"
            yield record(where, partial(_wide_cell, line, place, habit, target))


def _wide_cell(line: Line, place: int, habit: str, target: _Target) -> Iterator[Item]:
    if line.trouble:
        raise BadRow(line.trouble)
    day = day_of_text(line.cells.get("0"))
    return _value(habit, day, line.cells.get(str(place), ""), "", target)


def _knows(look: Look) -> bool:
    return any(name.rsplit("/", 1)[-1] == "Habits.csv" for name in look.members)


FORMAT = Format("loop-csv", N_("Loop Habit Tracker, CSV"), _knows, _read)
