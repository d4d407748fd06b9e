"""Rotation keeps what a person may come back to, whatever was made when."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.rotation import (
    BEFORE_AT_LEAST,
    DAILY,
    MANUAL,
    Counts,
    Made,
    is_due,
    superfluous,
)

NOW = datetime.fromisoformat("2026-11-24T09:00")
MIDNIGHT = time(0)


def daily(days_ago: float) -> Made:
    at = NOW - timedelta(days=days_ago)
    return Made(f"{at:%Y%m%d-%H%M%S}-daily", at, DAILY)


def left(copies: list[Made], counts: Counts | None = None) -> list[Made]:
    going = superfluous(copies, counts or Counts(), NOW)
    return [copy for copy in copies if copy not in going]


def test_a_year_of_days_leaves_seven_days_four_weeks_six_months() -> None:
    kept = left([daily(ago) for ago in range(366)])
    days = [copy.at.date().isoformat() for copy in kept]
    assert days[:7] == [f"2026-11-{day}" for day in range(24, 17, -1)]
    # The newest of the four weeks (two of them are among the days), and of the six months.
    assert days[7:] == [
        *("2026-11-15", "2026-11-08"),
        *("2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30"),
    ]


def test_a_long_absence_takes_nothing_away() -> None:
    old = [daily(400 + ago) for ago in range(5)]
    assert left(old) == old


def test_one_day_keeps_its_newest() -> None:
    morning, evening = daily(3.3), daily(3.0)
    assert left([morning, evening, daily(0)]) == [evening, daily(0)]


@pytest.mark.parametrize(("days_ago", "stays"), [(1, True), (29, True), (200, False)])
def test_a_copy_made_by_hand_stays_a_month(days_ago: int, stays: bool) -> None:
    by_hand = Made("by hand", NOW - timedelta(days=days_ago, hours=2), MANUAL)
    others = [daily(ago) for ago in range(250)]
    assert (by_hand in left([by_hand, *others])) is stays


def before(kind: str, days_ago: float, number: int = 0) -> Made:
    return Made(f"{kind} {days_ago} {number}", NOW - timedelta(days=days_ago), f"before-{kind}")


def test_copies_from_before_something_stay_longer() -> None:
    restores = [before("restore", ago) for ago in (1, 50, 80, 100, 200)]
    assert left([daily(0), *restores]) == [daily(0), *restores[:3]]
    schemas = [before("schema-2", ago) for ago in (100, 200, 300, 390, 500)]
    assert left([daily(0), *schemas]) == [daily(0), *schemas[:4]]


def test_the_last_few_from_before_something_stay_for_ever() -> None:
    ancient = [before("schema-2", 3000 + ago) for ago in range(5)]
    assert left([daily(0), *ancient]) == [daily(0), *ancient[:BEFORE_AT_LEAST]]


def test_many_imports_in_one_day_do_not_fill_the_disk() -> None:
    imports = [before("import", 0.001 * number, number) for number in range(100)]
    assert len(left(imports)) == 20


copies = st.lists(
    st.tuples(
        st.integers(-2, 800 * 24), st.sampled_from([DAILY, MANUAL, "before-import", "before-x"])
    ),
    unique=True,
    max_size=60,
).map(lambda made: [Made(f"{h}-{why}", NOW - timedelta(hours=h), why) for h, why in made])
counts = st.builds(Counts, st.integers(1, 9), st.integers(0, 9), st.integers(0, 9))


@given(copies, counts)
def test_whatever_there_is(made: list[Made], numbers: Counts) -> None:
    kept = left(made, numbers)
    assert left(kept, numbers) == kept  # a second look finds nothing more
    if made:
        assert max(copy.at for copy in made) in {copy.at for copy in kept}
    regular = [copy for copy in made if not copy.reason.startswith("before")]
    if regular:
        assert max(copy.at for copy in regular) in {copy.at for copy in kept}
    days = {copy.at.date() for copy in regular}
    kept_days = {copy.at.date() for copy in kept if not copy.reason.startswith("before")}
    assert set(sorted(days)[-numbers.daily :]) <= kept_days


@pytest.mark.parametrize(
    ("made", "due"),
    [
        ([], True),
        ([daily(0.1)], False),
        ([daily(1)], True),
        ([daily(1), daily(0.2)], False),
        ([before("import", 0.1)], True),
        ([daily(-3)], True),  # a clock that was wrong when it was made
    ],
)
def test_when_a_copy_is_due(made: list[Made], due: bool) -> None:
    assert is_due(made, NOW, MIDNIGHT) is due


def test_the_night_belongs_to_the_day_before() -> None:
    made = Made("late", datetime.fromisoformat("2026-11-23T23:00"), DAILY)
    assert not is_due([made], datetime.fromisoformat("2026-11-24T03:59"), time(4))
    assert is_due([made], datetime.fromisoformat("2026-11-24T04:00"), time(4))
