"""One day of one person, as far as nudges go: what was shown, what was done, what is still open.

It sorts every slot of the day into those that are settled and those that may still come. When the
open ones come is `schedule`'s affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from microwins_desktop.core.days import day_of, next_day_start
from microwins_desktop.core.nudging.backoff import current, most_on, shown_days
from microwins_desktop.core.nudging.history import (
    BackoffLevel,
    BackoffState,
    History,
    NudgeRecord,
    Outcome,
    StepLog,
)
from microwins_desktop.core.nudging.options import NudgeSettings
from microwins_desktop.core.nudging.plan import NudgePlan
from microwins_desktop.core.nudging.reasons import Reason, Why
from microwins_desktop.core.nudging.slots import Slot, slots_on, usual_times
from microwins_desktop.core.nudging.walls import Place, later_than, wall_of

SHORTEST_STAY = timedelta(minutes=30)
LONGEST_STAY = timedelta(minutes=60)
AGAIN_WITHIN = timedelta(hours=1)
RECENTLY = timedelta(hours=1)
LATELY = timedelta(days=2)


class State(StrEnum):
    """How a nudge of the day stands; the words of `microwins next`."""

    PLANNED = "planned"
    HELD = "held"
    PAUSED = "paused"
    ASLEEP = "asleep"
    DONE = "done"


class Entry(Struct, frozen=True):
    """One nudge of the day's plan. `at` is an aware instant, None where it will not come today."""

    step: str
    at: datetime | None
    state: State
    why: Why


class Candidate(Struct, frozen=True):
    """A nudge that may still come today. All instants are aware; `closes` is exclusive.

    `turn` counts "later" showings; `held` is the id of the record that says it was held back.
    """

    plan: NudgePlan
    slot: str
    turn: int
    opens: datetime
    target: datetime
    closes: datetime
    why: Why
    held: NudgeRecord | None = None


def stay_of(settings: NudgeSettings) -> timedelta:
    """How long a nudge stays on screen without an answer before it is taken down."""
    return min(max(settings.distance, SHORTEST_STAY), LONGEST_STAY)


def on_screen(record: NudgeRecord, now: datetime, settings: NudgeSettings) -> bool:
    """Whether the nudge still waits for an answer. A clock set far back ends the waiting too."""
    if record.outcome is not Outcome.PENDING or record.shown_at is None:
        return False
    return abs(now - record.shown_at) < stay_of(settings)


