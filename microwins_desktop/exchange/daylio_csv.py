"""Daylio's CSV export: an entry a row, with a mood, activities and a note.

There are three headers: `full_date,date,weekday,time,mood,activities,note_title,note`, since 2026
the same with `scales` in it, and an old one with `year,date` (a month in words) instead of
`full_date`. Columns are found by name. Activities are parted by ` | `; notes may hold HTML.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from microwins_desktop.exchange import limits, sheet
from microwins_desktop.exchange.errors import BadRow, Unreadable
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.found import DayLine, Habit, Item, Reading, Tick, record
from microwins_desktop.exchange.sheet import Line
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.values import (
    day_of_numbers,
    day_of_text,
    plain_text,
    time_of_text,
    whole,
)
from microwins_desktop.i18n import N_, _

_NEEDED = ("time", "mood", "activities", "note")

# How the names of months begin, in the languages of the phones that wrote old exports.
_MONTHS = (
    ("jan", "gen", "ene"),
    ("feb", "fev"),
    ("mar", "mrz"),
    ("apr", "avr", "abr"),
    ("may", "mai"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "ago", "aou"),
    ("sep", "set"),
    ("oct", "okt", "out", "ott"),
    ("nov",),
    ("dec", "dez", "dic"),
)


def entry_line(mood: str, title: str, note: str, scales: str = "") -> str:
    """An entry in words: mood, title, what was rated, and the note, as far as there are any."""
    parts = (mood.strip(), title.strip(), scales.strip(), plain_text(note).strip())
    return " \u00b7 ".join(part for part in parts if part)


def _read(source: Source) -> Reading:
    with sheet.opened(source) as table:
        sheet.need(table, *_NEEDED)
        if "full_date" not in table.names and "date" not in table.names:
            raise Unreadable(_("the column {name} is not there").format(name="full_date"))
        lines = []
        for line in table:
            lines.append(line)
            if len(lines) > limits.RECORDS:
                raise Unreadable(_("the file is too large"))
    # Newest entries come first; from the oldest on, an export made later only adds at the end.
    lines.reverse()
    known: set[str] = set()
    for line in lines:
        for name in _activities(line):
            if name not in known:
                known.add(name)
                yield Habit(name, name)
        yield record(line.where, partial(_entry, line))


def _entry(line: Line) -> Iterator[Item]:
    if line.trouble:
        raise BadRow(line.trouble)
    cells = line.cells
    day = _day(cells)
    text = cells.get("time", "").strip()
    at = datetime.combine(day, time_of_text(text)) if text else None
    for name in _activities(line):
        yield Tick(name, day, at)
    said = entry_line(
        *(cells.get("mood", ""), cells.get("note_title", ""), cells.get("note", "")),
        scales=cells.get("scales", ""),
    )
    if said:
        yield DayLine(day, said)


def _activities(line: Line) -> list[str]:
    parts = re.split(r"\s\|\s|\s\|$|^\|\s", line.cells.get("activities", "").strip())
    return [part.strip() for part in parts if part.strip()]


def _day(cells: dict[str, str]) -> date:
    if "full_date" in cells:
        return day_of_text(cells["full_date"])
    written = cells.get("date", "")
    plain = unicodedata.normalize("NFKD", written[:60]).encode("ascii", "ignore").decode().lower()
    numbers = re.findall(r"\d{1,2}", plain)
    for word in re.findall(r"[a-z]{3,}", plain):
        for month, starts in enumerate(_MONTHS, 1):
            if word.startswith(starts) and len(numbers) == 1:
                return day_of_numbers(whole(cells.get("year")), month, int(numbers[0]))
    raise BadRow(_("{text} is not a date").format(text=written[:40]))


def _knows(look: Look) -> bool:
    dated = "full_date" in look.header or {"year", "date"} <= look.header
    return dated and look.header.issuperset(_NEEDED)


FORMAT = Format("daylio-csv", N_("Daylio, CSV"), _knows, _read)
