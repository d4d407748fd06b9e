"""Files made to do harm: refused in a sentence, or their bad rows are named and left out."""

from __future__ import annotations

import json
import sqlite3
import struct
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from exchange.conftest import Take
from support import trackers
from support.trackers import as_json, zipped

from microwins_desktop.exchange import limits
from microwins_desktop.exchange.errors import Unreadable
from microwins_desktop.exchange.registry import format_of
from microwins_desktop.exchange.source import Source
from microwins_desktop.store import Store
from microwins_desktop.store.errors import StoreError


def refused(take: Take, path: Path, **given: Any) -> str:
    with pytest.raises(Unreadable) as told:
        take(path, **given)
    sentence = str(told.value)
    assert sentence
    assert "\n" not in sentence
    return sentence


# -- archives


def test_a_zip_bomb_is_not_unpacked(store: Store, take: Take, tmp_path: Path) -> None:
    bomb = zipped(
        tmp_path / "bomb.zip",
        {
            "Habits.csv": trackers.LOOP_HABITS_CSV,
            "001 Meditate/Checkmarks.csv": b"2026-11-01,2\n" * 3_000_000,
        },
    )
    assert bomb.stat().st_size < 200_000
    started = time.monotonic()
    assert refused(take, bomb) == "the archive unpacks to more than is taken"
    assert time.monotonic() - started < 5
    assert store.wins.count() == 0


def test_a_zip_that_lies_about_its_size(take: Take, tmp_path: Path) -> None:
    path = zipped(tmp_path / "liar.zip", {"Habits.csv": b"Name\n" + b"x" * 50_000_000})
    content = bytearray(path.read_bytes())
    central = content.rindex(b"PK\x01\x02")
    content[central + 24 : central + 28] = struct.pack("<I", 100)
    path.write_bytes(content)
    assert refused(take, path) in (
        "the archive is damaged",
        "the archive unpacks to more than is taken",
    )


def test_names_that_lead_elsewhere_lead_nowhere(take: Take, tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "../../../evil.txt": "evil",
        "/etc/evil": "evil",
        "..\\..\\evil.txt": "evil",
        "Habits.csv": trackers.LOOP_HABITS_CSV,
        "001/../../001 Meditate/Checkmarks.csv": "Date,Value\n2026-11-01,2\n",
    }
    folder = tmp_path / "a" / "b" / "c"
    folder.mkdir(parents=True)
    take(zipped(folder / "climber.zip", members))
    assert not list(tmp_path.rglob("evil*"))
    assert not Path("/etc/evil").exists()


