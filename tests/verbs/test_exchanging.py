"""`export` and `import` in the terminal: the contract, files whole or not at all, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from support import trackers
from support.terminal import Terminal

FORMATS = ("json", "csv", "ics", "md", "html", "pdf")


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Where there is no application, writing a PDF makes a poor one, of no use to later tests."""


@pytest.fixture
def logged(terminal: Terminal) -> Terminal:
    """A journal with words that every format has to hold."""
    terminal.run("log", "open-blinds", "--at", "2026-11-20T09:14")
    terminal.run("log", "<b>Bold</b> & *starred*", "--note", "=1+1\nsecond, line; \\ end")
    terminal.run("log", "窓を開けた کتاب خواندم", "--at", "2026-11-21", "--size", "tiny")
    return terminal


def exported(terminal: Terminal, tmp_path: Path, suffix: str, *more: str) -> bytes:
    target = tmp_path / f"wins.{suffix}"
    code, out, err = terminal.run("export", str(target), *more)
    assert (code, err) == (0, "")
    assert str(target) in out
    return target.read_bytes()


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_suffix_says_the_format_and_the_file_is_private(
    logged: Terminal, tmp_path: Path, suffix: str
) -> None:
    content = exported(logged, tmp_path, suffix)
    assert len(content) > 100
    target = tmp_path / f"wins.{suffix}"
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("*.part")] == []
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_json_wins_are_those_of_list(logged: Terminal, tmp_path: Path) -> None:
    content = json.loads(exported(logged, tmp_path, "json"))
    listed = logged.json("list")
    assert content["format"] == "microwins-json"
    common = [{name: win[name] for name in listed[0]} for win in content["wins"]]
    assert sorted(common, key=_id) == sorted(listed, key=_id)


def test_csv_is_for_spreadsheets(logged: Terminal, tmp_path: Path) -> None:
    content = exported(logged, tmp_path, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    notes = {row["title"]: row["note"] for row in rows}
    assert notes["<b>Bold</b> & *starred*"] == "'=1+1\nsecond, line; \\ end"
    assert {row["area_name"] for row in rows} == {"Light & air", ""}


def test_a_calendar_program_reads_the_ics(logged: Terminal, tmp_path: Path) -> None:
    from icalendar import Calendar

    calendar: Any = Calendar.from_ical(exported(logged, tmp_path, "ics"))
    events = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == 3
    blinds = events["Opened the blinds"]
    assert blinds.decoded("dtstart").isoformat() == "2026-11-20T08:14:00+00:00"
    assert blinds["categories"].cats == ["Light & air"]
    assert events["窓を開けた کتاب خواندم"].decoded("dtstart") == date(2026, 11, 21)
    assert events["<b>Bold</b> & *starred*"]["description"] == "=1+1\nsecond, line; \\ end"
    assert len({str(event["uid"]) for event in events.values()}) == 3


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_stands_alone_and_shows_words_as_they_are(
    logged: Terminal, tmp_path: Path
) -> None:
    page = _Page()
    page.feed(exported(logged, tmp_path, "html").decode())
    assert "b" not in page.tags
    assert "script" not in page.tags
    assert page.links == []
    assert "<b>Bold</b> & *starred*" in page.text
    assert "2026-11-20" in page.text


def test_markdown_shows_words_as_they_are(logged: Terminal, tmp_path: Path) -> None:
    text = exported(logged, tmp_path, "md").decode()
    assert "### Friday, 2026-11-20" in text
    assert "- 09:14 Opened the blinds (Light & air)" in text
    assert r"\<b\>Bold\</b\> & \*starred\*" in text


def test_the_pdf_holds_every_script(logged: Terminal, tmp_path: Path) -> None:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(exported(logged, tmp_path, "pdf")))
    text = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert "Opened the blinds" in text
    assert "<b>Bold</b>" in text
    assert "窓を開けた" in text.replace(" ", "")


def test_a_long_pdf_has_pages(terminal: Terminal, tmp_path: Path) -> None:
    from pypdf import PdfReader

    rows = "".join(f"Habit,,,2025-{n % 12 + 1:02}-{n % 28 + 1:02},1,\n" for n in range(300))
    path = trackers.written(tmp_path / "x.csv", trackers.HABITBULL + rows)
    assert terminal.run("import", str(path))[0] == 0
    reader = PdfReader(io.BytesIO(exported(terminal, tmp_path, "pdf")))
    assert len(reader.pages) > 5
    assert reader.pages[3].extract_text().rstrip().endswith("4")


@pytest.mark.parametrize(("language", "at_the_right"), [("en", False), ("ar", True)])
def test_a_page_begins_at_the_side_its_language_begins(
    logged: Terminal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    at_the_right: bool,
) -> None:
    from pypdf import PdfReader

    from microwins_desktop.exchange import pdf

    monkeypatch.setattr(pdf, "language_in_use", lambda: language)
    page = PdfReader(io.BytesIO(exported(logged, tmp_path, "pdf"))).pages[0]
    places: list[float] = []

    def note(text: str, matrix: list[float], *more: Any) -> None:
        if "09:14" in text:
            across = matrix[4] if not more else more[0][4] * matrix[0] + matrix[4]
            places.append(across)

    page.extract_text(visitor_text=note)
    assert places
    assert all((place > float(page.mediabox.width) / 2) == at_the_right for place in places)


