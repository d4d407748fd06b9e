"""iCalendar: every win an event, for calendar programs.

A moment is written in UTC, which every program shows in its own zone; where only the day is known,
the event lasts all day. Events are private and leave the time free. They last five minutes: one
without an end is shown by some programs as an hour. Written with the library event by event, so
that a long journal needs no room.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from microwins_desktop import __version__
from microwins_desktop.exchange.target import Span, Wish
from microwins_desktop.store import Store, portable

_LASTS = timedelta(minutes=5)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def chunks(store: Store, span: Span, wish: Wish) -> Iterator[str]:
    """The wins as a calendar."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//MicroWins//MicroWins Desktop {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "MicroWins")
    head, end = calendar.to_ical().decode("utf-8").split("END:VCALENDAR")
    yield head
    wins = portable.wins(store.database, span.first, span.last)
    for win in wish.counted(wins):
        yield _event(win)
    yield "END:VCALENDAR" + end


def _event(win: tuple[Any, ...]) -> str:
    from icalendar import Event

    values = dict(zip(portable.WIN_COLUMNS, win, strict=True))
    event = Event()
    event.add("uid", f"{values['uuid']}@microwins")
    event.add("dtstamp", _instant(values["changed_at"]))
    if values["time_known"]:
        at = _instant(values["at_ms"])
        event.add("dtstart", at)
        event.add("dtend", at + _LASTS)
    else:
        day = date.fromisoformat(values["day"])
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    event.add("summary", values["title"])
    if values["note"]:
        event.add("description", values["note"])
    if values["area_name"]:
        event.add("categories", [values["area_name"]])
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    text: str = event.to_ical().decode("utf-8")
    return text


def _instant(at_ms: int) -> datetime:
    return (_EPOCH + timedelta(milliseconds=at_ms)).replace(microsecond=0)
