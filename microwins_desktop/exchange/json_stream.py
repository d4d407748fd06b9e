"""JSON read piece by piece, so that a list of a million entries is never in memory as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import TextIOBase
from typing import Any

from microwins_desktop.exchange import limits
from microwins_desktop.exchange.errors import Unreadable
from microwins_desktop.exchange.source import not_json
from microwins_desktop.i18n import _

_CHUNK = 64 * 1024
_BLANK = " \t\r\n\ufeff"


def pieces(file: TextIOBase) -> Iterator[tuple[str, Any]]:
    """The members of the top-level object: (key, value), and for lists (key, entry) by entry.

    The entries of a top-level list come with the key "". Raises Unreadable where it is not JSON.
    """
    reader = _Reader(file)
    start = reader.peek()
    if start == "[":
        for item in reader.entries():
            yield "", item
    elif start == "{":
        yield from _members(reader)
    else:
        raise Unreadable(_("the file is not whole JSON"))
    if reader.peek():
        raise Unreadable(_("the file is not whole JSON"))


def _members(reader: _Reader) -> Iterator[tuple[str, Any]]:
    reader.take("{")
    if reader.peek() == "}":
        reader.take("}")
        return
    while True:
        if reader.peek() != '"':
            raise Unreadable(_("the file is not whole JSON"))
        key = reader.value()
        reader.take(":")
        if reader.peek() == "[":
            for item in reader.entries():
                yield key, item
        else:
            yield key, reader.value()
        if reader.peek() != ",":
            break
        reader.take(",")
    reader.take("}")


class _Reader:
    def __init__(self, file: TextIOBase) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self._end = False
        self._decoder = json.JSONDecoder(parse_constant=_no_number)

    def peek(self) -> str:
        """The next character that is not blank, or "" at the end."""
        while True:
            text, at = self._text, self._at
            while at < len(text):
                if text[at] not in _BLANK:
                    self._at = at
                    return text[at]
                at += 1
            self._at = at
            if self._end:
                return ""
            self._more()

    def take(self, char: str) -> None:
        if self.peek() != char:
            raise Unreadable(_("the file is not whole JSON"))
        self._at += 1

    def entries(self) -> Iterator[Any]:
        self.take("[")
        if self.peek() == "]":
            self.take("]")
            return
        while True:
            self.peek()
            yield self.value()
            if self.peek() != ",":
                break
            self._at += 1
        self.take("]")

    def value(self) -> Any:
        while True:
            try:
                found, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError:
                raise Unreadable(_("the file is nested too deeply")) from None
            except ValueError as error:
                if self._end:
                    raise Unreadable(not_json(error)) from None
            else:
                # A number at the very end of what was read so far may go on.
                if end < len(self._text) or self._end:
                    self._at = end
                    return found
            if len(self._text) - self._at > limits.JSON_ENTRY:
                raise Unreadable(_("an entry of the file is too large, or it is not whole JSON"))
            self._more()

    def _more(self) -> None:
        left = self._text[self._at :]
        chunk = self._file.read(max(_CHUNK, len(left)))
        self._end = not chunk
        self._text = left + chunk
        self._at = 0


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is not a number")
