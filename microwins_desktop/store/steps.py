"""Areas and steps: the built-in ones kept in step with the catalogue, and the person's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from microwins_desktop.core.model import Area, Change, Size, Step
from microwins_desktop.core.texts import clean_note, clean_title, folded
from microwins_desktop.store import orm
from microwins_desktop.store.database import Database
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.history import NEW, History, Touch, change_of
from microwins_desktop.store.memory import Memory
from microwins_desktop.store.rows import AREA_SQL, STEP_SQL, area_from, new_uuid, step_from, tuples

_WORDS = ("title", "whole", "part", "tiny", "hint", "why")
_KEPT_BY_PERSON = ("pinned", "archived", "position")


class Steps:
    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history
        self._known = Memory(database, "step", "area")

    def areas(self, hidden: bool = False) -> list[Area]:
        """The areas in the person's order; with `hidden`, those they have put away as well."""
        return list(self._known.get(("areas", hidden), partial(self._read_areas, hidden)))

    def all(self, archived: bool = False) -> list[Step]:
        """The steps in the person's order, area by area."""
        return list(self._known.get(("steps", archived), partial(self._read_steps, archived)))

    def get(self, key: str) -> Step | None:
        return self._known.get(("step", key), partial(self._read_step, key))

    def _read_areas(self, hidden: bool) -> list[Area]:
        shown = "" if hidden else "AND NOT hidden"
        sql = f"{AREA_SQL} WHERE deleted_at IS NULL {shown} ORDER BY position, id"
        with self._database.reading():
            return [area_from(values) for values in self._database.execute(sql)]

    def _read_steps(self, archived: bool) -> list[Step]:
        shown = "" if archived else "AND NOT step.archived"
        order = "area.position, step.position, step.id"
        sql = f"{STEP_SQL} WHERE step.deleted_at IS NULL {shown} ORDER BY {order}"
        with self._database.reading():
            return [step_from(values) for values in self._database.execute(sql)]

    def _read_step(self, key: str) -> Step | None:
        sql = f"{STEP_SQL} WHERE step.key = ? AND step.deleted_at IS NULL"
        with self._database.reading():
            values = self._database.execute(sql, (key,)).fetchone()
        return step_from(values) if values else None

    def meant_by(self, text: str) -> tuple[Step, Size] | None:
        """The step that `text` names, by key or by its own words, and the size those words say."""
        step = self.get(text.strip())
        if step is not None:
            return step, Size.WHOLE
        wanted = folded(text)
        for step in self.all():
            if folded(step.title) == wanted:
                return step, Size.WHOLE
            for size in step.sizes:
                if folded(step.words(size)) == wanted:
                    return step, size
        return None

    def add(self, step: Step) -> tuple[Step, Change]:
        """Keep an own step; its key is made from its title. Raises TextError or StoreError."""
        values = _words_of(step)
        with self._database.writing():
            area = _area_id(step.area)
            last = (
                orm.StepRow.select(orm.fn.MAX(orm.StepRow.position))
                .where(orm.StepRow.area == area)
                .scalar()
            )
            key = free_key(values["title"], orm.StepRow)
            row = orm.StepRow.insert(
                uuid=new_uuid(),
                changed_at=self._database.now_ms(),
                key=key,
                area=area,
                icon=step.icon,
                day_parts=" ".join(sorted(step.day_parts)),
                repeats=step.repeats,
                pinned=step.pinned,
                position=(last or 0) + 1,
                customised=True,
                **values,
            ).execute()
            touches = [Touch("step", row, {"deleted_at": (NEW, None)})]
            self._history.record("add", values["title"], touches)
            change = change_of("add", touches)
        kept = self.get(key)
        if kept is None:
            raise NotFound(f"{key} is not in the journal")
        return kept, change

    def edit(self, key: str, kind: str = "edit", **fields: Any) -> Change:
        """Change fields of a step (words, area key, icon, repeats, pinned, archived, day_parts)."""
        with self._database.writing():
            row = orm.StepRow.get_or_none(
                (orm.StepRow.key == key) & orm.StepRow.deleted_at.is_null()
            )
            if row is None:
                raise NotFound(f"{key} is not in the journal")
            after = _step_columns(fields)
            if set(after) - set(_KEPT_BY_PERSON):
                after["customised"] = True
            touches = [_touch("step", row, after)]
            self._write(orm.StepRow, kind, row.title, touches)
            return change_of(kind, touches)

    def edit_area(self, key: str, kind: str = "edit", **fields: Any) -> Change:
        """Change `name`, `shape`, `hue` or `hidden` of an area."""
        with self._database.writing():
            row = orm.AreaRow.get_or_none(
                (orm.AreaRow.key == key) & orm.AreaRow.deleted_at.is_null()
            )
            if row is None:
                raise NotFound(f"{key} is not in the journal")
            after = dict(fields)
            if "name" in after:
                after["name"] = clean_title(after["name"])
                after["customised"] = True
            touches = [_touch("area", row, after)]
            self._write(orm.AreaRow, kind, row.name, touches)
            return change_of(kind, touches)

    def add_area(self, area: Area) -> tuple[Area, Change]:
        """Keep an own area; its key is made from its name. Raises TextError or StoreError."""
        name = clean_title(area.name)
        with self._database.writing():
            last = orm.AreaRow.select(orm.fn.MAX(orm.AreaRow.position)).scalar() or 0
            row = orm.AreaRow.insert(
                uuid=new_uuid(),
                changed_at=self._database.now_ms(),
                key=free_key(name, orm.AreaRow, "area"),
                name=name,
                shape=area.shape,
                hue=area.hue,
                position=last + 1,
                customised=True,
            ).execute()
            touches = [Touch("area", row, {"deleted_at": (NEW, None)})]
            self._history.record("add", name, touches)
            made = area_from(self._database.execute(f"{AREA_SQL} WHERE id = ?", (row,)).fetchone())
            return made, change_of("add", touches)

    def reorder(self, keys: Sequence[str]) -> Change:
        """Put steps in this order; those not named keep theirs."""
        return self._reorder(orm.StepRow, "step", keys)

    def reorder_areas(self, keys: Sequence[str]) -> Change:
        return self._reorder(orm.AreaRow, "area", keys)

    def sync(self, areas: Iterable[Area], steps: Iterable[Step], starters: Iterable[str]) -> None:
        """Bring the built-in areas and steps in line with the catalogue, in its language.

        What the person changed (words, order, pins, archive) stays theirs. `starters` are pinned
        when they first appear. Not an action: there is nothing to undo.
        """
        pinned = set(starters)
        with self._database.writing():
            now = self._database.now_ms()
            for area in areas:
                _sync_area(area, now)
            ids: dict[str, int] = dict(tuples(orm.AreaRow.select(orm.AreaRow.key, orm.AreaRow.id)))
            known = {row.key: row for row in orm.StepRow.select().where(orm.StepRow.builtin)}
            for step in steps:
                _sync_step(step, ids[step.area], known.get(step.key), step.key in pinned, now)

    def _reorder(self, table: Any, name: str, keys: Sequence[str]) -> Change:
        with self._database.writing():
            rows = {row.key: row for row in table.select().where(table.key.in_(list(keys)))}
            places = sorted(row.position for row in rows.values())
            if len(set(places)) < len(places):
                places = list(range(len(places)))
            ordered = [rows[key] for key in keys if key in rows]
            touches = [
                _touch(name, row, {"position": place})
                for row, place in zip(ordered, places, strict=True)
                if row.position != place
            ]
            self._write(table, "reorder", "", touches)
            return change_of("reorder", touches)

    def _write(self, table: Any, kind: str, title: str, touches: Sequence[Touch]) -> None:
        touches = [touch for touch in touches if touch.fields]
        now = self._database.now_ms()
        for touch in touches:
            after = {field: pair[1] for field, pair in touch.fields.items()}
            table.update(changed_at=now, **after).where(table.id == touch.row).execute()
        if touches:
            self._history.record(kind, title, touches)


