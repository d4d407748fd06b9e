"""Which steps tend to come on the same day, and when the days are enough to say so.

For two steps A and B over the days that have a win at all (days without one prove nothing about
what comes together, and leave every number here as it is):

* support: the days that have both;
* confidence: support / the days with A, "how often B comes along";
* lift: confidence / (the days with B / all days with a win), how many times as often as on any day.
  1 means that A tells nothing about B. Both measures are those of association rules: R. Agrawal,
  T. Imielinski, A. Swami, "Mining Association Rules between Sets of Items in Large Databases"
  (SIGMOD 1993) for support and confidence; S. Brin, R. Motwani, J. D. Ullman, S. Tsur, "Dynamic
  Itemset Counting and Implication Rules for Market Basket Data" (SIGMOD 1997) for lift, there
  called interest.

Few days may agree by chance. So the confidence is also taken at the lower end of its 99 % Wilson
interval (E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
Journal of the American Statistical Association 22, 1927), and that still has to be more than B's
share of all days. 99 and not the usual 95 %, since every two steps are looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from msgspec import Struct

LEAST_DAYS = 8
"""Days that have both steps: below this nothing is said, whatever the measures are."""

USUALLY = 0.6
"""Confidence from which "usually" is true."""

LEAST_LIFT = 1.2
_Z = 2.5758293035489004  # of the two-sided 99 % interval

Days = int
"""A set of days as the bits of one number, whichever day is which."""


class Pair(Struct, frozen=True):
    """On days with step `first` there is usually also `then` (step keys).

    `both` of `days` days with `first` had `then` too; `lift` has no unit and is above 1.
    """

    first: str
    then: str
    both: int
    days: int
    lift: float


def pairs_that_come_together(
    steps: Mapping[str, Days], days_with_a_win: int, most: int = 3
) -> list[Pair]:
    """The pairs with enough days behind them, the surest first, at most `most`.

    `steps` gives the days of each step as a bit set; `days_with_a_win` counts the days of the same
    stretch of time that have any win. Of each two steps the direction with the higher confidence
    is kept, and each step is in one pair only, so that the few lines say different things.
    """
    often = {key: (days, days.bit_count()) for key, days in steps.items()}
    often = {key: found for key, found in often.items() if found[1] >= LEAST_DAYS}
    keys = sorted(often)
    found: list[tuple[float, Pair]] = []
    for place, one in enumerate(keys):
        days, count = often[one]
        for other in keys[place + 1 :]:
            more, count_more = often[other]
            both = (days & more).bit_count()
            if both < LEAST_DAYS or both < USUALLY * min(count, count_more):
                continue
            first, then = (one, other) if count <= count_more else (other, one)
            sure = _sure_pair(first, then, both, count, count_more, days_with_a_win)
            if sure is not None:
                found.append(sure)
    found.sort(key=_surest_first)
    return _different([pair for _, pair in found], most)


def lift(both: int, days: int, days_of_then: int, days_with_a_win: int) -> float:
    """How many times as often as on any day; 0 where one of them has no day."""
    if not (days and days_of_then):
        return 0.0
    return (both / days) / (days_of_then / days_with_a_win)


def at_least(successes: int, of: int) -> float:
    """The lower end of the 99 % Wilson interval of a share, 0 to 1; 0 where nothing was seen."""
    if of == 0:
        return 0.0
    share, spread = successes / of, _Z * _Z / of
    middle = share + spread / 2
    reach = _Z * sqrt((share * (1 - share) + spread / 4) / of)
    return max(0.0, (middle - reach) / (1 + spread))


def _sure_pair(
    first: str, then: str, both: int, one: int, other: int, days_with_a_win: int
) -> tuple[float, Pair] | None:
    """The pair and how sure it is, or None. `first` is the step with fewer days, so that its
    confidence is the higher of the two; `one` and `other` are the counts in either order."""
    days, days_of_then = min(one, other), max(one, other)
    least = at_least(both, days)
    times = lift(both, days, days_of_then, days_with_a_win)
    enough = both / days >= USUALLY and times >= LEAST_LIFT
    if not enough or least <= days_of_then / days_with_a_win:
        return None
    return least, Pair(first, then, both, days, times)


def _surest_first(found: tuple[float, Pair]) -> tuple[float, float, str, str]:
    sure, pair = found
    return -sure, -pair.lift, pair.first, pair.then


def _different(pairs: list[Pair], most: int) -> list[Pair]:
    kept: list[Pair] = []
    named: set[str] = set()
    for pair in pairs:
        if len(kept) < most and not {pair.first, pair.then} & named:
            kept.append(pair)
            named |= {pair.first, pair.then}
    return kept
