"""One SQLite file: opened safely, brought to this version's schema, and written in transactions.

Write-ahead logging with `synchronous=FULL`: once `writing()` has returned, what it wrote survives
a crash and a power cut. Only the file's owner can read it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import peewee

from microwins_desktop.core.clock import Clock
from microwins_desktop.i18n import _
from microwins_desktop.store import migrations
from microwins_desktop.store.errors import Damaged, NotWritable, known
from microwins_desktop.store.file import (
    checked,
    look_before_touching,
    make_private_file,
    make_private_folder,
    place_of,
)
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
                look_before_touching(self.path)
            make_private_file(self.path)
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
        self._refuse_closed()
        CURRENT.use(self.peewee)
        with self._translated():
            yield

    @contextlib.contextmanager
    def writing(self, durable: bool = True) -> Iterator[None]:
        """One IMMEDIATE transaction: on return it is on disk, on an error nothing is changed.

        Without `durable`, for what can be made again, a power cut may take it back as a whole.
        """
        self._refuse_closed()
        CURRENT.use(self.peewee)
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
        self._refuse_closed()
        execute: Any = self.peewee.execute_sql
        return execute(sql, parameters)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one SQL statement for each row, inside `writing()`."""
        connection = self._connection()
        self.peewee.note(sql)
        connection.executemany(sql, rows)

    def data_version(self) -> int:
        """A number that changes when another connection has written to the file."""
        self._refuse_closed()
        with self._translated():
            with contextlib.suppress(NotWritable):
                self._follow()
            return int(self.peewee.pragma("data_version")) + (self._opened << 32)

    def _connect(self) -> None:
        self.peewee.connect()
        self._place = place_of(self.path)
        self._opened += 1

    def _follow(self) -> None:
        """Write nowhere else than where the path leads: an open file outlives its folder.

        Another file in its place (a disk that was away) is opened; none raises NotWritable.
        """
        place = place_of(self.path)
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

    def _refuse_closed(self) -> None:
        """Raises NotWritable once the journal is closed.

        A win that waits to be written may be tried again, and a view look once more, while the
        program is leaving; peewee would quietly open the file anew for some of that.
        """
        if self.peewee.is_closed():
            raise NotWritable(_("the journal is not open"))

    def _connection(self) -> sqlite3.Connection:
        self._refuse_closed()
        connection: Any = self.peewee.connection
        found: sqlite3.Connection = connection()
        return found

    def _roll_back(self) -> None:
        # SQLite may have rolled back by itself already, as on a full disk.
        if not self.peewee.is_closed() and self._connection().in_transaction:
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
        return checked(int(self.peewee.pragma("user_version")), set(self.peewee.get_tables()))
