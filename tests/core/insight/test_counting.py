"""Days are counted as defined, and a day without a win lowers nothing that has no window."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.insight.counting import (
    Moment,
    Window,
    busiest_hours,
    days_by_area,
    days_by_hour,
    days_by_month,
    days_of_steps,
    months_between,
    window,
    windows_worth_showing,
    years_of,
)

TODAY = date(2026, 11, 22)
days = st.dates(date(2024, 1, 1), TODAY)
moments = st.lists(
    st.builds(
        Moment,
        days,
        st.none() | st.integers(0, 23),
        st.sampled_from(["", "light", "move"]),
        st.none() | st.sampled_from(["open-blinds", "walk"]),
    ),
    max_size=40,
)
hour_counts = st.tuples(*[st.integers(0, 9)] * 24)


def test_a_window_counts_days_not_wins_and_today_is_in_it() -> None:
    wins = [TODAY, TODAY, TODAY - timedelta(days=6), TODAY - timedelta(days=7)]
    assert window(wins, TODAY, 7) == Window(2, 7)


@given(st.lists(days), st.integers(1, 400))
def test_a_window_holds_no_more_days_than_it_has(found: list[date], of: int) -> None:
    counted = window(found, TODAY, of)
    assert 0 <= counted.days <= min(of, len(set(found)))
    assert window(found, TODAY, of + 1).days >= counted.days


@given(st.lists(days), st.integers(1, 400))
def test_an_empty_day_takes_at_most_the_day_that_leaves_the_window(
    found: list[date], of: int
) -> None:
    now, tomorrow = window(found, TODAY, of), window(found, TODAY + timedelta(days=1), of)
    assert now.days - 1 <= tomorrow.days <= now.days


@pytest.mark.parametrize(
    ("age", "shown"), [(0, [7]), (6, [7]), (7, [7, 30]), (29, [7, 30]), (30, [7, 30, 365])]
)
def test_a_young_journal_has_short_windows(age: int, shown: list[int]) -> None:
    windows = [Window(1, of) for of in (365, 7, 30)]
    worth = windows_worth_showing(windows, TODAY - timedelta(days=age), TODAY)
    assert [found.of for found in worth] == shown


def test_a_window_without_a_day_is_not_shown() -> None:
    windows = [Window(0, 7), Window(2, 30), Window(9, 365)]
    assert windows_worth_showing(windows, date(2020, 1, 1), TODAY) == windows[1:]


@given(moments, st.integers(0, 800))
def test_empty_days_lower_nothing_without_a_window(found: list[Moment], more: int) -> None:
    """`more` days without a win go by: months and years are as they were, and no earlier one is
    lost; the counts by area, hour and step do not know today at all."""
    by_month = days_by_month(moment.day for moment in found)
    before = months_between(by_month, TODAY)
    after = months_between(by_month, TODAY + timedelta(days=more))
    assert after[: len(before)] == before
    assert all(count == 0 for _, count in after[len(before) :])
    years = dict(years_of(after))
    assert all(years[year] == count for year, count in years_of(before))


@given(moments, moments)
def test_more_wins_never_lower_a_count(found: list[Moment], more: list[Moment]) -> None:
    both = found + more
    months = days_by_month(moment.day for moment in both)
    for month, count in days_by_month(moment.day for moment in found).items():
        assert months[month] >= count
    areas = days_by_area(both)
    assert all(areas[area] >= count for area, count in days_by_area(found).items())
    hours = zip(days_by_hour(found), days_by_hour(both), strict=True)
    assert all(before <= after for before, after in hours)
    steps = days_of_steps(both)
    assert all(steps[step] >= known for step, known in days_of_steps(found).items())


@given(moments)
def test_months_are_whole_and_in_order(found: list[Moment]) -> None:
    months = months_between(days_by_month(m.day for m in found), TODAY)
    assert sum(count for _, count in months) == len({m.day for m in found})
    for (month, _), (following, _) in itertools.pairwise(months):
        assert (following - month).days in range(28, 32)
        assert following.day == 1
    if found:
        assert months[-1][0] == TODAY.replace(day=1)


def test_many_wins_in_one_hour_are_one_day_of_it() -> None:
    found = [Moment(TODAY, 9), Moment(TODAY, 9), Moment(TODAY, None), Moment(TODAY, 0)]
    hours = days_by_hour(found)
    assert (hours[9], hours[0], sum(hours)) == (1, 1, 2)


@pytest.mark.parametrize(
    ("by_hour", "first"),
    [
        ({8: 2, 9: 5, 10: 2}, 8),
        ({23: 3, 0: 3, 1: 3}, 23),
        ({9: 9}, 8),
        ({0: 9}, 23),
        ({9: 4}, None),
        ({9: 6, 20: 6}, None),
        (dict.fromkeys(range(24), 3), None),
        ({}, None),
    ],
)
def test_the_busiest_hours(by_hour: dict[int, int], first: int | None) -> None:
    assert busiest_hours(tuple(by_hour.get(hour, 0) for hour in range(24))) == first


@given(hour_counts)
def test_the_busiest_hours_hold_the_most(by_hour: tuple[int, ...]) -> None:
    first = busiest_hours(by_hour)
    if first is not None:
        sums = [sum(by_hour[(hour + more) % 24] for more in range(3)) for hour in range(24)]
        assert sums[first] == max(sums)
