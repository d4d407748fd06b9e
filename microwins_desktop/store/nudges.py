"""Nudge plans: what the person wants to be reminded of, changed as actions that can be undone."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from peewee import JOIN

from microwins_desktop.core.model import Change
from microwins_desktop.core.nudging.history import BackoffLevel, BackoffState
from microwins_desktop.core.nudging.plan import (
    NudgePlan,
    days_to_mask,
    mask_to_days,
    windows_from_json,
    windows_to_json,
)
from microwins_desktop.core.nudging.windows import PlanError
from microwins_desktop.store.database import Database
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.history import NEW, History, Touch, change_of
from microwins_desktop.store.memory import Memory
from microwins_desktop.store.rows import new_uuid, tuples
from microwins_desktop.store.tables import BatchRow, NudgeRow, StepRow

_log = logging.getLogger(__name__)


class Nudges:
    """One plan a step. Plans of archived steps wait, unseen, until the step is restored."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history
        self._known = Memory(database, "nudge", "step", "batch")

    def plans(self) -> list[NudgePlan]:
        """All plans, also those that are switched off, in the order of their steps."""
        return list(self._known.get("plans", self._read_plans))

    def _read_plans(self) -> list[NudgePlan]:
        query = (
            NudgeRow.select(NudgeRow, StepRow, BatchRow)
            .join(StepRow)
            .join(BatchRow, JOIN.LEFT_OUTER, on=(NudgeRow.batch == BatchRow.id))
            .where(NudgeRow.deleted_at.is_null())
            .where(StepRow.deleted_at.is_null() & ~StepRow.archived)
            .order_by(StepRow.position, NudgeRow.id)
        )
        with self._database.reading():
            return [plan for row in query if (plan := _plan_from(row)) is not None]

    def plan_of(self, step: str) -> NudgePlan | None:
        return next((plan for plan in self.plans() if plan.step == step), None)

    def put(self, plans: Sequence[NudgePlan], kind: str = "plan") -> Change:
        """Keep these plans as one action; each takes the place of its step's plan.

        The `id` of a plan given here does not matter. A plan that was put anew is awake. Raises
        NotFound for a step that is not in the journal, or StoreError.
        """
        with self._database.writing():
            steps = [_step_row(plan.step) for plan in plans]
            pairs = zip(plans, steps, strict=True)
            touches = [touch for plan, step in pairs if (touch := self._put(plan, step)).fields]
            if touches:
                self._history.record(kind, ", ".join(step.title for step in steps), touches)
            return change_of(kind, touches)

    def switch(self, step: str, on: bool) -> Change:
        """Let the step's plan rest without forgetting it, or take it up again."""
        with self._database.writing():
            return self._change_rows("plan", step, {"enabled": on, "rhythm": ""})

    def remove(self, step: str) -> Change:
        """Forget the step's plan. Raises NotFound where there is none, or StoreError."""
        with self._database.writing():
            return self._change_rows("plan-off", step, {"deleted_at": self._database.now_ms()})

    def backoff(self) -> dict[str, BackoffState]:
        """How often each planned step's nudges may still come."""
        return dict(self._known.get("backoff", self._read_backoff))

    def _read_backoff(self) -> dict[str, BackoffState]:
        query = NudgeRow.select(StepRow.key, NudgeRow.rhythm).join(StepRow)
        with self._database.reading():
            rows = tuples(query.where(NudgeRow.deleted_at.is_null()))
            return {step: _state_from(rhythm) for step, rhythm in rows}

    def keep_backoff(self, states: Mapping[str, BackoffState]) -> None:
        """Remember states by step; nothing a person did, so there is nothing to undo."""
        with self._database.writing():
            now = self._database.now_ms()
            for step, state in states.items():
                ids = StepRow.select(StepRow.id).where(StepRow.key == step)
                alive = NudgeRow.step.in_(ids) & NudgeRow.deleted_at.is_null()
                NudgeRow.update(rhythm=_rhythm(state), changed_at=now).where(alive).execute()

    def _put(self, plan: NudgePlan, step: Any) -> Touch:
        values = {
            "days": days_to_mask(plan.days),
            "windows": windows_to_json(plan.windows),
            "per_day": plan.per_day,
            "enabled": plan.enabled,
            "rhythm": "",
        }
        alive = (NudgeRow.step == step.id) & NudgeRow.deleted_at.is_null()
        row = NudgeRow.select().where(alive).order_by(NudgeRow.id).first()
        now = self._database.now_ms()
        if row is None:
            made = NudgeRow.insert(
                uuid=new_uuid(), changed_at=now, step=step.id, **values
            ).execute()
            return Touch("nudge", made, {"deleted_at": (NEW, None)})
        touch = _touch(row, values)
        if touch.fields:
            NudgeRow.update(changed_at=now, **values).where(NudgeRow.id == row.id).execute()
        return touch

    def _change_rows(self, kind: str, step: str, values: dict[str, Any]) -> Change:
        found = _step_row(step)
        alive = (NudgeRow.step == found.id) & NudgeRow.deleted_at.is_null()
        rows = list(NudgeRow.select().where(alive))
        if not rows:
            raise NotFound(f"{step} has no nudge planned")
        touches = [touch for row in rows if (touch := _touch(row, values)).fields]
        if touches:
            now = self._database.now_ms()
            NudgeRow.update(changed_at=now, **values).where(alive).execute()
            self._history.record(kind, found.title, touches)
        return change_of(kind, touches)


def _step_row(key: str) -> Any:
    row = StepRow.get_or_none((StepRow.key == key) & StepRow.deleted_at.is_null())
    if row is None:
        raise NotFound(f"{key} is not in the journal")
    return row


def _touch(row: Any, values: Mapping[str, Any]) -> Touch:
    before: Iterable[tuple[str, Any]] = ((name, getattr(row, name)) for name in values)
    return Touch(
        "nudge", row.id, {name: (old, values[name]) for name, old in before if old != values[name]}
    )


def _plan_from(row: Any) -> NudgePlan | None:
    try:
        windows = windows_from_json(row.windows)
    except PlanError:
        _log.info("the times of the nudge %s cannot be read; it is left alone", row.uuid)
        return None
    if not windows or not mask_to_days(row.days):
        return None
    return NudgePlan(
        id=row.uuid,
        step=row.step.key,
        windows=windows,
        days=mask_to_days(row.days),
        per_day=max(row.per_day, 1),
        enabled=row.enabled,
        repeats=row.step.repeats,
        source=f"import:{row.batch.format}" if row.batch else "",
    )


def _rhythm(state: BackoffState) -> str:
    if state == BackoffState():
        return ""
    since = state.since.isoformat() if state.since else None
    found = {"level": str(state.level), "unanswered": state.unanswered, "since": since}
    return json.dumps(found, separators=(",", ":"))


def _state_from(rhythm: str) -> BackoffState:
    """The state that `_rhythm` wrote; awake where it cannot be read."""
    try:
        found = json.loads(rhythm or "{}")
        since = found.get("since")
        state = BackoffState(
            BackoffLevel(found.get("level", BackoffLevel.NORMAL)),
            int(found.get("unanswered", 0)),
            datetime.fromisoformat(since) if since else None,
        )
    except (ValueError, AttributeError, TypeError):
        return BackoffState()
    aware = state.since is None or state.since.tzinfo is not None
    return state if aware else BackoffState()
