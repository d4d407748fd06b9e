"""What a format is: a name, a way to know a file of it, and a way to read one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from io import TextIOBase
from typing import Any

from msgspec import Struct

from microwins_desktop.exchange import json_stream, sheet, sqlite_file, zips
from microwins_desktop.exchange.found import Reading
from microwins_desktop.exchange.source import Source

_ENTRIES_LOOKED_AT = 20


class Look:
    """A file looked at just closely enough to know what it is; every part only when asked for."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.kind = source.kind()

    @cached_property
    def header(self) -> frozenset[str]:
        """The column names of a CSV file, in lower case."""
        return frozenset(sheet.header_of(self.source)) if self.kind == "text" else frozenset()

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The names inside a zip archive."""
        if self.kind != "zip":
            return ()
        with zips.opened(self.source) as archive:
            return archive.names

    def has_tables(self, *names: str) -> bool:
        """Whether it is a database with all these tables."""
        if self.kind != "sqlite":
            return False
        with sqlite_file.opened(self.source) as database:
            return database.has(*names)

    @cached_property
    def json(self) -> dict[str, list[Any]]:
        """The top-level keys of a JSON object with their values, of lists the first entries.

        A top-level list is under the key "". Reading stops where our own format names itself.
        """
        found: dict[str, list[Any]] = {}
        if self.kind == "json":
            with self.source.text() as file:
                for key, value in _first_pieces(file):
                    kept = found.setdefault(key, [])
                    if len(kept) < _ENTRIES_LOOKED_AT:
                        kept.append(value)
        return found

    def entries(self, key: str) -> list[dict[str, Any]]:
        """The first entries of the list `key` that are JSON objects."""
        return [item for item in self.json.get(key, []) if isinstance(item, dict)]


def _first_pieces(file: TextIOBase) -> Iterator[tuple[str, Any]]:
    count = 0
    for key, value in json_stream.pieces(file):
        yield key, value
        count += key == ""
        if (key == "format" and value == "microwins-json") or count >= _ENTRIES_LOOKED_AT:
            return


class Format(Struct, frozen=True):
    """A file format that can be imported. Either `read` finds habits and records in it, or the
    format is one of our own and the module that names it loads it."""

    name: str
    label: str
    knows: Callable[[Look], bool]
    read: Callable[[Source], Reading] | None = None
