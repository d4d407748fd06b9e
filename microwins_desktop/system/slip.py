"""A slip of paper beside the journal: lines in a small file that outlive a kill and a power cut.

The file may have its room kept ready, so that on a full disk it can still be written: a line goes
over zeros that are there already. Each line bears its checksum; what a cut left half is known.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from microwins_desktop.system.lock import lock_at_once
from microwins_desktop.system.signalling import is_own_folder

ROOM = 64 * 1024
"""Bytes kept ready: some hundred wins, or three with the longest note there is."""

LARGEST = 16 * 1024 * 1024
_HEAD = b"# MicroWins: wins that wait to be written. The next start of the app takes them in.\n"
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Written(Struct, frozen=True):
    """What stands on a slip: texts by the id they were kept under, and lines nobody can read."""

    texts: dict[str, str]
    struck: frozenset[str] = frozenset()
    unreadable: int = 0

    @property
    def waiting(self) -> dict[str, str]:
        return {ident: text for ident, text in self.texts.items() if ident not in self.struck}


class Slip:
    """One file, held by one process at a time; methods that write raise OSError.

    A `lasting` one is in a place that a restart of the computer leaves alone. One that is `kept`
    stays when it is empty, with its room; another is removed.
    """

    def __init__(self, path: Path, lasting: bool = True, kept: bool = False) -> None:
        self.path = path
        self.lasting = lasting
        self._kept = kept
        self._file: int | None = None
        self._end = 0

    def read(self) -> Written:
        """What stands here; nothing where another process holds it."""
        if not self.path.exists() or not self._is_ours():
            return Written({})
        try:
            self._hold(make=False)
        except BlockingIOError:
            return Written({})
        except OSError:
            # Where it may not be written, what stands on it is as dear.
            return self.peek()
        return _understood(self._all())

    def peek(self) -> Written:
        """What stands here, whoever holds it."""
        return _understood(_first(self.path)) if self._is_ours() else Written({})

    def is_there(self) -> bool:
        """Whether what was written is still where the path leads."""
        return self._file is not None and _is_at(self._file, self.path)

    def write(self, verb: str, texts: Mapping[str, str]) -> None:
        """Add a line each: `+` keeps a text under its id, `-` strikes it out. On disk on return."""
        self._hold(make=True)
        lines = b"" if self._end else _HEAD
        for ident, text in texts.items():
            said = f"{verb} {ident} {text}".encode()
            lines += b"\n%08x %b\n" % (zlib.crc32(said), said)
        self._take_up(self._end + len(lines))
        _write_at(self._held(), self._end, lines)
        os.fsync(self._held())
        self._end += len(lines)

    def make_room(self) -> None:
        """Take up the room now, while there is some."""
        self._hold(make=True)
        self._take_up(ROOM)
        os.fsync(self._held())

    def clear(self) -> None:
        """Nothing on it waits any longer."""
        self._hold(make=False)
        if self._kept:
            _write_at(self._held(), 0, bytes(self._end))
            os.fsync(self._held())
            self._end = 0
        else:
            self.close()
            self.path.unlink()

    def set_aside(self) -> Path:
        """Keep the file as it is under another name, for a person to look at."""
        self.close()
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}.damaged-{number}")).exists():
            number += 1
        return self.path.rename(aside)

    def close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):
                os.close(file)

    def _hold(self, make: bool) -> None:
        """Have the file that is at the path now, and its lock."""
        if self.is_there():
            return
        self.close()
        if not self._kept:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self._is_ours():
            raise PermissionError(f"{self.path.parent} is not this person's own")
        new = make and not self.path.exists()
        file = os.open(self.path, os.O_RDWR | _FLAGS | (os.O_CREAT if make else 0), 0o600)
        try:
            lock_at_once(file)
        except OSError:
            os.close(file)
            raise
        self._file = file
        self._end = len(self._all())
        if new:
            _settle_name(self.path.parent)

    def _is_ours(self) -> bool:
        """Whether nobody else can have put a file here."""
        return self._kept or is_own_folder(str(self.path.parent))

    def _held(self) -> int:
        assert self._file is not None
        return self._file

    def _all(self) -> bytes:
        os.lseek(self._held(), 0, os.SEEK_SET)
        with os.fdopen(os.dup(self._held()), "rb") as file:
            return _without_room(file)

    def _take_up(self, size: int) -> None:
        """Make the file this large with zeros; where there is no room for that, it stays."""
        file = self._held()
        before = os.fstat(file).st_size
        try:
            _write_at(file, before, bytes(max(0, size - before)))
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(file, before)
            raise


def _settle_name(folder: Path) -> None:
    """Have the name of a new file on disk too, where folders can be told to."""
    with contextlib.suppress(OSError):
        at = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(at)
        finally:
            os.close(at)


def _first(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return _without_room(file)
    except OSError:
        return b""


def _without_room(file: BinaryIO) -> bytes:
    return file.read(LARGEST).rstrip(b"\0")


def _write_at(file: int, place: int, data: bytes) -> None:
    os.lseek(file, place, os.SEEK_SET)
    while data:
        data = data[os.write(file, data) :]


def _is_at(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), os.stat(path))
    except OSError:
        return False


def _understood(found: bytes) -> Written:
    texts: dict[str, str] = {}
    struck: set[str] = set()
    unreadable = 0
    for line in (line.strip(b"\0") for line in found.split(b"\n")):
        if not line or line.startswith(b"#"):
            continue
        sum_, _space, said = line.partition(b" ")
        if sum_ != f"{zlib.crc32(said):08x}".encode():
            unreadable += 1
            continue
        verb, ident, text = said.decode().split(" ", 2)
        if verb == "+":
            texts[ident] = text
        else:
            struck.add(ident)
    return Written(texts, frozenset(struck), unreadable)
