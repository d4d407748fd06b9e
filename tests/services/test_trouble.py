"""Trouble with the disk while the app runs: said plainly, kept in memory, saved when it is over."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.at_once import AtOnce
from support.clock import FixedClock
from support.rights import read_only
from support.small_disk import fill

from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.services.backups import BackupKeeper
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store import Store
from microwins_desktop.store.wins import NewWin


def opened(folder: Path, clock: FixedClock) -> Journal:
    store = open_journal(DataFolder(folder), clock, 50)
    return Journal(store, clock, Preferences(store))


def titles(folder: Path, clock: FixedClock) -> list[str]:
    with open_journal(DataFolder(folder), clock) as store:
        return [win.title for win in store.wins.between()]


def test_a_full_disk_loses_nothing(small_disk: Path, clock: FixedClock, qtbot: QtBot) -> None:
    journal = opened(small_disk / "data", clock)
    journal.log_text("before")
    filling = fill(small_disk / "data")
    logged = 0
    while not journal.unsaved.wins:
        journal.log_text(f"win {logged}", note="n" * 2000)
        logged += 1
    assert journal.unsaved.why == "the disk is full"
    assert journal.log_text("one more") is None
    assert [new.title for new in journal.unsaved.wins][-1] == "one more"
    assert "one more" in journal.waiting.as_text()
    filling.unlink()
    journal.save_unsaved()
    assert journal.unsaved.wins == ()
    journal.store.close()
    expected = ["before", *(f"win {number}" for number in range(logged)), "one more"]
    assert titles(small_disk / "data", clock) == expected
    with closing(sqlite3.connect(small_disk / "data" / "microwins.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


LIMITED = """
import resource, sys
from datetime import time
from pathlib import Path
from microwins_desktop.core.clock import SystemClock
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.store.errors import NoSpace
from microwins_desktop.store.wins import NewWin

clock = SystemClock()
with open_journal(DataFolder(Path(sys.argv[1])), clock) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))
    kept = 0
    try:
        while True:
            store.wins.log(NewWin(at=clock.now(), title=f"win {kept}", note="n" * 5000), time(4))
            kept += 1
    except NoSpace as error:
        print(kept, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits there")
def test_a_limit_on_files_is_a_full_disk(tmp_path: Path, clock: FixedClock) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        check=True,
    )
    kept, why = done.stdout.split(" ", 1)
    assert why.strip() == "the disk is full"
    assert titles(tmp_path / "data", clock) == [f"win {number}" for number in range(int(kept))]


