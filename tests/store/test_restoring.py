"""A restore exchanges the whole journal at once, and back again, under everybody's eyes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import time
from pathlib import Path

import pytest
from support.clock import FixedClock

from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.store import Store, migrations
from microwins_desktop.store.backups import Backups, make_backup
from microwins_desktop.store.errors import Damaged, Locked, NewerSchema, StoreError
from microwins_desktop.store.restoring import Restores
from microwins_desktop.store.rotating import prune
from microwins_desktop.store.wins import NewWin

START = time(4)


def log(store: Store, *titles: str) -> None:
    for title in titles:
        store.wins.log(NewWin(at=store.clock.now(), title=title), START)


def titles(store: Store) -> list[str]:
    return [win.title for win in store.wins.between()]


@pytest.fixture
def copy(journal: Store, tmp_path: Path) -> Path:
    """A copy with "one" and "two" in it; the journal has gone on to "three"."""
    log(journal, "one", "two")
    made = make_backup(journal.path, tmp_path / "copy.db")
    log(journal, "three")
    return made


def test_back_and_forth(journal: Store, copy: Path) -> None:
    change = journal.restores.restore(copy)
    assert (change.kind, titles(journal)) == ("restore", ["one", "two"])
    undone = journal.history.undo()
    assert (undone.kind, undone.undoes) == ("undo", "restore")
    assert titles(journal) == ["one", "two", "three"]
    journal.history.redo()
    assert titles(journal) == ["one", "two"]
    journal.history.undo()
    assert titles(journal) == ["one", "two", "three"]


def test_the_history_before_the_restore_is_there_again(journal: Store, copy: Path) -> None:
    journal.restores.restore(copy)
    log(journal, "four")
    for expected in (["one", "two"], ["one", "two", "three"], ["one", "two"], ["one"], []):
        journal.history.undo()
        assert titles(journal) == expected


def test_a_new_action_drops_the_way_forth(journal: Store, copy: Path) -> None:
    journal.restores.restore(copy)
    journal.history.undo()
    log(journal, "four")
    assert journal.history.next_redo() is None
    assert titles(journal) == ["one", "two", "three", "four"]


def test_another_connection_sees_it_at_once(journal: Store, copy: Path) -> None:
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as other:
        count = "SELECT COUNT(*) FROM win WHERE deleted_at IS NULL"
        assert other.execute(count).fetchone()[0] == 3
        seen = other.execute("PRAGMA data_version").fetchone()
        journal.restores.restore(copy)
        assert other.execute("PRAGMA data_version").fetchone() != seen
        assert other.execute(count).fetchone()[0] == 2
        other.execute("UPDATE win SET note = 'from the other' WHERE title = 'two'")
    assert [win.note for win in journal.wins.between()] == ["", "from the other"]


def test_search_knows_the_restored_words_only(journal: Store, copy: Path) -> None:
    assert [win.title for win in journal.search.find("three")] == ["three"]
    journal.restores.restore(copy)
    assert journal.search.find("three") == []
    assert [win.title for win in journal.search.find("two")] == ["two"]


def test_settings_come_back_but_where_copies_go_stays(
    journal: Store, copy: Path, tmp_path: Path
) -> None:
    folder = str(tmp_path / "elsewhere")
    journal.options.put({"theme": "dark", "backup_folder": folder, "backup_daily": "3"})
    journal.restores.restore(copy)
    assert journal.options.get("theme") == ""
    assert journal.options.get("backup_folder") == folder
    assert journal.options.get("backup_daily") == "3"
    journal.history.undo()
    assert journal.options.get("theme") == "dark"


def test_steps_and_their_wins_come_along(tmp_path: Path, clock: FixedClock) -> None:
    with open_journal(DataFolder(tmp_path / "data"), clock) as store:
        step = store.steps.get("open-blinds")
        store.wins.log(NewWin(at=clock.now(), step=step), START)
        made = make_backup(store.path, tmp_path / "copy.db")
        store.wins.delete(next(iter(store.wins.between())).id)
        store.restores.restore(made)
        assert [win.step for win in store.wins.between()] == ["open-blinds"]
        violations = store.database.execute("PRAGMA foreign_key_check").fetchall()
        assert violations == []


def test_undo_without_its_copy_says_so_and_goes_on(journal: Store, copy: Path) -> None:
    journal.restores.restore(copy)
    for backup in journal.backups.all():
        backup.path.unlink()
    with pytest.raises(StoreError, match="not there any more"):
        journal.history.undo()
    journal.history.undo()
    assert titles(journal) == ["one"]


def test_rotation_spares_what_undo_needs(journal: Store, copy: Path, clock: FixedClock) -> None:
    journal.restores.restore(copy)
    (needed,) = journal.restores.wanted()
    for _ in range(5):
        clock.advance(days=200)
        journal.backups.make(journal.path, "before-restore")
    prune(journal)
    assert needed.exists()
    journal.history.undo()
    assert titles(journal) == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("sql", "error"),
    [
        ("PRAGMA user_version = 999", NewerSchema),
        ("DROP TABLE win", Damaged),
        ("CREATE TRIGGER t AFTER INSERT ON win BEGIN DELETE FROM win; END", Damaged),
        ("CREATE VIEW v AS SELECT 1", Damaged),
    ],
)
def test_what_is_no_copy_changes_nothing(
    journal: Store, copy: Path, sql: str, error: type[StoreError]
) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(sql)
    with pytest.raises(error):
        journal.restores.restore(copy)
    assert titles(journal) == ["one", "two", "three"]
    assert journal.backups.all() == []
    assert sorted(path.name for path in journal.path.parent.glob(".*")) == []


@pytest.mark.parametrize("damage", [0, 100, 4096, 20_000])
def test_a_damaged_copy_changes_nothing(journal: Store, copy: Path, damage: int) -> None:
    data = bytearray(copy.read_bytes())
    data[damage : damage + 3000] = b"\xff" * 3000
    copy.write_bytes(data)
    with pytest.raises(Damaged):
        journal.restores.restore(copy)
    assert titles(journal) == ["one", "two", "three"]


def test_rows_that_point_nowhere_are_freed_on_the_way(journal: Store, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE win SET step_id = 77, area_id = 9 WHERE title = 'one'")
    journal.restores.restore(copy)
    assert [(win.title, win.step) for win in journal.wins.between()] == [
        ("one", None),
        ("two", None),
    ]


class Holding:
    def __init__(self, backups: Backups) -> None:
        self._backups = backups

    def __call__(self) -> Backups:
        return self._backups


def test_a_journal_that_is_held_stays_as_it_is(
    journal: Store, copy: Path, clock: FixedClock
) -> None:
    restores = Restores(journal.path, clock, Holding(journal.backups), busy_ms=10)
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked):
            restores.restore(copy)
        holder.execute("ROLLBACK")
    assert titles(journal) == ["one", "two", "three"]
    assert journal.backups.all() == []


def test_a_copy_of_an_older_schema_is_brought_up_to_date(journal: Store, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as connection, connection:
        for statement in migrations.statements(1):
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
        connection.execute(
            "INSERT INTO win (uuid, changed_at, title, size, at_ms, offset_min, time_known, day,"
            " note, source, hard, quiet) VALUES ('u', 1, 'from long ago', 'whole', 0, 60, 1,"
            " '1970-01-01', '', 'cli', 0, 0)"
        )
    log(journal, "now")
    journal.restores.restore(old)
    assert titles(journal) == ["from long ago"]
    assert journal.database.execute("PRAGMA user_version").fetchone()[0] == migrations.CURRENT