def _touch(name: str, row: Any, after: dict[str, Any]) -> Touch:
    fields = {}
    for field, value in after.items():
        before = row.area_id if field == "area" else getattr(row, field)
        if before != value:
            fields[field] = (before, value)
    return Touch(name, row.id, fields)


def _words_of(step: Step) -> dict[str, str]:
    title = clean_title(step.title)
    words = {name: clean_note(getattr(step, name)) for name in _WORDS}
    return words | {"title": title, "whole": words["whole"] or title}


def _step_columns(fields: dict[str, Any]) -> dict[str, Any]:
    columns = dict(fields)
    for name in ("title", "whole"):
        if name in columns:
            columns[name] = clean_title(columns[name])
    for name in ("part", "tiny", "hint", "why"):
        if name in columns:
            columns[name] = " ".join(clean_note(columns[name]).split())
    if "area" in columns:
        columns["area"] = _area_id(columns["area"])
    if "day_parts" in columns:
        columns["day_parts"] = " ".join(sorted(columns["day_parts"]))
    return columns


def _area_id(key: str) -> int:
    found = orm.AreaRow.select(orm.AreaRow.id).where(orm.AreaRow.key == key).scalar()
    if found is None:
        raise NotFound(f"{key} is not an area of this journal")
    return int(found)


def free_key(title: str, table: Any, fallback: str = "step") -> str:
    """A key made from a title that no row of the table has, not even a deleted one."""
    return key_from(title, lambda key: table.select().where(table.key == key).exists(), fallback)


def key_from(title: str, taken: Callable[[str], bool], fallback: str = "step") -> str:
    """A plain key made from a title that is not `taken`, such as `open-blinds-2`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or fallback
    number = 2
    key = slug
    while taken(key):
        key = f"{slug}-{number}"
        number += 1
    return key


def _sync_area(area: Area, now: int) -> None:
    row = orm.AreaRow.get_or_none(orm.AreaRow.key == area.key)
    if row is None:
        orm.AreaRow.insert(
            uuid=new_uuid(),
            changed_at=now,
            key=area.key,
            name=area.name,
            shape=area.shape,
            hue=area.hue,
            position=area.position,
            builtin=True,
        ).execute()
    elif not row.customised and row.name != area.name:
        orm.AreaRow.update(name=area.name, changed_at=now).where(orm.AreaRow.id == row.id).execute()


def _sync_step(step: Step, area: int, row: Any, pinned: bool, now: int) -> None:
    words: dict[str, Any] = {name: getattr(step, name) for name in _WORDS}
    facts = {"day_parts": " ".join(sorted(step.day_parts)), "repeats": step.repeats, "area": area}
    if row is None:
        orm.StepRow.insert(
            uuid=new_uuid(),
            changed_at=now,
            key=step.key,
            icon=step.icon,
            position=step.position,
            pinned=pinned,
            builtin=True,
            **words,
            **facts,
        ).execute()
        return
    if row.customised:
        return
    new = words | facts
    if any((row.area_id if name == "area" else getattr(row, name)) != new[name] for name in new):
        orm.StepRow.update(changed_at=now, **new).where(orm.StepRow.id == row.id).execute()
