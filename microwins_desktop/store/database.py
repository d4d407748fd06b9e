"""One SQLite file: opened safely, brought to this version's schema, and written in transactions.

Write-ahead logging with `synchronous=FULL`: once `writing()` has returned, what it wrote survives
a crash and a power cut. Only the file's owner can read it.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import peewee

from microwins_desktop.core.clock import Clock
from microwins_desktop.i18n import _
from microwins_desktop.store import migrations
from microwins_desktop.store.errors import Damaged, NewerSchema, NotWritable, UnusableFolder, known
from microwins_desktop.store.looking_in import OWN_TABLES, open_unchanged, table_names
from microwins_desktop.store.memory import WatchedSqlite
from microwins_desktop.store.tables import CURRENT

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cache_size": -8000,  # KiB, held only while pages are in use
}


class Database:
    """The connection behind a `Store`. Use from one thread, or open another one."""

    def __init__(self, path: Path, clock: Clock, busy_ms: int = 5000) -> None:
        """`busy_ms` is how long a write waits for another process, in milliseconds."""
        self.path = path
        self.clock = clock
        self.peewee = WatchedSqlite(
            None, autoconnect=False, lock_type="IMMEDIATE", thread_safe=False
        )
        self._busy_ms = busy_ms
        self._place: tuple[int, int] | None = None
        self._opened = 0

    def open(self, before_migration: Any = None) -> None:
        """Open the file, making it where it does not exist yet, and migrate it.

        `before_migration(path, from_schema)` is called when a journal of an older schema is about
        to change. Raises a `StoreError`; a journal of a newer schema is left untouched.
        """
        make_private_folder(self.path.parent)
        with self._translated():
            log = self.path.with_name(self.path.name + "-wal")
            if log.exists() and not self.path.exists():
                raise Damaged(_("a part of the journal is gone"))
            if self.path.exists() and self.path.stat().st_size > 0:
                _look_before_touching(self.path)
            _make_private_file(self.path)
            seconds: Any = self._busy_ms / 1000  # peewee's stubs ask for whole seconds
            self.peewee.init(str(self.path), pragmas=PRAGMAS, timeout=seconds)
            self._connect()
            try:
                self._bring_up_to_date(before_migration)
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        self.peewee.upheavals += 1
        if not self.peewee.is_closed():
            self.peewee.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Queries inside see this journal; errors come out as `StoreError`."""
        CURRENT.use(self.peewee)
        with self._translated():
            yield

    @contextlib.contextmanager
    def writing(self, durable: bool = True) -> Iterator[None]:
        """One IMMEDIATE transaction: on return it is on disk, on an error nothing is changed.

        Without `durable`, for what can be made again, a power cut may take it back as a whole.
        """
        CURRENT.use(self.peewee)
        if self.peewee.is_closed():
            # A win that waits to be written may be tried again while the program is leaving.
            raise NotWritable(_("the journal is not open"))
        try:
            with self._translated():
                self._follow()
                with self._waiting_for_disk(durable), self.peewee.atomic():
                    yield
        except BaseException:
            self.peewee.upheavals += 1
            raise

    @contextlib.contextmanager
    def _waiting_for_disk(self, durable: bool) -> Iterator[None]:
        if durable:
            yield
            return
        self.peewee.pragma("synchronous", "normal")
        try:
            yield
        finally:
            self.peewee.pragma("synchronous", PRAGMAS["synchronous"])

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Plain SQL inside sees the journal as it was at the first query, whatever others write.

        Unlike `reading`, this and `rewriting` touch none of peewee's tables, which belong to the
        main thread: a worker with its own `Database` may use them.
        """
        with self._translated():
            self.execute("BEGIN")
            try:
                yield
            finally:
                self._roll_back()

    @contextlib.contextmanager
    def rewriting(self, keep: bool = True) -> Iterator[None]:
        """One IMMEDIATE transaction in plain SQL; without `keep` it is taken back at its end."""
        with self._translated():
            self.execute("BEGIN IMMEDIATE")
            try:
                yield
                if keep:
                    self.execute("COMMIT")
            finally:
                self._roll_back()

    @contextlib.contextmanager
    def staging(self) -> Iterator[None]:
        """A transaction for temporary tables only: it holds no lock on the journal."""
        with self._translated():
            self.execute("BEGIN")
            try:
                yield
                self.execute("COMMIT")
            finally:
                self._roll_back()

    def now_ms(self) -> int:
        """This moment in UTC epoch milliseconds."""
        return int(self.clock.now().timestamp() * 1000)

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Run one SQL statement inside `reading()` or `writing()`; returns its cursor."""
        execute: Any = self.peewee.execute_sql
        return execute(sql, parameters)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one SQL statement for each row, inside `writing()`."""
        self.peewee.note(sql)
        self._connection().executemany(sql, rows)

    def data_version(self) -> int:
        """A number that changes when another connection has written to the file."""
        with self._translated():
            with contextlib.suppress(NotWritable):
                self._follow()
            return int(self.peewee.pragma("data_version")) + (self._opened << 32)

    def _connect(self) -> None:
        self.peewee.connect()
        self._place = _place_of(self.path)
        self._opened += 1

    def _follow(self) -> None:
        """Write nowhere else than where the path leads: an open file outlives its folder.

        Another file in its place (a disk that was away) is opened; none raises NotWritable.
        """
        place = _place_of(self.path)
        if place == self._place or self.peewee.in_transaction():
            return
        if place is None:
            raise NotWritable(_("the folder with your journal is not there just now"))
        self.close()
        self._connect()
        self._schema()

    def generation(self, tables: tuple[str, ...]) -> Hashable:
        """A value that is another one after anybody wrote to one of these tables."""
        with self._translated():
            (others,) = self._connection().execute("PRAGMA data_version").fetchone()
        own = self.peewee
        return own.upheavals, others, *[own.writes[table] for table in tables]

    def _connection(self) -> sqlite3.Connection:
        connection: Any = self.peewee.connection
        found: sqlite3.Connection = connection()
        return found

    def _roll_back(self) -> None:
        # SQLite may have rolled back by itself already, as on a full disk.
        if self._connection().in_transaction:
            self.execute("ROLLBACK")

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (peewee.PeeweeException, sqlite3.Error, OSError) as error:
            trouble = known(error)
            if trouble is None:
                raise
            raise trouble from error

    def _bring_up_to_date(self, before_migration: Any) -> None:
        schema = self._schema()
        if schema == migrations.CURRENT:
            return
        if schema > 0 and before_migration is not None:
            before_migration(self.path, schema)
        # Several processes may start at once: the first one migrates, the others find it done.
        with self.peewee.atomic():
            for number in range(self._schema() + 1, migrations.CURRENT + 1):
                for statement in migrations.statements(number):
                    self.execute(statement)
                self.execute(f"PRAGMA user_version = {number}")

    def _schema(self) -> int:
        return _checked(int(self.peewee.pragma("user_version")), set(self.peewee.get_tables()))


def _place_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _look_before_touching(path: Path) -> None:
    """Raises NewerSchema or Damaged for a file that is not ours to write, leaving it as it is.

    Opening a journal for writing turns on its write-ahead log, which already changes the file.
    """
    if not path.with_name(path.name + "-wal").exists():
        # Most likely nobody has it open; what looks wrong then is looked at again with locks.
        with contextlib.suppress(Damaged, sqlite3.Error):
            return _look(path, alone=True)
    return _look(path, alone=False)


def _look(path: Path, alone: bool) -> None:
    with contextlib.closing(open_unchanged(path, alone)) as look:
        (schema,) = look.execute("PRAGMA user_version").fetchone()
        _checked(schema, table_names(look))


def _checked(schema: int, tables: set[str]) -> int:
    if schema > migrations.CURRENT and (not tables or "win" in tables):
        raise NewerSchema(
            _(
                "this journal was written by a newer MicroWins; "
                "please update the program, nothing was changed"
            )
        )
    if schema < 0 or ((schema or tables) and not tables >= OWN_TABLES):
        raise Damaged(_("the file is a database, but not a MicroWins journal"))
    return schema


def make_private_folder(folder: Path) -> None:
    """Make `folder` for its owner alone. Raises UnusableFolder with a plain sentence."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except FileExistsError:
        raise UnusableFolder(_("{path} is a file, not a folder").format(path=folder)) from None
    except NotADirectoryError:
        raise UnusableFolder(_("{path} is inside a file").format(path=folder)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UnusableFolder(
            _("the folder {path} cannot be used: {why}").format(path=folder, why=why)
        ) from None


def _make_private_file(path: Path) -> None:
    # SQLite gives its -wal and -shm files the mode of the database, so this one mode is enough.
    if not path.exists():
        _begin(path)
    elif os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(0o600)


def _begin(path: Path) -> None:
    """Make the new file whole or not at all, so that an empty one is always a damaged one."""
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    os.close(os.open(new, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        with contextlib.closing(sqlite3.connect(new)) as connection:
            connection.execute("PRAGMA journal_mode = wal")
        with contextlib.suppress(FileExistsError):  # another process was quicker
            os.link(new, path)
    except (OSError, sqlite3.OperationalError):
        # WORKAROUND file systems that know no second name for a file (FAT)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    finally:
        new.unlink(missing_ok=True)
