"""Wins that could not be written outlive the app, and come into the journal once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from pytestqt.qtbot import QtBot
from support.clock import FixedClock
from support.journals import new_wins

from microwins_desktop.core.model import Change, Size
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.waiting import text_of, win_of
from microwins_desktop.store.wins import NewWin
from microwins_desktop.system.safety_net import SafetyNet
from microwins_desktop.system.slip import Slip


class Run:
    """One run of the app over a data folder; `die` ends it as a kill does."""

    def __init__(self, data: Path, clock: FixedClock) -> None:
        self.store = open_journal(DataFolder(data), clock, busy_ms=5)
        self.preferences = Preferences(self.store)
        self.journal = Journal(self.store, clock, self.preferences)
        self.changes: list[Change] = []
        self.returned: list[list[str]] = []
        self.journal.changed.connect(self.changes.append)
        self.journal.waiting.returned.connect(self.returned.append)
        self.net = SafetyNet([Slip(data / "microwins.unsaved", kept=True)])
        self.journal.waiting.rest_on(self.net)
        self.journal.waiting.take_up()

    def die(self) -> None:
        self.net.close()
        self.store.close()
        self.journal.deleteLater()

    def titles(self) -> list[str]:
        return [win.title for win in self.store.wins.between()]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@contextmanager
def held(data: Path) -> Iterator[None]:
    """Another program has the journal."""
    with closing(sqlite3.connect(data / "microwins.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def killed_while_two_wait(data: Path, clock: FixedClock) -> None:
    run = Run(data, clock)
    with held(data):
        run.journal.log_step("open-blinds", Size.PART, source="tray", note="slowly")
        run.journal.log_text("Fed the cat")
        run.die()


def test_they_are_in_the_journal_after_the_next_start(
    data: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    killed_while_two_wait(data, clock)
    logged_at = clock.now()
    clock.advance(days=2)
    run = Run(data, clock)
    first, second = run.store.wins.between()
    assert second.title == "Fed the cat"
    assert (first.step, first.size, first.note, first.source) == (
        *("open-blinds", Size.PART, "slowly", "tray"),
    )
    assert (first.at, first.day) == (logged_at, date(2026, 11, 22))
    assert run.returned == [[first.title, "Fed the cat"]]
    assert [change.external for change in run.changes] == [True, True]
    assert run.journal.unsaved.wins == ()
    run.die()


def test_they_come_once(data: Path, clock: FixedClock, qtbot: QtBot) -> None:
    killed_while_two_wait(data, clock)
    before = (data / "microwins.unsaved").read_bytes()
    Run(data, clock).die()
    (data / "microwins.unsaved").write_bytes(before)  # as if it could not be cleared
    run = Run(data, clock)
    assert len(run.titles()) == 2
    assert run.returned == []
    run.journal.undo()
    run.die()
    (data / "microwins.unsaved").write_bytes(before)
    run = Run(data, clock)
    assert len(run.titles()) == 1  # what was undone since does not come back
    run.die()


def test_while_they_still_cannot_be_written_they_go_on_waiting(
    data: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    killed_while_two_wait(data, clock)
    run = Run(data, clock)  # opening a journal writes nothing
    run.die()
    killed_while_two_wait(data, clock)
    store = open_journal(DataFolder(data), clock, busy_ms=5)
    journal = Journal(store, clock, Preferences(store))
    net = SafetyNet([Slip(data / "microwins.unsaved", kept=True)])
    with held(data):
        journal.waiting.rest_on(net)
        journal.waiting.take_up()
        assert len(journal.unsaved.wins) == 2
        assert journal.waiting.is_held
        assert journal.log_text("One more") is None
        assert journal.unsaved.titles[-1] == "One more"
    journal.save_unsaved()
    assert len(list(store.wins.between())) == 5
    net.close()
    assert SafetyNet([Slip(data / "microwins.unsaved", kept=True)]).left() == {}
    store.close()


def test_a_win_that_waits_before_they_are_taken_up_comes_after_them(
    data: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    killed_while_two_wait(data, clock)
    clock.advance(minutes=5)
    store = open_journal(DataFolder(data), clock, busy_ms=5)
    journal = Journal(store, clock, Preferences(store))
    net = SafetyNet([Slip(data / "microwins.unsaved", kept=True)])
    with held(data):
        journal.log_text("Before all else")
        journal.waiting.rest_on(net)
        journal.log_text("One more")
        journal.undo()
        journal.waiting.take_up()
        assert journal.unsaved.titles[1:] == ["Fed the cat", "Before all else"]
        net.close()
    store.close()
    run = Run(data, clock)
    assert run.titles()[1:] == ["Fed the cat", "Before all else"]
    run.die()


def test_what_waits_for_another_day_is_not_counted_today(
    data: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    run = Run(data, clock)
    with held(data):
        run.journal.log_text("Fed the cat")
        run.journal.log_text("Went for a walk", day=date(2026, 11, 20))
        assert run.journal.count_today() == 1
        clock.advance(days=1)
        assert run.journal.count_today() == 0
        run.journal.log_text("Opened a window")
        assert run.journal.count_today() == 1
    run.die()


def test_one_that_was_taken_back_stays_away(data: Path, clock: FixedClock, qtbot: QtBot) -> None:
    run = Run(data, clock)
    with held(data):
        run.journal.log_text("Fed the cat")
        run.journal.log_text("Typed by mistake")
        run.journal.undo()
        run.die()
    run = Run(data, clock)
    assert run.titles() == ["Fed the cat"]
    run.die()


def test_a_win_that_got_through_after_all_is_not_doubled(
    data: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    """The disk may keep a write of which it had said that it failed."""
    run = Run(data, clock)
    new = NewWin(at=clock.now(), title="Fed the cat")
    run.store.wins.log(new, run.preferences.values.day_start)
    run.journal.waiting.keep(new, "the disk is full")
    run.journal.save_unsaved()
    assert run.titles() == ["Fed the cat"]
    assert run.journal.undo()
    assert not run.journal.undo()
    run.die()


def test_a_win_keeps_its_day_whatever_the_day_start_is_by_then(
    data: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    clock.advance(hours=-6)  # a quarter past three: still the night of the day before
    run = Run(data, clock)
    with held(data):
        run.journal.log_text("Lay down again")
        run.die()
    run = Run(data, clock)
    run.die()
    with open_journal(DataFolder(data), clock) as store:
        (win,) = store.wins.between()
    assert win.day == date(2026, 11, 21)


def test_the_day_is_fixed_before_the_day_start_changes(
    data: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    clock.advance(hours=-6)
    run = Run(data, clock)
    with held(data):
        run.journal.log_text("Lay down again")
    run.preferences.put({"day_start": "00:00"})
    run.journal.save_unsaved()
    (win,) = run.store.wins.between()
    assert win.day == date(2026, 11, 21)
    run.die()


def test_a_win_of_a_step_that_this_journal_does_not_know_is_still_a_win(
    data: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    killed_while_two_wait(data, clock)
    for path in data.glob("microwins.db*"):
        path.unlink()
    with open_journal(DataFolder(data), clock) as store:
        step = store.steps.get("open-blinds")
        assert step is not None
        store.database.execute("UPDATE step SET key = 'other' WHERE key = 'open-blinds'")
    run = Run(data, clock)
    first, _second = run.store.wins.between()
    assert (first.title, first.step, first.area) == (step.words(Size.PART), None, None)
    run.die()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "{}",
        '{"at": "2026-11-22T09:14:03", "title": "without an offset"}',
        '{"at": "2026-11-22T09:14:03+01:00", "title": ""}',
        '{"at": "2026-11-22T09:14:03+01:00", "title": "a\\u0000b"}',
        '{"at": "2026-11-22T09:14:03+01:00", "title": "far", "day": "9999-01-01"}',
    ],
)
def test_what_is_no_win_is_left_where_it_is(
    data: Path, clock: FixedClock, qtbot: QtBot, text: str
) -> None:
    Run(data, clock).die()
    slip = Slip(data / "microwins.unsaved", kept=True)
    slip.write("+", {"odd": text})
    slip.close()
    run = Run(data, clock)
    assert run.titles() == []
    with held(data):
        run.journal.log_text("Fed the cat")
    run.journal.save_unsaved()
    assert run.titles() == ["Fed the cat"]
    run.die()
    assert "odd" in slip.read().texts


@given(new=new_wins())
def test_a_win_and_its_text_are_the_same(new: NewWin) -> None:
    assert win_of(text_of(new)) == new
    assert "\n" not in text_of(new)


KILLED = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from microwins_desktop.core.clock import SystemClock
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.system.safety_net import SafetyNet, slips_of

application = QCoreApplication([])
folder = DataFolder(Path(sys.argv[1]))
store = open_journal(folder, SystemClock(), 5)
journal = Journal(store, SystemClock(), Preferences(store))
journal.waiting.rest_on(SafetyNet(slips_of(folder.root)))
for number in range(20):
    assert journal.log_text(f"win {number}") is None
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such kill there")
def test_no_kill_takes_them(data: Path, clock: FixedClock, qtbot: QtBot) -> None:
    Run(data, clock).die()
    with held(data):
        command = [sys.executable, "-c", KILLED, str(data)]
        assert subprocess.run(command, check=False, env=os.environ).returncode == -9
    run = Run(data, clock)
    assert run.titles() == [f"win {number}" for number in range(20)]
    run.die()
