"""Small files as other trackers write them, built from what is known of their layouts.

Each builder writes one file into a folder and returns its path. `ALL` names one of each format
with what has to become of it.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

DAY_MS = 86_400_000


def midnight(text: str) -> int:
    """UTC midnight of a date in epoch milliseconds, as Loop stores the local date."""
    return (date.fromisoformat(text) - date(1970, 1, 1)).days * DAY_MS


def epoch_day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def database(
    path: Path, version: int, script: str, rows: dict[str, Iterable[tuple[Any, ...]]]
) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    for table, values in rows.items():
        for row in values:
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()
    return path


def zipped(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def as_json(path: Path, content: Any) -> Path:
    return written(path, json.dumps(content, ensure_ascii=False))


# -- Loop

LOOP_NEW = """
CREATE TABLE Habits (id integer primary key autoincrement, archived integer, color integer,
    description text, freq_den integer, freq_num integer, highlight integer, name text,
    position integer, reminder_hour integer, reminder_min integer,
    reminder_days integer not null default 127, type integer not null default 0,
    target_type integer not null default 0, target_value real not null default 0,
    unit text not null default "", question text, uuid text);
CREATE TABLE Repetitions (id integer primary key autoincrement,
    habit integer not null references habits(id), timestamp integer not null,
    value integer not null, notes text);
CREATE UNIQUE INDEX idx_repetitions_habit_timestamp on Repetitions(habit, timestamp);
"""

LOOP_OLD = """
CREATE TABLE android_metadata (locale TEXT);
CREATE TABLE Habits (Id INTEGER PRIMARY KEY AUTOINCREMENT, archived INTEGER, color INTEGER,
    description TEXT, freq_den INTEGER, freq_num INTEGER, highlight INTEGER, name TEXT,
    position INTEGER, reminder_days INTEGER, reminder_hour INTEGER, reminder_min INTEGER);
CREATE TABLE Repetitions (Id INTEGER PRIMARY KEY AUTOINCREMENT, habit INTEGER, timestamp INTEGER);
CREATE TABLE Streak (Id INTEGER PRIMARY KEY, end INTEGER, habit INTEGER, length INTEGER,
    start INTEGER);