def test_an_archive_of_too_many_files(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(limits.ZIP_MEMBERS + 1):
            archive.writestr(f"{number}", "")
    assert refused(take, path) == "the archive holds too many files"


def test_an_archive_with_a_password(take: Take, tmp_path: Path) -> None:
    path = zipped(tmp_path / "locked.zip", {"Habits.csv": trackers.LOOP_HABITS_CSV})
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    path.write_bytes(content)
    assert refused(take, path) == "the archive is damaged"


# -- databases

TRAPS = {
    "a view": """
        CREATE VIEW Repetitions AS
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT 1 AS habit, 1 AS timestamp, i AS value FROM n;
    """,
    "a virtual table": "CREATE VIRTUAL TABLE Repetitions USING fts5(habit, timestamp, value);",
    "a computed column": """
        CREATE TABLE Repetitions (id INTEGER PRIMARY KEY, habit INTEGER,
            timestamp INTEGER AS (length(hex(zeroblob(100000000)))), value INTEGER);
        INSERT INTO Repetitions (habit, value) VALUES (1, 2);
    """,
}


@pytest.mark.parametrize("trap", TRAPS.values(), ids=list(TRAPS))
def test_nothing_in_a_database_runs(store: Store, take: Take, tmp_path: Path, trap: str) -> None:
    path = tmp_path / "trap.db"
    with closing(sqlite3.connect(path)) as made:
        made.executescript(trackers.LOOP_NEW.split("CREATE TABLE Repetitions")[0] + trap)
        made.execute("INSERT INTO Habits (id, name, uuid) VALUES (1, 'Trap', 'u')")
        made.execute("PRAGMA user_version = 25")
        made.commit()
    started = time.monotonic()
    refused(take, path, format_name="loop-db")
    assert time.monotonic() - started < 5
    assert store.wins.count() == 0


def test_triggers_have_nothing_to_fire_on_and_the_file_stays_as_it_is(
    store: Store, take: Take, tmp_path: Path
) -> None:
    path = trackers.loop_db(tmp_path)
    with closing(sqlite3.connect(path)) as made:
        made.executescript(
            "CREATE TRIGGER evil AFTER INSERT ON Repetitions BEGIN DELETE FROM Habits; END;"
        )
    before = path.read_bytes()
    take(path)
    assert path.read_bytes() == before
    assert sorted(found.name for found in tmp_path.glob("loop.db*")) == ["loop.db"]


def test_a_database_of_another_program(take: Take, tmp_path: Path) -> None:
    path = trackers.database(tmp_path / "x.db", 1, "CREATE TABLE notes (text TEXT);", {})
    assert "knows how to read" in refused(take, path)
    assert "is not known" in refused(
        take, trackers.database(tmp_path / "y.db", 99, trackers.LOOP_NEW, {})
    )


def test_words_in_a_database_that_are_not_text(store: Store, take: Take, tmp_path: Path) -> None:
    path = trackers.loop_db(tmp_path)
    with closing(sqlite3.connect(path)) as made:
        made.execute("UPDATE Repetitions SET notes = CAST(x'ff41' AS TEXT) WHERE id = 1")
        made.execute("UPDATE Repetitions SET notes = CAST(x'00' AS TEXT) WHERE id = 6")
        made.execute("UPDATE Repetitions SET value = 9e300 WHERE id = 7")
        made.execute("UPDATE Repetitions SET timestamp = 9223372036854775807 WHERE id = 8")
        made.execute("UPDATE Repetitions SET value = x'ffff' WHERE id = 9")
        made.commit()
    report = take(path)
    assert [left.where for left in report.skipped if "Repetitions" in left.where] == [
        *("Repetitions row 1", "Repetitions row 4", "Repetitions row 6"),
        *("Repetitions row 7", "Repetitions row 8", "Repetitions row 9"),
    ]
    assert report.added == 3


# -- texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_line_end(
    take: Take, store: Store, tmp_path: Path, encoding: str, ends: str
) -> None:
    path = tmp_path / "x.csv"
    text = trackers.HABITBULL.replace("felt good", "schön 気持ちいい")
    path.write_bytes(text.replace("\n", ends).encode(encoding))
    assert take(path).added == 2
    notes = {win.note for win in store.wins.between()}
    assert "schön 気持ちいい" in notes


