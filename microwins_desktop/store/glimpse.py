"""A look at a few options of a journal before the model layer is loaded.

Loading peewee and its models takes longer than all that a first picture needs. Nothing is opened
for writing, nothing waits, and what cannot be read is simply not there: the start that follows
finds out why.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path


def glimpse(database: Path, keys: Sequence[str]) -> dict[str, str]:
    """The stored texts of these options; none of them where the journal cannot be read now."""
    marks = ", ".join("?" * len(keys))
    try:
        # The path is made a URI by hand: what Path.as_uri needs is slow to import.
        where = f"file:{_escaped(database)}?mode=ro"
        with closing(sqlite3.connect(where, timeout=0, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = off")
            query = f"SELECT key, value FROM option WHERE key IN ({marks})"
            return {str(key): str(value) for key, value in connection.execute(query, tuple(keys))}
    except (sqlite3.Error, OSError, UnicodeError):
        return {}


def _escaped(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
