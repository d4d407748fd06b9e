"""Looking into a journal or a copy of one without changing it, and without running what it says."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from msgspec import Struct

from microwins_desktop.i18n import _
from microwins_desktop.store import migrations
from microwins_desktop.store.errors import Damaged, NewerSchema, NotWritable, known

NEWEST = 5

OWN_TABLES = frozenset({"win", "step", "area", "option", "history"})
"""By these a journal is known, of whatever version."""

RESCUED = "microwins.rescued.db"


class Preview(Struct, frozen=True):
    """What a copy holds: its wins, their first and last day, and the newest by day and title."""

    path: Path
    schema: int
    wins: int
    first: date | None
    last: date | None
    newest: tuple[tuple[date, str], ...]


def open_unchanged(path: Path, alone: bool = False) -> sqlite3.Connection:
    """A connection that only reads. Raises OSError or sqlite3.Error.

    `alone` promises that nobody is writing; then not even the files beside it are made that
    SQLite needs to share a journal. Where those may not be made, nobody is taken to be writing.
    """
    if not path.exists():
        raise FileNotFoundError(2, _("there is no such file"), str(path))
    connection = _connected(path, "immutable=1" if alone else "mode=ro")
    if alone or not _may_not_share(connection):
        return connection
    connection.close()
    log = path.with_name(path.name + "-wal")
    if not log.exists() or log.stat().st_size == 0:
        return _connected(path, "immutable=1")
    return _apart(path, log)


def _connected(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)
    connection.execute("PRAGMA trusted_schema = off")
    connection.execute("PRAGMA cell_size_check = on")
    return connection


def _may_not_share(connection: sqlite3.Connection) -> bool:
    """Whether SQLite lacks the files by which a journal is shared, and cannot make them."""
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.Error as error:  # any other one is met by whoever reads
        code = getattr(error, "sqlite_errorcode", 0)
        return code & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) or code in (
            *(sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMSIZE),
        )
    return False


class _Copied(sqlite3.Connection):
    """Takes the copy it reads from along when it is closed."""

    folder = ""

    def close(self) -> None:
        import shutil

        super().close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _apart(path: Path, log: Path) -> sqlite3.Connection:
    """What is in the write-ahead log of a journal beside which nothing may be made: in a copy."""
    import shutil
    import tempfile

    folder = tempfile.mkdtemp(prefix="microwins-")
    try:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(log, copy.with_name(log.name))
        connection = sqlite3.connect(copy, factory=_Copied)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    connection.folder = folder
    connection.execute("PRAGMA trusted_schema = off")
    connection.execute("PRAGMA query_only = on")
    return connection


def table_names(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in rows}


def is_foreign(connection: sqlite3.Connection) -> bool:
    """Whether this is a database of another program."""
    tables = table_names(connection)
    return bool(tables) and not tables >= OWN_TABLES


def look_into(path: Path) -> Preview:
    """What the copy at `path` holds, after checking that it is whole. Raises a StoreError."""
    try:
        with closing(open_unchanged(path)) as copy:
            return _preview(path, copy)
    except (OSError, ValueError, sqlite3.Error) as error:
        if isinstance(error, OSError):
            says = _("{path} cannot be read: {why}")
            raise NotWritable(says.format(path=path, why=error.strerror or error)) from None
        trouble = known(error)
        if isinstance(trouble, Damaged) or trouble is None:
            trouble = Damaged(_("{name} is not a copy of a journal").format(name=path.name))
        raise trouble from error


def _preview(path: Path, copy: sqlite3.Connection) -> Preview:
    if is_foreign(copy) or not copy.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
        raise Damaged(_("{name} is not a copy of a journal").format(name=path.name))
    schema = int(copy.execute("PRAGMA user_version").fetchone()[0])
    if schema > migrations.CURRENT:
        raise NewerSchema(
            _("{name} was written by a newer MicroWins; please update the program").format(
                name=path.name
            )
        )
    steering = "SELECT COUNT(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
    if schema < 1 or copy.execute(steering).fetchone()[0]:
        raise Damaged(_("{name} is not a copy of a journal").format(name=path.name))
    if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise Damaged(_("{name} is damaged").format(name=path.name))
    wins, first, last = copy.execute(
        "SELECT COUNT(*), MIN(day), MAX(day) FROM win WHERE deleted_at IS NULL"
    ).fetchone()
    newest = copy.execute(
        "SELECT day, title FROM win WHERE deleted_at IS NULL "
        "ORDER BY day DESC, at_ms DESC, id DESC LIMIT ?",
        (NEWEST,),
    ).fetchall()
    return Preview(path, schema, wins, _day(first), _day(last), tuple(map(_line, newest)))


def _line(row: tuple[str, str]) -> tuple[date, str]:
    return date.fromisoformat(row[0]), row[1]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def chosen_folder(journal: Path) -> str:
    """The folder for copies that the journal's settings name; "" where they cannot be read."""
    with suppress(OSError, sqlite3.Error), closing(open_unchanged(journal)) as connection:
        row = connection.execute("SELECT value FROM option WHERE key = 'backup_folder'").fetchone()
        return str(row[0]) if row else ""
    return ""


def was_interrupted(path: Path) -> bool:
    """Whether a rescue was killed after it had renamed the old file."""
    return not path.exists() and path.with_name(RESCUED).exists()
