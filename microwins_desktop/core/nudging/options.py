"""How nudges behave in general: on or off, caps, distance and quiet hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TypeAlias

from microwins_desktop.core.days import DEFAULT_DAY_START
from microwins_desktop.core.nudging.windows import parse_range

QuietHours: TypeAlias = tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class NudgeSettings:
    """The person's choices. Minutes are whole minutes; times are wall times."""

    enabled: bool = True
    cap_per_day: int = 5
    min_minutes: int = 60
    quiet_hours: QuietHours = ((time(22, 0), time(8, 0)),)
    later_minutes: int = 20
    day_start: time = DEFAULT_DAY_START
    discreet: bool = False

    @property
    def distance(self) -> timedelta:
        return timedelta(minutes=self.min_minutes)


def parse_quiet_hours(text: str) -> QuietHours:
    """`22:00-08:00,13:00-14:00` as ranges, ends exclusive; empty text is none.

    Raises `PlanError`.
    """
    if not text.strip():
        return ()
    return tuple(dict.fromkeys(parse_range(part) for part in text.split(",")))


def format_quiet_hours(quiet_hours: Iterable[tuple[time, time]]) -> str:
    """The text form that `parse_quiet_hours` reads back."""
    return ",".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in quiet_hours)


def quiet_until(wall: datetime, quiet_hours: QuietHours) -> datetime | None:
    """When the quiet range around this naive wall time ends, also naive; None outside of all."""
    now = wall.time()
    for start, end in quiet_hours:
        if start < end:
            if start <= now < end:
                return datetime.combine(wall.date(), end)
        elif now >= start:
            return datetime.combine(wall.date() + timedelta(days=1), end)
        elif now < end:
            return datetime.combine(wall.date(), end)
    return None