"""


def loop_habit(ident: int, name: str, **given: Any) -> tuple[Any, ...]:
    row = {
        "archived": 0,
        "color": 8,
        "description": "",
        "freq_den": 1,
        "freq_num": 1,
        "highlight": 0,
        "position": ident,
        "hour": None,
        "min": None,
        "days": 127,
        "type": 0,
        "target_type": 0,
        "target_value": 0.0,
        "unit": "",
        "question": "",
        "uuid": f"u{ident}",
        **given,
    }
    return (
        *(ident, row["archived"], row["color"], row["description"], row["freq_den"]),
        *(row["freq_num"], row["highlight"], name, row["position"], row["hour"], row["min"]),
        *(row["days"], row["type"], row["target_type"], row["target_value"], row["unit"]),
        *(row["question"], row["uuid"]),
    )


def loop_db(folder: Path) -> Path:
    """Version 25: every kind of value, numeric habits of both kinds, a reminder, an archive."""
    habits = [
        # Monday and Wednesday: bit 0 is Saturday, so Monday is bit 2 and Wednesday bit 4.
        loop_habit(1, "Meditate", hour=7, min=30, days=0b10100, question="Did you?"),
        loop_habit(2, "Drink water", type=1, target_value=2.0, unit="l"),
        loop_habit(3, "Coffee", type=1, target_type=1, target_value=2.0),
        loop_habit(4, "Meditate", archived=1),
    ]
    repetitions = [
        (1, 1, midnight("2026-11-01"), 2, ""),
        (2, 1, midnight("2026-11-02"), 1, ""),
        (3, 1, midnight("2026-11-03"), 0, "had a fever"),
        (4, 1, midnight("2026-11-04"), 3, "travelling"),
        (5, 1, midnight("2026-11-05"), -1, ""),
        (6, 1, midnight("2026-11-06"), 2, "ten minutes"),
        (7, 2, midnight("2026-11-01"), 2000, ""),
        (8, 2, midnight("2026-11-02"), 500, ""),
        (9, 2, midnight("2026-11-03"), 0, ""),
        (10, 2, midnight("2026-11-04"), 3, ""),
        (11, 3, midnight("2026-11-01"), 1000, ""),
        (12, 3, midnight("2026-11-02"), 5000, ""),
        (13, 4, midnight("2026-11-01"), 2, ""),
    ]
    tables = {"Habits": habits, "Repetitions": repetitions}
    return database(folder / "loop.db", 25, LOOP_NEW, tables)


def loop_db_old(folder: Path) -> Path:
    """Version 12: no values, two habits of one name, a row of nobody, a day that is there twice."""
    tables: dict[str, Iterable[tuple[Any, ...]]] = {
        "Habits": [
            (1, 0, -16742021, "Ate no meat", 1, 1, 0, "Vegan", 0, 127, None, None),
            (2, 0, -1684967, "", 1, 1, 0, "Vegan", 1, 127, None, None),
        ],
        "Repetitions": [
            (1, 1, midnight("2016-03-18")),
            (2, 2, midnight("2016-03-18")),
            (3, 2, midnight("2016-03-19")),
            (4, None, midnight("2016-03-19")),
            (5, 2, midnight("2016-03-19")),
        ],
    }
    return database(folder / "old.db", 12, LOOP_OLD, tables)


LOOP_HABITS_CSV = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,"
    "Target Type,Target Value,Archived?\n"
    "001,Meditate,YES_NO,Did you?,,1,1,#FF8F00,,,,false\n"
    "002,Читать,YES_NO,,,1,1,#FF8F00,,,,true\n"
    '003,"Water, cold",NUMERICAL,,,1,1,#FF8F00,l,AT_LEAST,2.0,false\n'
)


def loop_csv(folder: Path) -> Path:
    """One folder has lost its whole name; one holds the numbers of older exports."""
    members: dict[str, str | bytes] = {
        "Habits.csv": LOOP_HABITS_CSV,
        "001 Meditate/Checkmarks.csv": "Date,Value,Notes\n"
        "2026-11-03,YES_MANUAL,calm\n2026-11-02,NO,too tired\n2026-11-01,SKIP,\n",
        "002/Checkmarks.csv": "Date,Value\n2026-11-03,2\n2026-11-02,1\n2026-11-01,0\n",
        "003 Water cold/Checkmarks.csv": "Date,Value,Notes\n2026-11-03,2000,\n2026-11-02,250,\n",
        "Checkmarks.csv": "Date,Meditate,Читать,Water, cold,\n2026-11-03,YES_MANUAL,2,2000,\n",
        "Scores.csv": "Date,Meditate,\n2026-11-03,0.5,\n",
    }
    return zipped(folder / "Loop Habits CSV 2026-11-22.zip", members)


# -- others

HABITBULL = (
    "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"
    "Stretch,slowly,Fitness,2026-11-01,1,felt good\n"
    "Stretch,slowly,Fitness,2026-11-02,0,no time\n"
    "Stretch,slowly,Fitness,2026-11-03,-2150000000,\n"
    "Pushups,,Fitness,2026-11-01,12,\n"
    "Pushups,,Fitness,2026-11-31,1,\n"
)


def habitbull(folder: Path) -> Path:
    return written(folder / "HabitBull.csv", HABITBULL)


TICKMATE = """
CREATE TABLE tracks(_id integer primary key autoincrement, name text not null,
    description text not null, icon text not null, enabled integer not null,
    multiple_entries_per_day integer DEFAULT 0, "order" integer DEFAULT -1);
CREATE TABLE ticks(_id integer primary key autoincrement, _track_id integer, year integer,
    month integer, day integer, hour integer, minute integer, second integer,
    has_time_info integer DEFAULT 0);
CREATE TABLE groups(_id integer primary key, name text not null, description text not null);
CREATE TABLE track2groups(_id integer primary key, _track_id integer, _group_id integer);
"""


def tickmate(folder: Path) -> Path:
    tables: dict[str, Iterable[tuple[Any, ...]]] = {
        "tracks": [
            (1, "Glass of water", "", "glyphicons", 1, 1, 20),
            (2, "Walk", "Round the block", "glyphicons", 0, 0, 10),
        ],
        "ticks": [
            (1, 1, 2026, 10, 3, 8, 5, 9, 1),  # months count from 0: November
            (2, 1, 2026, 10, 3, 12, 0, 0, 1),
            (3, 1, 2026, 10, 3, 18, 30, 0, 1),
            (4, 2, 2026, 10, 4, 0, 0, 0, 0),
            (5, 2, 2026, 12, 1, 0, 0, 0, 0),  # there is no thirteenth month
        ],
    }
    return database(folder / "tickmate.db", 13, TICKMATE, tables)


REWIRE = """
CREATE TABLE Habits(_id integer primary key, name text, description text, active_days text,
    schedule integer, days text, period integer, repeating_count integer, archived integer,
    start_date text);
