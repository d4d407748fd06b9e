"""Where an export goes: a file that appears whole or not at all, or a stream.

A file is written beside its place, for its owner only, and moved there once it is on the disk.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, TypeVar

from msgspec import Struct

from microwins_desktop.exchange.errors import Cancelled, CannotWrite
from microwins_desktop.exchange.report import Progress, go_on
from microwins_desktop.i18n import _

_EVERY = 500

_T = TypeVar("_T")


class Span(Struct, frozen=True):
    """The days that are exported, both ends included; None is no end."""

    first: date | None = None
    last: date | None = None


class Wish:
    """Whether the person still wants it, asked every few hundred wins."""

    def __init__(self, progress: Progress = go_on) -> None:
        self._progress = progress
        self.count = 0

    def counted(self, wins: Iterable[_T]) -> Iterator[_T]:
        """The same wins, counted. Raises Cancelled."""
        for win in wins:
            self.count += 1
            if self.count % _EVERY == 0 and not self._progress(self.count):
                raise Cancelled
            yield win


@contextlib.contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to; at the end of the block it is at `path`, after an error nothing is.

    Raises CannotWrite. What is not a plain file, such as a device, is written to as it is.
    """
    with _spoken(path):
        place = path.resolve()
        special = place.exists() and not stat.S_ISREG(place.stat().st_mode)
        if place.is_dir():
            raise CannotWrite(_("{path} is a folder").format(path=path))
        if special:
            with open(place, "wb") as stream:
                yield stream
            return
        handle, name = tempfile.mkstemp(
            prefix=f".{place.name[:60]}.", suffix=".part", dir=place.parent
        )
    partial = Path(name)
    try:
        with _spoken(path), os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with _spoken(path):
            os.replace(partial, place)
    finally:
        partial.unlink(missing_ok=True)


@contextlib.contextmanager
def _spoken(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) and "null byte" not in str(error):
            raise
        why = getattr(error, "strerror", None) or str(error)
        raise CannotWrite(_("{path}: {why}").format(path=path, why=why)) from error
