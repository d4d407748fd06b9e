"""The only place that asks what time it is. Everything else is handed a `Clock`."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """This moment as an aware datetime in the person's own zone."""
        ...

    def localize(self, naive: datetime) -> datetime:
        """The wall time `naive`, read in the person's own zone; in a fold the first of the two."""
        ...


class SystemClock:
    """The computer's clock and zone, noticing when the person travels."""

    def now(self) -> datetime:
        _reread_zone()
        return datetime.now(UTC).astimezone()

    def localize(self, naive: datetime) -> datetime:
        _reread_zone()
        return naive.astimezone()


def _reread_zone() -> None:
    # The C library reads the zone once per process; a program that runs for weeks has to ask anew.
    if hasattr(time, "tzset"):
        time.tzset()
