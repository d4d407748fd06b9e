"""`doctor` says how it is, and calls nothing well that is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from microwins_desktop import cli
from microwins_desktop.system.presence import look as looking
from microwins_desktop.system.presence.facts import Fact, Facts
from microwins_desktop.verbs import doctor as verb

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


@pytest.mark.parametrize("name", ["catalogue.toml", "helplines.toml"])
def test_a_damaged_text_of_the_program_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    ours = verb.paths.resources()
    for file in ("catalogue.toml", "helplines.toml"):
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
