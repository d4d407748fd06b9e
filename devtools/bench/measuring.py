"""How the bench measures: ours and the reference in turns, then medians and 99th percentiles."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """What was measured, in the order it came."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def p99(self) -> float:
        """The value that 99 of 100 do not pass; of fewer than 100, the largest."""
        ordered = sorted(self.values)
        return ordered[max(0, math.ceil(len(ordered) * 0.99) - 1)]

    @property
    def least(self) -> float:
        return min(self.values)


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes by the wall clock, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(
    ours: Callable[[], float], reference: Callable[[], float], times: int, warm_up: int = 1
) -> tuple[Sample, Sample]:
    """Measure both in turns, who goes first changing; the `warm_up` rounds are dropped."""
    mine: list[float] = []
    theirs: list[float] = []
    for turn in range(-warm_up, times):
        pair = (ours, mine), (reference, theirs)
        for measure, kept in pair if turn % 2 == 0 else reversed(pair):
            value = measure()
            if turn >= 0:
                kept.append(value)
    return Sample(tuple(mine)), Sample(tuple(theirs))
