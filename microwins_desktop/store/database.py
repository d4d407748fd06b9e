"""One SQLite file: opened safely, brought to this version's schema, and written in transactions.

Write-ahead logging with `synchronous=FULL`: once `writing()` has returned, what it wrote survives
a crash and a power cut. Only the file's owner can read it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from microwins_desktop.core.clock import Clock
from microwins_desktop.i18n import _
from microwins_desktop.store import migrations
from microwins_desktop.store.connection import Connection
from microwins_desktop.store.errors import (
    Damaged,
    NoSpace,
    NotWritable,
    StoreError,
    UnusableFolder,
    known,
)
from microwins_desktop.store.file import (
    checked,
    look_before_touching,
    make_private_file,
    make_private_folder,
    place_of,
)
from microwins_desktop.store.looking_in import open_unchanged, table_names

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
        self._connection = Connection()
        self._busy_ms = busy_ms
        self._place: tuple[int, int] | None = None
        self._opened = 0
        self._reads_only = False
        self._others: int | None = None

    def open(self, before_migration: Any = None) -> None:
        """Open the file, making it where it does not exist yet, and migrate it.

        `before_migration(path, from_schema)` is called when a journal of an older schema is about
        to change. Raises a `StoreError`; a journal of a newer schema is left untouched. Where
        nothing may be written, what is there can be read all the same: see `reads_only`.
        """
        try:
            self._open_to_write()
        except (NotWritable, NoSpace, UnusableFolder) as error:
            self._open_to_read(error)
            return
        try:
            with self._translated():
                self._bring_up_to_date(before_migration)
        except BaseException:
            self.close()
            raise

    def _open_to_write(self) -> None:
        make_private_folder(self.path.parent)
        with self._translated():
            log = self.path.with_name(self.path.name + "-wal")
            if log.exists() and not self.path.exists():
                raise Damaged(_("a part of the journal is gone"))
            if self.path.exists() and self.path.stat().st_size > 0:
                look_before_touching(self.path)
            make_private_file(self.path)
            self._connect()

    def _open_to_read(self, why: StoreError) -> None:
        """Raises `why` where what is there cannot be read either."""
        try:
            raw = open_unchanged(self.path)
        except (sqlite3.Error, OSError, ValueError):
            raise why from None
        try:
            (schema,) = raw.execute("PRAGMA user_version").fetchone()
            if checked(schema, table_names(raw)) != migrations.CURRENT:
                raise why
        except BaseException as error:
            raw.close()
            if isinstance(error, sqlite3.Error):
                raise why from error
            raise
        raw.isolation_level = None
        self._connection.take(raw)
        self._place = place_of(self.path)
        self._opened += 1
        self._reads_only = True

    @property
    def is_open(self) -> bool:
        return self._connection.is_open

    @property
    def reads_only(self) -> bool:
        """Whether nothing can be written; each attempt to do so looks again."""
        return self._reads_only

    def close(self) -> None:
        self._connection.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Queries inside see this journal; errors come out as `StoreError`."""
        self._connection.use()
        with self._translated():
            yield

    @contextlib.contextmanager
    def writing(self, durable: bool = True) -> Iterator[None]:
        """One IMMEDIATE transaction: on return it is on disk, on an error nothing is changed.

        Without `durable`, for what can be made again, a power cut may take it back as a whole.
        """
        self._connection.use()
        try:
            with self._translated():
                self._look_again()
                self._follow()
                with self._waiting_for_disk(durable), self._connection.atomic():
                    if self._others is not None:  # from here on nobody else can write
                        self._others = self._version()
                    yield
        except BaseException:
            self._connection.upheavals += 1
            raise

    @contextlib.contextmanager
    def _waiting_for_disk(self, durable: bool) -> Iterator[None]:
        if durable:
            yield
            return
        self.execute("PRAGMA synchronous = normal")
        try:
            yield
        finally:
            self.execute(f"PRAGMA synchronous = {PRAGMAS['synchronous']}")

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
        return self._connection.execute(sql, parameters)

    def insert_win(self, day: date, sql: str, parameters: Sequence[Any]) -> int | None:
        """Insert a win of `day` inside `writing()`; returns its row, None where it is there."""
        done = self._connection.insert_win(day.isoformat(), sql, parameters)
        return done.lastrowid if done.rowcount > 0 else None

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one SQL statement for each row, inside `writing()`."""
        self._connection.execute_many(sql, rows)

    def data_version(self) -> int:
        """A number that changes when another connection has written to the file."""
        self._connection.use()
        with self._translated():
            with contextlib.suppress(NotWritable):
                self._follow()
            (number,) = self.execute("PRAGMA data_version").fetchone()
            return int(number) + (self._opened << 32)

    def _connect(self) -> None:
        self._connection.open(self.path, self._busy_ms, PRAGMAS)
        self._place = place_of(self.path)
        self._opened += 1

    def _look_again(self) -> None:
        """Raises NotWritable or NoSpace where still nothing may be written."""
        if not self._reads_only:
            return
        try:
            self._open_to_write()
            self._schema()
        except (NotWritable, UnusableFolder) as error:
            says = _("the journal can be read here, but not written")
            raise NotWritable(says) from error
        self._reads_only = False

    def _follow(self) -> None:
        """Write nowhere else than where the path leads: an open file outlives its folder.

        Another file in its place (a disk that was away) is opened; none raises NotWritable.
        """
        place = place_of(self.path)
        if place == self._place or self._connection.in_transaction:
            return
        if place is None:
            raise NotWritable(_("the folder with your journal is not there just now"))
        if self._reads_only:
            self._open_to_read(NotWritable(_("the journal cannot be read")))
            return
        self.close()
        self._connect()
        self._schema()

    def generation(self, tables: tuple[str, ...]) -> Hashable:
        """A value that is another one after anybody wrote to one of these tables."""
        own = self._connection
        others = self._version() if self._others is None else self._others
        return own.upheavals, others, *[own.writes[table] for table in tables]

    @contextlib.contextmanager
    def steady(self) -> Iterator[None]:
        """Whether others wrote is not asked again inside, where many ask within a moment.

        What they write meanwhile is noticed by the next transaction, or after it.
        """
        before = self._others
        if before is None:
            with contextlib.suppress(StoreError):  # whoever reads hears of it
                self._others = self._version()
        try:
            yield
        finally:
            self._others = before

    def ask_until(self, day: date) -> None:
        """Days before this one are asked about, so that a new win on one of them matters."""
        own = self._connection
        own.past_until = max(own.past_until, day.isoformat())

    def _version(self) -> int:
        with self._translated():
            (others,) = self._connection.raw.execute("PRAGMA data_version").fetchone()
        return int(others)

    def _roll_back(self) -> None:
        # SQLite may have rolled back by itself already, as on a full disk.
        if self._connection.in_transaction:
            self.execute("ROLLBACK")

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
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
        with self._connection.atomic():
            for number in range(self._schema() + 1, migrations.CURRENT + 1):
                for statement in migrations.statements(number):
                    self.execute(statement)
                self.execute(f"PRAGMA user_version = {number}")

    def _schema(self) -> int:
        raw = self._connection.raw
        (number,) = raw.execute("PRAGMA user_version").fetchone()
        return checked(number, table_names(raw))
