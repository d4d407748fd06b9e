"""The terminal to the letter: others script against these words, objects and exit codes."""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path

import pytest
from support.clock import FixedClock
from support.terminal import Terminal

from microwins_desktop import __version__
from microwins_desktop.system.lock import FolderLock

WIN_FIELDS = ["id", "day", "at", "step", "title", "area", "size", "note", "source"]
TOO_LONG = "x" * 100_000
NOT_TEXT = "caf\udce9"  # a byte that is not UTF-8, as Python hands it over from the command line


# Logging


def test_log_prints_the_win_as_the_contract_has_it(terminal: Terminal) -> None:
    win = terminal.json("log", "open-blinds")
    assert list(win) == WIN_FIELDS
    assert uuid.UUID(win.pop("id")).version == 4
    assert win == {
        "day": "2026-11-22",
        "at": "2026-11-22T09:14:03+01:00",
        "step": "open-blinds",
        "title": "Opened the blinds",
        "area": "light",
        "size": "whole",
        "note": "",
        "source": "cli",
    }


def test_log_takes_any_words(terminal: Terminal) -> None:
    win = terminal.json("log", "Fed the neighbour's cat", "--note", "she purred", "--size", "part")
    assert (win["title"], win["step"], win["area"]) == ("Fed the neighbour's cat", None, None)
    assert (win["note"], win["size"]) == ("she purred", "part")


@pytest.mark.parametrize(
    ("typed", "step", "size"),
    [
        ("open-blinds", "open-blinds", "whole"),
        ("Open the blinds", "open-blinds", "whole"),
        ("  OPENED   the blinds. ", "open-blinds", "whole"),
        ("took a shower", "take-a-shower", "whole"),
    ],
)
def test_words_of_a_step_log_that_step(
    terminal: Terminal, typed: str, step: str, size: str
) -> None:
    win = terminal.json("log", typed)
    assert (win["step"], win["size"]) == (step, size)


def test_every_rung_is_known_by_its_own_words(terminal: Terminal) -> None:
    shower = next(step for step in terminal.json("steps") if step["key"] == "take-a-shower")
    for size in ("whole", "part", "tiny"):
        win = terminal.json("log", shower[size])
        assert (win["step"], win["size"], win["title"]) == ("take-a-shower", size, shower[size])
    win = terminal.json("log", "take-a-shower", "--size", "tiny")
    assert win["title"] == shower["tiny"]


@pytest.mark.parametrize(
    ("typed", "at", "day"),
    [
        ("2026-11-20T21:30", "2026-11-20T21:30:00+01:00", "2026-11-20"),
        ("2026-11-20 21:30:15", "2026-11-20T21:30:15+01:00", "2026-11-20"),
        ("2026-07-01T12:00", "2026-07-01T12:00:00+02:00", "2026-07-01"),  # summer time
        ("2026-11-20T21:30:00+09:00", "2026-11-20T21:30:00+09:00", "2026-11-20"),
        ("2026-11-20T21:30:00Z", "2026-11-20T21:30:00+00:00", "2026-11-20"),
        ("2026-11-20T03:59", "2026-11-20T03:59:00+01:00", "2026-11-19"),  # still the night before
        ("2026-11-20T04:00", "2026-11-20T04:00:00+01:00", "2026-11-20"),
        ("2026-11-20T03:59:00-08:00", "2026-11-20T03:59:00-08:00", "2026-11-19"),
        ("2026-03-29T02:30", "2026-03-29T03:30:00+02:00", "2026-03-28"),  # an hour that never was
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00", "2026-10-24"),  # the first of two
        ("1970-01-01T04:00", "1970-01-01T04:00:00+01:00", "1970-01-01"),
        ("2100-12-31T23:59", "2100-12-31T23:59:00+01:00", "2100-12-31"),
        ("2026-11-20", "2026-11-20T12:00:00+01:00", "2026-11-20"),
    ],
)
def test_at_is_local_unless_it_says_otherwise(
    terminal: Terminal, typed: str, at: str, day: str
) -> None:
    win = terminal.json("log", "tea", "--at", typed)
    assert (win["at"], win["day"]) == (at, day)