CREATE TABLE CHECKINS(_id integer primary key, Habit_id integer, date text, type integer,
    note text);
CREATE TABLE REMINDERS(_id integer primary key, habit_id integer, time integer, active_days text);
CREATE TABLE UNIT(_id integer primary key, name text);
"""


def rewire(folder: Path) -> Path:
    tables: dict[str, Iterable[tuple[Any, ...]]] = {
        "Habits": [
            (1, "Floss", "", "", 0, "", 0, 1, 0, "20261101"),
            (2, "Read", "A page", "", 0, "", 0, 1, 1, "20261101"),
        ],
        "CHECKINS": [
            (1, 1, "20261103", 2, "easy"),
            (2, 1, "20261104", 1, "forgot"),
            (3, 2, "20261103", 2, None),
            (4, 9, "20261103", 2, None),
        ],
        "REMINDERS": [(1, 1, 1290, "0,1,2")],
    }
    return database(folder / "rewire.db", 24, REWIRE, tables)


def table_habit(folder: Path) -> Path:
    def entry(day: str, kind: int, **more: Any) -> dict[str, Any]:
        return {"record_date": epoch_day(day), "record_type": kind, "create_t": 1, **more}

    reminder = json.dumps({"type": 3, "time": "08:15", "extra": [1, 7]})
    content = {
        "habits": [
            {
                "create_t": 1700000000,
                "type": 1,
                "status": 1,
                "name": "Run",
                "desc": "slowly",
                "daily_goal": 2,
                "freq_type": 1,
                "freq_custom": "[1]",
                "reminder": reminder,
                "records": [
                    entry("2026-11-01", 1, record_value=2),
                    entry("2026-11-02", 1, record_value=1),
                    entry("2026-11-03", 2, reason="ill"),
                    entry("2026-11-04", 1, record_value=0, reason="rain"),
                ],
            },
            {
                "create_t": 1700000001,
                "type": 2,
                "status": 3,
                "name": "Sugar",
                "daily_goal": 3,
                "freq_type": 1,
                "records": [
                    entry("2026-11-01", 1, record_value=3),
                    entry("2026-11-02", 1, record_value=9),
                ],
            },
            {"create_t": 1700000002, "type": 1, "status": 2, "name": "Gone", "records": []},
        ],
        "groups": [],
    }
    return as_json(folder / "export-all-2026_11_22.json", content)


DAYLIO_NOTE = "Walked far<br><br>&amp; slept"
DAYLIO_CSV = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    '2026-11-02,November 2,Monday,6:50 pm,good,"bath / shower | friends, family",A title,'
    f'"{DAYLIO_NOTE}"\n'
    "2026-11-01,November 1,Sunday,14:03,meh,friends\u002c family,,\n"
    "2026-11-01,November 1,Sunday,09:00,bad,,,\n"
)


def daylio_csv(folder: Path) -> Path:
    text = DAYLIO_CSV.replace("meh,friends, family,,", 'meh,"friends, family",,')
    return written(folder / "daylio.csv", "\ufeff" + text)


def daylio_csv_scales(folder: Path) -> Path:
    text = (
        "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"
        "2026-11-02,November 2,Monday,18:50,good,walk | tea,"
        "Sleep Quality: 8/10 points | Sleep Time: 8:00,,\n"
    )
    return written(folder / "daylio-2026.csv", text)


def daylio_csv_old(folder: Path) -> Path:
    text = (
        "year,date,weekday,time,mood,activities,note\n"
        "2018,14 Février,mercredi,18:50,good,walk | tea,fine\n"
        "2018,February 13,Tuesday,7:05 am,good,walk,\n"
        "2018,Brumaire 3,Tuesday,7:05 am,good,walk,\n"
    )
    return written(folder / "daylio-old.csv", text)


def daylio_content() -> dict[str, Any]:
    def entry(ident: int, day: int, hour: int, **more: Any) -> dict[str, Any]:
        return {
            "id": ident,
            "year": 2026,
            "month": 10,
            "day": day,
            "hour": hour,
            "minute": 5,
            "datetime": 1,
            "timeZoneOffset": 3600000,
            "mood": 1,
            "note": "",
            "note_title": "",
            "tags": [],
            "assets": [],
            **more,
        }

    return {
        "version": 15,
        "customMoods": [
            {"id": 1, "custom_name": "", "mood_group_id": 1, "predefined_name_id": 1},
            {"id": 8, "custom_name": "wobbly", "mood_group_id": 4, "predefined_name_id": -1},
        ],
        "tags": [
            {"id": 14, "name": "family", "state": 0},
            {"id": 15, "name": "sport", "state": 1},
            {"id": 16, "name": "never used", "state": 0},
        ],
        "dayEntries": [
            entry(3, 3, 21, mood=8, note="Long<br>day", tags=[14, 15]),
            entry(2, 3, 9, note_title="Early", tags=[14]),
            entry(1, 2, 12),
        ],
        "metadata": {"number_of_entries": 3},
    }


def daylio(folder: Path) -> Path:
    packed = base64.encodebytes(json.dumps(daylio_content()).encode())
    members: dict[str, str | bytes] = {"backup.daylio": packed, "assets/photos/1.jpg": b"\xff\xd8"}
    return zipped(folder / "backup.daylio", members)


def daylio_json(folder: Path) -> Path:
    return as_json(folder / "daylio.json", daylio_content())


def habo(folder: Path) -> Path:
    content = {
        "habits": [
            {
                "id": 1,
                "uuid": "a-1",
                "title": "Stretch",
                "cue": "after coffee",
                "notification": True,
                "notTime": "7:5",
                "habitType": 0,
                "archived": False,
                "events": {
                    "2026-11-01 00:00:00.000": ["DayType.check", "nice"],
                    "2026-11-02T00:00:00.000": ["daytype.FAIL", "too late"],
                    "2026-11-03 00:00:00.000": ["DayType.skip", ""],
                    "2026-11-04 00:00:00.000": ["DayType.clear", ""],
                },
            },
            {
                "id": 2,
                "uuid": "a-2",
                "title": "Pages",
                "habitType": 1,
                "targetValue": 10.0,
                "unit": "pages",
                "archived": 1,
                "events": {
                    "2026-11-01 00:00:00.000": ["DayType.progress", "", 4.0],
                    "2026-11-02 00:00:00.000": ["DayType.progress", "", 4.0, 4.0],
                    "2026-11-03 00:00:00.000": ["DayType.dance", ""],
                },
            },
        ],
        "categories": [],
        "events": [],
    }
    return as_json(folder / "habo_backup.json", content)


def beaver(folder: Path) -> Path:
    content = {
        "habits": [
            {
                "name": "Order pizza",
                "id": "b1",
                "tags": ["fun"],
                "star": False,
                "status": "active",
                "period": None,
                "records": [
                    {"day": "2026-11-01", "done": True, "text": "with olives"},
                    {"day": "2026-11-02", "done": False, "text": "soup instead"},
                    {"day": "2026-11-03", "done": False, "text": ""},
                ],
            },
            {
                "name": "Running",
                "id": "b2",
                "status": "archive",
                "records": [{"day": "2026-11-01", "done": True, "text": ""}],
            },
            {"name": "Gone", "id": "b3", "status": "soft_delete", "records": []},
        ],
        "order": ["b1", "b2"],
        "order_by": "manually",
        "backup": {},
    }
    return as_json(folder / "beaverhabits.json", content)


def habitica(folder: Path) -> Path:
    text = (
        "Task Name,Task ID,Task Type,Date,Value\n"
        "Walk,t1,habit,2026-11-01 10:00:00,1\n"
        "Walk,t1,habit,2026-11-02 10:00:00,0.2\n"
        "Walk,t1,habit,2026-11-03 10:00:00,1.1\n"
        "Teeth,t2,daily,2026-11-01 23:59:59,-1\n"
        "Teeth,t2,daily,yesterday,1\n"
    )
    return written(folder / "history.csv", text)


def habitica_json(folder: Path) -> Path:
    content = {
        "id": "me",
        "tasks": {
            "habits": [
                {
                    "id": "t1",
                    "text": "Walk",
                    "notes": "",
                    "type": "habit",
                    "history": [
                        {"date": 1793527200000, "value": 1},
                        {"date": 1793613600000, "value": 0.5},
                    ],
                }
            ],
            "dailys": [{"id": "t2", "text": "Teeth", "history": []}],
            "todos": [
                {
                    "id": "t3",
                    "text": "Call",
                    "completed": True,
                    "dateCompleted": "2026-11-01T10:00:00.000Z",
                },
                {"id": "t4", "text": "Write", "completed": False},
            ],
            "rewards": [{"id": "t5", "text": "Tea"}],
        },
    }
    return as_json(folder / "userdata.json", content)


def pixels(folder: Path) -> Path:
    content = [
        {
            "type": "Mood",
            "date": "2026-11-1",
            "scores": [4],
            "notes": "slow",
            "tags": [
                {"type": "Emotions", "entries": ["calm"]},
                {"type": "Activities", "entries": ["garden", "walk"]},
            ],
        },
        {"type": "Mood", "date": "2026-11-2", "scores": [2, 3], "notes": "", "tags": []},
        {"type": "Mood", "date": "2026-13-2", "scores": [2], "notes": "", "tags": []},
    ]
    return as_json(folder / "PIXELS-BACKUP.json", content)


def daily_you(folder: Path) -> Path:
    content = [
        {
            "timeCreated": "2026-11-01T20:15:00.000",
            "timeModified": "2026-11-01T20:15:00.000",
            "text": "A quiet day",
            "mood": 1,
            "images": [],
        },
        {"timeCreated": "2026-11-02T08:00:00.000", "text": "", "mood": None, "images": []},
    ]
    return as_json(folder / "daily_you.json", content)


@dataclass(frozen=True, slots=True)
class Example:
    """A file of a tracker and what has to become of it."""

    format: str
    build: Callable[[Path], Path]
    read: int
    added: int
    skipped: int
    steps: int
    lines: int = 0
    """How many days get a check-in line."""
    nudges: int = 0
    rests: int = 0
    """How many of the skipped are days skipped on purpose."""


ALL: dict[str, Example] = {
    "loop-db": Example("loop-db", loop_db, 13, 7, 1, 4, lines=2, nudges=1, rests=1),
    "loop-db old": Example("loop-db", loop_db_old, 5, 3, 2, 2),
    "loop-csv": Example("loop-csv", loop_csv, 8, 4, 1, 3, lines=1, rests=1),
    "habitbull": Example("habitbull", habitbull, 5, 2, 2, 2, lines=1),
    "tickmate": Example("tickmate", tickmate, 5, 4, 1, 2),
    "rewire": Example("rewire", rewire, 4, 2, 2, 2, lines=1, nudges=1),
    "table-habit": Example("table-habit", table_habit, 7, 3, 2, 2, lines=2, nudges=1, rests=1),
    "daylio-csv": Example("daylio-csv", daylio_csv, 3, 3, 0, 2, lines=2),
    "daylio-csv with scales": Example("daylio-csv", daylio_csv_scales, 1, 2, 0, 2, lines=1),
    "daylio-csv old": Example("daylio-csv", daylio_csv_old, 3, 3, 1, 2, lines=2),
    "daylio": Example("daylio", daylio, 3, 3, 0, 3, lines=2),
    "daylio json": Example("daylio", daylio_json, 3, 3, 0, 3, lines=2),
    "habo": Example("habo", habo, 7, 3, 2, 2, lines=1, nudges=1, rests=1),
    "beaver": Example("beaver", beaver, 5, 2, 1, 2, lines=1),
    "habitica": Example("habitica", habitica, 5, 2, 1, 2),
    "habitica json": Example("habitica", habitica_json, 3, 2, 0, 3),
    "pixels": Example("pixels", pixels, 3, 2, 1, 2, lines=2),
    "daily-you": Example("daily-you", daily_you, 2, 0, 0, 0, lines=1),
}


def bytes_of(example: Example, folder: Path) -> bytes:
    return example.build(folder).read_bytes()
