"""Troubles with the journal that are known, each with a plain sentence for the person.

Anything else that goes wrong is a bug and is left to surface as one.
"""

from __future__ import annotations

import errno
import sqlite3

from microwins_desktop.i18n import _


class StoreError(Exception):
    """A known trouble; `str()` is one plain sentence. Nothing was changed."""


class NewerSchema(StoreError):
    """The journal was written by a newer version of the program. It is left untouched."""


class Damaged(StoreError):
    """The file is not a journal that can be read."""


class NoSpace(StoreError):
    """The disk is full."""


class NotWritable(StoreError):
    """The folder or the file may not be written, or is gone."""


class Locked(StoreError):
    """Another program holds the journal for longer than can be waited."""


class UnusableFolder(StoreError):
    """The data folder is not a folder, or cannot be made."""


class NotFound(StoreError):
    """What was asked for is not in the journal."""


def known(error: Exception) -> StoreError | None:
    """The known trouble behind an error of SQLite or the file system, or None for a bug."""
    if isinstance(error, StoreError):
        return error
    if isinstance(error, OSError):
        return _of_file_system(error)
    # An error may hide behind others: where the disk is full, SQLite has already rolled back, and
    # rolling back once more is an error of its own.
    seen: BaseException | None = error
    while seen is not None:
        code = getattr(seen, "sqlite_errorcode", None)
        trouble = _of_sqlite(code) if code is not None else None
        if trouble is not None:
            return trouble
        seen = seen.__cause__ or seen.__context__
    return None


def _of_file_system(error: OSError) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoSpace(_("the disk is full"))
    return NotWritable(_("the journal's folder cannot be used: {why}").format(why=error.strerror))


_NO_ROOM = (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)


def _of_sqlite(code: int) -> StoreError | None:
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_FULL or code in _NO_ROOM:
        return NoSpace(_("the disk is full"))
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Locked(_("another program is using the journal right now"))
    if primary in (
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_IOERR,
    ):
        return NotWritable(_("the journal cannot be written"))
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Damaged(_("the journal file cannot be read; it may be damaged"))
    return None
