"""Routines and the order of their steps, changed as actions that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from microwins_desktop.core.model import Change
from microwins_desktop.core.routines import MOST_STEPS, Routine
from microwins_desktop.core.texts import TextError, clean_title
from microwins_desktop.i18n import _
from microwins_desktop.store import orm
from microwins_desktop.store.acting import alive, change, make, remove, step_id
from microwins_desktop.store.database import Database
from microwins_desktop.store.history import History, Touch, change_of
from microwins_desktop.store.rows import new_uuid
from microwins_desktop.store.steps import free_key

_ROUTINES = """SELECT id, key, name, icon, position, nudged, archived, builtin
    FROM routine WHERE deleted_at IS NULL"""
_STEPS = """SELECT routine_step.routine_id, step.key
    FROM routine_step JOIN step ON step.id = routine_step.step_id
    WHERE routine_step.deleted_at IS NULL AND step.deleted_at IS NULL AND NOT step.archived
    ORDER BY routine_step.position, routine_step.id"""


class Routines:
    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def all(self, archived: bool = False) -> list[Routine]:
        """The routines in the person's order. Steps that are put away are left out of them."""
        shown = "" if archived else "AND NOT archived"
        sql = f"{_ROUTINES} {shown} ORDER BY position, id"
        with self._database.reading():
            steps = self._steps()
            rows = self._database.execute(sql).fetchall()
        return [_routine(steps.get(row, []), *values) for row, *values in rows]

    def get(self, key: str) -> Routine | None:
        return next((routine for routine in self.all(archived=True) if routine.key == key), None)

    def add(self, routine: Routine) -> tuple[str, Change]:
        """Keep a new routine, last in the list; returns its key. Raises TextError or StoreError."""
        values = _columns(routine)
        with self._database.writing():
            last = orm.RoutineRow.select(orm.fn.MAX(orm.RoutineRow.position)).scalar() or 0
            key = free_key(values["name"], orm.RoutineRow, "routine")
            made = make(
                self._database,
                orm.RoutineRow,
                key=key,
                position=last + 1,
                customised=True,
                **values,
            )
            touches = [made, *self._put_steps(made.row, routine.steps)]
            return key, self._done("add", values["name"], touches)

    def edit(self, routine: Routine) -> Change:
        """Change name, icon, nudge and steps of the routine with this key, as one action."""
        values = _columns(routine)
        with self._database.writing():
            row = alive(orm.RoutineRow, key=routine.key)
            steps = self._put_steps(row.id, routine.steps)
            told = change(self._database, row, values)
            if steps or told.fields:
                row = alive(orm.RoutineRow, key=routine.key)
                kept = change(self._database, row, {"customised": True})
                told = Touch("routine", row.id, told.fields | kept.fields)
            return self._done("edit", values["name"], [told, *steps])

    def archive(self, key: str, archived: bool) -> Change:
        with self._database.writing():
            row = alive(orm.RoutineRow, key=key)
            touch = change(self._database, row, {"archived": archived})
            return self._done("archive" if archived else "restore", row.name, [touch])

    def delete(self, key: str) -> Change:
        """Put an own routine aside for good (undo brings it back)."""
        with self._database.writing():
            row = alive(orm.RoutineRow, key=key)
            return self._done("delete", row.name, [remove(self._database, row)])

    def reorder(self, keys: Sequence[str]) -> Change:
        with self._database.writing():
            touches = [
                change(self._database, alive(orm.RoutineRow, key=key), {"position": place})
                for place, key in enumerate(keys)
            ]
            return self._done("reorder", "", touches)

    def sync(self, routines: Iterable[Routine]) -> None:
        """Bring the built-in routines in line with this version, in the language in use.

        What the person changed stays theirs. Not an action: there is nothing to undo.
        """
        with self._database.writing():
            for routine in routines:
                row = orm.RoutineRow.get_or_none(orm.RoutineRow.key == routine.key)
                if row is not None and (row.customised or not row.builtin):
                    continue
                if row is None:
                    made = orm.RoutineRow.insert(
                        uuid=new_uuid(),
                        changed_at=self._database.now_ms(),
                        key=routine.key,
                        position=routine.position,
                        builtin=True,
                        **_columns(routine),
                    ).execute()
                else:
                    made = row.id
                    change(self._database, row, {"name": routine.name})
                self._put_steps(made, routine.steps)

    def _steps(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for routine, key in self._database.execute(_STEPS):
            found.setdefault(routine, []).append(key)
        return found

    def _put_steps(self, routine: int, keys: Sequence[str]) -> list[Touch]:
        here = (orm.RoutineStepRow.routine == routine) & orm.RoutineStepRow.deleted_at.is_null()
        rows = list(orm.RoutineStepRow.select().where(here).order_by(orm.RoutineStepRow.position))
        wanted = [step_id(key) for key in keys]
        if [row.__data__["step"] for row in rows] == wanted:
            return []
        kept: list[Touch] = []
        for place, step in enumerate(wanted):
            row = next((row for row in rows if row.__data__["step"] == step), None)
            if row is None:
                made = {"routine": routine, "step": step, "position": place}
                kept.append(make(self._database, orm.RoutineStepRow, **made))
            else:
                rows.remove(row)
                kept.append(change(self._database, row, {"position": place}))
        gone = [remove(self._database, row) for row in rows]
        return [touch for touch in (*kept, *gone) if touch.fields]

    def _done(self, kind: str, title: str, touches: list[Touch]) -> Change:
        touches = [touch for touch in touches if touch.fields]
        if touches:
            self._history.record(kind, title, touches)
        return change_of(kind, touches)


def _columns(routine: Routine) -> dict[str, Any]:
    if len(routine.steps) > MOST_STEPS:
        raise TextError(_("A routine takes up to {n} steps.").format(n=MOST_STEPS))
    return {"name": clean_title(routine.name), "icon": routine.icon, "nudged": routine.nudged}


def _routine(
    steps: Sequence[str], key: str, name: str, icon: str, position: int, *switches: int
) -> Routine:
    nudged, archived, builtin = map(bool, switches)
    return Routine(key, name, tuple(steps), icon, position, nudged, archived, builtin)
