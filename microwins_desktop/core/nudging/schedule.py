"""When each open nudge of the day comes, once caps, distance, quiet hours and pauses have spoken.

The same walk through the day answers "what comes next" and "what is planned", so that the page
that explains the plan can never disagree with what happens.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from microwins_desktop.core.nudging.reasons import Reason, Why
from microwins_desktop.core.nudging.today import Candidate, Today
from microwins_desktop.core.nudging.walls import out_of_quiet

HARD_DAY_CAP = 2
HARD_DAY_DISTANCE = 2

_MOST_PASSES = 500


class Fit(Struct, frozen=True):
    """A candidate with the instant it comes at, or with None and the reason it does not today."""

    candidate: Candidate
    at: datetime | None
    why: Why


class Schedule:
    """Fits the open nudges of one day into it, the earliest first."""

    def __init__(self, today: Today) -> None:
        self._today = today
        settings = today.settings
        self._shown = today.shown()
        self._count = today.count()
        self._planned: dict[str, int] = {}
        self._cap = settings.cap_per_day
        self._distance = settings.distance
        if today.hard:
            self._cap = min(self._cap, HARD_DAY_CAP)
            self._distance *= HARD_DAY_DISTANCE

    def first(self, candidates: Iterable[Candidate]) -> Fit | None:
        """The one that comes first, or one that does not fit and says why; None of none."""
        fits = sorted((self._fit(candidate) for candidate in candidates), key=_in_order)
        return fits[0] if fits else None

    def all(self, candidates: Iterable[Candidate]) -> list[Fit]:
        """Every one of them, as if each were answered when it comes."""
        left = list(candidates)
        fits: list[Fit] = []
        while left:
            fit = self.first(left)
            if fit is None or fit.at is None:
                break
            left.remove(fit.candidate)
            if not self.room(fit.candidate):
                continue
            if fit.candidate.turn == 0:
                plan = fit.candidate.plan.id
                self._planned[plan] = self._planned.get(plan, 0) + 1
                self._count += 1
            self._shown.append((_slot_of(fit.candidate), fit.at))
            fits.append(fit)
        return fits + [self._fit(candidate) for candidate in left if self.room(candidate)]

    def room(self, candidate: Candidate) -> bool:
        """Whether its plan may show one more today."""
        plan = candidate.plan
        return candidate.turn > 0 or self._planned.get(plan.id, 0) < self._today.room(plan)

    def _fit(self, candidate: Candidate) -> Fit:
        if candidate.turn == 0 and self._count >= self._cap:
            return Fit(candidate, None, Why(Reason.CAP, count=self._cap))
        until = self._today.history.pause.until
        if until is not None and until >= candidate.closes:
            return Fit(candidate, None, Why(Reason.PAUSED, until=self._today.wall(until)))
        start = max(self._today.now, until or self._today.now)
        fit = self._fit_from(candidate, max(candidate.target, start))
        if fit.at is None and candidate.opens < candidate.target:
            # Where its best moment is taken, it comes earlier in its window rather than not at all.
            earlier = self._fit_from(candidate, max(candidate.opens, start))
            return fit if earlier.at is None else earlier
        return fit

    def _fit_from(self, candidate: Candidate, at: datetime) -> Fit:
        today, reason = self._today, Reason.QUIET_HOURS
        quiet = today.settings.quiet_hours
        for _ in range(_MOST_PASSES):
            if at >= candidate.closes:
                break
            free = out_of_quiet(at, candidate.closes, quiet, today.now, today.place.localize)
            if free is None:
                reason = Reason.QUIET_HOURS
                break
            at = self._apart(candidate, free)
            if at == free:
                return Fit(candidate, free, candidate.why)
            reason = Reason.DISTANCE
        return Fit(candidate, None, Why(reason))

    def _apart(self, candidate: Candidate, at: datetime) -> datetime:
        """`at`, or the instant that is far enough from what was shown around it."""
        own = _slot_of(candidate)
        clashes = [
            shown + self._distance
            for slot, shown in self._shown
            if slot != own and abs(at - shown) < self._distance
        ]
        return max(clashes, default=at)


def next_try(now: datetime, closes: datetime, after: timedelta) -> datetime:
    """When to look again for a nudge that is held back: soon, and at the latest when it closes."""
    return min(now + after, closes) if closes > now else now + after


def _slot_of(candidate: Candidate) -> str:
    return f"{candidate.plan.id} {candidate.slot}"


def _in_order(fit: Fit) -> tuple[bool, datetime, datetime, str, str]:
    candidate = fit.candidate
    comes = fit.at or candidate.closes
    return fit.at is None, comes, candidate.closes, candidate.plan.id, candidate.slot
