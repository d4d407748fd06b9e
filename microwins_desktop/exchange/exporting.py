"""Exporting the journal: which formats there are, and writing one of them whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from microwins_desktop.exchange import (
    calendar_file,
    markdown,
    microwins_csv,
    microwins_json,
    target,
    webpage,
)
from microwins_desktop.exchange.errors import CannotWrite
from microwins_desktop.exchange.report import Progress, go_on
from microwins_desktop.exchange.target import Span, Wish
from microwins_desktop.i18n import _
from microwins_desktop.store import Store, portable

_WRITERS: dict[str, Callable[[Store, Span, Wish], Iterator[str]]] = {
    "json": microwins_json.chunks,
    "csv": microwins_csv.chunks,
    "ics": calendar_file.chunks,
    "md": markdown.chunks,
    "html": webpage.chunks,
}
FORMATS = (*_WRITERS, "pdf")
_SUFFIXES = {"markdown": "md", "htm": "html", "ical": "ics"}
_GATHERED = 64 * 1024


def format_of(path: Path) -> str | None:
    """The format that a file's suffix asks for, or None."""
    suffix = path.suffix.lower().lstrip(".")
    suffix = _SUFFIXES.get(suffix, suffix)
    return suffix if suffix in FORMATS else None


def export_file(
    store: Store, path: Path, format_name: str, span: Span, progress: Progress = go_on
) -> int:
    """Write an export to `path`; how many wins are in it. Raises CannotWrite, Cancelled,
    StoreError; then `path` is as it was before."""
    for _step in steps(store, path, format_name, span, wish := Wish(progress)):
        pass
    return wish.count


def export_to(store: Store, stream: IO[bytes], format_name: str, span: Span) -> int:
    """Write an export to an open stream; how many wins are in it."""
    wish = Wish()
    if format_name == "pdf":
        from microwins_desktop.exchange import pdf

        with tempfile.TemporaryDirectory(prefix="microwins-") as folder:
            path = Path(folder) / "wins.pdf"
            with store.database.snapshot():
                for _step in pdf.draw(store, span, wish, path):
                    pass
            stream.write(path.read_bytes())
        return wish.count
    with store.database.snapshot():
        for _step in _written(_WRITERS[format_name](store, span, wish), stream):
            pass
    return wish.count


def steps(store: Store, path: Path, format_name: str, span: Span, wish: Wish) -> Iterator[None]:
    """As `export_file`, one small step after the other, for whoever has other things to do."""
    with target.opened(path) as file, store.database.snapshot():
        if format_name == "pdf":
            yield from _pdf(store, file, span, wish)
        else:
            yield from _written(_WRITERS[format_name](store, span, wish), file)


def count(store: Store, span: Span) -> int:
    """How many wins an export will hold."""
    return portable.count_wins(store.database, span.first, span.last)


def _pdf(store: Store, file: IO[bytes], span: Span, wish: Wish) -> Iterator[None]:
    from microwins_desktop.exchange import pdf

    with tempfile.TemporaryDirectory(prefix="microwins-") as folder:
        path = Path(folder) / "wins.pdf"
        yield from pdf.draw(store, span, wish, path)
        try:
            with open(path, "rb") as drawn:
                while content := drawn.read(_GATHERED):
                    file.write(content)
        except OSError as error:
            raise CannotWrite(error.strerror or _("the file cannot be written")) from error


def _written(chunks: Iterator[str], file: IO[bytes]) -> Iterator[None]:
    gathered: list[str] = []
    size = 0
    for chunk in chunks:
        gathered.append(chunk)
        size += len(chunk)
        if size >= _GATHERED:
            _put(file, gathered)
            gathered, size = [], 0
            yield
    _put(file, gathered)
    yield


def _put(file: IO[bytes], gathered: list[str]) -> None:
    try:
        # A lone surrogate cannot be written; it can only come from a journal made elsewhere.
        file.write("".join(gathered).encode("utf-8", "replace"))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotWrite(error.strerror or _("the file cannot be written")) from error
