"""Rows that point to rows which are not there: found, and freed where the person agrees.

A win keeps its words without its step; only what means nothing alone (a nudge of no step) goes.
"""

from __future__ import annotations

import sqlite3


def orphans(connection: sqlite3.Connection) -> list[tuple[str, int, str]]:
    """Each as table, row id and the column that points nowhere."""
    found: list[tuple[str, int, str]] = []
    for table, row, _parent, key in connection.execute("PRAGMA foreign_key_check").fetchall():
        keys = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        found += [(table, row, column) for number, _seq, _to, column, *_ in keys if number == key]
    return found


def free_orphans(connection: sqlite3.Connection) -> int:
    """Clear what points nowhere, or remove the row where it may not be empty; how many."""
    freed = 0
    while found := orphans(connection):
        for table, row, column in found:
            columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
            needed = any(name == column and not_null for _n, name, _t, not_null, *_ in columns)
            if needed:
                connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))
            else:
                connection.execute(
                    f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (row,)
                )
        freed += len(found)
    return freed
