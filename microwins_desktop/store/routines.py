"""Routines and the order of their steps, changed as actions that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from peewee import fn

from microwins_desktop.core.model import Change
from microwins_desktop.core.routines import MOST_STEPS, Routine
from microwins_desktop.core.texts import TextError, clean_title
from microwins_desktop.i18n import _
from microwins_desktop.store.acting import alive, change, make, remove, step_id
from microwins_desktop.store.database import Database
from microwins_desktop.store.history import History, Touch, change_of
from microwins_desktop.store.rows import new_uuid, tuples
from microwins_desktop.store.steps import free_key
from microwins_desktop.store.tables import RoutineRow, RoutineStepRow, StepRow


class Routines:
    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def all(self, archived: bool = False) -> list[Routine]:
        """The routines in the person's order. Steps that are put away are left out of them."""
        where = RoutineRow.deleted_at.is_null()
        if not archived:
            where &= ~RoutineRow.archived
        with self._database.reading():
            steps = self._steps()
            rows = RoutineRow.select().where(where).order_by(RoutineRow.position, RoutineRow.id)
            return [_routine(row, steps.get(row.id, [])) for row in rows]

    def get(self, key: str) -> Routine | None:
        return next((routine for routine in self.all(archived=True) if routine.key == key), None)

    def add(self, routine: Routine) -> tuple[str, Change]:
        """Keep a new routine, last in the list; returns its key. Raises TextError or StoreError."""
        values = _columns(routine)
        with self._database.writing():
            last = RoutineRow.select(fn.MAX(RoutineRow.position)).scalar() or 0
            key = free_key(values["name"], RoutineRow, "routine")
            made = make(
                self._database,
                RoutineRow,
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
            row = alive(RoutineRow, key=routine.key)
            steps = self._put_steps(row.id, routine.steps)
            told = change(self._database, row, values)
            if steps or told.fields:
                row = alive(RoutineRow, key=routine.key)
                kept = change(self._database, row, {"customised": True})
                told = Touch("routine", row.id, told.fields | kept.fields)
            return self._done("edit", values["name"], [told, *steps])

    def archive(self, key: str, archived: bool) -> Change:
        with self._database.writing():
            row = alive(RoutineRow, key=key)
            touch = change(self._database, row, {"archived": archived})
            return self._done("archive" if archived else "restore", row.name, [touch])

    def delete(self, key: str) -> Change:
        """Put an own routine aside for good (undo brings it back)."""
        with self._database.writing():
            row = alive(RoutineRow, key=key)
            return self._done("delete", row.name, [remove(self._database, row)])

    def reorder(self, keys: Sequence[str]) -> Change:
        with self._database.writing():
            touches = [
                change(self._database, alive(RoutineRow, key=key), {"position": place})
                for place, key in enumerate(keys)
            ]
            return self._done("reorder", "", touches)

    def sync(self, routines: Iterable[Routine]) -> None:
        """Bring the built-in routines in line with this version, in the language in use.

        What the person changed stays theirs. Not an action: there is nothing to undo.
        """
        with self._database.writing():
            for routine in routines:
                row = RoutineRow.get_or_none(RoutineRow.key == routine.key)
                if row is not None and (row.customised or not row.builtin):
                    continue
                if row is None:
                    made = RoutineRow.insert(
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
        query = (
            RoutineStepRow.select(RoutineStepRow.routine, StepRow.key)
            .join(StepRow)
            .where(RoutineStepRow.deleted_at.is_null())
            .where(StepRow.deleted_at.is_null() & ~StepRow.archived)
            .order_by(RoutineStepRow.position, RoutineStepRow.id)
        )
        found: dict[int, list[str]] = {}
        for routine, key in tuples(query):
            found.setdefault(routine, []).append(key)
        return found

    def _put_steps(self, routine: int, keys: Sequence[str]) -> list[Touch]:
        here = (RoutineStepRow.routine == routine) & RoutineStepRow.deleted_at.is_null()
        rows = list(RoutineStepRow.select().where(here).order_by(RoutineStepRow.position))
        wanted = [step_id(key) for key in keys]
        if [row.__data__["step"] for row in rows] == wanted:
            return []
        kept: list[Touch] = []
        for place, step in enumerate(wanted):
            row = next((row for row in rows if row.__data__["step"] == step), None)
            if row is None:
                made = {"routine": routine, "step": step, "position": place}
                kept.append(make(self._database, RoutineStepRow, **made))
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


def _routine(row: Any, steps: Sequence[str]) -> Routine:
    return Routine(
        key=row.key,
        name=row.name,
        steps=tuple(steps),
        icon=row.icon,
        position=row.position,
        nudged=row.nudged,
        archived=row.archived,
        builtin=row.builtin,
    )