def test_the_day_follows_the_day_start_in_force_when_it_was_logged(terminal: Terminal) -> None:
    terminal.json("log", "before", "--at", "2026-11-20T05:00")
    assert terminal.run("settings", "day_start", "06:00")[0] == 0
    terminal.json("log", "after", "--at", "2026-11-20T05:00")
    days = {win["title"]: win["day"] for win in terminal.json("list")}
    assert days == {"before": "2026-11-20", "after": "2026-11-19"}


def test_control_signs_never_reach_another_terminal(terminal: Terminal) -> None:
    win = terminal.json("log", "tea\x1b]0;owned\x07 and\ttoast\r\n", "--note", "one\r\ntwo\x1b[31m")
    assert win["title"] == "tea ]0;owned and toast"
    assert win["note"] == "one\ntwo [31m"
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", terminal.run("list")[1])


def test_any_script_comes_back_as_it_was(terminal: Terminal) -> None:
    for title in ("朝のカーテンを開けた", "فتحت الستائر", "Ouvert les rideaux 🌞", "👩‍👩‍👧 call"):
        assert terminal.json("log", title)["title"] == title


# What cannot be meant


BAD = {
    "unknown size": ("log", "tea", "--size", "huge"),
    "size in capitals": ("log", "tea", "--size", "WHOLE"),
    "impossible date": ("log", "tea", "--at", "2026-02-30"),
    "impossible hour": ("log", "tea", "--at", "2026-02-20T25:00"),
    "no date at all": ("log", "tea", "--at", "yesterday"),
    "empty date": ("log", "tea", "--at", ""),
    "huge number": ("log", "tea", "--at", "9" * 400),
    "huge year": ("log", "tea", "--at", "12026-02-20T10:00"),
    "before 1970": ("log", "tea", "--at", "1969-12-31T23:59"),
    "a night before 1970": ("log", "tea", "--at", "1970-01-01T03:00"),
    "after 2100": ("log", "tea", "--at", "2101-01-01T10:00"),
    "odd offset": ("log", "tea", "--at", "2026-02-20T10:00+99:00"),
    "empty text": ("log", ""),
    "blank text": ("log", " \t\n "),
    "text of control signs": ("log", "\x01\x02"),
    "text that shows nothing": ("log", "\u200b\u2800\u3164"),
    "no text": ("log",),
    "two texts": ("log", "tea", "toast"),
    "endless text": ("log", TOO_LONG),
    "endless note": ("log", "tea", "--note", TOO_LONG),
    "NUL in the text": ("log", "te\0a"),
    "NUL in the note": ("log", "tea", "--note", "\0"),
    "bytes that are not text": ("log", NOT_TEXT),
    "a note that is not text": ("log", "tea", "--note", NOT_TEXT),
    "an option that is not there": ("log", "tea", "--colour", "red"),
    "a shortened option": ("log", "tea", "--siz", "tiny"),
    "a verb that is not there": ("celebrate",),
    "a verb that is not text": (NOT_TEXT,),
    "list from an impossible date": ("list", "--from", "2026-02-30"),
    "list from nothing": ("list", "--from", ""),
    "list to an hour": ("list", "--to", "2026-02-20T10:00"),
    "list backwards": ("list", "--from", "2026-02-02", "--to", "2026-02-01"),
    "list from far away": ("list", "--from", "0001-01-01"),
    "list of an area that is not there": ("list", "--area", "garden"),
    "list of an area that is not text": ("list", "--area", NOT_TEXT),
    "list of a huge number": ("list", "--limit", "9" * 400),
    "list of less than nothing": ("list", "--limit", "-1"),
    "list of a word": ("list", "--limit", "ten"),
    "hard day perhaps": ("hard-day", "maybe"),
    "hard day and nothing": ("hard-day",),
    "today with a guest": ("today", "tea"),
    "undo with a number": ("undo", "3"),
    "json without a verb": ("--json",),
    "a setting that is not there": ("settings", "colour", "red"),
    "a setting that is not text": ("settings", "backup_folder", NOT_TEXT),
    "a setting with NUL": ("settings", "backup_folder", "a\0b"),
}


@pytest.mark.parametrize("arguments", BAD.values(), ids=BAD)
def test_bad_input_is_one_line_and_changes_nothing(
    terminal: Terminal, arguments: tuple[str, ...]
) -> None:
    terminal.run("log", "Made tea")
    before = terminal.rows()
    terminal.refuse(*arguments)
    assert terminal.rows() == before


