"""The journal as days with their wins, for the exports that are read by people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import groupby
from operator import itemgetter
from typing import Any

from msgspec import Struct

from microwins_desktop.core.model import Size
from microwins_desktop.exchange.target import Span, Wish
from microwins_desktop.i18n import N_, _, ngettext
from microwins_desktop.store import Store, portable

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SIZES = {Size.PART: N_("part"), Size.TINY: N_("tiny")}
_WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday")),
    *(N_("Friday"), N_("Saturday"), N_("Sunday")),
)


class Entry(Struct, frozen=True):
    """One win in words; `time` is empty where only the day is known, `size` for a whole one."""

    time: str
    title: str
    area: str
    size: str
    note: str


class DayPage(Struct, frozen=True):
    """A day with its check-in line and its entries, oldest first; one of both may be empty."""

    day: date
    line: str
    entries: list[Entry]

    @property
    def heading(self) -> str:
        return f"{_(_WEEKDAYS[self.day.weekday()])}, {self.day.isoformat()}"

    @property
    def count(self) -> str:
        """How many wins, in words; nothing for a day that has a line alone."""
        count = len(self.entries)
        if not count:
            return ""
        return ngettext("{count} small win", "{count} small wins", count).format(count=count)


def day_pages(store: Store, span: Span, wish: Wish) -> Iterator[DayPage]:
    """The days with wins or a line, oldest first; the wins of one day at a time are in memory."""
    lines = _lines(store, span)
    wins = wish.counted(portable.wins(store.database, span.first, span.last))
    for day, found in groupby(wins, key=itemgetter(1)):
        while lines and (earlier := next(iter(lines))) < day:
            yield DayPage(date.fromisoformat(earlier), lines.pop(earlier), [])
        line = lines.pop(day, "")
        yield DayPage(date.fromisoformat(day), line, [_entry(win) for win in found])
    for day, line in lines.items():
        yield DayPage(date.fromisoformat(day), line, [])


def _lines(store: Store, span: Span) -> dict[str, str]:
    table = next(table for table in portable.tables() if table.name == "checkin")
    found = portable.records(store.database, table, span.first, span.last)
    return {row["day"]: row["line"] for row in found if row["line"] and "deleted_at" not in row}


def _entry(win: tuple[Any, ...]) -> Entry:
    values = dict(zip(portable.WIN_COLUMNS, win, strict=True))
    zone = timezone(timedelta(minutes=values["offset_min"]))
    at = (_EPOCH + timedelta(milliseconds=values["at_ms"])).astimezone(zone)
    return Entry(
        time=f"{at:%H:%M}" if values["time_known"] else "",
        title=values["title"],
        area=values["area_name"] or "",
        size=_(_SIZES[values["size"]]) if values["size"] in _SIZES else "",
        note=values["note"],
    )
