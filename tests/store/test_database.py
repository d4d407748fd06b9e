"""The file itself: how it is opened, who may read it, and how it grows from schema to schema."""

from __future__ import annotations

import os
import sqlite3
import sys
import types
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from support.clock import FixedClock
from support.rights import read_only

from microwins_desktop.core.days import DEFAULT_DAY_START
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.store import Store, migrations
from microwins_desktop.store.errors import (
    Damaged,
    Locked,
    NewerSchema,
    NotWritable,
    StoreError,
    UnusableFolder,
)
from microwins_desktop.store.tables import TABLES
from microwins_desktop.store.wins import NewWin

NEXT = migrations.CURRENT + 1


def raw(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path)


def _schema(store: Store) -> object:
    return store.database.execute("PRAGMA user_version").fetchone()[0]


def log(store: Store, title: str) -> None:
    store.wins.log(NewWin(at=store.clock.now(), title=title), DEFAULT_DAY_START)


def titles(path: Path) -> list[str]:
    with closing(raw(path)) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM win ORDER BY id")]


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def another_step(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """The program of a later version: it has one migration more."""
    name = f"{migrations.__name__}.later_step"
    module = types.ModuleType(name)
    module.STATEMENTS = ("ALTER TABLE win ADD COLUMN later TEXT NOT NULL DEFAULT 'new'",)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, "later_step"))
    monkeypatch.setattr(migrations, "CURRENT", NEXT)
    return module


def test_what_was_acknowledged_is_on_disk(store: Store) -> None:
    def pragma(name: str) -> object:
        return store.database.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2  # FULL
    assert pragma("foreign_keys") == 1
    assert pragma("user_version") == migrations.CURRENT
    assert pragma("integrity_check") == "ok"


def test_a_win_is_there_for_others_as_soon_as_it_is_logged(
    store: Store, folder: DataFolder
) -> None:
    log(store, "Made tea")
    assert titles(folder.database) == ["Made tea"]


def test_writing_takes_its_lock_at_the_beginning(store: Store, folder: DataFolder) -> None:
    with closing(sqlite3.connect(folder.database, timeout=0, isolation_level=None)) as other:
        with store.database.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")


def test_a_reference_to_nothing_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"), store.database.writing():
        store.database.execute("UPDATE step SET area_id = 999")


def test_an_error_in_a_transaction_changes_nothing(store: Store) -> None:
    before = store.options.all()

    def break_off() -> None:
        with store.database.writing():
            store.database.execute("DELETE FROM option")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert store.options.all() == before


def test_every_row_a_person_makes_has_uuid_changed_at_and_soft_delete(store: Store) -> None:
    for table in ("area", "step", "win", "checkin", "nudge", "nudge_log", "batch"):
        info = store.database.execute(f"PRAGMA table_info({table})").fetchall()
        columns = {row[1]: bool(row[3]) for row in info}  # name: may not be null
        assert columns["uuid"] is True, table
        assert columns["changed_at"] is True, table
        assert columns["deleted_at"] is False, table
        unique = store.database.execute(f"PRAGMA index_list({table})").fetchall()
        indexed = [
            [column[2] for column in store.database.execute(f"PRAGMA index_info({index[1]})")]
            for index in unique
            if index[2]
        ]
        assert ["uuid"] in indexed, table


def test_peewees_view_is_the_schema_on_disk(store: Store) -> None:
    for table in TABLES:
        info = store.database.execute(f"PRAGMA table_info({table._meta.table_name})").fetchall()
        assert {row[1] for row in info} == {
            field.column_name for field in table._meta.sorted_fields
        }, table._meta.table_name


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_only_the_owner_can_read(folder: DataFolder, clock: FixedClock) -> None:
    before = os.umask(0)
    try:
        with open_journal(folder, clock) as store:
            log(store, "Made tea")
            made = [path for path in folder.root.iterdir() if path.is_file()]
            assert {path.name for path in made} >= {"microwins.db", "microwins.db-wal"}
            assert {oct(path.stat().st_mode & 0o777) for path in made} == {"0o600"}
            assert oct(folder.root.stat().st_mode & 0o777) == "0o700"
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_a_folder_others_could_read_is_closed_to_them(
    folder: DataFolder, clock: FixedClock
) -> None:
    with open_journal(folder, clock):
        pass
    folder.root.chmod(0o755)
    folder.database.chmod(0o644)
    with open_journal(folder, clock):
        assert folder.root.stat().st_mode & 0o077 == 0
        assert folder.database.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("another_step")