def test_what_western_windows_writes(take: Take, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(trackers.HABITBULL.replace("felt good", "très bien").encode("cp1252"))
    take(path)
    assert "très bien" in {win.note for win in store.wins.between()}


def test_bytes_that_are_not_text_cost_their_row_only(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    content = trackers.HABITBULL.encode().replace(b"felt good", "gut ü".encode() + b"\xff\xfe")
    path.write_bytes(content)
    report = take(path)
    assert report.added == 1
    assert ("line 2", "it holds bytes that are not text") in [
        (left.where, left.why) for left in report.skipped
    ]


def test_a_huge_cell_and_an_endless_line(take: Take, store: Store, tmp_path: Path) -> None:
    huge = trackers.HABITBULL + 'Stretch,,Fitness,2026-11-07,1,"' + "x" * 500_000 + '"\n'
    path = trackers.written(tmp_path / "huge.csv", huge + "Stretch,,Fitness,2026-11-08,1,ok\n")
    report = take(path)
    assert store.wins.of_day(date(2026, 11, 8))[0].note == "ok"
    assert any(left.why == "the row cannot be taken apart" for left in report.skipped)
    endless = trackers.written(tmp_path / "endless.csv", trackers.HABITBULL + "x" * 5_000_000)
    assert take(endless).added == 0


def test_a_note_longer_than_a_note_may_be(take: Take, tmp_path: Path) -> None:
    text = trackers.HABITBULL + f"Stretch,,,2026-11-09,1,{'x' * 30_000}\n"
    report = take(trackers.written(tmp_path / "long.csv", text))
    assert "a note takes up to 20000" in report.skipped[-1].why


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        '{"habits": ' + "[" * 100_000,
        '{"habits": [{"name": ' + '{"a":' * 20_000,
        '{"dayEntries": [NaN], "tags": []}',
        '{"dayEntries": [1e999], "tags"',
        '[{"scores": [4], "date": "2026-11-01"}',
        '[{"scores": [4], "date": "2026-11-01"}] x',
        '{"format": "microwins-json", "version": 2, "wins": []}',
        "milk, bread and butter",
        "",
        " \n ",
    ],
    ids=range(11),
)
def test_what_is_not_whole_is_refused(take: Take, tmp_path: Path, content: str) -> None:
    refused(take, trackers.written(tmp_path / "x.json", content))


def test_numbers_that_are_none(take: Take, tmp_path: Path) -> None:
    days = [
        {"type": "Mood", "date": "2026-11-01", "scores": [10**400], "tags": []},
        {"type": "Mood", "date": "2026-11-02", "scores": [True], "tags": []},
        {"type": "Mood", "date": 20261103, "scores": [1], "tags": []},
        {"type": "Mood", "date": "2026-11-04", "scores": "4", "tags": []},
        {"type": "Mood", "date": None, "scores": [4], "tags": [["walk"], 5, None]},
        "not an entry",
    ]
    report = take(as_json(tmp_path / "x.json", days))
    assert report.read == 6
    assert [left.where for left in report.skipped] == [f"entry {n}" for n in (1, 3, 4, 5, 6)]
    assert "a very large number is not a number" in report.skipped[0].why


def test_ten_thousand_bad_rows_are_counted_not_listed(take: Take, tmp_path: Path) -> None:
    text = trackers.HABITBULL + "Stretch,,,never,1,\n" * 10_000
    report = take(trackers.written(tmp_path / "bad.csv", text))
    assert len(report.skipped) == limits.NAMED_TROUBLES + 1
    assert report.skipped[-1].why == "9502 more"


def test_habits_without_end(take: Take, tmp_path: Path) -> None:
    rows = "".join(f"Habit {n},,,2026-11-01,1,\n" for n in range(limits.HABITS + 1))
    path = trackers.written(tmp_path / "many.csv", trackers.HABITBULL + rows)
    assert refused(take, path) == "the file holds too many habits"


# -- our own format, in other people's hands


def own(tmp_path: Path, **sections: Any) -> Path:
    content = {"format": "microwins-json", "version": 1, **sections}
    return trackers.written(tmp_path / "own.json", json.dumps(content))


def win(**given: Any) -> dict[str, Any]:
    return {
        "id": "11111111-1111-4111-8111-111111111111",
        "day": "2026-11-01",
        "at": "2026-11-01T09:00:00+01:00",
        "title": "A win",
        **given,
    }


@pytest.mark.parametrize(
    "given",
    [
        {"id": "x"},
        {"day": "1066-10-14"},
        {"day": "2026-11-1"},
        {"at": "2026-11-01T09:00:00"},
        {"at": 5},
        {"at": "9999-12-31T23:59:59-14:00"},
        {"title": ""},
        {"title": "\ud800"},
        {"title": ["a"]},
        {"size": "huge"},
        {"size": ["whole"]},
        {"note": {"a": 1}},
        {"note": "x" * 20_001},
        {"source": "=cmd"},
        {"step": 7},
        {"step": "../../x"},
        {"changed_at": -1},
        {"changed_at": 10**30},
        {"changed_at": True},
    ],
    ids=repr,
)
def test_a_bad_win_is_left_out_by_itself(take: Take, tmp_path: Path, given: dict[str, Any]) -> None:
    good = win(id="22222222-2222-4222-8222-222222222222")
    report = take(own(tmp_path, wins=[win(**given), good]))
    assert (report.read, report.added) == (2, 1)
    assert [left.where for left in report.skipped] == ["wins 1"]