def test_a_data_folder_that_is_a_file_is_said(terminal: Terminal) -> None:
    terminal.data.write_text("mine")
    for verb in (("log", "tea"), ("today",), ("undo",), ("doctor",), ("steps", "--json")):
        code, out, err = terminal.run(*verb)
        assert (code in (1, 2), err.count("\n") <= 1) == (True, True), verb
        assert "Traceback" not in out + err
    assert "is a file, not a folder" in terminal.refuse("log", "tea")
    assert terminal.data.read_text() == "mine"


def test_a_journal_that_cannot_be_read_is_said_and_left(terminal: Terminal) -> None:
    terminal.data.mkdir()
    journal = terminal.data / "microwins.db"
    journal.write_bytes(b"not a database at all, sorry" * 100)
    for verb in (("today",), ("undo",), ("settings", "theme", "dark")):
        assert "damaged" in terminal.refuse(*verb, code=1)
        assert journal.read_bytes() == b"not a database at all, sorry" * 100


def test_a_win_in_hand_is_kept_and_the_damaged_file_too(terminal: Terminal) -> None:
    """D4: never leave with data in hand, never overwrite."""
    terminal.data.mkdir()
    (terminal.data / "microwins.db").write_bytes(b"not a database at all, sorry" * 100)
    code, out, err = terminal.run("log", "tea")
    assert (code, out) == (0, "Logged: tea\n")
    (aside,) = terminal.data.glob("microwins.damaged-*.db")
    assert aside.read_bytes() == b"not a database at all, sorry" * 100
    assert err.count("\n") == 1
    assert aside.name in err
    assert "tea" in terminal.run("today")[1]


def test_a_running_app_sees_to_its_damaged_journal_itself(terminal: Terminal) -> None:
    terminal.data.mkdir()
    (terminal.data / "microwins.db").write_bytes(b"not a database at all, sorry" * 100)
    app = FolderLock(terminal.data)
    app.acquire()
    try:
        assert "damaged" in terminal.refuse("log", "tea", code=1)
    finally:
        app.release()
    assert not list(terminal.data.glob("microwins.damaged-*"))


