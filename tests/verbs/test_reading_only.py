"""Where nothing can be written, what is there can be read; only what writes says that it cannot."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from support.rights import read_only
from support.small_disk import fill
from support.terminal import Terminal

NOT_WRITTEN = "the journal can be read here, but not written"
READING = (
    ("today", "--json"),
    ("list", "--json"),
    ("list", "--search", "blinds", "--json"),
    ("list", "--search", "CAFE", "--json"),
    ("list", "--from", "2026-11-01", "--area", "light", "--json"),
    ("steps", "--json"),
    ("plan", "--json"),
    ("next", "--json"),
    ("settings", "--json"),
    ("settings", "theme", "--json"),
    ("export", "-"),
)
WRITING = (
    ("log", "tea"),
    ("undo",),
    ("hard-day", "on"),
    ("pause", "1h"),
    ("settings", "theme", "dark"),
    ("plan", "drink-water", "--at", "09:00"),
    ("plan", "drink-water", "--off"),
    ("import", "--undo"),
)


@pytest.fixture
def lived(terminal: Terminal) -> Terminal:
    terminal.run("log", "open-blinds")
    terminal.run("log", "Sat in the Café")
    terminal.run("list", "--search", "nothing")
    terminal.run("log", "the blinds once more")  # the index does not know it yet
    return terminal


def answers(terminal: Terminal) -> list[tuple[int, str, str]]:
    return [terminal.run(*verb) for verb in READING]


def test_reading_verbs_read(lived: Terminal) -> None:
    before = answers(lived)
    assert {code for code, _out, _err in before} == {0}
    with read_only(lived.data):
        assert answers(lived) == before


def test_writing_verbs_say_so_in_one_line(lived: Terminal) -> None:
    with read_only(lived.data):
        before = sorted(path.name for path in lived.data.iterdir())
        for verb in WRITING:
            assert lived.refuse(*verb, code=1) == NOT_WRITTEN
        assert sorted(path.name for path in lived.data.iterdir()) == before
    assert lived.run("log", "tea")[0] == 0


def test_an_export_and_a_backup_go_elsewhere(lived: Terminal, tmp_path: Path) -> None:
    with read_only(lived.data):
        for name in ("a.json", "a.csv", "a.ics", "a.md", "a.html", "b.db"):
            verb = "backup" if name.endswith("db") else "export"
            assert lived.run(verb, str(tmp_path / name))[0] == 0
            assert (tmp_path / name).stat().st_size > 100
        assert lived.run("restore", str(tmp_path / "b.db"), "--dry-run")[0] == 0


def test_doctor_reads_the_journal(lived: Terminal) -> None:
    with read_only(lived.data):
        _code, out, _err = lived.run("doctor")
    for finding in ("journal: whole, with 3 wins", "references: every row", "search: it knows"):
        assert f"well  {finding}" in out


KILLED = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("UPDATE win SET title = 'Only in the log' WHERE step_id IS NOT NULL")
connection.commit()
os._exit(0)
"""


@pytest.mark.parametrize("without", ["", "-shm"])
def test_what_a_kill_left_in_the_log_is_read_too(
    lived: Terminal, tmp_path: Path, without: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = lived.data / "microwins.db"
    subprocess.run([sys.executable, "-c", KILLED, str(database)], check=True)
    assert (lived.data / "microwins.db-wal").stat().st_size > 0
    if without:
        (lived.data / f"microwins.db{without}").unlink()
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    with read_only(lived.data):
        assert lived.json("today")[0]["title"] == "Only in the log"
        assert lived.refuse("log", "tea", code=1) == NOT_WRITTEN
    assert list((tmp_path / "tmp").iterdir()) == []  # a copy that was read from is gone


def test_a_journal_of_an_earlier_schema_is_not_misread(lived: Terminal) -> None:
    with closing(sqlite3.connect(lived.data / "microwins.db")) as connection:
        connection.execute("PRAGMA user_version = 1")
    with read_only(lived.data):
        assert lived.refuse("today", code=1) == "the journal cannot be written"


def test_where_there_is_no_journal_none_can_be_made(terminal: Terminal) -> None:
    terminal.data.mkdir()
    with read_only(terminal.data):
        assert "Permission denied" in terminal.refuse("today", code=1)


def test_a_full_disk_can_be_read(
    small_disk: Path, lived: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = Terminal(small_disk / "data", lived._run)
    there.run("log", "open-blinds")
    filling = fill(small_disk)
    assert [win["title"] for win in there.json("today")] == ["Opened the blinds"]
    assert there.json("list", "--search", "blinds")[0]["step"] == "open-blinds"
    assert there.refuse("log", "tea", code=1) == "the disk is full"
    assert "journal: whole, with 1 win" in there.run("doctor")[1]
    filling.unlink()
    assert there.run("log", "tea")[0] == 0


@pytest.mark.skipif(os.name != "posix", reason="permissions are of POSIX")
def test_a_file_that_may_not_even_be_read_is_said(lived: Terminal) -> None:
    with read_only(lived.data):
        (lived.data / "microwins.db").chmod(0)
        assert lived.refuse("today", code=1).startswith("the journal")
