"""Putting a copy back in place of the journal, in one transaction, and back again.

The rows are exchanged inside the live file, so that the running app and other processes keep
their connections. While the write lock is held, the journal as it is now is copied away; the
history remembers that copy, and undo exchanges the rows once more. Nothing that another process
has been told is saved can fall between.

It works with a connection of its own and without the table classes, so any thread may do it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from microwins_desktop.core.clock import Clock
from microwins_desktop.core.model import Change, Topic
from microwins_desktop.i18n import _
from microwins_desktop.store.backups import Backup, Backups
from microwins_desktop.store.database import Database
from microwins_desktop.store.errors import Locked, NotFound, StoreError, known
from microwins_desktop.store.history import RESTORE
from microwins_desktop.store.looking_in import Preview, look_into, open_unchanged
from microwins_desktop.store.orphans import free_orphans

ROOM = ".restoring-"
"""Folders of this name in the data folder hold a copy on its way in; left-overs may be removed."""

_KEPT_OPTIONS = "key LIKE 'backup!_%' ESCAPE '!'"


class Restores:
    def __init__(
        self, path: Path, clock: Clock, backups: Callable[[], Backups], busy_ms: int = 15_000
    ) -> None:
        self._path = path
        self._clock = clock
        self._backups = backups
        self._busy_ms = busy_ms

    def preview(self, path: Path) -> Preview:
        """What the copy at `path` holds. Raises a StoreError."""
        return look_into(path)

    def restore(self, path: Path) -> Change:
        """Make the journal what the copy at `path` holds; undo brings back what is there now.

        Raises a StoreError, and then nothing is changed.
        """
        look_into(path)
        backups = self._backups()
        with self._prepared(path) as ready, self._open(ready) as live, _transaction(live):
            before = backups.make(self._path, "before-restore")
            _exchange(live)
            live.execute("UPDATE history SET state = 'dropped' WHERE state = 'undone'")
            self._remember(live, "", "done", before)
        return _change(RESTORE, "")

    def turn(self, back: bool) -> Change:
        """Undo (`back`) or redo the restore that is next. Raises a StoreError."""
        backups = self._backups()
        with self._open(None) as live:
            row, title, body = _next(live, back)
            path = Path(json.loads(body)["backup"])
            if not path.exists():
                live.execute("UPDATE history SET state = 'dropped' WHERE id = ?", (row,))
                raise StoreError(
                    _("the copy of the journal from before that restore is not there any more")
                )
        look_into(path)
        with self._prepared(path) as ready, self._open(ready) as live, _transaction(live):
            if _next(live, back)[0] != row:
                raise Locked(_("the journal has just changed; please try again"))
            before = backups.make(self._path, "before-restore")
            _exchange(live)
            self._remember_turn(live, title, back, before)
        return _change("undo" if back else "redo", title)

    def wanted(self) -> set[Path]:
        """The copies that undo or redo still needs."""
        with _translated(), closing(open_unchanged(self._path)) as live:
            rows = live.execute(
                "SELECT body FROM history WHERE kind = ? AND state <> 'dropped'", (RESTORE,)
            )
            return {Path(json.loads(body)["backup"]) for (body,) in rows}

    @contextmanager
    def _open(self, other: Path | None) -> Iterator[sqlite3.Connection]:
        """The live journal, with `other` attached; errors come out as StoreError."""
        with _translated(), closing(_connect(self._path, self._busy_ms)) as live:
            if other is not None:
                live.execute("ATTACH DATABASE ? AS other", (os.fspath(other),))
            yield live

    @contextmanager
    def _prepared(self, path: Path) -> Iterator[Path]:
        """A private copy of the copy, brought to this version's schema."""
        import tempfile

        room = tempfile.TemporaryDirectory  # of the journal's disk: it may be large
        with _translated(), room(prefix=ROOM, dir=self._path.parent) as folder:
            ready = Path(folder) / "restoring.db"
            with closing(open_unchanged(path)) as origin, closing(sqlite3.connect(ready)) as copy:
                origin.backup(copy)
            database = Database(ready, self._clock)
            database.open()
            database.close()
            with closing(sqlite3.connect(ready)) as copy, copy:
                copy.execute("PRAGMA journal_mode = delete")
                free_orphans(copy)
            yield ready

    def _remember(self, live: sqlite3.Connection, title: str, state: str, before: Backup) -> None:
        now = int(self._clock.now().timestamp() * 1000)
        body = json.dumps({"backup": os.fspath(before.path)})
        live.execute(
            "INSERT INTO history (at_ms, kind, title, state, body) VALUES (?, ?, ?, ?, ?)",
            (now, RESTORE, title, state, body),
        )

    def _remember_turn(
        self, live: sqlite3.Connection, title: str, back: bool, before: Backup
    ) -> None:
        live.execute("UPDATE history SET state = 'dropped' WHERE state = 'undone'")
        if back:
            self._remember(live, title, "undone", before)
            return
        # What is there again remembers its restore already, but by a copy made longer ago.
        body = json.dumps({"backup": os.fspath(before.path)})
        live.execute("UPDATE history SET body = ? WHERE id = ?", (body, _next(live, True)[0]))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        trouble = known(error)
        if trouble is None:
            raise
        raise trouble from error