def test_a_folder_that_goes_away_and_comes_back(
    tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    journal = opened(tmp_path / "data", clock)
    journal.log_text("before")
    said: list[str] = []
    journal.failed.connect(said.append)
    (tmp_path / "data").rename(tmp_path / "away")
    assert journal.log_step("open-blinds") is None
    assert journal.log_text("meanwhile") is None
    assert journal.unsaved.why == "the folder with your journal is not there just now"
    assert not journal.set_hard_day(True)
    assert said == ["That was not changed: the folder with your journal is not there just now."]
    assert not (tmp_path / "data").exists()
    (tmp_path / "away").rename(tmp_path / "data")
    journal.save_unsaved()
    assert journal.unsaved.wins == ()
    journal.store.close()
    assert titles(tmp_path / "data", clock) == ["before", "Opened the blinds", "meanwhile"]


def test_another_journal_in_its_place_is_opened(
    tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    """A disk that was away and comes back with what another computer wrote."""
    journal = opened(tmp_path / "data", clock)
    journal.log_text("before")
    with open_journal(DataFolder(tmp_path / "other"), clock) as other:
        there = Journal(other, clock, Preferences(other))
        there.log_text("elsewhere")
    shutil.move(tmp_path / "data", tmp_path / "away")
    shutil.move(tmp_path / "other", tmp_path / "data")
    with qtbot.waitSignal(journal.changed):
        journal.notice_others()
    journal.log_text("after")
    assert [win.title for win in journal.wins_of(journal.today())] == ["elsewhere", "after"]
    journal.store.close()
    assert titles(tmp_path / "data", clock) == ["elsewhere", "after"]


def test_a_folder_that_may_only_be_read(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> None:
    journal = opened(tmp_path / "data", clock)
    with read_only(tmp_path / "data"):
        fresh = journal.log_text("kept")
    journal.save_unsaved()
    assert fresh is not None or journal.unsaved.wins == ()
    journal.store.close()
    assert titles(tmp_path / "data", clock) == ["kept"]


def test_an_app_that_starts_where_nothing_may_be_written_looks_back_and_keeps_what_is_logged(
    tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    with open_journal(DataFolder(tmp_path / "data"), clock) as store:
        store.wins.log(NewWin(at=clock.now(), title="before"), time(4))
    with read_only(tmp_path / "data"):
        journal = opened(tmp_path / "data", clock)
        assert journal.store.reads_only
        assert journal.unsaved.line.startswith("Nothing can be written to your journal just now.")
        keeper = BackupKeeper(journal, Preferences(journal.store), clock, AtOnce())
        keeper.failed.connect(pytest.fail)
        keeper.consider()
        said: list[str] = []
        journal.failed.connect(said.append)
        assert [win.title for win in journal.wins_of(journal.today())] == ["before"]
        assert journal.log_step("open-blinds") is None
        assert journal.log_text("meanwhile") is None
        assert journal.unsaved.why == "the journal can be read here, but not written"
        assert not journal.set_hard_day(True)
        assert said == ["That was not changed: the journal can be read here, but not written."]
        assert journal.count_today() == 3
    with qtbot.waitSignal(journal.changed):
        journal.save_unsaved()
    assert not journal.store.reads_only
    assert journal.unsaved.line == ""
    keeper.consider()
    assert len(keeper.all()) == 1
    assert len(journal.wins_of(journal.today())) == 3
    assert journal.set_hard_day(True)
    journal.store.close()
    assert titles(tmp_path / "data", clock) == ["before", "Opened the blinds", "meanwhile"]


def test_an_app_that_starts_on_a_full_disk_keeps_what_is_logged(
    small_disk: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    with open_journal(DataFolder(small_disk / "data"), clock) as store:
        store.wins.log(NewWin(at=clock.now(), title="before"), time(4))
    filling = fill(small_disk)
    journal = opened(small_disk / "data", clock)
    assert [win.title for win in journal.wins_of(journal.today())] == ["before"]
    assert journal.log_text("meanwhile") is None
    assert journal.unsaved.why == "the disk is full"
    filling.unlink()
    journal.save_unsaved()
    assert journal.unsaved.wins == ()
    journal.store.close()
    assert titles(small_disk / "data", clock) == ["before", "meanwhile"]


def test_a_lock_of_another_is_waited_out(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> None:
    journal = opened(tmp_path / "data", clock)
    with closing(sqlite3.connect(tmp_path / "data" / "microwins.db", isolation_level=None)) as it:
        it.execute("BEGIN IMMEDIATE")
        assert journal.log_step("open-blinds") is None
        assert journal.count_today() == 1
        assert journal.unsaved.why == "another program is using the journal right now"
        it.execute("ROLLBACK")
    with qtbot.waitSignal(journal.changed, timeout=8000):
        pass  # it tries again by itself
    assert journal.unsaved.wins == ()
    journal.store.close()


HOLDER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(10)
connection.execute("ROLLBACK")
"""


def test_a_verb_waits_ten_seconds_for_a_lock(tmp_path: Path, clock: FixedClock) -> None:
    open_journal(DataFolder(tmp_path / "data"), clock).close()
    data, path = str(tmp_path / "data"), str(tmp_path / "data" / "microwins.db")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, path], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        done = subprocess.run(
            [sys.executable, "-m", "microwins_desktop", "--data-dir", data, "log", "tea"],
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert titles(tmp_path / "data", clock) == ["tea"]


# The daily copy


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    with open_journal(DataFolder(tmp_path / "data"), clock) as made:
        yield made


def test_one_copy_a_day(qtbot: QtBot, store: Store, clock: FixedClock) -> None:
    preferences = Preferences(store)
    journal = Journal(store, clock, preferences)
    keeper = BackupKeeper(journal, preferences, clock, AtOnce())
    keeper.consider()
    keeper.consider()
    assert [backup.reason for backup in keeper.all()] == ["daily"]
    clock.advance(hours=23)
    journal.notice_time()  # a new day has begun while the app runs
    assert len(keeper.all()) == 2
    journal.notice_time()
    assert len(keeper.all()) == 2


def test_work_that_goes_on_is_not_begun_twice(
    qtbot: QtBot, store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    preferences = Preferences(store)
    runner = AtOnce()
    runner.hold = True
    keeper = BackupKeeper(Journal(store, clock, preferences), preferences, clock, runner)
    said: list[str] = []
    keeper.failed.connect(said.append)
    keeper.back_up_now()
    keeper.back_up_now()
    keeper.restore(tmp_path / "any.db")
    assert len(said) == 1
    runner.go()
    assert len(keeper.all()) == 1
    assert not keeper.busy


def test_a_win_tried_again_after_the_journal_was_closed_is_still_kept(
    tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    journal = opened(tmp_path / "data", clock)
    with closing(sqlite3.connect(tmp_path / "data" / "microwins.db", isolation_level=None)) as it:
        it.execute("BEGIN IMMEDIATE")
        assert journal.log_text("tea") is None
        it.execute("ROLLBACK")
    journal.store.close()
    journal.save_unsaved()
    assert list(journal.unsaved.titles) == ["tea"]
    assert "tea" in journal.waiting.as_text()
