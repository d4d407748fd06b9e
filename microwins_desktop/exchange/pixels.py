"""Pixels (Year in Pixels): a JSON list of days with scores from 1 to 5, notes and tags.

A tag is a text, or a group of them: `{"type": ..., "entries": [...]}`. Feelings are part of the
day's line; every other tag is something that was done.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from microwins_desktop.exchange import json_stream
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.found import DayLine, Habit, Item, Reading, Tick, record
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.values import day_of_text, entries, entry, number, text_of
from microwins_desktop.i18n import N_, _

BEST = 5
_FEELINGS = "emotion"


def mood_in_words(score: float) -> str:
    """A mood on the scale of these programs, 5 being the best."""
    return _("mood {score} of {best}").format(score=f"{score:g}", best=BEST)


def _read(source: Source) -> Reading:
    known: set[str] = set()
    with source.text() as file:
        count = 0
        for key, value in json_stream.pieces(file):
            if key:
                continue
            count += 1
            for name in _tags(value)[0]:
                if name not in known:
                    known.add(name)
                    yield Habit(name, name)
            yield record(_("entry {number}").format(number=count), partial(_day, value))


def _day(value: Any) -> Iterator[Item]:
    row = entry(value)
    day = day_of_text(row.get("date"))
    done, felt = _tags(row)
    for name in done:
        yield Tick(name, day)
    scores = [mood_in_words(number(score)) for score in entries(row.get("scores"))]
    said = " \u00b7 ".join(filter(None, (*scores, *felt, text_of(row.get("notes")).strip())))
    if said:
        yield DayLine(day, said)


def _tags(value: Any) -> tuple[list[str], list[str]]:
    """The tags of a day: what was done, and what was felt."""
    done: list[str] = []
    felt: list[str] = []
    tags = value.get("tags") if isinstance(value, dict) else None
    for tag in tags if isinstance(tags, list) else []:
        if isinstance(tag, str):
            done.append(tag.strip())
        elif isinstance(tag, dict) and isinstance(tag.get("entries"), list):
            feelings = _FEELINGS in str(tag.get("type"))[:100].casefold()
            words = [word.strip() for word in tag["entries"] if isinstance(word, str)]
            (felt if feelings else done).extend(words)
    return [name for name in done if name], [name for name in felt if name]


def _knows(look: Look) -> bool:
    return any("scores" in day and "date" in day for day in look.entries(""))


FORMAT = Format("pixels", N_("Pixels"), _knows, _read)
