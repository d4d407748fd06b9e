"""The running app's journal: what is acknowledged is kept, also while it cannot be written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, time

import pytest
from support.clock import FixedClock

from microwins_desktop.core.model import Change, Size, Source, Topic
from microwins_desktop.core.texts import TextError
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.waiting import Unsaved
from microwins_desktop.store import Store


@pytest.fixture
def changes(journal: Journal) -> list[Change]:
    heard: list[Change] = []
    journal.changed.connect(heard.append)
    return heard


@pytest.fixture
def unsaved(journal: Journal) -> list[Unsaved]:
    heard: list[Unsaved] = []
    journal.unsaved_changed.connect(heard.append)
    return heard


@pytest.fixture
def blocked(store: Store) -> Iterator[sqlite3.Connection]:
    """Somebody else is writing for a long time; `execute("ROLLBACK")` lets go."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def titles(journal: Journal) -> list[str]:
    return [win.title for win in journal.wins_of(journal.today())]


def test_a_log_is_told_after_it_is_on_disk(journal: Journal, changes: list[Change]) -> None:
    win = journal.log_step("open-blinds", source=Source.TRAY)
    (change,) = changes
    assert (change.kind, change.wins, change.topics) == ("log", (win,), {Topic.WINS})
    assert change.days == {journal.today()}
    assert not change.external


def test_a_step_that_is_gone_is_said(journal: Journal) -> None:
    said: list[str] = []
    journal.failed.connect(said.append)
    assert journal.log_step("no-such-step") is None
    assert len(said) == 1


def test_what_cannot_be_written_is_kept_and_tried_again(
    journal: Journal,
    changes: list[Change],
    unsaved: list[Unsaved],
    blocked: sqlite3.Connection,
    clock: FixedClock,
) -> None:
    assert journal.log_text("Made tea") is None
    assert journal.log_step("open-blinds") is None
    assert unsaved[-1].titles == ["Made tea", "Opened the blinds"]
    assert unsaved[-1].why == "another program is using the journal right now"
    assert journal.count_today() == 2
    assert changes == []
    journal.save_unsaved()
    assert journal.unsaved.titles == ["Made tea", "Opened the blinds"]
    logged_at = clock.now()
    clock.advance(minutes=5)
    blocked.execute("ROLLBACK")
    journal._waiting._retry.timeout.emit()
    assert titles(journal) == ["Made tea", "Opened the blinds"]
    assert {win.at for win in journal.wins_of(journal.today())} == {
        logged_at.replace(microsecond=0)
    }
    assert [change.kind for change in changes] == ["log", "log"]
    assert unsaved[-1] == Unsaved()
    assert not journal._waiting._retry.isActive()


def test_a_win_that_waits_can_be_taken_back(
    journal: Journal, unsaved: list[Unsaved], blocked: sqlite3.Connection
) -> None:
    journal.log_text("One")
    journal.log_text("Two")
    undo = journal.next_undo()
    assert undo is not None
    assert (undo.kind, undo.title) == ("log", "Two")
    assert journal.undo()
    assert unsaved[-1].titles == ["One"]
    blocked.execute("ROLLBACK")
    journal.save_unsaved()
    assert titles(journal) == ["One"]


def test_what_waits_can_be_handed_out(journal: Journal, blocked: sqlite3.Connection) -> None:
    journal.log_step("open-blinds")
    journal.log_text("Fed the cat")
    assert journal.waiting.as_text() == (
        "2026-11-22 09:14  Opened the blinds\n2026-11-22 09:14  Fed the cat"
    )
    blocked.execute("ROLLBACK")


def test_other_changes_that_cannot_be_made_are_said(journal: Journal, store: Store) -> None:
    win = journal.log_text("Made tea")
    assert win is not None
    said: list[str] = []
    journal.failed.connect(said.append)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not journal.delete(win.id)
        assert not journal.undo()
        other.execute("ROLLBACK")
    assert said == ["That was not changed: another program is using the journal right now."] * 2
    assert titles(journal) == ["Made tea"]


@pytest.mark.parametrize("text", ["", "  ", "x" * 501, "a\0b"])
def test_text_that_cannot_be_kept_never_waits(journal: Journal, text: str) -> None:
    with pytest.raises(TextError):
        journal.log_text(text)
    assert journal.unsaved == Unsaved()


def test_taking_back_a_win_is_exact(journal: Journal) -> None:
    first, second = journal.log_text("One"), journal.log_text("Two")
    assert first is not None
    assert second is not None
    journal.take_back(first.id)  # not the newest: it is removed, which can be undone in turn
    assert titles(journal) == ["Two"]
    journal.undo()
    assert titles(journal) == ["One", "Two"]
    journal.edit(second.id, note="with milk")
    journal.take_back(second.id)
    assert journal.wins_of(journal.today())[1].note == ""
    journal.take_back(second.id)
    assert titles(journal) == ["One"]
    assert not journal.take_back("no such win")


def test_another_process_is_noticed_once(
    journal: Journal,
    changes: list[Change],
    store: Store,
    clock: FixedClock,
    preferences: Preferences,
) -> None:
    journal.log_text("Mine")
    changes.clear()
    journal.notice_others()
    assert changes == []
    with open_journal(DataFolder(store.path.parent), clock) as other:
        other.options.put({"theme": "dark"})
    journal.notice_others()
    journal.notice_others()
    assert [(change.kind, change.external) for change in changes] == [("external", True)]
    assert preferences.values.theme == "dark"


def test_a_new_day_is_told_once(journal: Journal, changes: list[Change], clock: FixedClock) -> None:
    clock.set("2026-11-23T03:59")
    journal.notice_time()
    assert changes == []
    clock.set("2026-11-23T04:00")
    journal.notice_time()
    journal.notice_time()
    assert [change.kind for change in changes] == ["new-day"]
    assert journal.today() == date(2026, 11, 23)


def test_the_hard_day_ends_by_itself(journal: Journal, clock: FixedClock) -> None:
    journal.set_hard_day(True)
    win = journal.log_step("take-a-shower")
    assert win is not None
    assert win.size is Size.TINY
    clock.set("2026-11-23T04:00")
    assert not journal.is_hard_day()


@pytest.mark.parametrize(
    ("at", "stored"),
    [
        (time(9, 30), "2026-11-20T09:30:00+01:00"),
        (time(4, 0), "2026-11-20T04:00:00+01:00"),
        (time(3, 59), "2026-11-21T03:59:00+01:00"),
    ],
)
def test_hours_before_the_day_starts_are_the_end_of_its_night(
    journal: Journal, at: time, stored: str
) -> None:
    assert journal.instant(date(2026, 11, 20), at).isoformat() == stored


def test_backfill_has_no_hour(journal: Journal) -> None:
    win = journal.log_text("Went out", day=date(2026, 11, 20))
    assert win is not None
    assert (win.day, win.time_known) == (date(2026, 11, 20), False)
