"""A backup is complete and checked, or it is not there."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from datetime import datetime, time
from pathlib import Path

import pytest
from support.clock import FixedClock

from microwins_desktop.core.rotation import DAILY, Counts
from microwins_desktop.store import Store, migrations
from microwins_desktop.store.backups import (
    Backups,
    backup_folders,
    backup_name,
    make_backup,
    verify,
)
from microwins_desktop.store.errors import Damaged, StoreError
from microwins_desktop.store.looking_in import look_into
from microwins_desktop.store.rotating import prune
from microwins_desktop.store.wins import NewWin

START = time(4)


def log(store: Store, *titles: str) -> None:
    for title in titles:
        store.wins.log(NewWin(at=store.clock.now(), title=title), START)


def titles(store: Store) -> list[str]:
    return [win.title for win in store.wins.between()]


def test_a_copy_holds_what_is_only_in_the_write_ahead_log(journal: Store, tmp_path: Path) -> None:
    log(journal, "one", "two")
    copy = make_backup(journal.path, tmp_path / "copy.db")
    preview = look_into(copy)
    assert (preview.wins, preview.schema) == (2, migrations.CURRENT)
    assert [title for _day, title in preview.newest] == ["two", "one"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "data"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_copy_made_while_others_write_is_sound(journal: Store, tmp_path: Path) -> None:
    """What is written between the copy and its check must not make the copy look wrong."""
    log(journal, *(f"win {number}" for number in range(300)))
    stop = threading.Event()

    def write() -> None:
        other = sqlite3.connect(journal.path, timeout=20)
        while not stop.is_set():
            with other:
                other.execute("INSERT INTO option VALUES (hex(randomblob(8)), '', 0)")
        other.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(10):
            verify(make_backup(journal.path, tmp_path / f"{number}.db"))
    finally:
        stop.set()
        writer.join()


def test_a_damaged_journal_replaces_no_copy(journal: Store, tmp_path: Path) -> None:
    log(journal, *(f"win {number}" for number in range(500)))
    good = make_backup(journal.path, tmp_path / "copy.db").read_bytes()
    journal.close()
    damaged = bytearray(journal.path.read_bytes())
    damaged[8192:60000] = os.urandom(60000 - 8192)
    journal.path.write_bytes(damaged)
    with pytest.raises(StoreError):
        make_backup(journal.path, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == good
    assert not list(tmp_path.glob("*.part"))


def test_names_sort_by_time_and_never_collide(journal: Store, clock: FixedClock) -> None:
    made = [journal.backups.make(journal.path, DAILY).path.name for _ in range(3)]
    assert made[0] == "microwins-20261122-091403-daily.db"
    assert len(set(made)) == 3
    clock.advance(hours=1)
    journal.backups.make(journal.path, "manual")
    found = journal.backups.all()
    assert [backup.reason for backup in found] == ["manual", DAILY, DAILY, DAILY]
    assert found[0].made_at == datetime.fromisoformat("2026-11-22T10:14:03")
    assert found[0].size > 10_000


def test_other_files_are_no_backups(journal: Store) -> None:
    journal.backups.make(journal.path, DAILY)
    folder = journal.path.parent / "backups"
    for name in ("notes.txt", "microwins-20269999-000000-daily.db", "microwins-x-daily.db"):
        (folder / name).write_text("hello")
    assert len(journal.backups.all()) == 1


def test_rotation_spares_the_newest_good_one(journal: Store, clock: FixedClock) -> None:
    for _ in range(5):
        journal.backups.make(journal.path, DAILY)
        clock.advance(days=1)
    *rest, newest = sorted(backup.path for backup in journal.backups.all())
    good = rest[1]
    for path in (rest[0], *rest[2:], newest):
        path.write_bytes(b"no database")
    journal.backups.prune(Counts(1, 0, 0))
    assert {backup.path for backup in journal.backups.all()} == {good, newest}
    found = journal.backups.newest_good()
    assert found is not None
    assert found.path == good


def test_rotation_takes_the_counts_from_the_settings(journal: Store, clock: FixedClock) -> None:
    journal.options.put({"backup_daily": "2", "backup_weekly": "0", "backup_monthly": "0"})
    for _ in range(5):
        journal.backups.make(journal.path, DAILY)
        clock.advance(days=1)
    assert len(prune(journal)) == 3
    assert len(journal.backups.all()) == 2


def test_what_a_kill_left_goes_when_nobody_can_be_writing_it(
    journal: Store, clock: FixedClock
) -> None:
    journal.backups.make(journal.path, DAILY)
    folder = journal.path.parent / "backups"
    old, young = folder / "microwins-1.db.77.part", folder / "microwins-2.db.78.part"
    room = journal.path.parent / ".restoring-abc"
    room.mkdir()
    for path, minutes in ((old, 61), (young, 5), (room, 61)):
        if path != room:
            path.write_text("half")
        then = clock.now().timestamp() - minutes * 60
        os.utime(path, (then, then))
    prune(journal)
    assert not old.exists()
    assert young.exists()
    assert not room.exists()


def test_the_chosen_folder_is_used_and_left_as_it_is(journal: Store, tmp_path: Path) -> None:
    chosen = tmp_path / "synced"
    chosen.mkdir(mode=0o755)
    journal.options.put({"backup_folder": str(chosen)})
    assert journal.backups.make(journal.path, DAILY).path.parent == chosen
    assert stat.S_IMODE(chosen.stat().st_mode) == 0o755


def test_a_folder_that_cannot_be_used_does_not_cost_the_copy(
    journal: Store, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    journal.options.put({"backup_folder": str(tmp_path / "file" / "below")})
    made = journal.backups.make(journal.path, DAILY)
    assert made.path.parent == journal.path.parent / "backups"
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700


def test_where_copies_are(tmp_path: Path) -> None:
    usual = tmp_path / "data" / "backups"
    assert backup_folders(usual, "") == (usual,)
    assert backup_folders(usual, "/mnt/x") == (Path("/mnt/x"), usual)
    assert backup_folders(usual, "other") == (tmp_path / "data" / "other", usual)
    assert backup_folders(usual, "~nobody-of-this-name/x") == (usual,)
    assert backup_folders(usual, "~/x")[0] == Path.home() / "x"


def test_no_copy_says_when_it_is_asked_for_a_newest(tmp_path: Path, clock: FixedClock) -> None:
    backups = Backups([tmp_path / "nowhere"], clock)
    assert backups.all() == []
    assert backups.newest_good() is None
    assert backups.is_due(START)
    with pytest.raises(StoreError):
        backups.make(tmp_path / "no journal", DAILY)


def test_a_foreign_database_is_no_backup(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / backup_name(clock.now(), DAILY)
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
    other.close()
    for look in (verify, look_into):
        with pytest.raises(Damaged):
            look(path)
