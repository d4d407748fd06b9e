"""What is done about a journal that cannot be read: set aside, never overwritten, and saved from.

What can be read is copied, row by row, into a new journal: first by SQLite, and where that gives
up, from the pages of the file itself. Only then is the old file renamed and the new one put in its
place, so that being killed in between loses nothing (`finish`). Only the process that holds the
data folder's lock may do this.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from microwins_desktop.core.clock import Clock
from microwins_desktop.store.database import Database
from microwins_desktop.store.looking_in import OWN_TABLES, RESCUED, table_names
from microwins_desktop.store.orphans import free_orphans
from microwins_desktop.store.pages import fold_in_log, leave_log_mode, rows_of
from microwins_desktop.store.restoring import ROOM

_ENDS = ("", "-wal", "-shm")
_LATEST_MS = 4_200_000_000_000  # the year 2103


class Rescue(Struct, frozen=True):
    """What became of a file that could not be read: its new name, and the wins saved from it."""

    aside: Path
    wins: int
    foreign: bool = False


class _Shape(Struct, frozen=True):
    """A table of the new journal: its columns, and for each whether it holds text or numbers."""

    table: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    needed: tuple[bool, ...]

    def fits(self, values: Sequence[Any]) -> bool:
        """Whether a record found in a page may be a row of this table."""
        if len(values) != len(self.columns) or values[0] is not None:
            return False
        for value, kind, needed in zip(values[1:], self.types[1:], self.needed[1:], strict=True):
            if value is None:
                if needed:
                    return False
            elif not isinstance(value, str if kind == "TEXT" else int):
                return False
        return True


def rescue(path: Path, clock: Clock) -> Rescue:
    """Set the file at `path` aside and put a new journal with what can be read in its place.

    Raises StoreError or OSError; the file is then where it was.
    """
    import tempfile

    finished = path.with_name(RESCUED)
    _remove(finished)
    foreign, wins = False, 0
    with tempfile.TemporaryDirectory(prefix=ROOM, dir=path.parent) as folder:
        fresh = Path(folder) / "fresh.db"
        database = Database(fresh, clock)
        database.open()
        database.close()
        copy = Path(folder) / "copy.db"
        if _copied(path, copy):
            foreign = _is_foreign(copy)
            if not foreign:
                wins = _save(copy, fresh)
        os.replace(fresh, finished)
    return Rescue(finish(path, clock) or path, wins, foreign)


def finish(path: Path, clock: Clock) -> Path | None:
    """Do, or after a kill go on with, the last step of a rescue; where the old file is now."""
    finished = path.with_name(RESCUED)
    if not finished.exists():
        return None
    aside = set_aside(path, clock)
    os.replace(finished, path)
    return aside


def set_aside(path: Path, clock: Clock) -> Path:
    """Rename the journal and its log files; nothing that is there is overwritten."""
    stem = f"{path.stem}.damaged-{clock.now():%Y%m%d-%H%M%S}"
    aside, number = path.with_name(f"{stem}.db"), 2
    while any(aside.with_name(aside.name + end).exists() for end in _ENDS):
        aside, number = path.with_name(f"{stem}.{number}.db"), number + 1
    for end in _ENDS:
        with suppress(FileNotFoundError):
            os.rename(path.with_name(path.name + end), aside.with_name(aside.name + end))
    return aside


def _copied(path: Path, copy: Path) -> bool:
    """A copy to work on, with its write-ahead log folded in; False where it cannot be read."""
    import shutil

    try:
        shutil.copyfile(path, copy)
        os.chmod(copy, 0o600)
        log = path.with_name(path.name + "-wal")
        if log.exists():
            fold_in_log(copy, log)
        leave_log_mode(copy)
    except (PermissionError, IsADirectoryError, FileNotFoundError):
        return False
    return copy.stat().st_size > 0


def _is_foreign(copy: Path) -> bool:
    with closing(sqlite3.connect(copy)) as connection, suppress(sqlite3.Error):
        tables = table_names(connection)
        return bool(tables) and not tables & OWN_TABLES
    return False


def _save(copy: Path, fresh: Path) -> int:
    """Fill the new journal from the copy; how many wins it then has."""
    with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(fresh)) as target:
        source.text_factory = _decoded
        target.isolation_level = None
        target.execute("BEGIN")
        shapes = _shapes(target)
        unread = [shape for shape in shapes if not _by_sql(source, target, shape)]
        if unread:
            _by_pages(copy, target, shapes, unread)
        free_orphans(target)
        target.execute("COMMIT")
        target.execute("PRAGMA journal_mode = delete")
        count = "SELECT COUNT(*) FROM win WHERE deleted_at IS NULL"
        return int(target.execute(count).fetchone()[0])


def _shapes(target: sqlite3.Connection) -> list[_Shape]:
    names = [name for name in table_names(target) if not name.startswith(("sqlite_", "win_words"))]
    shapes: list[_Shape] = []
    for name in sorted(names):
        info = target.execute(f'PRAGMA table_info("{name}")').fetchall()
        columns, types, needed = zip(*[(row[1], row[2], bool(row[3])) for row in info], strict=True)
        shapes.append(_Shape(name, columns, types, needed))
    return shapes


def _by_sql(source: sqlite3.Connection, target: sqlite3.Connection, shape: _Shape) -> bool:
    """Copy what SQLite reads of a table; whether that was all of it."""
    try:
        there = {row[1] for row in source.execute(f'PRAGMA table_info("{shape.table}")')}
        columns = [name for name in shape.columns if name in there]
        if not columns:
            return shape.table not in OWN_TABLES
        names = ", ".join(f'"{name}"' for name in columns)
        for row in source.execute(f'SELECT {names} FROM "{shape.table}" NOT INDEXED'):
            _put(target, shape.table, columns, row)
    except sqlite3.Error:
        return False
    return True


def _by_pages(
    copy: Path, target: sqlite3.Connection, shapes: list[_Shape], unread: list[_Shape]
) -> None:
    """Copy the rows that the file's pages hold, the youngest state of each, of `unread` tables."""
    newest: dict[tuple[str, int], tuple[_Shape, list[Any]]] = {}
    for row, values in rows_of(copy):
        fitting = [shape for shape in shapes if shape.fits(values)]
        if len(fitting) != 1 or fitting[0] not in unread:
            continue
        shape = fitting[0]
        known = newest.get((shape.table, row))
        if known is None or _age(shape, known[1]) <= _age(shape, values):
            newest[shape.table, row] = (shape, [row, *values[1:]])
    for shape, values in newest.values():
        _put(target, shape.table, shape.columns, values)


def _age(shape: _Shape, values: Sequence[Any]) -> int:
    when = "changed_at" if "changed_at" in shape.columns else shape.columns[0]
    return int(values[shape.columns.index(when)] or 0)


def _put(
    target: sqlite3.Connection, table: str, columns: Sequence[str], values: Sequence[Any]
) -> None:
    """Keep a row, unless it is nonsense or there already."""
    row = dict(zip(columns, values, strict=True))
    if not _makes_sense(row):
        return
    if table == "win":
        row["indexed"] = 0
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    with suppress(sqlite3.IntegrityError, OverflowError):
        target.execute(
            f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', list(row.values())
        )


def _makes_sense(row: dict[str, Any]) -> bool:
    """Whether the program could show it: damage may leave a row readable, but not its dates."""
    try:
        if isinstance(row.get("day"), str):
            date.fromisoformat(row["day"])
        at, offset = row.get("at_ms") or 0, row.get("offset_min") or 0
        return bool(abs(at) < _LATEST_MS and abs(offset) <= 24 * 60)
    except (ValueError, TypeError):
        return False


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _remove(path: Path) -> None:
    for end in _ENDS:
        path.with_name(path.name + end).unlink(missing_ok=True)
