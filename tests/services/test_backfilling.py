"""Wins put on days long past or yet to come: leap days, changed clocks, small hours, far years."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from support.clock import FixedClock

from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store import Store
from microwins_desktop.store.wins import NewWin

NINE, SMALL_HOUR = time(9, 0), time(2, 30)


def put(journal: Journal, day: date, at: time | None) -> None:
    moment = journal.instant(day, at or time(12), known=at is not None)
    journal.log(NewWin(at=moment, title="Made tea", day=day, time_known=at is not None))


@pytest.mark.parametrize(
    ("day", "at", "wall"),
    [
        (date(2024, 2, 29), NINE, "2024-02-29T09:00:00+01:00"),
        (date(2023, 12, 31), time(23, 59), "2023-12-31T23:59:00+01:00"),
        (date(2023, 12, 31), SMALL_HOUR, "2024-01-01T02:30:00+01:00"),
        (date(2024, 2, 28), SMALL_HOUR, "2024-02-29T02:30:00+01:00"),
        (date(2026, 3, 29), NINE, "2026-03-29T09:00:00+02:00"),
        # The night before the clocks go forward: half past two does not exist, and moves on.
        (date(2026, 3, 28), SMALL_HOUR, "2026-03-29T03:30:00+02:00"),
        # The night the clocks go back: half past two comes twice, and the first is meant.
        (date(2026, 10, 24), SMALL_HOUR, "2026-10-25T02:30:00+02:00"),
        (date(2026, 10, 25), NINE, "2026-10-25T09:00:00+01:00"),
        (date(1970, 1, 1), NINE, "1970-01-01T09:00:00+01:00"),
        (date(2100, 12, 31), NINE, "2100-12-31T09:00:00+01:00"),
        (date(2024, 2, 29), None, "2024-02-29T12:00:00+01:00"),
    ],
)
def test_a_win_lands_on_its_day_at_its_hour(
    journal: Journal, store: Store, day: date, at: time | None, wall: str
) -> None:
    put(journal, day, at)
    (win,) = journal.wins_of(day)
    assert win.at == datetime.fromisoformat(wall)
    assert win.at.isoformat() == wall
    assert win.time_known is (at is not None)
    assert [(tally.day, tally.count) for tally in store.wins.tallies(day, day)] == [(day, 1)]
    assert store.wins.counts(date(day.year, 1, 1), date(day.year, 12, 31)) == {day: 1}
    journal.undo()
    assert store.wins.count() == 0
    journal.redo()
    assert journal.wins_of(day) == [win]


def test_small_hours_belong_to_the_day_before(journal: Journal, clock: FixedClock) -> None:
    clock.set("2026-11-22T02:30")
    journal.log_text("Slept at last")
    clock.set("2026-11-22T04:00")
    journal.log_text("Woke up")
    assert [win.title for win in journal.wins_of(date(2026, 11, 21))] == ["Slept at last"]
    assert [win.title for win in journal.wins_of(date(2026, 11, 22))] == ["Woke up"]


def test_old_days_stay_when_the_day_starts_later(
    journal: Journal, preferences: Preferences, clock: FixedClock
) -> None:
    clock.set("2026-11-20T05:00")
    journal.log_text("Early bird")
    clock.set("2026-11-21T02:30")
    journal.log_text("Night owl")
    preferences.put({"day_start": "06:00"})
    assert [win.title for win in journal.wins_of(date(2026, 11, 20))] == ["Early bird", "Night owl"]
    clock.set("2026-11-22T05:00")
    journal.log_text("Early again")
    assert [win.title for win in journal.wins_of(date(2026, 11, 21))] == ["Early again"]
    preferences.put({"day_start": "00:00"})
    assert len(journal.wins_of(date(2026, 11, 20))) == 2
    clock.set("2026-11-23T00:30")
    journal.log_text("After midnight")
    assert [win.title for win in journal.wins_of(date(2026, 11, 23))] == ["After midnight"]


def test_a_moved_win_leaves_nothing_behind(journal: Journal, store: Store) -> None:
    put(journal, date(2024, 2, 29), NINE)
    (win,) = journal.wins_of(date(2024, 2, 29))
    journal.edit(win.id, day=date(2023, 12, 31), at=journal.instant(date(2023, 12, 31), NINE))
    assert store.wins.counts(date(1970, 1, 1), date(2100, 12, 31)) == {date(2023, 12, 31): 1}
    journal.undo()
    assert store.wins.counts(date(1970, 1, 1), date(2100, 12, 31)) == {date(2024, 2, 29): 1}
