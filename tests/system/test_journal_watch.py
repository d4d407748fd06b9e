"""Changes by other processes are noticed through SQLite's write-ahead file, without polling."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from microwins_desktop.system.journal_watch import JournalWatch


def opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    return connection


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(opened(tmp_path / "microwins.db")) as connection:
        connection.execute("CREATE TABLE win (title TEXT)")
        yield connection


@pytest.fixture
def watch(qtbot: QtBot, tmp_path: Path, journal: sqlite3.Connection) -> JournalWatch:
    return JournalWatch(tmp_path / "microwins.db")


def test_a_write_of_another_connection_is_noticed(
    qtbot: QtBot, tmp_path: Path, watch: JournalWatch
) -> None:
    with (
        qtbot.waitSignal(watch.touched, timeout=2000),
        closing(opened(tmp_path / "microwins.db")) as other,
    ):
        other.execute("INSERT INTO win VALUES ('Opened the blinds')")


def test_a_burst_of_writes_is_gathered(
    qtbot: QtBot, watch: JournalWatch, journal: sqlite3.Connection
) -> None:
    touches: list[None] = []
    watch.touched.connect(lambda: touches.append(None))
    for _ in range(50):
        journal.execute("INSERT INTO win VALUES ('x')")
    qtbot.waitUntil(lambda: bool(touches))
    qtbot.wait(200)
    assert len(touches) <= 2


def test_reading_does_not_touch(
    qtbot: QtBot, tmp_path: Path, watch: JournalWatch, journal: sqlite3.Connection
) -> None:
    with qtbot.assertNotEmitted(watch.touched, wait=300):
        for _ in range(5):
            journal.execute("PRAGMA data_version").fetchone()
            journal.execute("SELECT count(*) FROM win").fetchone()


def test_other_files_in_the_folder_do_not_touch(
    qtbot: QtBot, tmp_path: Path, watch: JournalWatch
) -> None:
    with qtbot.assertNotEmitted(watch.touched, wait=300):
        (tmp_path / "microwins.log").write_text("a line")
        (tmp_path / "microwins.log").unlink()


def test_a_journal_that_appears_later_is_followed(qtbot: QtBot, tmp_path: Path) -> None:
    watch = JournalWatch(tmp_path / "microwins.db")
    with qtbot.waitSignal(watch.touched, timeout=2000):
        connection = opened(tmp_path / "microwins.db")
        connection.execute("CREATE TABLE win (title TEXT)")
    with qtbot.waitSignal(watch.touched, timeout=2000):
        connection.execute("INSERT INTO win VALUES ('x')")
    connection.close()


def test_a_journal_closed_and_opened_again_is_followed(
    qtbot: QtBot, tmp_path: Path, watch: JournalWatch, journal: sqlite3.Connection
) -> None:
    journal.close()
    assert not (tmp_path / "microwins.db-wal").exists()
    qtbot.wait(300)
    with (
        qtbot.waitSignal(watch.touched, timeout=2000),
        closing(opened(tmp_path / "microwins.db")) as again,
    ):
        again.execute("INSERT INTO win VALUES ('x')")
