"""`today`, `list` and `steps`: the verbs that only read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from microwins_desktop.core.days import day_of
from microwins_desktop.core.model import Win
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.store import Store
from microwins_desktop.verbs.common import (
    Call,
    UsageError,
    parse_day,
    print_json,
    print_wins_json,
    say,
    settings_of,
)


def today(call: Call) -> None:
    with call.journal() as store:
        day = day_of(call.clock.now(), settings_of(store).day_start)
        wins = store.wins.of_day(day)
    if call.given.json:
        print_wins_json(wins)
        return
    if not wins:
        say(_("The page is still open. Anything counts."))
        return
    count = len(wins)
    say(ngettext("{count} small win today", "{count} small wins today", count).format(count=count))
    for win in wins:
        say(f"{_time(win)}  {win.title}")


def list_wins(call: Call) -> None:
    given = call.given
    with call.journal() as store:
        wins = _chosen(store, call)
        if given.json:
            print_wins_json(wins)
            return
        shown = False
        for win in wins:
            shown = True
            say(f"{win.day}  {_time(win)}  {win.title}")
        if not shown:
            say(_("Nothing here yet that matches."))


def steps(call: Call) -> None:
    with call.journal() as store:
        found = store.steps.all()
    if call.given.json:
        print_json(
            [
                {
                    "key": step.key,
                    "title": step.title,
                    "area": step.area,
                    "whole": step.whole,
                    "part": step.part or None,
                    "tiny": step.tiny or None,
                    "why": step.why,
                    "pinned": step.pinned,
                }
                for step in found
            ]
        )
        return
    width = max((len(step.key) for step in found), default=0)
    for step in found:
        say(f"{step.key:<{width}}  {step.title}")


def _chosen(store: Store, call: Call) -> Iterable[Win]:
    given = call.given
    first = None if given.first is None else parse_day(given.first)
    last = None if given.last is None else parse_day(given.last)
    if first and last and first > last:
        says = _("--from {first} comes after --to {last}")
        raise UsageError(says.format(first=first, last=last))
    if given.area is not None:
        known = [area.key for area in store.steps.areas(hidden=True)]
        if given.area not in known:
            says = _("{typed} is not an area; there are {areas}")
            raise UsageError(says.format(typed=f"{given.area!r:.60}", areas=", ".join(known)))
    if given.search is not None:
        found = store.search.find(given.search, None, first, last, given.area)
        return _last(reversed(found), given.limit)
    if given.limit is not None and not (first or last or given.area):
        return store.wins.newest(given.limit)
    return _last(store.wins.between(first, last, given.area), given.limit)


def _last(wins: Iterator[Win], limit: int | None) -> Iterable[Win]:
    if limit is None:
        return wins
    from collections import deque

    return deque(wins, maxlen=limit)


def _time(win: Win) -> str:
    return f"{win.at:%H:%M}" if win.time_known else "  ·  "
