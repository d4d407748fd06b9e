"""Export and import in the running app: in a thread, told in the end, and stoppable."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.clock import FixedClock

from microwins_desktop.core.model import Change
from microwins_desktop.exchange.report import Report
from microwins_desktop.exchange.target import Span
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.transfer import Transfer
from microwins_desktop.store import Store

HABITBULL = (
    "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"
    "Stretch,,Fitness,2026-11-20,1,\n"
    "Stretch,,Fitness,2026-11-21,1,slowly\n"
)


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    with open_journal(DataFolder(tmp_path / "data"), clock) as opened:
        yield opened


@pytest.fixture
def journal(store: Store, clock: FixedClock) -> Journal:
    return Journal(store, clock, Preferences(store))


@pytest.fixture
def transfer(
    store: Store, journal: Journal, clock: FixedClock, tmp_path: Path
) -> Iterator[Transfer]:
    made = Transfer(journal, Preferences(store), clock)
    yield made
    made.wait()


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    path = tmp_path / "tracker.csv"
    path.write_text(HABITBULL, encoding="utf-8")
    return path


def _is_over(busy: bool) -> bool:
    return not busy


def previewed(qtbot: QtBot, transfer: Transfer, path: Path) -> Report:
    with qtbot.waitSignal(transfer.previewed) as told:
        assert transfer.preview(path)
    report = told.args[0]
    assert isinstance(report, Report)
    return report


def test_a_preview_counts_and_changes_nothing(
    qtbot: QtBot, transfer: Transfer, store: Store, tracker: Path
) -> None:
    report = previewed(qtbot, transfer, tracker)
    assert (report.format, report.dry_run, report.read, report.added) == ("habitbull", True, 2, 2)
    assert [(habit.name, habit.area, habit.wins) for habit in report.habits] == [
        ("Stretch", "move", 2)
    ]
    assert store.wins.count() == 0
    assert store.history.next_undo() is None


def test_an_import_is_told_to_everyone_and_undone_in_one_step(
    qtbot: QtBot, transfer: Transfer, journal: Journal, store: Store, tracker: Path
) -> None:
    told: list[Change] = []
    journal.changed.connect(told.append)
    with qtbot.waitSignal(transfer.imported) as done:
        assert transfer.import_file(tracker)
        assert not transfer.preview(tracker), "one piece of work at a time"
    assert done.args[0].added == 2
    assert [change.kind for change in told] == ["import"]
    assert [win.note for win in journal.wins_of(date(2026, 11, 21))] == ["slowly"]
    assert journal.undo()
    assert store.wins.count() == 0


def test_an_export_says_where_and_how_many(
    qtbot: QtBot, transfer: Transfer, journal: Journal, tmp_path: Path
) -> None:
    journal.log_text("Fed the cat")
    target = tmp_path / "wins.json"
    with qtbot.waitSignal(transfer.exported) as done:
        assert transfer.export(target, "json")
    assert done.args == [target, 1]
    assert [win["title"] for win in json.loads(target.read_text("utf-8"))["wins"]] == [
        "Fed the cat"
    ]


def test_a_pdf_is_drawn_between_two_events(
    qtbot: QtBot, transfer: Transfer, journal: Journal, tmp_path: Path
) -> None:
    journal.log_text("Fed the cat")
    target = tmp_path / "wins.pdf"
    with qtbot.waitSignal(transfer.exported) as done:
        assert transfer.export(target, "pdf", Span(first=date(2026, 1, 1)))
    assert done.args == [target, 1]
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_file_that_cannot_be_read_is_said_in_one_sentence(
    qtbot: QtBot, transfer: Transfer, tmp_path: Path
) -> None:
    stray = tmp_path / "stray.txt"
    stray.write_text("milk, bread", encoding="utf-8")
    with qtbot.waitSignal(transfer.failed) as told:
        transfer.preview(stray)
    assert told.args == ["this is not a file that MicroWins knows how to read"]


def test_stopping_leaves_everything_as_it_was(
    qtbot: QtBot, transfer: Transfer, store: Store, tmp_path: Path
) -> None:
    rows = "".join(f"Habit {n % 9},,,2020-01-{n % 28 + 1:02},1,\n" for n in range(30_000))
    long = tmp_path / "long.csv"
    long.write_text(HABITBULL + rows, encoding="utf-8")
    with qtbot.waitSignal(transfer.cancelled, timeout=20_000):
        transfer.import_file(long)
        transfer.cancel()
    assert store.wins.count() == 0
    assert not transfer.busy


def test_the_app_logs_while_an_import_reads(
    qtbot: QtBot, transfer: Transfer, journal: Journal, store: Store, tmp_path: Path
) -> None:
    rows = "".join(f"Habit {n % 9},,,2020-01-{n % 28 + 1:02},1,\n" for n in range(5_000))
    long = tmp_path / "long.csv"
    long.write_text(HABITBULL + rows, encoding="utf-8")
    said: list[str] = []
    transfer.failed.connect(said.append)
    with qtbot.waitSignal(transfer.busy_changed, check_params_cb=_is_over, timeout=20_000):
        transfer.import_file(long)
        while transfer.busy:
            journal.log_text("Still here")
            qtbot.wait(20)
    assert said == []
    journal.save_unsaved()
    still = [win for win in journal.wins_of(journal.today()) if win.title == "Still here"]
    assert still
    assert store.wins.count() == 5_002 + len(still)


def test_garbage_is_collected_again_afterwards(
    qtbot: QtBot, transfer: Transfer, tracker: Path
) -> None:
    assert gc.isenabled()
    previewed(qtbot, transfer, tracker)
    assert gc.isenabled()


def test_undoing_an_import_takes_its_settings_back(
    qtbot: QtBot, store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    preferences = Preferences(store)
    journal = Journal(store, clock, preferences)
    transfer = Transfer(journal, preferences, clock)
    path = tmp_path / "own.json"
    content = {"format": "microwins-json", "version": 1, "settings": {"later_minutes": "7"}}
    path.write_text(json.dumps(content), encoding="utf-8")
    with qtbot.waitSignal(transfer.imported):
        transfer.import_file(path)
    assert preferences.values.later_minutes == 7
    journal.undo()
    assert preferences.values.later_minutes == 20
