"""Plans, windows and weekdays in their text forms, which terminal and database share."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.model import DayPart, Step
from microwins_desktop.core.nudging.defaults import OFFERED, window_for
from microwins_desktop.core.nudging.describing import days_words, describe
from microwins_desktop.core.nudging.plan import (
    days_to_mask,
    format_days,
    make_plan,
    mask_to_days,
    parse_days,
    windows_from_json,
    windows_to_json,
)
from microwins_desktop.core.nudging.slots import slots_on
from microwins_desktop.core.nudging.windows import (
    AfterSunrise,
    Around,
    BeforeSunset,
    Between,
    PlanError,
    Window,
    format_window,
    parse_window,
)

moments = st.times().map(lambda at: time(at.hour, at.minute))
windows: st.SearchStrategy[Window] = st.one_of(
    moments.map(Around),
    st.tuples(moments, moments)
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: Between(*pair)),
    st.just(AfterSunrise()),
    st.just(BeforeSunset()),
)


@given(windows)
def test_a_window_reads_back(window: Window) -> None:
    assert parse_window(format_window(window)) == window


@given(st.lists(windows))
def test_windows_in_the_database_read_back(found: list[Window]) -> None:
    assert windows_from_json(windows_to_json(found)) == tuple(found)


@given(st.frozensets(st.integers(0, 6), min_size=1))
def test_weekdays_read_back(days: frozenset[int]) -> None:
    assert parse_days(format_days(days)) == days
    assert mask_to_days(days_to_mask(days)) == days


@pytest.mark.parametrize("text", ["", "9", "24:00", "9:5", "٠٩:٠٠", "09:00-", "-", "a-b", "dawn"])
def test_a_window_that_cannot_be_read(text: str) -> None:
    with pytest.raises(PlanError):
        parse_window(text)


@given(st.text(max_size=12))
def test_any_text_is_a_window_or_a_plan_error(text: str) -> None:
    try:
        found = parse_window(text)
    except PlanError:
        return
    assert parse_window(format_window(found)) == found


@pytest.mark.parametrize("text", ["{}", "[1]", "nonsense", '["25:00"]', "null"])
def test_windows_that_cannot_be_read(text: str) -> None:
    with pytest.raises(PlanError):
        windows_from_json(text)


@pytest.mark.parametrize(
    ("found", "more"),
    [
        ([], {}),
        ([Around(time(9))], {"days": frozenset()}),
        ([Around(time(9))], {"days": frozenset({7})}),
        ([Around(time(9))], {"per_day": 0}),
        ([Around(time(9))], {"per_day": 25}),
    ],
)
def test_a_plan_that_does_not_hold_together(found: list[Window], more: dict[str, object]) -> None:
    with pytest.raises(PlanError):
        make_plan("", "stretch", found, **more)  # type: ignore[arg-type]


def test_windows_are_not_doubled_and_count_once_each() -> None:
    plan = make_plan("", "stretch", [Around(time(9)), Around(time(9)), AfterSunrise()])
    assert (len(plan.windows), plan.per_day) == (2, 2)


def test_more_a_day_than_windows_is_shared_out() -> None:
    plan = make_plan("", "water", [Around(time(8)), Between(time(9), time(17))], per_day=5)
    slots = slots_on(plan, date(2026, 11, 22), time(4), lambda _day: None)
    assert [f"{slot.opens:%H:%M}" for slot in slots] == [
        "07:30",
        "09:00",
        "11:00",
        "13:00",
        "15:00",
    ]
    assert len({slot.key for slot in slots}) == 5


@given(st.lists(windows, min_size=1, max_size=4), st.integers(1, 24), moments)
def test_slots_keep_to_their_day(found: list[Window], per_day: int, day_start: time) -> None:
    day = date(2026, 11, 22)
    plan = make_plan("", "water", found, per_day=per_day)
    first = datetime.combine(day, day_start)
    for slot in slots_on(plan, day, day_start, lambda _day: None):
        assert first <= slot.opens <= slot.closes
        assert (slot.closes - first).total_seconds() <= 24 * 3600
        assert slot.opens == slot.closes or slot.opens <= slot.target < slot.closes


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (range(7), "every day"),
        (range(5), "Monday to Friday"),
        ((5, 6), "Saturday and Sunday"),
        ((2, 0), "Monday, Wednesday"),
    ],
)
def test_weekdays_in_words(days: tuple[int, ...], words: str) -> None:
    assert days_words(days) == words


def test_a_plan_in_words() -> None:
    found: list[Window] = [AfterSunrise(), BeforeSunset(), Between(time(9), time(11))]
    plan = make_plan("", "stretch", found, per_day=2, enabled=False)
    assert describe(plan) == (
        "after sunrise, before sunset, between 09:00 and 11:00; every day; at most 2 a day; "
        "switched off"
    )


@pytest.mark.parametrize(
    ("key", "parts", "window"),
    [
        (*OFFERED[0][:1], frozenset(), OFFERED[0][1]),
        ("x", frozenset({DayPart.EVENING}), Between(time(17), time(19))),
        ("x", frozenset(), Between(time(10), time(12))),
    ],
)
def test_a_step_has_a_time_that_suits_it(
    key: str, parts: frozenset[DayPart], window: Window
) -> None:
    step = Step(key=key, title="X", area="light", whole="X", day_parts=parts)
    assert window_for(step) == window
