"""A year ago beside now: what filled the days then, and what has come since.

"Then: a shower. Now: a job interview." The two are never measured against each other by number:
a person who does less now than then is shown what there is, not the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from microwins_desktop.core.months import shifted

AROUND = timedelta(days=15)
"""How far to each side of the day a year ago "then" reaches."""

RECENT_DAYS = 30
"""How many days, today included, are "now"."""


class Kind(Struct, frozen=True):
    """Wins of one kind in a stretch of days: of one step, or of the same free text.

    `what` tells kinds apart (a step's key, or the text); `title` is how the last of them reads.
    On how many `days` there was one, the `last` of these, whether one was marked as having taken
    something (`hard`), and whether it is the person's `own`: free text, or a step they made.
    """

    what: str
    title: str
    area: str
    days: int
    last: date
    hard: bool = False
    own: bool = False


class ThenAndNow(Struct, frozen=True):
    then: tuple[Kind, ...]
    now: tuple[Kind, ...]


def stretches(today: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """The first and last day of "then" and of "now"."""
    middle = shifted(today, -12)
    now = today - timedelta(days=RECENT_DAYS - 1), today
    return (middle - AROUND, middle + AROUND), now


def then_and_now(then: Sequence[Kind], now: Sequence[Kind], most: int = 3) -> ThenAndNow | None:
    """Up to `most` kinds of each side, or None where one side has none.

    Then: those of most days. Now: those that were not there then, first what took something, then
    what is the person's own, then those of most days; what is on both sides comes only where
    nothing is new.
    """
    if not then or not now:
        return None
    known = {kind.what for kind in then}
    new = [kind for kind in now if kind.what not in known]
    shown = sorted(new, key=_telling_first) if new else sorted(now, key=_usual_first)
    return ThenAndNow(tuple(sorted(then, key=_usual_first)[:most]), tuple(shown[:most]))


def _usual_first(kind: Kind) -> tuple[int, int, str]:
    return -kind.days, -kind.last.toordinal(), kind.title


def _telling_first(kind: Kind) -> tuple[bool, bool, int, int, str]:
    return not kind.hard, not kind.own, *_usual_first(kind)
