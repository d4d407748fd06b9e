"""A file to be imported, opened with care: its bytes, its text, and what kind of file it is.

Nothing here trusts the name of a file. Text is read as UTF-8, or UTF-16 where the file says so;
bytes that are neither stay marked, so that only the rows that hold them are left out.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Literal

from microwins_desktop.exchange import limits
from microwins_desktop.exchange.errors import Unreadable
from microwins_desktop.i18n import _

Kind = Literal["sqlite", "zip", "json", "text", "empty"]

_HEAD = 256 * 1024
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class Source:
    """One file. `name` is what the person knows it by."""

    def __init__(self, path: Path, name: str = "") -> None:
        """Raises Unreadable where there is no such file."""
        self.path = path
        self.name = name or path.name
        with self.opened() as file:
            self.head = file.read(_HEAD)
        self.size = path.stat().st_size
        self.encoding = encoding_of(self.head)

    @contextlib.contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The file's bytes; troubles of the file system come out as Unreadable."""
        try:
            if not self.path.is_file():
                why = _("is not a file") if self.path.exists() else _("is not there")
                raise Unreadable(f"{self.path} {why}")
            with open(self.path, "rb") as file:
                yield file
        except OSError as error:
            why = error.strerror or str(error)
            raise Unreadable(_("{path}: {why}").format(path=self.path, why=why)) from error
        except ValueError as error:  # a NUL in the path
            if "null byte" not in str(error):
                raise
            raise Unreadable(_("that is not the name of a file")) from error

    @contextlib.contextmanager
    def text(self) -> Iterator[io.TextIOWrapper]:
        """The file's text with its line ends as they are. What is not text reads as surrogates."""
        if self.size > limits.STREAMED_FILE:
            raise Unreadable(_("the file is too large"))
        errors = "surrogateescape" if self.encoding.startswith(("utf-8", "cp")) else "replace"
        with self.opened() as file:
            yield io.TextIOWrapper(file, encoding=self.encoding, errors=errors, newline="")

    def kind(self) -> Kind:
        """What kind of file its first bytes say it is."""
        if self.head.startswith(b"SQLite format 3\0"):
            return "sqlite"
        if self.head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return "zip"
        start = self.head.decode(self.encoding, "ignore").lstrip("\ufeff \t\r\n")[:1]
        if not start:
            return "empty"
        return "json" if start in "{[" else "text"

    def bytes(self) -> bytes:
        """The whole file, where it is no larger than what is read as one piece."""
        if self.size > limits.WHOLE_FILE:
            raise Unreadable(_("the file is too large"))
        with self.opened() as file:
            return file.read(limits.WHOLE_FILE)

    def json(self) -> Any:
        return json_of(self.bytes())


def encoding_of(head: bytes) -> str:
    """The encoding of a text by its first bytes."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    even, odd = head[0:2000:2].count(0), head[1:2000:2].count(0)
    if max(even, odd) * 3 > len(head[:2000]):  # nearly every second byte is empty: UTF-16
        return "utf-16-be" if even > odd else "utf-16-le"
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError as error:
        # Some letter outside of ASCII that is well-formed speaks for UTF-8 with a few bad bytes;
        # none at all for what spreadsheets of western Windows write.
        whole = head.decode("utf-8", "ignore")
        if error.end < len(head) - 4 and whole.isascii():
            return "cp1252"
    return "utf-8"


def decoded(content: bytes) -> str:
    """A whole text; bytes that are not text read as surrogates."""
    encoding = encoding_of(content[:_HEAD])
    errors = "surrogateescape" if encoding.startswith(("utf-8", "cp")) else "replace"
    return content.decode(encoding, errors)


def json_of(content: bytes) -> Any:
    """A whole JSON text. Raises Unreadable."""
    import json

    try:
        return json.loads(decoded(content).lstrip("\ufeff"), parse_constant=_no_number)
    except RecursionError:
        raise Unreadable(_("the file is nested too deeply")) from None
    except ValueError as error:
        raise Unreadable(not_json(error)) from None


def not_json(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    if line is not None:
        return _("the file is not whole JSON (line {line})").format(line=line)
    return _("the file is not whole JSON")


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is not a number")