def empty_search_index(live: sqlite3.Connection) -> None:
    """Begin the full-text index anew; it fills itself at the next search."""
    made_by = live.execute("SELECT sql FROM main.sqlite_master WHERE name = 'win_words'")
    (sql,) = made_by.fetchone()
    live.execute("DROP TABLE main.win_words")
    live.execute(sql)
    live.execute("UPDATE main.win SET indexed = 0 WHERE indexed <> 0")


def sweep_rooms(folder: Path, before: float) -> None:
    """Remove what a kill left of a restore that began before this epoch second."""
    import shutil

    with suppress(OSError):
        for room in folder.glob(f"{ROOM}*"):
            if room.stat().st_mtime < before:
                shutil.rmtree(room, ignore_errors=True)


def _connect(path: Path, busy_ms: int) -> sqlite3.Connection:
    if not path.exists():
        raise FileNotFoundError(2, os.strerror(2), os.fspath(path))
    live = sqlite3.connect(path, timeout=busy_ms / 1000, isolation_level=None)
    for pragma in ("synchronous = full", "foreign_keys = on", "trusted_schema = off"):
        live.execute(f"PRAGMA {pragma}")
    return live


@contextmanager
def _transaction(live: sqlite3.Connection) -> Iterator[None]:
    live.execute("BEGIN IMMEDIATE")
    try:
        live.execute("PRAGMA defer_foreign_keys = on")
        yield
        live.execute("COMMIT")
    except BaseException:
        if live.in_transaction:
            live.execute("ROLLBACK")
        raise


def _exchange(live: sqlite3.Connection) -> None:
    """Replace every row of the journal by those of the attached copy, but where backups go."""
    run = live.execute
    kept = run(f"SELECT key, value, changed_at FROM main.option WHERE {_KEPT_OPTIONS}").fetchall()
    listed = run("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall()
    tables = [name for (name,) in listed if not name.startswith(("sqlite_", "win_words"))]
    for table in tables:
        run(f'DELETE FROM main."{table}"')
    for table in tables:
        columns = [row[1] for row in run(f'PRAGMA main.table_info("{table}")').fetchall()]
        names = ", ".join(f'"{name}"' for name in columns)
        values = names.replace('"indexed"', "0") if table == "win" else names
        run(f'INSERT INTO main."{table}" ({names}) SELECT {values} FROM other."{table}"')
    run(f"DELETE FROM main.option WHERE {_KEPT_OPTIONS}")
    keep = "INSERT INTO main.option (key, value, changed_at) VALUES (?, ?, ?)"
    live.executemany(keep, kept)
    empty_search_index(live)


def _next(live: sqlite3.Connection, back: bool) -> tuple[int, str, str]:
    state, order = ("done", "DESC") if back else ("undone", "ASC")
    row = live.execute(
        f"SELECT id, title, body, kind FROM main.history WHERE state = ? ORDER BY id {order}",
        (state,),
    ).fetchone()
    if row is None or row[3] != RESTORE:
        raise NotFound(_("the journal has just changed; please try again"))
    return row[0], row[1], row[2]


def _change(kind: str, title: str) -> Change:
    topics = frozenset({Topic.EVERYTHING})
    undoes = "" if kind == RESTORE else RESTORE
    return Change(kind, topics, undoes=undoes, detail={"title": title})
