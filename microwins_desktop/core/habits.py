"""From now-and-then to habit: what is offered once, quietly, and what the person agreed to."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from msgspec import Struct


class OfferKind(StrEnum):
    NUDGE = "nudge"
    PAIR = "pair"


class OfferState(StrEnum):
    SHOWN = "shown"
    ACCEPTED = "accepted"
    NOT_NOW = "not-now"
    NEVER = "never"


class Offer(Struct, frozen=True):
    """One offer as it was made: a nudge for `step` around `about`, or `other` after `step`.

    `at` is aware, in UTC; `day` is the person's day. `id` is empty for one not shown yet.
    """

    kind: OfferKind
    step: str
    other: str | None = None
    about: time | None = None
    state: OfferState = OfferState.SHOWN
    day: date | None = None
    at: datetime | None = None
    id: str = ""


class Pair(Struct, frozen=True):
    """After `first` is logged, `then` is suggested. A pair that rests is kept but says nothing."""

    first: str
    then: str
    on: bool = True
    id: str = ""
