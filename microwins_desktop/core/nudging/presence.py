"""What the desktop knows about the person's attention. Unknown means: may show, quietly."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from microwins_desktop.core.nudging.reasons import Reason

AWAY_AFTER = timedelta(minutes=10)
SETTLE_AFTER_WAKE = timedelta(minutes=5)


class Presence(Struct, frozen=True):
    """Facts of this moment; None is "this desktop cannot tell".

    `idle_seconds` is the time since the last key or pointer movement; `woke_at` the instant
    (aware) the computer last woke from suspend.
    """

    do_not_disturb: bool | None = None
    full_screen: bool | None = None
    locked: bool | None = None
    idle_seconds: float | None = None
    woke_at: datetime | None = None

    def holds(self) -> Reason | None:
        """Why nothing should appear just now; None where nothing speaks against it."""
        if self.locked:
            return Reason.LOCKED
        if self.do_not_disturb:
            return Reason.DO_NOT_DISTURB
        if self.full_screen:
            return Reason.FULL_SCREEN
        if self.idle_seconds is not None and self.idle_seconds >= AWAY_AFTER.total_seconds():
            return Reason.AWAY
        return None

    def settled_at(self, now: datetime) -> datetime:
        """The instant from which a nudge may come after the computer woke up."""
        if self.woke_at is None or self.woke_at > now:
            return now
        return max(now, self.woke_at + SETTLE_AFTER_WAKE)

    @property
    def certain(self) -> bool:
        """Whether the desktop can tell that the person is free to be asked."""
        return self.do_not_disturb is not None and self.full_screen is not None
