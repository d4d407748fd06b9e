"""A person's days in fast motion: the policy decides, a made-up person answers, time goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec.structs import replace
from support.clock import FixedClock

from microwins_desktop.core.days import day_of
from microwins_desktop.core.nudging.backoff import after_outcome, current
from microwins_desktop.core.nudging.history import (
    BackoffState,
    History,
    NudgeRecord,
    Outcome,
    StepLog,
)
from microwins_desktop.core.nudging.options import NudgeSettings
from microwins_desktop.core.nudging.plan import NudgePlan
from microwins_desktop.core.nudging.policy import Send, Wait, decide, outcome_of_waiting
from microwins_desktop.core.nudging.presence import Presence
from microwins_desktop.core.nudging.walls import Place
from microwins_desktop.core.nudging.windows import Sun

Answer = tuple[Outcome, timedelta]
"""What the person does about a nudge, and how long after it came."""


@dataclass
class Life:
    """Simulates from the clock's moment on; `sent` and `waits` are what was decided, and when."""

    clock: FixedClock
    plans: Sequence[NudgePlan]
    settings: NudgeSettings
    sun: Sun
    answer: Callable[[int], Answer | None]
    presence: Callable[[int], Presence] = field(default=lambda number: Presence())
    logs: list[StepLog] = field(default_factory=list)
    records: list[NudgeRecord] = field(default_factory=list)
    backoff: dict[str, BackoffState] = field(default_factory=dict)
    sent: list[tuple[datetime, Send]] = field(default_factory=list)
    waits: list[tuple[datetime, Wait]] = field(default_factory=list)
    history: Callable[[History], History] = field(default=lambda history: history)

    def until(self, end: datetime) -> None:
        """Live until the instant `end`."""
        while self.clock.now() < end:
            now = self.clock.now()
            self._settle(now)
            place = Place(self.clock.localize, self.sun)
            presence = self.presence(len(self.waits))
            found = decide(now, self.plans, self._past(now), presence, self.settings, place)
            if isinstance(found, Wait):
                self.waits.append((now, found))
                self.clock.set(found.until)
            else:
                self.sent.append((now, found))
                self._show(now, found)

    def log(self, step: str) -> None:
        now = self.clock.now()
        self.logs.append(StepLog(step, now, day_of(now, self.settings.day_start)))

    def _past(self, now: datetime) -> History:
        recent = now - timedelta(days=35)
        history = History(
            records=tuple(r for r in self.records[-400:] if (r.shown_at or r.due_at) > recent),
            logs=tuple(log for log in self.logs[-400:] if log.at > recent),
            backoff=self.backoff,
        )
        return self.history(history)

    def _show(self, now: datetime, send: Send) -> None:
        record = NudgeRecord(
            id=str(len(self.records)),
            plan=send.plan.id,
            step=send.plan.step,
            slot=send.slot,
            day=send.day,
            due_at=send.due_at,
            shown_at=now,
            turn=send.turn,
            way="notification",
            why=send.why,
        )
        self.records.append(record)
        answer = self.answer(len(self.sent))
        if answer is None:
            return
        outcome, after = answer
        self.clock.advance(after)
        at = self.clock.now()
        again = at + timedelta(minutes=self.settings.later_minutes)
        self.records[-1] = replace(
            record,
            outcome=outcome,
            answered_at=at,
            snooze_until=again if outcome is Outcome.LATER else None,
        )
        if outcome in (Outcome.DID, Outcome.SMALLER):
            self.logs.append(StepLog(send.plan.step, at, send.day))
        self._count(record, outcome, at)

    def _settle(self, now: datetime) -> None:
        today = day_of(now, self.settings.day_start)
        for number, record in enumerate(self.records[-5:], start=max(len(self.records) - 5, 0)):
            outcome = outcome_of_waiting(record, now, self.settings, today)
            if outcome is not None:
                self.records[number] = replace(record, outcome=outcome)
                self._count(record, outcome, now)

    def _count(self, record: NudgeRecord, outcome: Outcome, at: datetime) -> None:
        state = current(self.backoff.get(record.step, BackoffState()), record.step, self.logs)
        self.backoff[record.step] = after_outcome(state, outcome, at)
