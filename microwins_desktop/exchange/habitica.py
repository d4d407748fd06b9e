"""Habitica's data: `history.csv`, or `userdata.json` with tasks and their histories.

`Value` is a running score that starts at 0: where it rose against the row before, the task was
done. Times of the CSV are local; those of the JSON are UTC milliseconds or ISO texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from microwins_desktop.exchange import sheet
from microwins_desktop.exchange.errors import BadRow, Unreadable
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.found import (
    Habit,
    Item,
    Reading,
    Record,
    Skip,
    Tick,
    record,
)
from microwins_desktop.exchange.sheet import Line
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.values import (
    entries,
    entry,
    flag,
    ident_of,
    moment_of_text,
    number,
    text_of,
    whole,
)
from microwins_desktop.i18n import N_, _

_NEEDED = ("task name", "task id", "task type", "date", "value")
_GROUPS = ("habits", "dailys", "todos")


def _read(source: Source) -> Reading:
    if source.kind() == "json":
        yield from _user_data(source)
        return
    with sheet.opened(source) as table:
        sheet.need(table, *_NEEDED)
        scores: dict[str, float] = {}
        for line in table:
            ref = line.cells.get("task id", "").strip()
            if ref and ref not in scores:
                scores[ref] = 0.0
                yield Habit(ref, line.cells.get("task name", ""))
            yield record(line.where, partial(_row, line, ref, scores))


def _row(line: Line, ref: str, scores: dict[str, float]) -> Iterator[Item]:
    if line.trouble:
        raise BadRow(line.trouble)
    if not ref:
        raise BadRow(_("it has no id"))
    at = moment_of_text(line.cells.get("date", ""))
    score = number(line.cells.get("value", ""))
    rose, scores[ref] = score > scores[ref], score
    if rose:
        yield Tick(ref, at.date(), at)


def _user_data(source: Source) -> Reading:
    try:
        content = entry(source.json())
        tasks = content.get("tasks", content)
        groups = {name: entries(entry(tasks).get(name)) for name in _GROUPS}
    except BadRow:
        raise Unreadable(_("this is not the data of Habitica")) from None
    for group, found in groups.items():
        for count, value in enumerate(found, 1):
            where = f"{group} {count}"
            try:
                row = entry(value)
                ref = ident_of(row.get("id") or row.get("_id"))
                habit = Habit(ref, text_of(row.get("text")), text_of(row.get("notes")))
                history = entries(row.get("history"))
            except BadRow as error:
                yield Record(where, (Skip(str(error)),))
                continue
            if group == "todos":
                if flag(row.get("completed")):
                    yield habit
                    yield record(where, partial(_to_do, row, ref))
                continue
            yield habit
            yield from _history(where, ref, history)


def _to_do(row: dict[str, Any], ref: str) -> Iterator[Item]:
    at = _moment(row.get("dateCompleted"))
    yield Tick(ref, at.date(), at)


def _history(where: str, ref: str, history: list[Any]) -> Iterator[Record]:
    scores = {ref: 0.0}
    for count, value in enumerate(history, 1):
        spot = _("{habit}, record {number}").format(habit=where, number=count)
        yield record(spot, partial(_score, value, ref, scores))


def _score(value: Any, ref: str, scores: dict[str, float]) -> Iterator[Item]:
    row = entry(value)
    at = _moment(row.get("date"))
    score = number(row.get("value"))
    rose, scores[ref] = score > scores[ref], score
    if rose:
        yield Tick(ref, at.date(), at)


def _moment(value: Any) -> datetime:
    if isinstance(value, str):
        return moment_of_text(value)
    seconds = whole(value) / 1000
    if not 0 <= seconds < 4.2e9:
        raise BadRow(_("it has no date"))
    return datetime.fromtimestamp(seconds, UTC)


def _knows(look: Look) -> bool:
    if look.header.issuperset(_NEEDED):
        return True
    groups = [
        *(task for task in look.entries("tasks")),
        {name: values for name, values in look.json.items() if name in _GROUPS},
    ]
    return any("dailys" in group and "todos" in group for group in groups)


FORMAT = Format("habitica", N_("Habitica"), _knows, _read)
