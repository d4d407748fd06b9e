"""The shape several trackers share: JSON with a list of habits, each with what was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from microwins_desktop.exchange import json_stream
from microwins_desktop.exchange.found import Reading
from microwins_desktop.exchange.names import Refs
from microwins_desktop.exchange.source import Source
from microwins_desktop.i18n import _

ReadHabit = Callable[[str, Any, Refs], Reading]


def each_habit(source: Source, read: ReadHabit) -> Reading:
    """What `read` finds in each entry of `habits`, one after the other as the file is read.

    It is told where the entry is, for a person to find it; the entry; and the names seen so far.
    """
    refs = Refs()
    with source.text() as file:
        count = 0
        for key, value in json_stream.pieces(file):
            if key == "habits":
                count += 1
                yield from read(_("habit {number}").format(number=count), value, refs)
