"""How strongly a day of the year is shaded by its wins: in few steps, so that greys stay apart.

The steps are fixed and not drawn from the person's own best day: a day keeps its shade for good,
and one busy week makes no other week paler.
"""

from __future__ import annotations

from bisect import bisect_right

LOWEST = (1, 2, 4, 7)
"""The least number of wins of each step, palest first."""


def step_of(count: int) -> int:
    """0 for a day without a win, else 1 (palest) to 4."""
    return bisect_right(LOWEST, count)


def bounds_of(step: int) -> tuple[int, int | None]:
    """The least and the most wins of a step; the last one has no most."""
    following = LOWEST[step] - 1 if step < len(LOWEST) else None
    return LOWEST[step - 1], following
