"""Every reason has one plain sentence, and none of them makes anybody feel behind."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clock import FixedClock

from microwins_desktop.core.nudging.reasons import Reason, Why
from microwins_desktop.core.nudging.saying import explain

NOW = FixedClock("2026-11-22T09:00").now()
UNKIND = re.compile(r"miss|fail|streak|lazy|overdue|behind|should|\bonly\b|!", re.IGNORECASE)


def naive(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_said_plainly(reason: Reason) -> None:
    why = Why(reason, at=naive("2026-11-22T10:00"), until=naive("2026-11-22T11:00"), count=3)
    said = explain(why, NOW)
    assert not said[0].islower()
    assert said.endswith(".")
    assert "{" not in said
    assert not UNKIND.search(said)


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2026-11-22T14:00", "Nudges are paused until 14:00."),
        ("2026-11-23T04:00", "Nudges are paused until tomorrow, 04:00."),
        ("2026-11-26T04:00", "Nudges are paused until Thursday, 04:00."),
        ("2026-12-24T04:00", "Nudges are paused until 2026-12-24, 04:00."),
    ],
)
def test_a_time_is_named_as_people_do(until: str, said: str) -> None:
    assert explain(Why(Reason.PAUSED, until=naive(until)), NOW) == said


def test_one_is_said_as_one() -> None:
    assert explain(Why(Reason.CAP, count=1), NOW).startswith("One nudge")
    assert explain(Why(Reason.CAP, count=6), NOW).startswith("6 nudges")
    assert explain(Why(Reason.CAP), NOW).startswith("The settings")


moments = st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1))  # noqa: DTZ001 - wall times


@given(
    st.sampled_from(Reason),
    st.none() | moments,
    st.none() | moments.map(lambda at: at.astimezone() + timedelta()),
    st.integers(0, 50),
)
def test_a_reason_reads_back_from_the_database(
    reason: Reason, at: datetime | None, until: datetime | None, count: int
) -> None:
    why = Why(reason, at, until, count)
    assert Why.from_json(why.to_json()) == why


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"reason":"x"}', '{"reason":"done","at":"x"}'])
def test_a_reason_that_cannot_be_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Why.from_json(text)
