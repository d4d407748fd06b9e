"""A clock that stands still until it is moved, so that every picture shows the same moment."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

ZONE = "Europe/Vienna"
NOW = datetime.fromisoformat("2026-11-26T11:20")


class DemoClock:
    """A `core.clock.Clock` at the wall time `now` (naive) of the zone ZONE."""

    def __init__(self, now: datetime = NOW) -> None:
        self._zone = ZoneInfo(ZONE)
        self.move_to(now)

    def move_to(self, wall: datetime) -> None:
        """Stand at this wall time (naive) from now on."""
        self._now = self.localize(wall)

    def now(self) -> datetime:
        return self._now

    def localize(self, naive: datetime) -> datetime:
        # With the plain offset of that moment, as the real clock answers.
        offset = naive.replace(tzinfo=self._zone).utcoffset() or timedelta()
        return naive.replace(tzinfo=timezone(offset))
