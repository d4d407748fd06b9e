"""The person's own people and provider."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peewee import fn

from microwins_desktop.core.model import Change
from microwins_desktop.core.people import Person, Role
from microwins_desktop.core.texts import clean_note, clean_title
from microwins_desktop.store.acting import alive, change, make, remove
from microwins_desktop.store.database import Database
from microwins_desktop.store.history import History, Touch, change_of
from microwins_desktop.store.tables import PersonRow


class People:
    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def all(self) -> list[Person]:
        """Everybody, in the person's order."""
        with self._database.reading():
            rows = PersonRow.select().where(PersonRow.deleted_at.is_null())
            return [_person(row) for row in rows.order_by(PersonRow.position, PersonRow.id)]

    def add(self, person: Person) -> Change:
        """Keep somebody, last in the list. Raises TextError or StoreError."""
        values = _columns(person)
        with self._database.writing():
            last = PersonRow.select(fn.MAX(PersonRow.position)).scalar() or 0
            touch = make(self._database, PersonRow, position=last + 1, **values)
            return self._done("add", values["name"], [touch])

    def edit(self, person: Person) -> Change:
        """Change the one with this `id`. Raises TextError, NotFound or StoreError."""
        values = _columns(person)
        with self._database.writing():
            touch = change(self._database, alive(PersonRow, uuid=person.id), values)
            return self._done("edit", values["name"], [touch])

    def delete(self, ident: str) -> Change:
        with self._database.writing():
            row = alive(PersonRow, uuid=ident)
            return self._done("delete", row.name, [remove(self._database, row)])

    def reorder(self, idents: Sequence[str]) -> Change:
        """Put everybody in this order."""
        with self._database.writing():
            touches = [
                change(self._database, alive(PersonRow, uuid=ident), {"position": place})
                for place, ident in enumerate(idents)
            ]
            return self._done("reorder", "", touches)

    def _done(self, kind: str, title: str, touches: list[Touch]) -> Change:
        touches = [touch for touch in touches if touch.fields]
        if touches:
            self._history.record(kind, title, touches)
        return change_of(kind, touches)


def _columns(person: Person) -> dict[str, Any]:
    return {
        "name": clean_title(person.name),
        "number": " ".join(clean_note(person.number).split()),
        "note": clean_note(person.note),
        "role": Role(person.role).value,
    }


def _person(row: Any) -> Person:
    return Person(row.name, row.number, row.note, Role(row.role), row.uuid)
