"""What has been shown, answered and logged: the past that the next decision looks at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct, field

from microwins_desktop.core.nudging.reasons import Reason, Why

HISTORY_DAYS = 35
"""How many days of records and logs a decision needs; more changes nothing of weight."""


class Outcome(StrEnum):
    """What became of a nudge. The first four are the answers a person can give."""

    DID = "did"
    SMALLER = "smaller"
    LATER = "later"
    NOT_TODAY = "not_today"
    PENDING = "pending"
    DISMISSED = "dismissed"
    IGNORED = "ignored"
    WITHDRAWN = "withdrawn"
    HELD = "held"
    DROPPED = "dropped"


class BackoffLevel(StrEnum):
    NORMAL = "normal"
    DOUBLED = "doubled"
    WEEKLY = "weekly"
    ASLEEP = "asleep"


class NudgeRecord(Struct, frozen=True):
    """One showing of a nudge, written before it is shown.

    `slot` names the window of the day it serves; `turn` counts "later" showings of the same slot,
    0 for the first. `day` is the person's day it was shown on, whenever it is answered. Instants
    are aware; `shown_at` is None for one that was dropped without being shown. `way` is how it was
    delivered (notification, card, dot), empty where that is not known; `text` the key of its words.
    """

    id: str
    plan: str
    step: str
    slot: str
    day: date
    due_at: datetime
    shown_at: datetime | None
    turn: int = 0
    way: str = ""
    outcome: Outcome = Outcome.PENDING
    answered_at: datetime | None = None
    snooze_until: datetime | None = None
    why: Why = Why(Reason.PLANNED)
    text: str = ""


class StepLog(Struct, frozen=True):
    """A win of a step: its instant (aware) and the day it belongs to.

    Where only the day is known, `time_known` is false and `at` is noon.
    """

    step: str
    at: datetime
    day: date
    time_known: bool = True


class PauseState(Struct, frozen=True):
    """Nothing comes before `until` (aware), nor on `rest_day`. Both end by themselves."""

    until: datetime | None = None
    rest_day: date | None = None


class BackoffState(Struct, frozen=True):
    """How often a step's nudges may still come.

    `unanswered` counts nudges in a row without an answer at this level; `since` is when the state
    last changed (aware), None at the start.
    """

    level: BackoffLevel = BackoffLevel.NORMAL
    unanswered: int = 0
    since: datetime | None = None


class History(Struct, frozen=True):
    """The last `HISTORY_DAYS` days, in any order, and the states that outlive them.

    `hard_day` is the day the hard-day switch is on for. `backoff` maps step keys to states.
    """

    records: tuple[NudgeRecord, ...] = ()
    logs: tuple[StepLog, ...] = ()
    pause: PauseState = PauseState()
    hard_day: date | None = None
    backoff: Mapping[str, BackoffState] = field(default_factory=dict)