def test_only_the_days_between(logged: Terminal, tmp_path: Path) -> None:
    days = ("--from", "2026-11-20", "--to", "2026-11-20")
    content = json.loads(exported(logged, tmp_path, "json", *days))
    assert [win["title"] for win in content["wins"]] == ["Opened the blinds"]


def test_standard_output(logged: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    from microwins_desktop import cli

    assert cli.main(["--data-dir", str(logged.data), "export", "-", "--format", "csv"]) == 0
    assert stream.buffer.getvalue().startswith(b"\xef\xbb\xbfid,day")  # type: ignore[attr-defined]


def test_an_export_that_cannot_be_written_leaves_what_was_there(
    logged: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "wins.json"
    target.write_text("precious")

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    sentence = logged.refuse("export", str(target), code=1)
    assert "No space left on device" in sentence
    assert target.read_text() == "precious"
    assert sorted(path.name for path in tmp_path.iterdir() if "wins" in path.name) == ["wins.json"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("export", "/nowhere/at/all/x.json"), 1),
        (("export", "."), 2),
        (("export", ".", "--format", "json"), 1),
        (("export", "x.docx"), 2),
        (("export", "x", "--format", "docx"), 2),
        (("export",), 2),
        (("export", "x.json", "--from", "yesterday"), 2),
        (("export", "x.json", "--from", "2026-11-20", "--to", "2026-11-19"), 2),
        (("import",), 2),
        (("import", "/nowhere.json"), 2),
        (("import", "/dev/null"), 2),
        (("import", "."), 2),
        (("import", "a\0b"), 2),
        (("import", "x.csv", "--format", "excel"), 2),
        (("import", "x.csv", "--undo"), 2),
        (("import", "--undo"), 1),
        (("import", "--undo", "--dry-run"), 2),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    terminal: Terminal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    terminal.refuse(*arguments, code=code)


def test_the_result_is_exactly_that_of_the_contract(terminal: Terminal, tmp_path: Path) -> None:
    path = trackers.habitbull(tmp_path)
    trial = terminal.json("import", str(path), "--dry-run")
    result = terminal.json("import", str(path), "--format", "habitbull")
    assert result == {
        "format": "habitbull",
        "dry_run": False,
        "read": 5,
        "added": 2,
        "duplicates": 0,
        "skipped": [
            {"where": "line 4", "why": "nothing was entered there"},
            {"where": "line 6", "why": "2026-11-31 is not a date"},
        ],
        "steps_added": 2,
    }
    assert trial == {**result, "dry_run": True}
    again = terminal.json("import", str(path))
    assert (again["added"], again["duplicates"], again["steps_added"]) == (0, 2, 0)
    assert {win["source"] for win in terminal.json("list")} == {"import:habitbull"}


def test_an_import_is_undone_as_one(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("import", str(trackers.habitbull(tmp_path)))
    terminal.run("log", "Something after it")
    code, out, _ = terminal.run("import", "--undo")
    assert code == 0
    assert "HabitBull.csv" in out
    assert [win["title"] for win in terminal.json("list")] == ["Something after it"]
    terminal.run("import", str(trackers.habitbull(tmp_path)))
    assert terminal.json("undo") == {"undone": "import", "win": None}


def test_what_a_person_reads(terminal: Terminal, tmp_path: Path) -> None:
    code, out, _ = terminal.run("import", str(trackers.habitbull(tmp_path)), "--dry-run")
    assert code == 0
    assert out.splitlines() == [
        "HabitBull: a trial, nothing was changed",
        "  read: 5",
        "  new wins: 2",
        "  already there: 0",
        "  new steps: 2",
        "  left out: 2",
        "    line 4: nothing was entered there",
        "    line 6: 2026-11-31 is not a date",
    ]


def test_habits_join_steps_and_areas(terminal: Terminal, tmp_path: Path) -> None:
    path = str(trackers.habitbull(tmp_path))
    wishes = ("--map", "Stretch=open-blinds", "--map", "Pushups=rest")
    assert terminal.json("import", path, *wishes)["steps_added"] == 1
    found = {win["title"]: (win["step"], win["area"]) for win in terminal.json("list")}
    assert found == {"Stretch": ("open-blinds", "light"), "Pushups": ("pushups", "rest")}
    terminal.refuse("import", path, "--map", "Stretch=no-such-thing")
    terminal.refuse("import", path, "--map", "Stretch")


def test_standard_input(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = trackers.loop_csv(tmp_path).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert terminal.json("import", "-")["format"] == "loop-csv"


def test_a_refused_file_changes_nothing(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("log", "Here before")
    before = terminal.rows()
    path = trackers.written(tmp_path / "x.json", '{"format": "microwins-json", "wins": [')
    terminal.refuse("import", str(path))
    assert terminal.rows() == before


def _id(win: dict[str, Any]) -> str:
    return str(win["id"])
