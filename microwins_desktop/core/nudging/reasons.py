"""Why a nudge comes, waits or stays away: a code with its particulars, kept with the nudge."""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Reason(StrEnum):
    """First the reasons to show one, then the reasons to wait."""

    AROUND = "around"
    BETWEEN = "between"
    SUNRISE = "sunrise"
    SUNSET = "sunset"
    USUAL_TIME = "usual-time"
    AGAIN = "again"
    WAITED = "waited"

    NOTHING_PLANNED = "nothing-planned"
    PLANNED = "planned"
    OFF = "off"
    PAUSED = "paused"
    REST_DAY = "rest-day"
    QUIET_HOURS = "quiet-hours"
    DO_NOT_DISTURB = "do-not-disturb"
    FULL_SCREEN = "full-screen"
    LOCKED = "locked"
    AWAY = "away"
    JUST_WOKE = "just-woke"
    ON_SCREEN = "on-screen"
    DISTANCE = "distance"
    CAP = "cap"
    DONE = "done"
    NOT_TODAY = "not-today"
    LATER = "later"
    LESS_OFTEN = "less-often"
    ASLEEP = "asleep"
    NO_SUN = "no-sun"
    ASKED = "asked"


class Why(Struct, frozen=True):
    """A reason. `at` and `until` are wall times to name, naive or aware; `count` a number."""

    reason: Reason
    at: datetime | None = None
    until: datetime | None = None
    count: int = 0

    def to_json(self) -> str:
        """Compact JSON for the database."""
        found: dict[str, str | int] = {"reason": str(self.reason)}
        if self.at is not None:
            found["at"] = self.at.isoformat()
        if self.until is not None:
            found["until"] = self.until.isoformat()
        if self.count:
            found["count"] = self.count
        return json.dumps(found, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Why:
        """Read `to_json` back. Raises `ValueError` for anything else."""
        found = json.loads(text)
        if not isinstance(found, dict):
            raise ValueError(text)
        at, until = found.get("at"), found.get("until")
        return cls(
            Reason(str(found.get("reason"))),
            None if at is None else datetime.fromisoformat(at),
            None if until is None else datetime.fromisoformat(until),
            int(found.get("count", 0)),
        )
