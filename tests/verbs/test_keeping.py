"""`backup` and `restore` as a script meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from microwins_desktop import cli
from microwins_desktop.store.looking_in import look_into


class Terminal:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def run(self, *arguments: str) -> tuple[int, str, str]:
        code = cli.main(["--data-dir", str(self.folder), *arguments])
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err

    def titles(self) -> list[str]:
        return [win["title"] for win in json.loads(self.run("list", "--json")[1])]


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    terminal = Terminal(tmp_path / "data", capsys)
    for title in ("one", "two"):
        terminal.run("log", title)
    return terminal


def test_a_backup_goes_where_the_apps_own_go(terminal: Terminal) -> None:
    code, out, err = terminal.run("backup")
    assert (code, err) == (0, "")
    (made,) = (terminal.folder / "backups").iterdir()
    assert made.name.endswith("-manual.db")
    assert out == f"{made}: 2 wins\n"


def test_a_backup_to_a_path_and_over_an_older_one(terminal: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    assert terminal.run("backup", str(target))[0] == 0
    terminal.run("log", "three")
    assert terminal.run("backup", str(target))[0] == 0
    assert look_into(target).wins == 3
    assert not (terminal.folder / "backups").exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [("notes.txt", 1), ("data/microwins.db", 2), ("nowhere/copy.db", 2), (".", 2)],
)
def test_a_backup_overwrites_nothing_else(
    terminal: Terminal, tmp_path: Path, name: str, code: int
) -> None:
    (tmp_path / "notes.txt").write_text("dear diary")
    before = tmp_path.stat().st_mode
    found, out, err = terminal.run("backup", str(tmp_path / name))
    assert (found, out) == (code, "")
    assert err.startswith("microwins: ")
    assert err.count("\n") == 1
    assert (tmp_path / "notes.txt").read_text() == "dear diary"
    assert tmp_path.stat().st_mode == before
    assert terminal.titles() == ["one", "two"]


def test_through_pipes(tmp_path: Path) -> None:
    def run(*arguments: str, given: bytes = b"") -> bytes:
        command = [sys.executable, "-m", "microwins_desktop", "--data-dir", str(tmp_path / "data")]
        return subprocess.run(
            [*command, *arguments], input=given, stdout=subprocess.PIPE, check=True
        ).stdout

    run("log", "one")
    piped = run("backup", "-")
    assert piped.startswith(b"SQLite format 3\0")
    run("log", "two")
    assert b"1 win, from" in run("restore", "-", given=piped)
    assert len(json.loads(run("list", "--json"))) == 1


def test_a_dry_run_only_looks(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("backup", str(tmp_path / "copy.db"))
    terminal.run("log", "three")
    code, out, _err = terminal.run("restore", str(tmp_path / "copy.db"), "--dry-run")
    assert code == 0
    assert out.startswith("2 wins, from ")
    assert [line.split("  ")[-1] for line in out.splitlines()[1:3]] == ["two", "one"]
    assert terminal.titles() == ["one", "two", "three"]
    assert not (terminal.folder / "backups").exists()


def test_a_restore_is_taken_back_by_undo(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("backup", str(tmp_path / "copy.db"))
    terminal.run("log", "three")
    assert terminal.run("restore", str(tmp_path / "copy.db"))[0] == 0
    assert terminal.titles() == ["one", "two"]
    code, out, _err = terminal.run("undo", "--json")
    assert (code, json.loads(out)) == (0, {"undone": "restore", "win": None})
    assert terminal.titles() == ["one", "two", "three"]


@pytest.mark.parametrize("content", [None, b"", b"a shopping list\n" * 400])
def test_what_is_no_backup_is_unreadable_input(
    terminal: Terminal, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "copy.db"
    if content is not None:
        path.write_bytes(content)
    for extra in ([], ["--dry-run"]):
        code, out, err = terminal.run("restore", str(path), *extra)
        assert (code, out, err.count("\n")) == (2, "", 1)
    assert terminal.titles() == ["one", "two"]
