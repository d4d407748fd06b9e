"""The states of Windows in our words."""

from __future__ import annotations

import sys

import pytest

from microwins_desktop.core.nudging.presence import Presence
from microwins_desktop.system.presence import windows


@pytest.mark.parametrize(
    ("state", "presence"),
    [
        (1, Presence(locked=True)),
        (2, Presence(False, True, False)),
        (3, Presence(False, True, False)),
        (4, Presence(True, False, False)),
        (5, Presence(False, False, False)),
        (6, Presence(True, False, False)),
        (7, Presence(False, True, False)),
        (None, Presence()),
        (0, Presence()),
        (99, Presence()),
    ],
)
def test_states(state: int | None, presence: Presence) -> None:
    assert windows.facts_from(state, None).presence() == presence


def test_idle_time_is_in_milliseconds() -> None:
    assert windows.facts_from(5, 61_500).presence().idle_seconds == 61.5


@pytest.mark.parametrize(
    ("now", "then", "passed"), [(5000, 2000, 3000), (100, 0xFFFFFF9C, 200), (7, 7, 0)]
)
def test_ticks_start_again_after_seven_weeks(now: int, then: int, passed: int) -> None:
    assert windows.since(now, then) == passed


@pytest.mark.skipif(sys.platform == "win32", reason="about the others")
def test_elsewhere_windows_tells_nothing() -> None:
    assert windows.look().presence() == Presence()
