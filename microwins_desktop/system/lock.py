"""A lock on the data folder that the kernel lets go of when its holder dies.

A lock that writes a process number into a file has to guess afterwards whether that process still
lives, and guesses wrong when the number was given to another program or the folder was copied to
another computer. A kernel lock cannot be stale, and of two starting at once exactly one gets it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from enum import Enum
from pathlib import Path

LOCK_NAME = "microwins.lock"
_HELD_BY_ANOTHER = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class LockResult(Enum):
    HELD = "held"  # this process has it
    TAKEN = "taken"  # another process has it
    IMPOSSIBLE = "impossible"  # the folder cannot hold a lock (read-only, missing, odd file system)


class FolderLock:
    """The right to be the app of `data_dir`; held until `release` or the end of the process."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / LOCK_NAME
        self._file: int | None = None

    @property
    def held(self) -> bool:
        return self._file is not None

    def acquire(self) -> LockResult:
        """Try once, without waiting."""
        if self.held:
            return LockResult.HELD
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError:
            return LockResult.IMPOSSIBLE
        try:
            lock_at_once(file)
        except OSError as error:
            os.close(file)
            taken = error.errno in _HELD_BY_ANOTHER
            return LockResult.TAKEN if taken else LockResult.IMPOSSIBLE
        self._file = file
        return LockResult.HELD

    def release(self) -> None:
        """Let go. The file stays: removing it would let two processes lock two different files."""
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):
                os.close(file)


def lock_at_once(file: int) -> None:
    """Lock an open file for this process, until it is closed. Raises OSError where it is held."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
