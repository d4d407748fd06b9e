"""The only place that asks what time it is. Everything else is handed a `Clock`."""

from __future__ import annotations

import math
import time
from datetime import UTC, datetime
from typing import Protocol

ZONE_LASTS = 1.0
"""Seconds for which the zone is taken to be what it was."""


class Clock(Protocol):
    def now(self) -> datetime:
        """This moment as an aware datetime in the person's own zone."""
        ...

    def localize(self, naive: datetime) -> datetime:
        """The wall time `naive`, read in the person's own zone; in a fold the first of the two."""
        ...


class SystemClock:
    """The computer's clock and zone, noticing within a second when the person travels."""

    def __init__(self) -> None:
        self._read = -math.inf

    def now(self) -> datetime:
        self._reread_zone()
        return datetime.now(UTC).astimezone()

    def localize(self, naive: datetime) -> datetime:
        self._reread_zone()
        return naive.astimezone()

    def _reread_zone(self) -> None:
        # The C library reads the zone once per process; a program that runs for weeks has to ask
        # anew. That looks at files, and one click asks for the time two dozen times.
        at = time.monotonic()
        if at - self._read >= ZONE_LASTS and hasattr(time, "tzset"):
            self._read = at
            time.tzset()
