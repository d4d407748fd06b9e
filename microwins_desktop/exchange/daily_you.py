"""Daily You: a JSON list of diary entries with a text and a mood from -2 to 2."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from microwins_desktop.exchange import json_stream
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.found import DayLine, Item, Reading, record
from microwins_desktop.exchange.pixels import mood_in_words
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.values import entry, moment_of_text, number, text_of
from microwins_desktop.i18n import N_, _

_MIDDLE = 3  # what 0 is on a scale from 1 to 5


def _read(source: Source) -> Reading:
    with source.text() as file:
        count = 0
        for key, value in json_stream.pieces(file):
            if not key:
                count += 1
                yield record(_("entry {number}").format(number=count), partial(_entry, value))


def _entry(value: Any) -> Iterator[Item]:
    row = entry(value)
    day = moment_of_text(row.get("timeCreated")).date()
    mood = "" if row.get("mood") is None else mood_in_words(number(row["mood"]) + _MIDDLE)
    said = " \u00b7 ".join(filter(None, (mood, text_of(row.get("text")).strip())))
    if said:
        yield DayLine(day, said)


def _knows(look: Look) -> bool:
    return any("timeCreated" in item for item in look.entries(""))


FORMAT = Format("daily-you", N_("Daily You"), _knows, _read)
