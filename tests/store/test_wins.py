"""Wins in the journal: their day is fixed, their words follow their size, deleting is soft."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.clock import FixedClock

from microwins_desktop.core.days import DEFAULT_DAY_START, day_of
from microwins_desktop.core.model import Glimpse, Sieve, Size, Source, Step, Win
from microwins_desktop.core.texts import TextError
from microwins_desktop.store import Store
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.history import Action
from microwins_desktop.store.wins import NewWin

ZONES = ("Europe/Vienna", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "UTC")


def step_of(store: Store, key: str) -> Step:
    step = store.steps.get(key)
    assert step is not None
    return step


def log(store: Store, step: str = "", **fields: object) -> Win:
    given_step = step_of(store, step) if step else None
    new = NewWin(at=store.clock.now(), step=given_step, **fields)  # type: ignore[arg-type]
    return store.wins.log(new, DEFAULT_DAY_START).wins[0]


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(
            st.datetimes(
                datetime.fromisoformat("2026-03-27"), datetime.fromisoformat("2026-11-03")
            ),
            st.sampled_from(ZONES),
            st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        ),
        max_size=8,
    )
)
def test_the_day_of_a_win_is_fixed_when_it_is_logged(
    moments: list[tuple[datetime, str, time]],
) -> None:
    """Travel, changes of the clocks and another day start later on move no win: not its day, not
    its instant, not the offset it was lived in."""
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock()
        path = Path(folder) / "data" / "microwins.db"
        logged: dict[str, tuple[date, datetime, timedelta | None]] = {}
        with Store(path, clock, path.parent / "backups") as store:
            store.open()
            for naive, zone, start in moments:
                clock.travel(zone)
                clock.set(naive)
                at = clock.now()
                win = store.wins.log(NewWin(at=at, title="x"), start).wins[0]
                assert win.day == day_of(at, start)
                logged[win.id] = (win.day, at, at.utcoffset())
        clock.travel("Asia/Tokyo")
        with Store(path, clock, path.parent / "backups") as store:
            store.open()
            found = list(store.wins.between())
            for win in found:
                day, at, offset = logged[win.id]
                assert (win.day, win.at.utcoffset()) == (day, offset)
                assert abs(win.at - at) < timedelta(milliseconds=1)
                store.wins.edit(win.id, note="changed elsewhere", size=Size.TINY)
            after = {win.id: (win.day, win.at) for win in store.wins.between()}
            assert after == {win.id: (win.day, win.at) for win in found}


def test_the_words_follow_the_size_and_come_back(store: Store) -> None:
    win = log(store, "take-a-shower")
    step = step_of(store, "take-a-shower")
    for size in (Size.PART, Size.TINY, Size.WHOLE):
        changed = store.wins.edit(win.id, size=size).wins[0]
        assert (changed.size, changed.title) == (size, step.words(size))


def test_own_words_stay_whatever_the_size(store: Store) -> None:
    win = log(store, "take-a-shower")
    store.wins.edit(win.id, title="Stood under warm water")
    assert store.wins.edit(win.id, size=Size.TINY).wins[0].title == "Stood under warm water"


def test_a_win_can_become_one_of_another_step(store: Store) -> None:
    win = log(store, title="Opened something")
    changed = store.wins.edit(win.id, step=step_of(store, "open-blinds")).wins[0]
    assert (changed.step, changed.area, changed.title) == (
        "open-blinds",
        "light",
        "Opened the blinds",
    )
    store.history.undo()
    assert store.wins.get(win.id) == win


def test_a_deleted_win_is_still_in_the_file(store: Store) -> None:
    win = log(store, title="Made tea")
    assert store.wins.delete(win.id).removed == (win,)
    assert list(store.wins.between()) == []
    (title, deleted_at, changed_at) = store.database.execute(
        "SELECT title, deleted_at, changed_at FROM win"
    ).fetchone()
    assert title == "Made tea"
    assert deleted_at == changed_at == store.database.now_ms()
    for change in (store.wins.get, store.wins.delete, store.wins.edit):
        with pytest.raises(NotFound):
            change(win.id)


def test_a_change_is_dated(store: Store, clock: FixedClock) -> None:
    win = log(store, title="Made tea")
    clock.advance(hours=1)
    store.wins.edit(win.id, note="with honey")
    (changed_at,) = store.database.execute("SELECT changed_at FROM win").fetchone()
    assert changed_at == store.database.now_ms()


@pytest.mark.parametrize("fields", [{"title": ""}, {"title": "a\0"}, {"note": "x" * 20_001}])
def test_what_cannot_be_kept_changes_nothing(store: Store, fields: dict[str, str]) -> None:
    win = log(store, title="Made tea")
    with pytest.raises(TextError):
        store.wins.edit(win.id, **fields)
    assert store.wins.get(win.id) == win
    with pytest.raises(TextError):
        log(store, **{"title": "Tea", **fields})
    assert store.wins.count() == 1


def test_reading_by_day_area_and_number(store: Store, clock: FixedClock) -> None:
    for day in (1, 3, 2):
        clock.set(f"2026-11-0{day}T10:00")
        log(store, "open-blinds")
        log(store, title=f"Free {day}")
    first, last = date(2026, 11, 1), date(2026, 11, 3)
    assert [win.day.day for win in store.wins.between()] == [1, 1, 2, 2, 3, 3]
    assert [win.day.day for win in store.wins.between(date(2026, 11, 2))] == [2, 2, 3, 3]
    assert len(list(store.wins.between(area="light"))) == 3
    assert [win.title for win in store.wins.newest(2)] == ["Opened the blinds", "Free 3"]
    tallies = store.wins.tallies(first, last)
    assert [(tally.day.day, tally.count, tally.areas) for tally in tallies] == [
        (day, 2, (("", 1), ("light", 1))) for day in (1, 2, 3)
    ]
    assert store.wins.days_with_a_win(first, last) == 3
    assert store.wins.previous_day_with_a_win(last) == date(2026, 11, 2)
    assert store.wins.previous_day_with_a_win(first) is None


def test_a_glimpse_tells_what_a_timeline_draws(store: Store, clock: FixedClock) -> None:
    clock.set("2026-11-01T23:10")
    log(store, "open-blinds")
    clock.set("2026-11-02T00:20")
    log(store, title="Tea", size=Size.TINY)
    gone = log(store, title="Gone")
    store.wins.delete(gone.id)
    log(store, title="Some day", time_known=False, day=date(2026, 11, 2))
    first, last = date(2026, 11, 1), date(2026, 11, 2)
    blinds, tea, some_day = store.wins.glimpses(first, last)
    assert blinds == Glimpse(first, 23, "Opened the blinds", "light")
    assert tea == Glimpse(first, 0, "Tea", None)
    assert some_day == Glimpse(last, None, "Some day", None)
    for sieve, kept in (
        (Sieve(area="light"), blinds),
        (Sieve(step="open-blinds"), blinds),
        (Sieve(size=Size.TINY), tea),
    ):
        assert store.wins.glimpses(first, last, sieve) == [kept]
        assert store.wins.counts(first, last, sieve) == {kept.day: 1}
        assert [tally.count for tally in store.wins.tallies(first, last, sieve)] == [1]


def test_two_journals_never_share_an_id(store: Store) -> None:
    ids = {log(store, title="x").id for _ in range(50)}
    assert len(ids) == 50


@pytest.mark.parametrize("minutes", [0, -30, 45])
def test_what_is_told_of_a_new_win_is_what_the_journal_holds(store: Store, minutes: int) -> None:
    step = store.steps.get("open-blinds")
    noon = datetime(2026, 11, 22, 12, 0, 0, 123_456, tzinfo=timezone(timedelta(hours=1)))
    store.wins.log(NewWin(at=noon, title="Hummed", note=" a tune "), time(4))
    day = noon.date()
    assert len(store.wins.of_day(day)) == 1  # asked before, so it is carried on from there
    at = noon + timedelta(minutes=minutes)
    new = NewWin(at=at, step=step, size=Size.TINY, source=Source.TRAY, hard=True)
    change = store.wins.log(new, time(4))
    (win,) = change.wins
    carried = store.wins.of_day(day)
    assert win == store.wins.get(win.id)
    assert (change.kind, change.days, change.removed) == ("log", {day}, ())
    assert store.history.next_undo() == Action("log", win.title)
    assert store.history.next_redo() is None
    store.database.execute("UPDATE win SET quiet = quiet")  # forgets what was carried on
    store.database.execute("UPDATE history SET state = state")
    assert carried == store.wins.of_day(day)
    assert store.history.next_undo() == Action("log", win.title)
    store.history.undo()
    assert [each.title for each in store.wins.of_day(day)] == ["Hummed"]
    assert store.history.next_redo() == Action("log", win.title)
