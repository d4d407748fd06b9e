"""What has been shown and answered, the pause, and all of the past that a next nudge looks at.

Kept in the journal, so that a restart, a crash and the terminal see the same. None of it is an
action of the person's, so undo passes it by.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from peewee import JOIN

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
from microwins_desktop.store.database import Database
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.nudges import Nudges
from microwins_desktop.store.rows import instant, stored_instant, tuples
from microwins_desktop.store.tables import (
    NudgeLogRow,
    NudgeRow,
    OptionRow,
    StepRow,
    WinRow,
)

PAUSED_UNTIL = "nudges_paused_until"

_UNSHOWN = (Outcome.HELD, Outcome.DROPPED)

_OPTION = "SELECT value FROM option WHERE key = ?"
_MARKS = "SELECT rest, hard FROM checkin WHERE day = ? AND deleted_at IS NULL"
_LOGS = """SELECT step.key, win.at_ms, win.offset_min, win.day, win.time_known
    FROM win JOIN step ON step.id = win.step_id
    WHERE win.step_id IN (SELECT step_id FROM nudge WHERE deleted_at IS NULL)
        AND win.day >= ? AND win.deleted_at IS NULL
    ORDER BY win.at_ms"""


class NudgeLog:
    def __init__(self, database: Database, nudges: Nudges) -> None:
        self._database = database
        self._nudges = nudges

    def record(self, record: NudgeRecord) -> None:
        """Write a nudge down, before it is shown; when this returns it is on disk."""
        due_at, offset = stored_instant(record.due_at)
        shown_at = stored_instant(record.shown_at)[0] if record.shown_at else due_at
        with self._database.writing():
            NudgeLogRow.insert(
                uuid=record.id,
                changed_at=self._database.now_ms(),
                nudge=NudgeRow.select(NudgeRow.id).where(NudgeRow.uuid == record.plan),
                step=StepRow.select(StepRow.id).where(StepRow.key == record.step),
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
            NudgeLogRow.update(**values).where(NudgeLogRow.uuid == record.id).execute()

    def get(self, ident: str) -> NudgeRecord:
        """One record. Raises NotFound."""
        with self._database.reading():
            found = list(tuples(_records().where(NudgeLogRow.uuid == ident)))
        if not found:
            raise NotFound("that nudge is not in the journal")
        return _record_from(found[0])

    def since(self, day: date) -> tuple[NudgeRecord, ...]:
        """The records of `day` and later, oldest first."""
        query = _records().where(NudgeLogRow.day >= day.isoformat())
        with self._database.reading():
            rows = tuples(query.order_by(NudgeLogRow.shown_at, NudgeLogRow.id))
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
                OptionRow.delete().where(OptionRow.key == PAUSED_UNTIL).execute()
                return
            replace: Any = OptionRow.replace
            value, now = str(_ms(until)), self._database.now_ms()
            replace(key=PAUSED_UNTIL, value=value, changed_at=now).execute()

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
                if state.since is not None and _logged_after(step, state.since):
                    states[step] = awake()
        return states


def _logged_after(step: str, since: datetime) -> bool:
    # The day, a little wider than the moment, is what the index knows.
    days = WinRow.day >= (since.date() - timedelta(days=2)).isoformat()
    query = WinRow.select(WinRow.id).join(StepRow).where((StepRow.key == step) & days)
    return bool(query.where((WinRow.at_ms > _ms(since)) & WinRow.deleted_at.is_null()).exists())


def _ms(at: datetime | None) -> int | None:
    return None if at is None else stored_instant(at)[0]


def _records() -> Any:
    return (
        NudgeLogRow.select(
            NudgeLogRow.uuid,
            NudgeRow.uuid,
            StepRow.key,
            NudgeLogRow.day,
            NudgeLogRow.due_at,
            NudgeLogRow.shown_at,
            NudgeLogRow.offset_min,
            NudgeLogRow.way,
            NudgeLogRow.outcome,
            NudgeLogRow.answered_at,
            NudgeLogRow.snooze_until,
            NudgeLogRow.why,
        )
        .join(StepRow)
        .join(NudgeRow, JOIN.LEFT_OUTER, on=(NudgeLogRow.nudge == NudgeRow.id))
        .where(NudgeLogRow.deleted_at.is_null())
    )


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
