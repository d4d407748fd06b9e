"""The counts in SQL are what core/insight defines, on journals made at random."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

import pytest
from support.clock import FixedClock

from microwins_desktop.core.insight import counting
from microwins_desktop.core.insight.counting import Moment
from microwins_desktop.core.insight.then_now import Kind
from microwins_desktop.core.model import Size
from microwins_desktop.store import Store
from microwins_desktop.store.wins import NewWin

TODAY = date(2026, 11, 22)
FIRST = TODAY - timedelta(days=70)
DAY_START = time(4)
STEPS = ("open-blinds", "drink-water", "take-a-shower", None)


def log(store: Store, clock: FixedClock, day: date, step: str | None, hour: int = 9) -> str:
    at = clock.localize(datetime.combine(day, time(hour)))
    new = NewWin(at=at, step=store.steps.get(step) if step else None, title="" if step else "Tea")
    return store.wins.log(new, DAY_START).wins[0].id


def fill(store: Store, clock: FixedClock, seed: int) -> list[Moment]:
    """Wins at random on half of 100 days, one of them taken away again; what is left of them."""
    dice, moments = random.Random(seed), []
    for offset in sorted(dice.sample(range(100), 50)):
        for _ in range(dice.randint(1, 3)):
            day, hour = TODAY - timedelta(days=offset), dice.randint(4, 23)
            step = store.steps.get(dice.choice(STEPS) or "")
            log(store, clock, day, step.key if step else None, hour)
            area, key = (step.area, step.key) if step else ("", None)
            moments.append(Moment(day, hour, area, key))
    gone = log(store, clock, TODAY - timedelta(days=120), "open-blinds")
    store.wins.delete(gone)
    return moments


@pytest.mark.parametrize("seed", range(3))
def test_sql_counts_what_core_defines(store: Store, clock: FixedClock, seed: int) -> None:
    moments = fill(store, clock, seed)
    inside = [moment for moment in moments if FIRST <= moment.day <= TODAY]
    insight = store.insight
    days = {moment.day for moment in moments}
    assert insight.first_day() == min(days)
    assert insight.days_by_month() == counting.days_by_month(days)
    assert insight.days(FIRST, TODAY) == sorted({moment.day for moment in inside})
    assert insight.days_by_area(FIRST, TODAY) == counting.days_by_area(inside)
    assert insight.days_by_hour(FIRST, TODAY) == counting.days_by_hour(inside)
    assert insight.days_before(TODAY, 1000) == len(days - {TODAY})
    assert insight.days_before(TODAY, 5) == 5
    expected = {
        step: sum(1 << (day - FIRST).days for day in on)
        for step, on in counting.days_of_steps(inside).items()
    }
    assert insight.days_of_steps(FIRST, TODAY) == expected


def test_an_empty_journal_has_no_numbers(store: Store) -> None:
    insight = store.insight
    assert insight.first_day() is None
    assert insight.days_by_month() == {}
    assert insight.days(FIRST, TODAY) == []
    assert insight.days_by_area(FIRST, TODAY) == {}
    assert insight.days_by_hour(FIRST, TODAY) == (0,) * 24
    assert insight.days_of_steps(FIRST, TODAY) == {}
    assert insight.kinds(FIRST, TODAY) == []
    assert insight.good_day(FIRST, TODAY, 1) is None
    assert insight.day_of_win(0, TODAY) is None


def test_an_hour_that_is_not_known_is_not_counted(store: Store, clock: FixedClock) -> None:
    at = clock.localize(datetime.combine(TODAY, time(12)))
    store.wins.log(NewWin(at=at, title="Tea", time_known=False, day=TODAY), DAY_START)
    assert sum(store.insight.days_by_hour(TODAY, TODAY)) == 0


def test_kinds_leave_out_what_should_not_be_brought_up(store: Store, clock: FixedClock) -> None:
    log(store, clock, TODAY, "open-blinds")
    log(store, clock, TODAY - timedelta(days=1), "open-blinds")
    hushed = log(store, clock, TODAY, "drink-water")
    store.wins.edit(hushed, quiet=True)
    hard = TODAY - timedelta(days=2)
    log(store, clock, hard, None)
    store.check_ins.put("hard-day", hard, hard=True)
    (tea, blinds) = sorted(store.insight.kinds(FIRST, TODAY), key=lambda kind: kind.what)
    assert blinds == Kind("open-blinds", "Opened the blinds", "light", 2, TODAY)
    assert tea == Kind("Tea", "Tea", "", 1, hard, own=True)
    assert store.insight.kinds(FIRST, TODAY, hard_days=False) == [blinds]


def test_a_kind_reads_like_its_newest_win(store: Store, clock: FixedClock) -> None:
    blinds = store.steps.get("open-blinds")
    assert blinds is not None
    for back, size in ((2, Size.WHOLE), (0, Size.TINY), (1, Size.PART)):
        at = clock.localize(datetime.combine(TODAY - timedelta(days=back), time(9)))
        store.wins.log(NewWin(at=at, step=blinds, size=size, hard=size is Size.PART), DAY_START)
    (kind,) = store.insight.kinds(FIRST, TODAY)
    assert (kind.title, kind.days, kind.hard, kind.own) == (blinds.tiny, 3, True, False)


def test_a_good_day_is_neither_hard_nor_hushed(store: Store, clock: FixedClock) -> None:
    days = [TODAY - timedelta(days=offset) for offset in (3, 2, 1)]
    ids = [[log(store, clock, day, "open-blinds") for _ in range(2)] for day in days]
    store.check_ins.put("hard-day", days[0], hard=True)
    store.wins.edit(ids[1][0], quiet=True)
    assert store.insight.good_day(FIRST, TODAY, 2) == days[2]
    assert store.insight.good_day(FIRST, TODAY, 1) == days[1]
    assert store.insight.good_day(FIRST, TODAY, 3) is None


def test_the_past_of_steps(store: Store, clock: FixedClock) -> None:
    for offset in (30, 20, 10, 0):
        log(store, clock, TODAY - timedelta(days=offset), "open-blinds")
    log(store, clock, TODAY, "drink-water")
    log(store, clock, TODAY - timedelta(days=1), "take-a-shower")
    insight = store.insight
    assert insight.last_days_of_steps(TODAY) == {
        "open-blinds": TODAY - timedelta(days=10),
        "drink-water": None,
    }
    for _asked_again in range(2):
        asked = ("open-blinds", "take-a-shower", "make-bed")
        lasts = insight.last_days(asked, TODAY)
        assert [lasts[key] for key in asked] == [
            TODAY - timedelta(days=10),
            TODAY - timedelta(days=1),
            None,
        ]
    past = insight.past_of_step("open-blinds", TODAY)
    assert past is not None
    assert (past.days, past.usual_gap) == (3, timedelta(days=10))
    assert insight.past_of_step("drink-water", TODAY) is None
    assert insight.day_of_win(1, TODAY) == TODAY
    assert insight.day_of_win(2, TODAY) == TODAY - timedelta(days=1)
