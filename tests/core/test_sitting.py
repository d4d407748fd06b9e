"""A sitting is right whatever the clock does: suspend, restart, another zone, put on or back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.sitting import (
    KEPT_FOR,
    LONGEST,
    SHORTEST,
    Sitting,
    sitting_from,
    text_of,
)

MOMENTS = st.datetimes(
    min_value=datetime(2001, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]),
)
SITTINGS = st.builds(
    Sitting,
    step=st.sampled_from(["", "stretch", "日本"]),
    began=MOMENTS,
    minutes=st.integers(SHORTEST, LONGEST),
)
WALKS = st.lists(st.integers(-7200, 90_000), min_size=1, max_size=8)


@given(sitting=SITTINGS, walk=WALKS)
def test_wherever_the_clock_stands_it_makes_sense(sitting: Sitting, walk: list[int]) -> None:
    for seconds in walk:
        now = sitting.began + timedelta(seconds=seconds)
        assert 0 <= sitting.share(now) <= 1
        assert timedelta() <= sitting.left(now) <= timedelta(minutes=sitting.minutes)
        over = sitting.ended(now)
        assert (over is not None) == (now >= sitting.due)
        assert over in (None, sitting.due)


@given(sitting=SITTINGS, seconds=st.integers(0, 20_000), later=st.integers(0, 100_000))
def test_stopping_holds_the_moment(sitting: Sitting, seconds: int, later: int) -> None:
    now = sitting.began + timedelta(seconds=seconds)
    stopped = sitting.stop(now)
    after = now + timedelta(seconds=later)
    assert stopped.ended(after) == min(now, sitting.due)
    assert stopped.stop(after) == stopped or stopped.stopped is None
    assert stopped.share(after) == (stopped.share(now))


@given(sitting=SITTINGS, seconds=st.integers(0, 20_000), stops=st.booleans())
def test_it_is_kept_and_read_back(sitting: Sitting, seconds: int, stops: bool) -> None:
    kept = sitting.stop(sitting.began + timedelta(seconds=seconds)) if stops else sitting
    assert sitting_from(text_of(kept)) == kept
    assert text_of(None) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "5",
        "{",
        '{"step":"a"}',
        '{"step":"a","began":"2026-11-22T09:00:00","minutes":5,"stopped":null}',
        '{"step":"a","began":"2026-11-22T09:00:00+01:00","minutes":0,"stopped":null}',
        '{"step":"a","began":"2026-11-22T09:00:00+01:00","minutes":"x","stopped":null}',
        '{"step":"a","began":7,"minutes":5,"stopped":null}',
    ],
)
def test_what_cannot_be_read_is_nothing(text: str) -> None:
    assert sitting_from(text) is None


def test_its_question_does_not_wait_for_ever() -> None:
    began = datetime(2026, 11, 22, 9, tzinfo=UTC)
    sitting = Sitting("stretch", began)
    assert not sitting.is_forgotten(sitting.due + KEPT_FOR)
    assert sitting.is_forgotten(sitting.due + KEPT_FOR + timedelta(seconds=1))
    assert sitting.is_forgotten(began - timedelta(days=1))
    assert not sitting.is_forgotten(began - timedelta(minutes=1))
