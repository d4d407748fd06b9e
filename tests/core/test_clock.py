"""The computer's own clock: the zone is the one the person is in, also after a journey."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from microwins_desktop.core import clock as clocks
from microwins_desktop.core.clock import ZONE_LASTS, SystemClock


@pytest.fixture(autouse=True)
def home_again() -> Iterator[None]:
    yield
    time.tzset()  # after the environment is what it was


def test_a_journey_is_noticed_within_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = 100.0
    monkeypatch.setattr(clocks.time, "monotonic", lambda: ticks)
    monkeypatch.setenv("TZ", "Europe/Vienna")
    clock, winter = SystemClock(), datetime.fromisoformat("2026-01-05T12:00")
    assert clock.localize(winter).utcoffset() == timedelta(hours=1)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    ticks += ZONE_LASTS
    assert ZONE_LASTS <= 1
    assert clock.localize(winter).utcoffset() == timedelta(hours=9)
    assert clock.now().utcoffset() == timedelta(hours=9)