def test_what_nobody_thought_of_is_one_line_and_logged(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, expected_logs: object
) -> None:
    from microwins_desktop.verbs import logging as verb

    def break_down(_call: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(verb, "undo", break_down)
    assert callable(expected_logs)
    expected_logs("something unexpected")
    assert "did not work as it should" in terminal.refuse("undo", code=1)
    assert "ZeroDivisionError" in (terminal.data / "logs" / "microwins.log").read_text()


# Undo


def test_undo_takes_back_the_newest_change(terminal: Terminal) -> None:
    first = terminal.json("log", "open-blinds")
    second = terminal.json("log", "tea")
    assert terminal.json("undo") == {"undone": "log", "win": second}
    assert terminal.json("list") == [first]
    assert terminal.json("undo") == {"undone": "log", "win": first}
    assert terminal.json("list") == []
    assert terminal.refuse("undo", "--json", code=1) == "there is nothing to undo"


def test_undo_of_something_else_than_a_win(terminal: Terminal) -> None:
    assert terminal.run("hard-day", "on")[0] == 0
    assert terminal.json("undo") == {"undone": "hard-day", "win": None}


def test_a_hard_day_said_twice_is_one_change(terminal: Terminal) -> None:
    terminal.json("log", "tea")
    terminal.run("hard-day", "on")
    terminal.run("hard-day", "on")
    assert terminal.json("undo")["undone"] == "hard-day"
    assert terminal.json("undo")["undone"] == "log"


# Looking


def test_today_is_the_persons_own_day(terminal: Terminal, clock: FixedClock) -> None:
    night = terminal.json("log", "Slept", "--at", "2026-11-22T02:00")
    morning = terminal.json("log", "Woke", "--at", "2026-11-22T08:00")
    assert terminal.json("today") == [morning]
    clock.set("2026-11-22T03:00")
    assert terminal.json("today") == [night]


def test_list_is_every_win_oldest_first(terminal: Terminal) -> None:
    for at in ("2026-11-20T10:00", "2020-01-01T10:00", "2026-11-21T23:00", "1970-01-02T10:00"):
        terminal.json("log", at, "--at", at)
    every = [win["title"] for win in terminal.json("list")]
    assert every == sorted(every)
    assert len(every) == 4


def test_list_is_narrowed_by_day_area_words_and_number(terminal: Terminal) -> None:
    terminal.json("log", "open-blinds", "--at", "2026-11-20T10:00")
    terminal.json("log", "drink-water", "--at", "2026-11-21T10:00", "--note", "in the Café")
    terminal.json("log", "Fed the cat", "--at", "2026-11-22T08:00")

    def steps(*arguments: str) -> list[str | None]:
        return [win["step"] for win in terminal.json("list", *arguments)]

    assert steps("--from", "2026-11-21") == ["drink-water", None]
    assert steps("--to", "2026-11-21") == ["open-blinds", "drink-water"]
    assert steps("--from", "2026-11-21", "--to", "2026-11-21") == ["drink-water"]
    assert steps("--area", "light") == ["open-blinds"]
    assert steps("--search", "CAFE") == ["drink-water"]
    assert steps("--search", "cat") == [None]
    assert steps("--search", "no such words") == []
    assert steps("--search", '"; DROP TABLE win --') == []
    assert steps("--limit", "2") == ["drink-water", None]
    assert steps("--limit", "0") == []
    assert steps("--limit", "1", "--to", "2026-11-21") == ["drink-water"]
    assert steps("--limit", "999999999999") == ["open-blinds", "drink-water", None]


def test_steps_are_listed_with_keys_and_words(terminal: Terminal) -> None:
    steps = terminal.json("steps")
    assert len(steps) >= 70
    blinds = next(step for step in steps if step["key"] == "open-blinds")
    assert blinds["title"] == "Open the blinds"
    assert blinds["area"] == "light"
    assert blinds["whole"] == "Opened the blinds"
    assert all(step["part"] and step["tiny"] and step["why"] for step in steps)


def test_people_can_read_it_too(terminal: Terminal) -> None:
    assert terminal.run("today") == (0, "The page is still open. Anything counts.\n", "")
    assert terminal.run("list") == (0, "Nothing here yet that matches.\n", "")
    assert terminal.run("log", "open-blinds") == (0, "Logged: Opened the blinds\n", "")
    assert terminal.run("today") == (0, "1 small win today\n09:14  Opened the blinds\n", "")
    assert terminal.run("list") == (0, "2026-11-22  09:14  Opened the blinds\n", "")
    assert terminal.run("undo") == (0, "Undone: Opened the blinds\n", "")


# The frame


def test_the_data_folder_is_taken_before_and_after_the_verb(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there, by_variable = (str(tmp_path / name) for name in ("here", "there", "variable"))
    assert terminal.bare("--data-dir", here, "log", "before")[0] == 0
    assert terminal.bare("log", "after", "--data-dir", here)[0] == 0
    assert terminal.bare(f"--data-dir={here}", "log", "joined")[0] == 0
    monkeypatch.setenv("MICROWINS_DATA_DIR", by_variable)
    assert terminal.bare("log", "variable")[0] == 0
    assert terminal.bare("log", "there", "--data-dir", there)[0] == 0

    def titles(folder: str) -> list[str]:
        out = terminal.bare("list", "--json", "--data-dir", folder)[1]
        return [win["title"] for win in json.loads(out)]

    assert titles(here) == ["before", "after", "joined"]
    assert titles(there) == ["there"]
    assert titles(by_variable) == ["variable"]


def test_a_home_that_is_not_there_is_part_of_the_name(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert terminal.bare("log", "tea", "--data-dir", "~nobody-of-that-name/x")[0] == 0
    assert (tmp_path / "~nobody-of-that-name" / "x" / "microwins.db").exists()


def test_version(terminal: Terminal) -> None:
    assert terminal.bare("--version") == (0, f"microwins {__version__}\n", "")


def test_help_is_no_error(terminal: Terminal) -> None:
    code, out, err = terminal.bare("--help")
    assert (code, err) == (0, "")
    for verb in ("log", "undo", "today", "list", "steps", "panel", "hard-day", "doctor"):
        assert verb in out
