"""What is offered to someone who has not planned anything: three soft nudges, never forced."""

from __future__ import annotations

from datetime import time

from microwins_desktop.core.model import DayPart, Step
from microwins_desktop.core.nudging.windows import Between, Window

OFFERED: tuple[tuple[str, Window], ...] = (
    ("open-blinds", Between(time(8, 30), time(10, 30))),
    ("drink-water", Between(time(11, 0), time(13, 0))),
    ("stretch", Between(time(15, 30), time(17, 30))),
)
"""The soft start: a step's key and when it may ask. One nudge a day each."""

_BY_DAY_PART: tuple[tuple[DayPart, Window], ...] = (
    (DayPart.MORNING, Between(time(9, 0), time(11, 0))),
    (DayPart.MIDDAY, Between(time(12, 0), time(14, 0))),
    (DayPart.EVENING, Between(time(17, 0), time(19, 0))),
    (DayPart.NIGHT, Between(time(20, 30), time(21, 30))),
)
_ANY_TIME = Between(time(10, 0), time(12, 0))


def window_for(step: Step) -> Window:
    """When a step may ask where the person did not say: the offered time, or what suits it."""
    for key, window in OFFERED:
        if key == step.key:
            return window
    for part, window in _BY_DAY_PART:
        if part in step.day_parts:
            return window
    return _ANY_TIME
