"""CSV of any origin: any line end, any of the usual encodings, columns found by their names."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO, TextIOBase

from msgspec import Struct

from microwins_desktop.exchange import limits
from microwins_desktop.exchange.errors import Unreadable
from microwins_desktop.exchange.source import Source
from microwins_desktop.i18n import _


class Line(Struct, frozen=True):
    """One row by column name; `trouble` where it could not even be taken apart."""

    number: int
    cells: dict[str, str]
    trouble: str = ""

    @property
    def where(self) -> str:
        return _("line {number}").format(number=self.number)


class Sheet:
    """The rows under a header. Names of columns are compared without case and outer blanks."""

    def __init__(self, file: TextIOBase) -> None:
        csv.field_size_limit(limits.CELL)
        self._lines = _physical_lines(file)
        first = next(self._lines, "")
        self._delimiter = max(",;\t", key=first.count)
        self._reader = csv.reader(_again(first, self._lines), delimiter=self._delimiter)
        try:
            header = next(self._reader, [])
        except csv.Error:
            header = []
        self.names = tuple(name.lstrip("\ufeff").strip().casefold() for name in header)

    def __iter__(self) -> Iterator[Line]:
        while True:
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error:
                yield Line(self._reader.line_num, {}, _("the row cannot be taken apart"))
                continue
            if cells:
                # A cell too many or too few shifts nothing: names go with their places.
                yield Line(self._reader.line_num, dict(zip(self.names, cells, strict=False)))


@contextmanager
def opened(source: Source) -> Iterator[Sheet]:
    """The sheet in a file. Raises Unreadable."""
    with source.text() as file:
        yield Sheet(file)


def sheet_of(text: str) -> Sheet:
    return Sheet(StringIO(text, newline=""))


def header_of(source: Source) -> tuple[str, ...]:
    """The names of the columns, by the first bytes of the file alone."""
    text = source.head.decode(source.encoding, "replace")
    return sheet_of(text).names


def need(sheet: Sheet, *names: str) -> None:
    """Raises Unreadable where a column is not there."""
    lacking = [name for name in names if name not in sheet.names]
    if lacking:
        raise Unreadable(_("the column {name} is not there").format(name=lacking[0]))


def _physical_lines(file: TextIOBase) -> Iterator[str]:
    # An endless line comes in pieces, which makes broken rows of it but fills no memory.
    while line := file.readline(limits.LINE):
        yield line


def _again(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest
