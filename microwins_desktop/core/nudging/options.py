"""How nudges behave in general: on or off, caps, distance and quiet hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TypeAlias

from msgspec import Struct

from microwins_desktop.core.days import DEFAULT_DAY_START
from microwins_desktop.core.settings import Settings

QuietHours: TypeAlias = tuple[tuple[time, time], ...]


class NudgeSettings(Struct, frozen=True):
    """The person's choices. Minutes are whole minutes; times are wall times."""

    enabled: bool = True
    cap_per_day: int = 6
    min_minutes: int = 45
    quiet_hours: QuietHours = ((time(22, 0), time(8, 0)),)
    later_minutes: int = 20
    day_start: time = DEFAULT_DAY_START
    discreet: bool = False

    @property
    def distance(self) -> timedelta:
        return timedelta(minutes=self.min_minutes)


def nudge_settings(values: Settings) -> NudgeSettings:
    """The part of the person's settings that nudges go by."""
    return NudgeSettings(
        enabled=values.nudges,
        cap_per_day=values.nudge_cap_per_day,
        min_minutes=values.nudge_min_minutes,
        quiet_hours=values.quiet_hours,
        later_minutes=values.later_minutes,
        day_start=values.day_start,
        discreet=values.discreet,
    )


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
