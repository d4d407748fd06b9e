"""Just five minutes: one sitting with a step, measured by the wall clock alone.

A sitting is a value: where it stands follows from when it began and what time it is, so it is right
after a suspend, after a restart, and after the clock was put on or back.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

FIVE = 5
SONG = 4
SHORTEST, LONGEST = 1, 180
"""Lengths in minutes; a song is about four."""

KEPT_FOR = timedelta(hours=20)
"""How long the question at the end waits for an answer before it goes without one."""


class Sitting(Struct, frozen=True):
    """`step` is a key, or empty for anything at all; `began` and `stopped` are aware."""

    step: str
    began: datetime
    minutes: int = FIVE
    stopped: datetime | None = None

    @property
    def due(self) -> datetime:
        """When its time is up."""
        return self.began + timedelta(minutes=self.minutes)

    def ended(self, now: datetime) -> datetime | None:
        """When it came to its end, by itself or by hand; None while it runs."""
        if self.stopped is not None:
            return self.stopped
        return self.due if now >= self.due else None

    def left(self, now: datetime) -> timedelta:
        """What is left of it; a clock put back never makes that longer than the whole."""
        whole = timedelta(minutes=self.minutes)
        return min(whole, max(timedelta(), self.due - now))

    def share(self, now: datetime) -> float:
        """How much of it has passed, 0 to 1."""
        whole = timedelta(minutes=self.minutes)
        return 1 - self.left(self.stopped or now) / whole

    def stop(self, now: datetime) -> Sitting:
        """Ended by hand. One that ended before stays as it was."""
        return self if self.ended(now) is not None else replace(self, stopped=now)

    def is_forgotten(self, now: datetime) -> bool:
        """Whether its question has waited too long, or it lies ahead of a clock put back."""
        end = self.ended(now)
        if end is not None:
            return now - end > KEPT_FOR
        return self.began - now > timedelta(minutes=self.minutes)


def text_of(sitting: Sitting | None) -> str:
    """The sitting as it is kept between two starts of the program."""
    if sitting is None:
        return ""
    stopped = sitting.stopped.isoformat() if sitting.stopped else None
    kept = {"step": sitting.step, "began": sitting.began.isoformat(), "minutes": sitting.minutes}
    return json.dumps(kept | {"stopped": stopped}, separators=(",", ":"))


def sitting_from(text: str) -> Sitting | None:
    """What `text_of` wrote; None where it cannot be read."""
    try:
        kept = json.loads(text or "null")
        began = datetime.fromisoformat(kept["began"])
        stopped = datetime.fromisoformat(kept["stopped"]) if kept["stopped"] else None
        sitting = Sitting(str(kept["step"]), began, int(kept["minutes"]), stopped)
    except (ValueError, TypeError, KeyError):
        return None
    aware = began.tzinfo is not None and (stopped is None or stopped.tzinfo is not None)
    return sitting if aware and SHORTEST <= sitting.minutes <= LONGEST else None
