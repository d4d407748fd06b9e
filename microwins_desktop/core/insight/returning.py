"""What deserves the warmest words: coming back, a step done again after a while, and a first.

A gap is only ever a reason to be glad. Nothing here gives its length, so nobody can be told it.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

COMING_BACK_AFTER = timedelta(days=7)
"""From the last day with a win to this one, beyond which the first win is a coming back."""

A_WHILE = timedelta(days=14)
"""From the last day with the step to this one, from which it is "in a while"."""

KNOWN_AFTER_DAYS = 30
"""Days with a win before this one from which a step never done before is "a first".

In a new journal everything is a first, and saying so would mean nothing.
"""


class Returning(StrEnum):
    COMEBACK = "comeback"
    AGAIN = "again"
    FIRST = "first"


def is_comeback(day: date, day_before: date | None) -> bool:
    """Whether a win on `day` is a coming back: the last day with a win before it lies far off."""
    return day_before is not None and day - day_before > COMING_BACK_AFTER


def returning_step(
    day: date, last_day_of_step: date | None, days_known: int, usual_gap: timedelta | None = None
) -> Returning | None:
    """Whether a step on `day` is the first in a while, or a first ever.

    `last_day_of_step` is its last day before `day`; `days_known` counts the days with a win
    before `day`. A step that is usually done less often than every other week (`usual_gap`, from
    one of its days to the next) is "in a while" only after twice that gap.
    """
    if last_day_of_step is None:
        return Returning.FIRST if days_known >= KNOWN_AFTER_DAYS else None
    while_ = A_WHILE if usual_gap is None else max(A_WHILE, 2 * usual_gap)
    return Returning.AGAIN if day - last_day_of_step >= while_ else None