def test_a_migration_keeps_everything_and_leaves_a_copy_of_before(
    folder: DataFolder, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "STEPS", migrations.STEPS[:-1])
        earlier.setattr(migrations, "CURRENT", NEXT - 1)
        with open_journal(folder, clock) as store:
            log(store, "Made tea")
            assert _schema(store) == NEXT - 1
        assert not folder.backups.exists()  # a journal that is made new has nothing to back up
    with open_journal(folder, clock) as store:
        assert _schema(store) == NEXT
        assert [win.title for win in store.wins.between()] == ["Made tea"]
        (later,) = store.database.execute("SELECT later FROM win").fetchone()
        assert later == "new"
    (copy,) = folder.backups.iterdir()
    assert copy.name == f"microwins-20261122-091403-before-schema-{NEXT}.db"
    assert copy.stat().st_mode & 0o077 == 0
    assert titles(copy) == ["Made tea"]
    with closing(raw(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT - 1,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_without_its_copy_there_is_no_migration(
    folder: DataFolder, clock: FixedClock, another_step: types.ModuleType
) -> None:
    with open_journal(folder, clock) as store:
        log(store, "Made tea")
    with closing(raw(folder.database)) as connection:
        connection.execute(f"PRAGMA user_version = {NEXT - 1}")
    folder.backups.write_text("in the way")
    before = everything_in(folder.root)
    another_step.STATEMENTS = ("DROP TABLE win",)
    with pytest.raises(StoreError):
        open_journal(folder, clock)
    assert everything_in(folder.root) == before


def test_a_migration_that_breaks_off_has_not_happened(
    folder: DataFolder, clock: FixedClock, another_step: types.ModuleType
) -> None:
    with open_journal(folder, clock) as store:
        log(store, "Made tea")
    with closing(raw(folder.database)) as connection:
        connection.execute(f"PRAGMA user_version = {NEXT - 1}")
    another_step.STATEMENTS = ("UPDATE win SET title = 'lost'", "NOT EVEN SQL")
    with pytest.raises(Exception, match="NOT"):
        open_journal(folder, clock)
    assert titles(folder.database) == ["Made tea"]
    with closing(raw(folder.database)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT - 1,)


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_newer_journal_is_left_as_it_is(folder: DataFolder, clock: FixedClock, mode: str) -> None:
    with open_journal(folder, clock) as store:
        log(store, "Made tea")
    with closing(raw(folder.database)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("PRAGMA user_version = 999")
    before = everything_in(folder.root)
    with pytest.raises(NewerSchema, match="newer MicroWins"):
        open_journal(folder, clock)
    assert everything_in(folder.root)["microwins.db"] == before["microwins.db"]
    assert not folder.backups.exists()


def test_a_newer_journal_in_use_is_left_as_it_is(folder: DataFolder, clock: FixedClock) -> None:
    with open_journal(folder, clock):
        pass
    with closing(raw(folder.database)) as connection:
        connection.execute("PRAGMA user_version = 999")  # stays in the write-ahead log
        before = everything_in(folder.root)
        with pytest.raises(NewerSchema):
            open_journal(folder, clock)
        after = everything_in(folder.root)
        for name in ("microwins.db", "microwins.db-wal"):
            assert after[name] == before[name]


@pytest.mark.parametrize(
    "content",
    [
        b"this is not a database, it is a letter to a friend" * 40,
        b"\0" * 5000,
        b"SQLite format 3\0" + b"\xff" * 5000,
    ],
)
def test_a_file_that_is_no_journal_is_left_as_it_is(
    folder: DataFolder, clock: FixedClock, content: bytes
) -> None:
    folder.root.mkdir()
    folder.database.write_bytes(content)
    with pytest.raises(Damaged):
        open_journal(folder, clock)
    assert everything_in(folder.root) == {"microwins.db": content}


def test_somebody_elses_database_is_left_as_it_is(folder: DataFolder, clock: FixedClock) -> None:
    folder.root.mkdir()
    with closing(raw(folder.database)) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
        connection.commit()
    before = everything_in(folder.root)
    with pytest.raises(Damaged, match="not a MicroWins journal"):
        open_journal(folder, clock)
    assert everything_in(folder.root) == before


def test_an_empty_file_becomes_a_journal(folder: DataFolder, clock: FixedClock) -> None:
    folder.root.mkdir()
    folder.database.touch()
    with open_journal(folder, clock) as store:
        log(store, "Made tea")
    assert titles(folder.database) == ["Made tea"]


def test_a_folder_that_is_a_file_is_said(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UnusableFolder, match="is a file, not a folder"):
        open_journal(DataFolder(tmp_path / "file"), clock)
    with pytest.raises(UnusableFolder, match="is inside a file"):
        open_journal(DataFolder(tmp_path / "file" / "below"), clock)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_that_may_not_be_written_is_said(folder: DataFolder, clock: FixedClock) -> None:
    folder.root.mkdir()
    with read_only(folder.root), pytest.raises(NotWritable):
        open_journal(folder, clock)


@pytest.mark.parametrize("kept", ["all of it", "the folder", "the file"])
def test_a_journal_that_may_only_be_read_is_read_and_written_again_later(
    folder: DataFolder, clock: FixedClock, kept: str
) -> None:
    with open_journal(folder, clock) as store:
        log(store, "Made tea")
    with read_only(folder.root):
        if kept == "the folder":
            folder.database.chmod(0o600)
        if kept == "the file":
            folder.root.chmod(0o700)
        with open_journal(folder, clock) as store:
            assert store.reads_only
            assert [win.title for win in store.wins.between()] == ["Made tea"]
            before = store.database.generation(("win",)), store.database.data_version()
            with pytest.raises(NotWritable, match="can be read here, but not written"):
                log(store, "Too soon")
            assert [win.title for win in store.wins.between()] == ["Made tea"]
            folder.root.chmod(0o700)
            folder.database.chmod(0o600)
            log(store, "Ate an apple")
            assert not store.reads_only
            after = store.database.generation(("win",)), store.database.data_version()
            assert [win.title for win in store.wins.between()] == ["Made tea", "Ate an apple"]
            assert after[0] != before[0]
            assert after[1] != before[1]
    assert titles(folder.database) == ["Made tea", "Ate an apple"]


def test_a_journal_that_may_only_be_read_is_followed_to_its_place(
    folder: DataFolder, clock: FixedClock, tmp_path: Path
) -> None:
    for place, title in ((folder, "Made tea"), (DataFolder(tmp_path / "other"), "Elsewhere")):
        with open_journal(place, clock) as store:
            log(store, title)
    with read_only(folder.root), open_journal(folder, clock) as store:
        before = store.database.data_version()
        folder.root.rename(tmp_path / "away")
        (tmp_path / "other").rename(folder.root)
        assert store.database.data_version() != before
        assert [win.title for win in store.wins.between()] == ["Elsewhere"]
        folder.root.rename(tmp_path / "other")
        (tmp_path / "away").rename(folder.root)


def test_a_locked_journal_is_said_and_not_waited_for_long(
    folder: DataFolder, clock: FixedClock
) -> None:
    with open_journal(folder, clock, busy_ms=20) as store:
        with closing(sqlite3.connect(folder.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Locked, match="another program"):
                log(store, "Made tea")
            other.execute("ROLLBACK")
        log(store, "Made tea")
        assert titles(folder.database) == ["Made tea"]


def test_two_journals_in_one_process_keep_apart(tmp_path: Path, clock: FixedClock) -> None:
    here, there = DataFolder(tmp_path / "a"), DataFolder(tmp_path / "b")
    with open_journal(here, clock) as one, open_journal(there, clock) as two:
        log(one, "Here")
        log(two, "There")
        log(one, "Here again")
        assert [win.title for win in one.wins.between()] == ["Here", "Here again"]
        assert [win.title for win in two.wins.between()] == ["There"]


AFTER_CLOSING: dict[str, Callable[[Store], object]] = {
    "generation": lambda store: store.database.generation(("win",)),
    "data_version": lambda store: store.database.data_version(),
    "execute_many": lambda store: store.database.execute_many("DELETE FROM win", [()]),
    "snapshot": lambda store: store.database.snapshot().__enter__(),
    "rewriting": lambda store: store.database.rewriting().__enter__(),
    "staging": lambda store: store.database.staging().__enter__(),
    "count": lambda store: store.wins.count(),
    "of_day": lambda store: store.wins.of_day(store.clock.now().date()),
    "between": lambda store: list(store.wins.between()),
    "options": lambda store: store.options.get("theme"),
    "log": lambda store: log(store, "Too late"),
}


@pytest.mark.parametrize("use", AFTER_CLOSING.values(), ids=AFTER_CLOSING)
def test_a_closed_journal_is_refused_and_stays_closed(
    store: Store, folder: DataFolder, use: Callable[[Store], object]
) -> None:
    log(store, "Made tea")
    store.close()
    with pytest.raises(NotWritable, match="not open"):
        use(store)
    assert not store.database.is_open
    assert titles(folder.database) == ["Made tea"]


def test_a_closed_journal_does_not_follow_another_file_into_its_place(
    store: Store, folder: DataFolder
) -> None:
    store.close()
    copy = folder.database.with_name("copy.db")
    copy.write_bytes(folder.database.read_bytes())
    copy.replace(folder.database)
    with pytest.raises(NotWritable, match="not open"):
        store.database.data_version()
    assert not store.database.is_open


def test_another_writer_is_noticed(store: Store, folder: DataFolder, clock: FixedClock) -> None:
    before = store.database.data_version()
    log(store, "Mine")
    assert store.database.data_version() == before
    with open_journal(folder, clock) as other:
        log(other, "Theirs")
    assert store.database.data_version() != before


def test_each_thread_has_its_own_journal(
    store: Store, folder: DataFolder, clock: FixedClock
) -> None:
    log(store, "Before")

    def elsewhere() -> list[str]:
        with open_journal(folder, clock) as other:
            log(other, "Elsewhere")
            return [win.title for win in other.wins.between()]

    with ThreadPoolExecutor(1) as pool:
        wins = store.wins.between()
        first = next(wins)
        assert pool.submit(elsewhere).result(20) == ["Before", "Elsewhere"]
        assert [first.title, *(win.title for win in wins)][:1] == ["Before"]
    log(store, "After")
    assert [win.title for win in store.wins.between()] == ["Before", "Elsewhere", "After"]
