"""The demo year is the same every time and looks like a life; many wins are as many as asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from devtools.demo.chapters import HABITS, NOTES, REST_DAYS, TODAY
from devtools.demo.clock import NOW, DemoClock
from devtools.demo.million import fill_many
from devtools.demo.year import fill_year
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.store import Store

TODAYS = NOW.date()


def opened(folder: Path) -> Store:
    return open_journal(DataFolder(folder), DemoClock())


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = opened(tmp_path_factory.mktemp("year"))
    fill_year(store, DemoClock())
    yield store
    store.close()


def test_everything_the_year_names_is_in_the_catalogue(year: Store) -> None:
    keys = {step.key for step in year.steps.all()}
    assert {habit.step for habit in HABITS} <= keys
    assert set(NOTES) <= keys
    assert {step for step, _minute, _size, _note in TODAY} <= keys


def test_the_year_has_gaps_hard_days_rest_days_notes_and_comebacks(year: Store) -> None:
    first = TODAYS - timedelta(days=364)
    days = [tally.day for tally in year.wins.tallies(first, TODAYS)]
    gaps = [(later - day).days for day, later in pairwise(days)]
    assert 200 < len(days) < 330
    assert sum(gap >= 7 for gap in gaps) >= 2
    said = year.check_ins.between(first, TODAYS)
    assert sum(about.hard for about in said) >= 5
    assert {about.day for about in said if about.rest} == set(REST_DAYS)
    assert {about.energy for about in said} == {"low", "some", "good"}
    wins = list(year.wins.between(first, TODAYS))
    assert {win.size for win in wins} == {"whole", "part", "tiny"}
    assert sum(bool(win.note) for win in wins) >= 30
    assert max(win.at for win in wins) <= DemoClock().now()


def test_the_last_change_is_a_win_of_today(year: Store) -> None:
    undo = year.history.next_undo()
    assert undo is not None
    assert undo.kind == "log"


def test_the_year_is_the_same_every_time(year: Store, tmp_path: Path) -> None:
    with opened(tmp_path) as again:
        fill_year(again, DemoClock())
        told = [[(w.at, w.title, w.note) for w in store.wins.between()] for store in (year, again)]
    assert told[0] == told[1]


def test_as_many_wins_as_asked_for_over_all_those_days(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        fill_many(store, DemoClock(), wins=1000, days=300)
        assert store.wins.count() == 1000
        first = TODAYS - timedelta(days=299)
        tallies = store.wins.tallies(date(2000, 1, 1), TODAYS)
        assert tallies[0].day == first
        assert len(tallies) == 300
        assert store.search.find("kettle")
        assert store.history.next_undo() is None
