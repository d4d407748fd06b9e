"""One connection to SQLite: its transactions, and a count of what was written to each table.

Plain SQL runs here directly. Peewee composes statements for the same connection (`tables.py`), and
is not needed to open a journal and log a win.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from microwins_desktop.i18n import _
from microwins_desktop.store.errors import NotWritable

_READS = ("SELECT", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")
_WRITES = ("INSERT", "REPLACE", "UPDATE", "DELETE")
_OUTER = "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"
_INNER = "SAVEPOINT inner", "RELEASE inner", "ROLLBACK TO inner"

PAST = "past"
"""Counts the writes to wins other than a new one of the newest day that was asked about."""

_in_use: ContextVar[Connection] = ContextVar("in_use")  # each thread has its own


class Connection:
    def __init__(self) -> None:
        self.writes: Counter[str] = Counter()
        """How many statements wrote to each table; what cannot be placed counts in `upheavals`."""
        self.upheavals = 0
        self.past_until = ""
        """What was read of the days before this one is kept (`memory.PastMemory`)."""
        self._raw: sqlite3.Connection | None = None
        self._depth = 0

    @property
    def is_open(self) -> bool:
        return self._raw is not None

    @property
    def raw(self) -> sqlite3.Connection:
        """SQLite's own. Raises NotWritable once the journal is closed: a win that waits to be
        written may be tried again, and a view look once more, while the program is leaving."""
        if self._raw is None:
            raise NotWritable(_("the journal is not open"))
        return self._raw

    def open(self, path: Path, busy_ms: int, pragmas: Mapping[str, Any]) -> None:
        raw = sqlite3.connect(path, timeout=busy_ms / 1000, isolation_level=None)
        try:
            for name, value in pragmas.items():
                raw.execute(f"PRAGMA {name} = {value}")
        except BaseException:
            raw.close()
            raise
        self.take(raw)

    def take(self, raw: sqlite3.Connection | None) -> None:
        """Use this one from now on, in place of the one before."""
        self.upheavals += 1
        before, self._raw, self._depth = self._raw, raw, 0
        if before is not None:
            before.close()

    def close(self) -> None:
        self.take(None)

    def use(self) -> sqlite3.Connection:
        """Let the tables of peewee in the running thread mean this one. Raises NotWritable."""
        _in_use.set(self)
        return self.raw

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        self._note(sql)
        return self.raw.execute(sql, parameters)

    def insert_win(self, day: str, sql: str, parameters: Sequence[Any]) -> sqlite3.Cursor:
        """Insert a win of `day`, by which no earlier day becomes another one."""
        past = self.writes[PAST]
        done = self.execute(sql, parameters)
        if day >= self.past_until:
            self.writes[PAST] = past
        else:
            self.past_until = ""  # all of it is asked anew now
        return done

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        raw = self.raw
        self._note(sql)
        raw.executemany(sql, rows)

    @contextlib.contextmanager
    def atomic(self) -> Iterator[None]:
        """All inside is written, or nothing of it; inside another one it is a part of that."""
        begin, keep, undo = _INNER if self._depth else _OUTER
        self.execute(begin)
        self._depth += 1
        try:
            yield
            self.execute(keep)
        except BaseException:
            # SQLite may have rolled back by itself already, as on a full disk.
            if self.in_transaction:
                self.execute(undo)
            raise
        finally:
            self._depth -= 1

    @property
    def in_transaction(self) -> bool:
        return self._raw is not None and self._raw.in_transaction

    def _note(self, sql: str) -> None:
        table = written_by(sql)
        if table is None:
            self.upheavals += 1
        elif table:
            self.writes[table] += 1
            if table == "win":
                self.writes[PAST] += 1


@lru_cache(maxsize=256)
def written_by(sql: str) -> str | None:
    """The table that a statement writes to, "" where it only reads, None where that is not plain.

    By hand, as every statement passes here: a pattern would take a part of each start to compile.
    """
    verb, *words = sql.split(maxsplit=5) or ("",)
    if verb.upper().startswith(_READS):
        return ""
    if words and words[0].upper() == "OR":  # such as INSERT OR REPLACE
        words = words[2:]
    if words and words[0].upper() in ("INTO", "FROM"):
        words = words[1:]
    if verb.upper() not in _WRITES or not words:
        return None
    return words[0].partition("(")[0].rpartition(".")[2].strip('"[]`').lower()


def in_use() -> Connection:
    """The connection of the journal that the running thread uses just now."""
    return _in_use.get()
