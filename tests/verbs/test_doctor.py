"""`doctor` says how it is, and calls nothing well that is not."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

from microwins_desktop import cli
from microwins_desktop.system.dbus import questions
from microwins_desktop.system.dbus.messages import NO_BUS, TIMEOUT, Reply
from microwins_desktop.system.presence import look as looking
from microwins_desktop.system.presence.facts import Fact, Facts
from microwins_desktop.system.slip import Slip
from microwins_desktop.verbs import surroundings as verb

TELLING = Facts(do_not_disturb=Fact(False, "dunst"), idle=Fact(3.0, "X11"))


@pytest.fixture(autouse=True)
def _desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "look", lambda: TELLING)


def findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, list[str]]]:
    code = cli.main(["--data-dir", str(folder), "doctor", "--json"])
    printed = json.loads(capsys.readouterr().out)
    assert printed["ok"] == (code == 0)
    return code, {found["check"]: [found["state"], found["says"]] for found in printed["findings"]}


def test_an_empty_folder_is_well_and_stays_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = findings(tmp_path / "new", capsys)
    assert code == 0
    assert {state for state, _says in found.values()} == {"ok"}
    assert not (tmp_path / "new").exists()


def test_what_the_desktop_tells_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _code, found = findings(tmp_path, capsys)
    assert found["presence"][1].endswith("Do Not Disturb, Away from the computer")


def test_a_desktop_that_tells_nothing_is_no_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "look", Facts)
    code, found = findings(tmp_path, capsys)
    assert (code, found["presence"][0]) == (0, "note")


TEXTS = ("catalogue.toml", "helplines.toml", "routines.toml", "words.toml")


@pytest.mark.parametrize("name", TEXTS)
def test_a_damaged_text_of_the_program_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    ours = verb.paths.resources()
    for file in TEXTS:
        (tmp_path / file).write_bytes((ours / file).read_bytes())
    (tmp_path / name).write_text("[[", encoding="utf-8")
    monkeypatch.setattr(verb.paths, "resources", lambda: tmp_path)
    code, found = findings(tmp_path / "data", capsys)
    assert code == 1
    assert found["resources"][0] == "problem"
    assert name in found["resources"][1]


def test_a_journal_that_is_no_database_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "microwins.db").write_text("this is a shopping list\n" * 400, encoding="utf-8")
    code, found = findings(tmp_path, capsys)
    assert code == 1
    assert found["journal"][0] == "problem"


def test_a_data_folder_that_is_a_file_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    code, found = findings(file, capsys)
    assert code == 1
    assert found["folder"][0] == "problem"


@pytest.fixture
def data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    for title in ("one", "two"):
        cli.main(["--data-dir", str(tmp_path / "data"), "log", title])
    cli.main(["--data-dir", str(tmp_path / "data"), "list", "--search", "one"])
    capsys.readouterr()
    return tmp_path / "data"


def change(data: Path, sql: str) -> None:
    with closing(sqlite3.connect(data / "microwins.db")) as journal, journal:
        journal.execute(sql)


def mend(data: Path, name: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = cli.main(["--data-dir", str(data), "doctor", "--repair", name])
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def test_a_journal_in_use_is_well(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = findings(data, capsys)
    assert code == 0
    assert found["journal"] == ["ok", "whole, with 2 wins"]
    assert found["backups"][0] == "note"
    others = {name: state for name, (state, _says) in found.items() if name != "backups"}
    assert set(others.values()) == {"ok"}
    assert {"search", "references", "tray", "locale", "permissions"} <= set(others)


def test_backups_are_counted_and_checked(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["--data-dir", str(data), "backup"])
    cli.main(["--data-dir", str(data), "backup"])
    capsys.readouterr()
    assert findings(data, capsys)[1]["backups"][0] == "ok"
    (older, newest) = sorted((data / "backups").iterdir())
    older = older.rename(older.with_name("microwins-20200101-000000-daily.db"))
    newest.write_bytes(b"bad")
    code, found = findings(data, capsys)
    assert (code, found["backups"][0]) == (0, "note")
    older.write_bytes(b"bad")
    code, found = findings(data, capsys)
    assert (code, found["backups"][0]) == (1, "problem")


def test_an_old_backup_is_worth_a_word(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["--data-dir", str(data), "backup"])
    capsys.readouterr()
    (made,) = (data / "backups").iterdir()
    made.rename(made.with_name("microwins-20200101-000000-daily.db"))
    code, found = findings(data, capsys)
    assert (code, found["backups"][0]) == (0, "note")


@pytest.mark.parametrize(
    ("sql", "check", "name"),
    [
        ("UPDATE win SET step_id = 4711", "references", "orphans"),
        ("UPDATE win_words SET words = 'other'", "search", "search"),
        ("DELETE FROM win_words", "search", "search"),
        ("INSERT INTO win_words (rowid, words) VALUES (99, 'lost')", "search", "search"),
    ],
)
def test_what_is_wrong_is_mended_when_asked(
    data: Path, capsys: pytest.CaptureFixture[str], sql: str, check: str, name: str
) -> None:
    change(data, sql)
    code, found = findings(data, capsys)
    assert (code, found[check][0]) == (1, "problem")
    assert findings(data, capsys)[1][check] == found[check]  # looking mends nothing
    cli.main(["--data-dir", str(data), "doctor"])
    assert f"--repair {name}" in capsys.readouterr().out
    assert mend(data, name, capsys)[0] == 0
    code, found = findings(data, capsys)
    assert (code, found[check][0]) == (0, "ok")
    assert found["journal"][1] == "whole, with 2 wins"
    cli.main(["--data-dir", str(data), "list", "--search", "two", "--json"])
    assert [win["title"] for win in json.loads(capsys.readouterr().out)] == ["two"]


def test_orphans_are_freed_after_a_copy_was_made(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(data, "UPDATE win SET step_id = 4711")
    mend(data, "orphans", capsys)
    (made,) = (data / "backups").iterdir()
    assert made.name.endswith("-before-repair.db")


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_open_doors_are_closed_when_asked(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data.chmod(0o755)
    (data / "microwins.db").chmod(0o644)
    code, found = findings(data, capsys)
    assert (code, found["permissions"][0], found["folder"][0]) == (0, "note", "note")
    assert mend(data, "permissions", capsys)[0] == 0
    assert stat.S_IMODE((data / "microwins.db").stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_a_damaged_journal_is_saved_when_asked(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open(data / "microwins.db", "r+b") as file:
        file.write(b"x" * 100)
    code, found = findings(data, capsys)
    assert (code, found["journal"][0]) == (1, "problem")
    assert not list(data.glob("*damaged*"))
    code, said = mend(data, "journal", capsys)
    assert code == 0
    assert "2 wins were saved" in said
    code, found = findings(data, capsys)
    assert (code, found["journal"]) == (0, ["ok", "whole, with 2 wins"])
    assert "microwins.damaged-" in found["set aside"][1]


def test_an_unknown_repair_is_wrong_usage(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = mend(data, "everything", capsys)
    assert code == 2
    assert "journal, orphans, permissions, search" in said


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (Reply(error=NO_BUS), "ok"),
        (Reply(error=TIMEOUT), "note"),
        (Reply(error="org.freedesktop.DBus.Error.ServiceUnknown"), "note"),
        (Reply(body=(("b", False),)), "note"),
        (Reply(body=(("b", True),)), "ok"),
    ],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has this tray")
def test_the_tray_is_as_the_bus_says(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    reply: Reply,
    state: str,
) -> None:
    def answered(_bus: str, calls: dict[int, object], _limit: float) -> dict[int, Reply]:
        return dict.fromkeys(calls, reply)

    monkeypatch.setattr(questions, "ask", answered)
    code, found = findings(tmp_path / "new", capsys)
    assert (code, found["tray"][0]) == (0, state)


def test_wins_that_wait_to_be_written_are_told(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "waiting" not in findings(data, capsys)[1]
    slip = Slip(data / "microwins.unsaved", kept=True)
    slip.write("+", {"a": "tea", "b": "toast"})
    slip.write("-", {"a": ""})
    code, found = findings(data, capsys)  # also while the app holds it
    assert (code, found["waiting"]) == (
        *(0, ["note", "1 win waits to be written; the app takes it in when it starts"]),
    )
    slip.set_aside()
    code, found = findings(data, capsys)
    assert "waiting" not in found
    assert found["set aside"][1].endswith(
        "to delete when all is there: microwins.unsaved.damaged-1"
    )
