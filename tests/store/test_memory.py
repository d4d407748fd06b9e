"""Answers are kept, and never one that is no longer true."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta

import pytest

from microwins_desktop.core.model import Step
from microwins_desktop.store import Store
from microwins_desktop.store.memory import Memory, PastMemory
from microwins_desktop.store.wins import NewWin

TODAY = date(2026, 11, 22)


class Counted:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_a_question_is_read_once_until_its_tables_are_written_to(store: Store) -> None:
    memory, read = Memory(store.database, "checkin"), Counted()
    assert [memory.get("a", read), memory.get("a", read)] == [1, 1]
    store.steps.edit("open-blinds", pinned=False)
    assert memory.get("a", read) == 1
    store.check_ins.put("hard-day", TODAY, hard=True)
    assert memory.get("a", read) == 2


def test_another_process_is_noticed(store: Store) -> None:
    assert not store.check_ins.of_day(TODAY).hard
    store.check_ins.put("hard-day", TODAY, hard=True)
    assert store.check_ins.of_day(TODAY).hard
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("UPDATE checkin SET hard = 0")
        other.commit()
    assert not store.check_ins.of_day(TODAY).hard


@pytest.mark.parametrize(
    "change",
    [
        lambda store: store.steps.edit("open-blinds", title="Let the light in"),
        lambda store: store.steps.add(Step("", "Hum", "mind", "Hummed")),
        lambda store: store.steps.edit_area("light", name="Sky"),
        lambda store: store.steps.reorder(["air-the-room", "open-blinds"]),
    ],
    ids=["edited", "added", "area", "reordered"],
)
def test_steps_are_as_they_are_after_a_change_its_undo_and_redo(
    store: Store, change: Callable[[Store], object]
) -> None:
    def told() -> tuple[object, ...]:
        return store.steps.all(), store.steps.areas(), store.steps.get("open-blinds")

    before = told()
    change(store)
    after = told()
    assert after != before
    store.history.undo()
    assert told() == before
    store.history.redo()
    assert told() == after


def test_what_was_taken_back_by_an_error_is_not_remembered(store: Store) -> None:
    def write_and_fail() -> None:
        with store.database.writing():
            store.database.execute("UPDATE step SET title = 'gone'")
            assert {step.title for step in store.steps.all()} == {"gone"}
            raise ZeroDivisionError

    before = store.steps.all()
    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert store.steps.all() == before


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO checkin SELECT * FROM checkin WHERE 0",
        'update "checkin" set hard = 0',
        "UPDATE OR IGNORE checkin SET hard = 0",
        "delete from checkin",
        "REPLACE INTO checkin SELECT * FROM checkin WHERE 0",
        "INSERT OR REPLACE INTO checkin SELECT * FROM checkin WHERE 0",
        "WITH one AS (SELECT 1) UPDATE checkin SET hard = 0",
    ],
)
def test_whatever_writes_is_noticed(store: Store, sql: str) -> None:
    before = store.database.generation(("checkin",))
    store.database.execute(sql)
    assert store.database.generation(("checkin",)) != before


def test_what_only_reads_is_not(store: Store) -> None:
    before = store.database.generation(("checkin",))
    with store.database.reading():
        store.database.execute("SELECT * FROM checkin").fetchall()
    assert store.wins.count() == 0
    assert store.database.generation(("checkin",)) == before


def past(store: Store, read: Counted) -> Callable[[date], int]:
    memory = PastMemory(store.database, "step")
    return lambda day: memory.before(day, "a", read)


def log(store: Store, day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    store.wins.log(NewWin(at=noon, title="Opened the door"), time(4))


def test_a_win_of_the_day_leaves_the_days_before_as_they_were(store: Store) -> None:
    ask = past(store, Counted())
    assert ask(TODAY) == 1
    log(store, TODAY)
    log(store, TODAY + timedelta(days=1))
    assert ask(TODAY) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda store: log(store, TODAY - timedelta(days=1)),
        lambda store: store.history.undo(),
        lambda store: store.wins.edit(store.wins.of_day(TODAY)[0].id, note="With the key"),
        lambda store: store.wins.delete(store.wins.of_day(TODAY)[0].id),
        lambda store: store.steps.edit("open-blinds", pinned=False),
    ],
    ids=["an earlier day", "undo", "edit", "delete", "step"],
)
def test_whatever_else_happens_asks_about_the_past_anew(
    store: Store, change: Callable[[Store], object]
) -> None:
    log(store, TODAY)
    ask = past(store, Counted())
    assert ask(TODAY) == 1
    change(store)
    assert ask(TODAY) == 2


def test_a_later_day_that_was_asked_about_does_not_spoil_the_past_for_good(store: Store) -> None:
    ask = past(store, Counted())
    assert ask(TODAY + timedelta(days=1)) == 1
    log(store, TODAY)  # before that day
    assert ask(TODAY) == 2
    log(store, TODAY)
    assert ask(TODAY) == 2


def test_another_process_may_change_the_past(store: Store) -> None:
    ask = past(store, Counted())
    assert ask(TODAY) == 1
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("UPDATE checkin SET hard = 0")
        other.execute("UPDATE step SET pinned = 0")
        other.commit()
    assert ask(TODAY) == 2


def test_what_others_write_while_many_ask_is_noticed_afterwards(store: Store) -> None:
    memory, read = Memory(store.database, "checkin"), Counted()
    with store.database.steady():
        assert memory.get("a", read) == 1
        with closing(sqlite3.connect(store.path)) as other:
            other.execute("UPDATE step SET pinned = 0")
            other.commit()
        assert memory.get("a", read) == 1
    assert memory.get("a", read) == 2


def test_whoever_writes_sees_first_what_others_wrote(store: Store) -> None:
    memory, read = Memory(store.database, "checkin"), Counted()
    with store.database.steady():
        assert memory.get("a", read) == 1
        with closing(sqlite3.connect(store.path)) as other:
            other.execute("UPDATE step SET pinned = 0")
            other.commit()
        with store.database.writing():
            assert memory.get("a", read) == 2
        assert memory.get("a", read) == 2
    assert memory.get("a", read) == 2


def test_an_answer_that_follows_from_a_write_stands_or_falls_with_it(store: Store) -> None:
    memory, read = Memory(store.database, "checkin"), Counted()
    touch = "UPDATE checkin SET hard = 0"
    with store.database.writing():
        store.database.execute(touch)
        memory.put("a", 7)
    assert [memory.peek("a"), memory.get("a", read)] == [7, 7]

    def write_and_fail() -> None:
        with store.database.writing():
            store.database.execute(touch)
            memory.put("a", 8)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert memory.peek("a") is None
    assert memory.get("a", read) == 1
    store.check_ins.put("hard-day", TODAY, hard=True)
    assert memory.peek("a") is None