class Today:
    """The day of `now`, with what `history` says about it."""

    def __init__(
        self, now: datetime, history: History, settings: NudgeSettings, place: Place
    ) -> None:
        self.now = now
        self.history = history
        self.settings = settings
        self.place = place
        self.day = day_of(now, settings.day_start)
        self.ends = later_than(now, place.localize(next_day_start(now, settings.day_start)))
        self.hard = history.hard_day == self.day
        self._records = [record for record in history.records if record.day == self.day]
        self._latest = _latest_of(self._records)
        self._slots: dict[str, list[Slot]] = {}
        self._records_of = _by_step(history.records)
        self._logs_of = _by_step(history.logs)

    def shown(self) -> list[tuple[str, datetime]]:
        """What was shown lately: the slot, as plan and key, and when."""
        return [
            (f"{record.plan} {record.slot}", record.shown_at)
            for record in self.history.records
            if record.shown_at is not None and abs(record.shown_at - self.now) < LATELY
        ]

    def count(self) -> int:
        """How many nudges were shown today for the first time."""
        return sum(record.shown_at is not None and record.turn == 0 for record in self._records)

    def room(self, plan: NudgePlan) -> int:
        """How many more nudges the plan may show today.

        What was shown in a window that the plan no longer has does not count: somebody who plans
        anew wants to see it work today.
        """
        keys = {slot.key for slot in self.slots(plan, self.day)}
        used = sum(
            record.shown_at is not None and record.turn == 0 and record.slot in keys
            for record in self._records
            if record.plan == plan.id
        )
        return self.most(plan, self.day) - used

    def backoff(self, step: str) -> BackoffState:
        state = self.history.backoff.get(step, BackoffState())
        return current(state, step, self._logs_of.get(step, ()))

    def most(self, plan: NudgePlan, day: date) -> int:
        """How many nudges the plan may show on `day`."""
        days = shown_days(self._records_of.get(plan.step, ()), plan.step)
        most = most_on(plan, self.backoff(plan.step).level, day, days)
        return min(most, 1) if self.hard and day == self.day else most

    def slots(self, plan: NudgePlan, day: date) -> list[Slot]:
        """The spans of `day` in which the plan may nudge, in order."""
        if day != self.day:
            return self._slots_on(plan, day)
        if plan.id not in self._slots:
            self._slots[plan.id] = self._slots_on(plan, day)
        return self._slots[plan.id]

    def _slots_on(self, plan: NudgePlan, day: date) -> list[Slot]:
        step = plan.step
        past = self._records_of.get(step, ()), self._logs_of.get(step, ())
        samples: Sequence[time] = usual_times(step, *past)
        return slots_on(plan, day, self.settings.day_start, self.place.sun, samples)

    def span(self, slot: Slot) -> tuple[datetime, datetime, datetime]:
        """The slot's opening, target and closing as instants."""
        opens, closes = self.place.localize(slot.opens), self.place.localize(slot.closes)
        target = max(self.place.localize(slot.target), opens)
        if closes <= target:  # in a gap of the clocks, which moves times on but not past others
            closes = target + (slot.closes - slot.target)
        return opens, target, closes

    def wall(self, at: datetime) -> datetime:
        return wall_of(at, self.now, self.place.localize)

    def sort(self, plan: NudgePlan) -> tuple[list[Candidate], list[Entry]]:
        """What of the plan may still come today, and what is settled, with the reason."""
        if not plan.on(self.day):
            return [], []
        whole = self._whole_plan(plan)
        if whole is not None:
            return [], [whole]
        room = self.room(plan)
        open_ones: list[Candidate] = []
        settled: list[Entry] = []
        for number, slot in enumerate(self.slots(plan, self.day)):
            found = self._slot(plan, slot, number, room)
            if isinstance(found, Candidate):
                open_ones.append(found)
            elif found is not None:
                settled.append(found)
        return open_ones, settled

    def _whole_plan(self, plan: NudgePlan) -> Entry | None:
        """What settles the plan for the whole day, if anything does."""
        logs = self._logs(plan.step)
        if logs and (not plan.repeats or len(logs) >= plan.per_day):
            return _entry(plan, State.DONE, Reason.DONE, at=_wall_of_log(logs[-1]))
        if self._not_today(plan.step):
            return _entry(plan, State.PAUSED, Reason.NOT_TODAY, until=self.wall(self.ends))
        if self.backoff(plan.step).level is BackoffLevel.ASLEEP:
            return _entry(plan, State.ASLEEP, Reason.ASLEEP)
        return None

    def _slot(
        self, plan: NudgePlan, slot: Slot, number: int, room: int
    ) -> Candidate | Entry | None:
        opens, target, closes = self.span(slot)
        logs = self._logs(plan.step)
        if logs and (number < len(logs) or logs[-1].at >= opens - RECENTLY):
            return _entry(plan, State.DONE, Reason.DONE, at=_wall_of_log(logs[-1]))
        record = self._latest.get((plan.id, slot.key))
        if record is not None and record.outcome is not Outcome.HELD:
            return self._seen(plan, slot, record)
        if slot.opens == slot.closes:
            return _entry(plan, State.HELD, slot.why.reason)
        if closes <= self.now or room <= 0:
            return None
        why = Why(Reason.WAITED) if record is not None else slot.why
        return Candidate(plan, slot.key, 0, opens, target, closes, why, record)

    def _seen(self, plan: NudgePlan, slot: Slot, record: NudgeRecord) -> Candidate | Entry | None:
        """A slot that has been shown, or dropped, already."""
        if on_screen(record, self.now, self.settings):
            return Entry(plan.step, record.shown_at, State.PLANNED, Why(Reason.ON_SCREEN))
        if record.outcome is Outcome.LATER and record.snooze_until is not None:
            again = record.snooze_until
            closes = min(max(self.span(slot)[2], again + AGAIN_WITHIN), self.ends)
            if closes <= self.now or again >= self.ends:
                return None
            turn = record.turn + 1
            return Candidate(plan, slot.key, turn, again, again, closes, Why(Reason.AGAIN))
        if record.shown_at is None:
            return None
        return _entry(plan, State.DONE, Reason.ASKED, at=self.wall(record.shown_at))

    def _logs(self, step: str) -> list[StepLog]:
        found = [log for log in self._logs_of.get(step, ()) if log.day == self.day]
        return sorted(found, key=_by_instant)

    def _not_today(self, step: str) -> bool:
        return any(
            record.outcome is Outcome.NOT_TODAY
            and self.day in (record.day, self._day_answered(record))
            for record in self._records_of.get(step, ())
        )

    def _day_answered(self, record: NudgeRecord) -> date | None:
        if record.answered_at is None:
            return None
        return day_of(record.answered_at, self.settings.day_start)


_OfStep = TypeVar("_OfStep", NudgeRecord, StepLog)


def _by_step(things: Sequence[_OfStep]) -> dict[str, list[_OfStep]]:
    found: dict[str, list[_OfStep]] = {}
    for thing in things:
        found.setdefault(thing.step, []).append(thing)
    return found


def _latest_of(records: Sequence[NudgeRecord]) -> dict[tuple[str, str], NudgeRecord]:
    found: dict[tuple[str, str], NudgeRecord] = {}
    for record in sorted(records, key=_by_turn):
        found[record.plan, record.slot] = record
    return found


def _by_turn(record: NudgeRecord) -> tuple[int, datetime]:
    return record.turn, record.shown_at or record.due_at


def _by_instant(log: StepLog) -> datetime:
    return log.at


def _wall_of_log(log: StepLog) -> datetime:
    return log.at.replace(tzinfo=None)


def _entry(
    plan: NudgePlan,
    state: State,
    reason: Reason,
    at: datetime | None = None,
    until: datetime | None = None,
) -> Entry:
    return Entry(plan.step, None, state, Why(reason, at=at, until=until))
