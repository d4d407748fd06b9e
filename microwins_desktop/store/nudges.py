"""Nudge plans: what the person wants to be reminded of, changed as actions that can be undone."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

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
from microwins_desktop.store import orm
from microwins_desktop.store.database import Database
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.history import NEW, History, Touch, change_of
from microwins_desktop.store.memory import Memory
from microwins_desktop.store.rows import new_uuid

_log = logging.getLogger(__name__)

_PLANS = """SELECT nudge.uuid, step.key, step.repeats, nudge.windows, nudge.days, nudge.per_day,
        nudge.enabled, batch.format
    FROM nudge JOIN step ON step.id = nudge.step_id LEFT JOIN batch ON batch.id = nudge.batch_id
    WHERE nudge.deleted_at IS NULL AND step.deleted_at IS NULL AND NOT step.archived
    ORDER BY step.position, nudge.id"""
_RHYTHMS = """SELECT step.key, nudge.rhythm FROM nudge JOIN step ON step.id = nudge.step_id
    WHERE nudge.deleted_at IS NULL"""


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
        with self._database.reading():
            found = map(_plan_from, self._database.execute(_PLANS))
            return [plan for plan in found if plan is not None]

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
        with self._database.reading():
            rows = self._database.execute(_RHYTHMS)
            return {step: _state_from(rhythm) for step, rhythm in rows}

    def keep_backoff(self, states: Mapping[str, BackoffState]) -> None:
        """Remember states by step; nothing a person did, so there is nothing to undo."""
        with self._database.writing():
            now = self._database.now_ms()
            for step, state in states.items():
                ids = orm.StepRow.select(orm.StepRow.id).where(orm.StepRow.key == step)
                alive = orm.NudgeRow.step.in_(ids) & orm.NudgeRow.deleted_at.is_null()
                orm.NudgeRow.update(rhythm=_rhythm(state), changed_at=now).where(alive).execute()

    def _put(self, plan: NudgePlan, step: Any) -> Touch:
        values = {
            "days": days_to_mask(plan.days),
            "windows": windows_to_json(plan.windows),
            "per_day": plan.per_day,
            "enabled": plan.enabled,
            "rhythm": "",
        }
        alive = (orm.NudgeRow.step == step.id) & orm.NudgeRow.deleted_at.is_null()
        row = orm.NudgeRow.select().where(alive).order_by(orm.NudgeRow.id).first()
        now = self._database.now_ms()
        if row is None:
            made = orm.NudgeRow.insert(
                uuid=new_uuid(), changed_at=now, step=step.id, **values
            ).execute()
            return Touch("nudge", made, {"deleted_at": (NEW, None)})
        touch = _touch(row, values)
        if touch.fields:
            orm.NudgeRow.update(changed_at=now, **values).where(orm.NudgeRow.id == row.id).execute()
        return touch

    def _change_rows(self, kind: str, step: str, values: dict[str, Any]) -> Change:
        found = _step_row(step)
        alive = (orm.NudgeRow.step == found.id) & orm.NudgeRow.deleted_at.is_null()
        rows = list(orm.NudgeRow.select().where(alive))
        if not rows:
            raise NotFound(f"{step} has no nudge planned")
        touches = [touch for row in rows if (touch := _touch(row, values)).fields]
        if touches:
            now = self._database.now_ms()
            orm.NudgeRow.update(changed_at=now, **values).where(alive).execute()
            self._history.record(kind, found.title, touches)
        return change_of(kind, touches)


def _step_row(key: str) -> Any:
    row = orm.StepRow.get_or_none((orm.StepRow.key == key) & orm.StepRow.deleted_at.is_null())
    if row is None:
        raise NotFound(f"{key} is not in the journal")
    return row


def _touch(row: Any, values: Mapping[str, Any]) -> Touch:
    before: Iterable[tuple[str, Any]] = ((name, getattr(row, name)) for name in values)
    return Touch(
        "nudge", row.id, {name: (old, values[name]) for name, old in before if old != values[name]}
    )


def _plan_from(values: Sequence[Any]) -> NudgePlan | None:
    ident, step, repeats, stored, days, per_day, enabled, imported = values
    try:
        windows = windows_from_json(stored)
    except PlanError:
        _log.info("the times of the nudge %s cannot be read; it is left alone", ident)
        return None
    if not windows or not mask_to_days(days):
        return None
    return NudgePlan(
        id=ident,
        step=step,
        windows=windows,
        days=mask_to_days(days),
        per_day=max(per_day, 1),
        enabled=bool(enabled),
        repeats=bool(repeats),
        source=f"import:{imported}" if imported else "",
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
