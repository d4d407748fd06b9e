"""What has been shown and answered, the pause, and all of the past that a next nudge looks at.

Kept in the journal, so that a restart, a crash and the terminal see the same. None of it is an
action of the person's, so undo passes it by.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from microwins_desktop.core.nudging.backoff import awake
from microwins_desktop.core.nudging.history import (
    HISTORY_DAYS,
    BackoffState,
    History,
    NudgeRecord,
    Outcome,
    PauseState,
    StepLog,
)
from microwins_desktop.core.nudging.reasons import Reason, Why
from microwins_desktop.store import orm
from microwins_desktop.store.database import Database
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.nudges import Nudges
from microwins_desktop.store.rows import instant, stored_instant

PAUSED_UNTIL = "nudges_paused_until"

_UNSHOWN = (Outcome.HELD, Outcome.DROPPED)

_KEEP = "INSERT OR REPLACE INTO option (key, value, changed_at) VALUES (?, ?, ?)"
_OPTION = "SELECT value FROM option WHERE key = ?"
_MARKS = "SELECT rest, hard FROM checkin WHERE day = ? AND deleted_at IS NULL"
_LOGS = """SELECT step.key, win.at_ms, win.offset_min, win.day, win.time_known
    FROM win JOIN step ON step.id = win.step_id
    WHERE win.step_id IN (SELECT step_id FROM nudge WHERE deleted_at IS NULL)
        AND win.day >= ? AND win.deleted_at IS NULL
    ORDER BY win.at_ms"""

_AFTER = """SELECT win.id FROM win JOIN step ON step.id = win.step_id
    WHERE step.key = ? AND win.day >= ? AND win.at_ms > ? AND win.deleted_at IS NULL LIMIT 1"""
_RECORDS = """SELECT log.uuid, nudge.uuid, step.key, log.day, log.due_at, log.shown_at,
        log.offset_min, log.way, log.outcome, log.answered_at, log.snooze_until, log.why
    FROM nudge_log AS log JOIN step ON step.id = log.step_id
        LEFT JOIN nudge ON nudge.id = log.nudge_id
    WHERE log.deleted_at IS NULL"""


class NudgeLog:
    def __init__(self, database: Database, nudges: Nudges) -> None:
        self._database = database
        self._nudges = nudges

    def record(self, record: NudgeRecord) -> None:
        """Write a nudge down, before it is shown; when this returns it is on disk."""
        due_at, offset = stored_instant(record.due_at)
        shown_at = stored_instant(record.shown_at)[0] if record.shown_at else due_at
        with self._database.writing():
            orm.NudgeLogRow.insert(
                uuid=record.id,
                changed_at=self._database.now_ms(),
                nudge=orm.NudgeRow.select(orm.NudgeRow.id).where(orm.NudgeRow.uuid == record.plan),
                step=orm.StepRow.select(orm.StepRow.id).where(orm.StepRow.key == record.step),
                day=record.day.isoformat(),
                due_at=due_at,
                shown_at=shown_at,
                offset_min=offset,
                way=record.way,
                outcome=record.outcome.value,
                answered_at=_ms(record.answered_at),
                snooze_until=_ms(record.snooze_until),
                why=_why_text(record),
            ).execute()

    def change(self, record: NudgeRecord) -> None:
        """Write down what became of it: all but its plan, step and day."""
        with self._database.writing():
            values: dict[str, Any] = {
                "outcome": record.outcome.value,
                "way": record.way,
                "answered_at": _ms(record.answered_at),
                "snooze_until": _ms(record.snooze_until),
                "why": _why_text(record),
                "changed_at": self._database.now_ms(),
            }
            if record.shown_at is not None:
                values["shown_at"] = _ms(record.shown_at)
            orm.NudgeLogRow.update(**values).where(orm.NudgeLogRow.uuid == record.id).execute()

    def get(self, ident: str) -> NudgeRecord:
        """One record. Raises NotFound."""
        with self._database.reading():
            found = self._database.execute(f"{_RECORDS} AND log.uuid = ?", (ident,)).fetchone()
        if found is None:
            raise NotFound("that nudge is not in the journal")
        return _record_from(found)

    def since(self, day: date) -> tuple[NudgeRecord, ...]:
        """The records of `day` and later, oldest first."""
        sql = f"{_RECORDS} AND log.day >= ? ORDER BY log.shown_at, log.id"
        with self._database.reading():
            rows = self._database.execute(sql, (day.isoformat(),))
            return tuple(_record_from(row) for row in rows)

    def past(self, today: date) -> History:
        """Everything a decision on the person's day `today` looks at."""
        first = today - timedelta(days=HISTORY_DAYS)
        rest, hard = self._marks(today)
        return History(
            records=self.since(first),
            logs=self._logs(first),
            pause=PauseState(self.paused_until(), today if rest else None),
            hard_day=today if hard else None,
            backoff=self._backoff(),
        )

    def paused_until(self) -> datetime | None:
        """When the pause ends (aware, UTC), or None where there is none; it may be over."""
        with self._database.reading():
            found = self._database.execute(_OPTION, (PAUSED_UNTIL,)).fetchone()
        text = str(found[0]) if found else ""
        # Ten to fourteen digits are the milliseconds of 1970 to 2286; anything else was not us.
        if not text or not text.isascii() or not text.isdigit() or len(text) > 13:
            return None
        return instant(int(text), 0)

    def pause(self, until: datetime | None) -> None:
        """Keep all nudges back until `until` (aware), or let them come again."""
        with self._database.writing():
            if until is None:
                self._database.execute("DELETE FROM option WHERE key = ?", (PAUSED_UNTIL,))
                return
            kept = PAUSED_UNTIL, str(_ms(until)), self._database.now_ms()
            self._database.execute(_KEEP, kept)

    def _marks(self, day: date) -> tuple[bool, bool]:
        """Whether the day is a rest day, and whether it is a hard one."""
        with self._database.reading():
            row = self._database.execute(_MARKS, (day.isoformat(),)).fetchone()
        return (bool(row[0]), bool(row[1])) if row else (False, False)

    def _logs(self, first: date) -> tuple[StepLog, ...]:
        with self._database.reading():
            found = self._database.execute(_LOGS, (first.isoformat(),))
            return tuple(
                StepLog(step, instant(at, offset), date.fromisoformat(day), bool(known))
                for step, at, offset, day, known in found
            )

    def _backoff(self) -> dict[str, BackoffState]:
        """The states, where a win logged long ago but after the state changed wakes the step."""
        states = self._nudges.backoff()
        with self._database.reading():
            for step, state in states.items():
                if state.since is not None and self._logged_after(step, state.since):
                    states[step] = awake()
        return states

    def _logged_after(self, step: str, since: datetime) -> bool:
        # The day, a little wider than the moment, is what the index knows.
        day = (since.date() - timedelta(days=2)).isoformat()
        return self._database.execute(_AFTER, (step, day, _ms(since))).fetchone() is not None


def _ms(at: datetime | None) -> int | None:
    return None if at is None else stored_instant(at)[0]


def _why_text(record: NudgeRecord) -> str:
    """The reason as JSON, together with what else names the showing."""
    found = json.loads(record.why.to_json())
    found |= {"slot": record.slot, "turn": record.turn, "text": record.text}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _record_from(values: Any) -> NudgeRecord:
    (ident, plan, step, day, due, shown, offset, way, outcome, answered, snooze, text) = values
    try:
        why, named = Why.from_json(text), json.loads(text)
    except ValueError:
        why, named = Why(Reason.PLANNED), {}
    known = Outcome(outcome) if outcome in set(Outcome) else Outcome.IGNORED
    return NudgeRecord(
        id=ident,
        plan=plan or "",
        step=step,
        slot=str(named.get("slot", "")),
        day=date.fromisoformat(day),
        due_at=instant(due, offset),
        shown_at=None if known in _UNSHOWN else instant(shown, offset),
        turn=int(named.get("turn", 0)),
        way=way,
        outcome=known,
        answered_at=None if answered is None else instant(answered, offset),
        snooze_until=None if snooze is None else instant(snooze, offset),
        why=why,
        text=str(named.get("text", "")),
    )
