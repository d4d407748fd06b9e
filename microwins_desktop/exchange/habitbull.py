"""HabitBull's CSV: a row for each habit and day.

Dates are ISO or `M/D/YYYY`, as the phone's language had them; where a file shows by a day above 12
that it is `D/M/YYYY`, all of it is read so. The value -2150000000 stands for nothing entered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from microwins_desktop.exchange import sheet
from microwins_desktop.exchange.errors import BadRow
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.found import DayLine, Habit, Item, Reading, Skip, Tick, record
from microwins_desktop.exchange.sheet import Line
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.values import day_of_numbers, day_of_text, number
from microwins_desktop.i18n import N_, _

NOTHING_ENTERED = -2_150_000_000

_NEEDED = ("habitname", "calendardate", "value")
_SLASHED = re.compile(r"\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})\s*", re.ASCII)


def _read(source: Source) -> Reading:
    day_first = _is_day_first(source)
    with sheet.opened(source) as table:
        sheet.need(table, *_NEEDED)
        seen: set[str] = set()
        for line in table:
            name = line.cells.get("habitname", "").strip()
            if name and name not in seen:
                seen.add(name)
                about = line.cells.get("habitdescription", "")
                yield Habit(name, name, about, words=line.cells.get("habitcategory", ""))
            yield record(line.where, partial(_row, line, name, day_first))


def _row(line: Line, habit: str, day_first: bool) -> Iterator[Item]:
    if line.trouble:
        raise BadRow(line.trouble)
    if not habit:
        raise BadRow(_("it names no habit"))
    day = _day(line.cells.get("calendardate", ""), day_first)
    note = line.cells.get("commenttext", "")
    value = number(line.cells.get("value", ""))
    if value == NOTHING_ENTERED:
        yield Skip(_("nothing was entered there"))
    elif value >= 1:
        yield Tick(habit, day, note=note)
        return
    if note:
        yield DayLine(day, note)


def _day(text: str, day_first: bool) -> date:
    found = _SLASHED.fullmatch(text)
    if found is None:
        return day_of_text(text)
    first, second, year = (int(part) for part in found.groups())
    month, day = (second, first) if day_first else (first, second)
    return day_of_numbers(year, month, day)


def _is_day_first(source: Source) -> bool:
    with sheet.opened(source) as table:
        for line in table:
            found = _SLASHED.fullmatch(line.cells.get("calendardate", ""))
            if found and int(found.group(1)) > 12:
                return True
            if found and int(found.group(2)) > 12:
                return False
    return False


def _knows(look: Look) -> bool:
    return look.header.issuperset(_NEEDED)


FORMAT = Format("habitbull", N_("HabitBull"), _knows, _read)