BAD_ROWS: dict[str, dict[str, Any]] = {
    "steps": {"key": "x-1", "title": "x", "whole": "x", "area": "mind", "day_parts": "dusk"},
    "areas": {"key": "x-1", "name": "x", "shape": "dragon", "hue": "mind", "position": 1},
    "checkins": {"day": "2026-11-01", "energy": "boundless"},
    "nudges": {"step": "open-blinds", "windows": "whenever", "days": 127, "per_day": 1},
    "nudge_logs": {"step": "open-blinds", "day": "2026-11-01", "due_at": 10**18},
    "offers": {"kind": "nudge", "step": "open-blinds", "about": "noonish", "day": "2026-11-01"},
    "persons": {"name": "A", "role": "boss"},
    "keepsakes": {"text": "kind words", "kept_at": -5},
    "routine_steps": {"routine": "no-such-routine", "step": "open-blinds", "position": 0},
    "pairs": {"first": "no-such-step", "then": "open-blinds"},
}


@pytest.mark.parametrize("section", list(BAD_ROWS))
def test_a_row_that_the_program_could_not_read_back_is_left_out(
    store: Store, take: Take, tmp_path: Path, section: str
) -> None:
    row = {"id": "33333333-3333-4333-8333-333333333333", **BAD_ROWS[section]}
    report = take(own(tmp_path, wins=[win()], **{section: [row]}))
    assert report.added == 1
    assert [left.where for left in report.skipped] == [f"{section} 1"]
    store.steps.all(archived=True)
    store.nudges.plans()
    store.habits.offers()
    store.people.all()


def test_settings_come_into_an_empty_journal_only(
    new_store: Callable[[], Store], tmp_path: Path
) -> None:
    from microwins_desktop.exchange.importing import import_file

    settings = {
        "day_start": "05:30",
        "theme": "neon",
        "backup_folder": "/tmp",
        "unknown": "x",
        "text_scale": 5,
    }
    path = own(tmp_path, settings=settings, wins=[win()])
    empty = new_store()
    import_file(empty, Source(path))
    assert empty.options.get("day_start") == "05:30"
    assert not empty.options.get("theme")
    assert not empty.options.get("backup_folder")
    assert not empty.options.get("unknown")
    empty.history.undo()
    assert not empty.options.get("day_start")


def test_the_copy_that_cannot_be_made_stops_the_import(
    store: Store, take: Take, tmp_path: Path
) -> None:
    (store.path.parent / "backups").write_text("in the way")
    with pytest.raises(StoreError):
        take(trackers.habitbull(tmp_path))
    assert store.wins.count() == 0


def test_no_name_decides_what_a_file_is(tmp_path: Path) -> None:
    path = trackers.loop_db(tmp_path).rename(tmp_path / "holiday.csv")
    assert format_of(Source(path)).name == "loop-db"


def test_places_that_are_no_files(take: Take, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        take(tmp_path)
    with pytest.raises(Unreadable):
        take(tmp_path / "nowhere.json")
    with pytest.raises(Unreadable):
        take(Path("/dev/zero"))


def test_entries_read_one_by_one_may_end_anywhere(take: Take, tmp_path: Path) -> None:
    """Pieces of a file end inside of numbers, words and marks; what is read does not change."""
    wins = [win(id=f"{n:08}-1111-4111-8111-111111111111", note="é" * (n % 97)) for n in range(3000)]
    content = {"format": "microwins-json", "version": 1, "z": 12345, "wins": wins}
    path = tmp_path / "x.json"
    path.write_text(json.dumps(content, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    assert take(path).added == 3000
