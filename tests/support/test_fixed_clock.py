"""The tests' clock tells the time as the real one does."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from support.clock import FixedClock

from microwins_desktop.core.clock import Clock, SystemClock


@pytest.mark.parametrize(
    "wall",
    ["2026-03-29T01:59", "2026-10-25T02:30", "2026-07-01T12:00"],
    ids=["before the gap", "in the fold", "summer"],
)
def test_localize_answers_as_the_real_clock(wall: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Vienna")
    naive = datetime.fromisoformat(wall)
    real = SystemClock().localize(naive)
    ours = FixedClock(zone="Europe/Vienna").localize(naive)
    monkeypatch.undo()
    time.tzset()
    assert ours.isoformat() == real.isoformat()


def test_a_wall_time_in_the_gap_moves_on() -> None:
    moved = FixedClock(zone="Europe/Vienna").localize(datetime.fromisoformat("2026-03-29T02:30"))
    assert moved.isoformat() == "2026-03-29T03:30:00+02:00"


def test_it_moves_only_when_told() -> None:
    clock: Clock = FixedClock("2026-10-25T01:30", "Europe/Vienna")
    assert clock.now() == clock.now() == datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    assert isinstance(clock, FixedClock)
    clock.advance(hours=2)
    assert clock.now().isoformat() == "2026-10-25T02:30:00+01:00"
    clock.advance(timedelta(minutes=1))
    clock.travel("Asia/Tokyo")
    assert clock.now().isoformat() == "2026-10-25T10:31:00+09:00"
    clock.set("2026-01-01T00:00:00+00:00")
    assert clock.now().isoformat() == "2026-01-01T09:00:00+09:00"
