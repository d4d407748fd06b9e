"""Copies of the journal: made with SQLite's online backup, checked, and only then put in place."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from microwins_desktop.i18n import _
from microwins_desktop.store.database import make_private_folder
from microwins_desktop.store.errors import Damaged, known

PREFIX = "microwins-"


def backup_name(made_at: datetime, reason: str) -> str:
    """A file name that sorts by time and says why the copy was made (daily, migration, ...)."""
    return f"{PREFIX}{made_at:%Y%m%d-%H%M%S}-{reason}.db"


def make_backup(source: Path, target: Path) -> Path:
    """Copy the journal at `source` to the new file `target`, complete and checked, or not at all.

    Safe while other processes write. Raises a StoreError; `target` then does not exist.
    """
    make_private_folder(target.parent)
    partial = target.with_name(target.name + ".part")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(source, partial)
        with open(partial, "rb") as written:
            os.fsync(written.fileno())
        os.replace(partial, target)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        trouble = known(error)
        if trouble is None:
            raise
        raise trouble from error
    return target


def _copy(source: Path, target: Path) -> None:
    origin = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    copy = sqlite3.connect(target)
    try:
        origin.backup(copy)
        # The copy stands alone: no write-ahead log beside it that could be forgotten.
        copy.execute("PRAGMA journal_mode = delete")
        if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise Damaged(_("the copy of the journal did not come out whole"))
        if _counts(origin) != _counts(copy):
            raise Damaged(_("the copy of the journal did not come out whole"))
    finally:
        copy.close()
        origin.close()


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    plain = [name for (name,) in names if not name.startswith(("sqlite_", "win_words"))]
    return {
        name: connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in plain
    }
