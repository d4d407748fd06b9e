"""Then and now: what was usual a year ago, beside what has come since."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.insight.then_now import Kind, stretches, then_and_now

TODAY = date(2026, 11, 22)
kinds = st.lists(
    st.builds(
        Kind,
        st.sampled_from("abcdefgh"),
        st.just("Tea"),
        st.just(""),
        st.integers(1, 30),
        st.dates(date(2026, 10, 24), TODAY),
        st.booleans(),
        st.booleans(),
    ),
    unique_by=lambda kind: kind.what,
)


def kind(title: str, days: int, hard: bool = False, own: bool = False) -> Kind:
    return Kind(title.casefold(), title, "", days, TODAY, hard, own)


def test_then_a_shower_now_a_job_interview() -> None:
    then = [kind("Took a shower", 9), kind("Got out of bed", 3)]
    now = [
        kind("Took a shower", 20),
        kind("Made tea", 4),
        kind("Watered the plants", 9),
        kind("Had a job interview", 1, hard=True),
        kind("Baked for Noor", 1, own=True),
    ]
    found = then_and_now(then, now)
    assert found is not None
    assert found.then[0].title == "Took a shower"
    assert [what.title for what in found.now] == [
        *("Had a job interview", "Baked for Noor", "Watered the plants"),
    ]


def test_where_nothing_is_new_the_usual_is_shown() -> None:
    found = then_and_now([kind("Tea", 2)], [kind("Tea", 5)])
    assert found is not None
    assert [what.title for what in found.now] == ["Tea"]


def test_a_leap_day_has_a_year_ago_too() -> None:
    (first, last), _ = stretches(date(2028, 2, 29))
    assert (first, last) == (date(2027, 2, 13), date(2027, 3, 15))


@given(kinds, kinds)
def test_both_sides_or_nothing(then: list[Kind], now: list[Kind]) -> None:
    found = then_and_now(then, now)
    assert (found is None) == (not then or not now)
    if found is not None:
        assert set(found.then) <= set(then)
        assert set(found.now) <= set(now)
        assert 1 <= len(found.then) <= 3
        assert 1 <= len(found.now) <= 3


@given(kinds, kinds)
def test_what_is_new_comes_before_what_was_there(then: list[Kind], now: list[Kind]) -> None:
    found = then_and_now(then, now)
    known = {kind.what for kind in then}
    if found is not None and any(kind.what not in known for kind in now):
        assert all(kind.what not in known for kind in found.now)
