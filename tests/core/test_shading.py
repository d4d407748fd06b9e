"""The shades of a year: the more wins the stronger, in steps that leave no count out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.shading import LOWEST, bounds_of, step_of


def test_a_day_without_a_win_is_paper() -> None:
    assert step_of(0) == 0
    assert [step_of(count) for count in (1, 2, 3, 4, 6, 7, 137)] == [1, 2, 2, 3, 3, 4, 4]


@given(st.integers(1, 100_000))
def test_a_count_is_within_the_bounds_its_step_names(count: int) -> None:
    step = step_of(count)
    least, most = bounds_of(step)
    assert least <= count
    assert most is None or count <= most
    assert step_of(count + 1) >= step


def test_the_steps_follow_on_each_other() -> None:
    bounds = [bounds_of(step) for step in range(1, len(LOWEST) + 1)]
    assert [most for _least, most in bounds[:-1]] == [least - 1 for least, _most in bounds[1:]]
    assert bounds[-1][1] is None
