"""Databases of other programs, opened so that nothing in them can run or write.

The file is opened read-only and as one that never changes, so no journal beside it is touched or
played back. Views, virtual tables, triggers and functions are out of reach: an authorizer lets
through nothing but reading plain columns of plain tables. Size of values and time are limited.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from microwins_desktop.exchange import limits
from microwins_desktop.exchange.errors import Unreadable
from microwins_desktop.exchange.source import Source
from microwins_desktop.i18n import _

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
_LOOKS = {"user_version", "table_info"}


class ForeignDatabase:
    """An open database of another program. Names of tables and columns are found in any case."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.version = int(self._one("PRAGMA user_version"))
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        self._tables = {
            _text(name).casefold(): _text(name) for name, sql in found if _is_plain(sql)
        }
        self._columns: dict[str, dict[str, str]] = {}

    def has(self, *names: str) -> bool:
        return all(name.casefold() in self._tables for name in names)

    def columns(self, table: str) -> dict[str, str]:
        """The columns of a table as they are written, by their names in lower case."""
        name = self._tables.get(table.casefold())
        if name is None:
            raise Unreadable(_("the table {name} is not there").format(name=table))
        if name not in self._columns:
            rows = self._connection.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
            self._columns[name] = {_text(row[1]).casefold(): _text(row[1]) for row in rows}
        return self._columns[name]

    def rows(
        self, table: str, needed: Sequence[str], wanted: Sequence[str] = (), order: str = ""
    ) -> Iterator[dict[str, Any]]:
        """The rows of a table as dictionaries by the names asked for.

        A column of `wanted` that the table lacks is None everywhere; one of `needed` that it lacks
        makes the file unreadable.
        """
        there = self.columns(table)
        lacking = [name for name in needed if name.casefold() not in there]
        if lacking:
            raise Unreadable(_("the column {name} is not there").format(name=lacking[0]))
        names = (*needed, *wanted)
        present = [name for name in names if name.casefold() in there]
        selected = ", ".join(_quoted(there[name.casefold()]) for name in present)
        sql = f"SELECT {selected} FROM {_quoted(self._tables[table.casefold()])}"
        if order and order.casefold() in there:
            sql += f" ORDER BY {_quoted(there[order.casefold()])}"
        absent = dict.fromkeys(names)
        for values in self._connection.execute(f"{sql} LIMIT {limits.RECORDS + 1}"):
            yield absent | dict(zip(present, values, strict=True))

    def _one(self, sql: str) -> Any:
        return self._connection.execute(sql).fetchone()[0]


@contextlib.contextmanager
def opened(source: Source) -> Iterator[ForeignDatabase]:
    """The database in a file. Raises Unreadable where it is none, damaged or up to something."""
    if source.size > limits.DATABASE_FILE:
        raise Unreadable(_("the file is too large"))
    try:
        uri = f"{source.path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        try:
            _tame(connection)
            yield ForeignDatabase(connection)
        finally:
            connection.close()
    # Messages of SQLite quote the file, which need not be text.
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        raise Unreadable(_("the database is damaged, or not what it seems")) from error


def _tame(connection: sqlite3.Connection) -> None:
    connection.text_factory = _text
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -4000")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 4 * limits.MB)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 20)
    connection.set_authorizer(_authorize)
    connection.set_progress_handler(_time_limit(), 100_000)


def _authorize(
    action: int, first: str | None, _second: str | None, _schema: str | None, inside: str | None
) -> int:
    if inside is not None:  # from within a view or a trigger
        return sqlite3.SQLITE_DENY
    allowed = action in _ALLOWED or (action == sqlite3.SQLITE_PRAGMA and first in _LOOKS)
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _time_limit() -> Callable[[], int]:
    end = time.monotonic() + limits.SQLITE_SECONDS

    def is_over() -> int:
        return int(time.monotonic() > end)

    return is_over


def _is_plain(sql: object) -> bool:
    words = _text(sql).split(None, 3)[:2] if sql is not None else []
    return [word.casefold() for word in words] == ["create", "table"]


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        # What is not text is kept as surrogates, which marks the row that holds it.
        return value.decode("utf-8", "surrogateescape")
    return str(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
