"""A clock that stands where a test puts it, and walks when the test says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

DEFAULT_MOMENT = "2026-11-22T09:14:03"
DEFAULT_ZONE = "Europe/Vienna"


class FixedClock:
    """A `core.clock.Clock` in the zone `zone` (an IANA name).

    A naive `when` is wall time in that zone; an aware one is the instant it names. Like the real
    clock it answers with the plain UTC offset in force then, not with a zone that knows the
    future, so that code which adds days to `now()` across a change of the clocks is caught here.
    """

    def __init__(self, when: datetime | str = DEFAULT_MOMENT, zone: str = DEFAULT_ZONE) -> None:
        self._zone = ZoneInfo(zone)
        self.set(when)

    def now(self) -> datetime:
        return self._with_plain_offset(self._instant)

    def localize(self, naive: datetime) -> datetime:
        """The wall time in this zone: the first of two in a fold, moved on out of a gap."""
        return self._with_plain_offset(naive.replace(tzinfo=self._zone, fold=0))

    def set(self, when: datetime | str) -> None:
        """Stand at `when` from now on."""
        moment = datetime.fromisoformat(when) if isinstance(when, str) else when
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=self._zone)
        self._instant = moment.astimezone(UTC)

    def advance(self, by: timedelta | None = None, **parts: float) -> None:
        """Let real time pass: a `timedelta`, or its parts (`advance(minutes=20)`)."""
        self._instant += (by or timedelta()) + timedelta(**parts)

    def travel(self, zone: str) -> None:
        """The same instant in another zone."""
        self._zone = ZoneInfo(zone)

    def _with_plain_offset(self, moment: datetime) -> datetime:
        there = moment.astimezone(UTC).astimezone(self._zone)
        offset = there.utcoffset()
        assert offset is not None
        return there.replace(tzinfo=timezone(offset, there.tzname() or ""), fold=0)
