"""Keepsakes: kept, changed and put aside as actions that can be undone."""

from __future__ import annotations

from typing import Any

from microwins_desktop.core.keepsakes import Keepsake
from microwins_desktop.core.model import Change
from microwins_desktop.core.texts import TextError, clean_note
from microwins_desktop.store.acting import alive, change, make, remove
from microwins_desktop.store.database import Database
from microwins_desktop.store.history import History, Touch, change_of
from microwins_desktop.store.rows import instant
from microwins_desktop.store.tables import KeepsakeRow


class Keepsakes:
    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def all(self) -> list[Keepsake]:
        """Every keepsake, the newest first."""
        with self._database.reading():
            rows = KeepsakeRow.select().where(KeepsakeRow.deleted_at.is_null())
            newest = rows.order_by(KeepsakeRow.kept_at.desc(), KeepsakeRow.id.desc())
            return [_keepsake(row) for row in newest]

    def add(self, text: str, from_whom: str = "") -> Change:
        """Keep a message. Raises TextError or StoreError."""
        values = _columns(text, from_whom)
        with self._database.writing():
            now = self._database.now_ms()
            touch = make(self._database, KeepsakeRow, kept_at=now, **values)
            return self._done("add", [touch])

    def edit(self, ident: str, text: str, from_whom: str) -> Change:
        values = _columns(text, from_whom)
        with self._database.writing():
            touch = change(self._database, alive(KeepsakeRow, uuid=ident), values)
            return self._done("edit", [touch])

    def delete(self, ident: str) -> Change:
        with self._database.writing():
            return self._done("delete", [remove(self._database, alive(KeepsakeRow, uuid=ident))])

    def note_shown(self, ident: str) -> None:
        """Remember that it was brought up; nothing a person did, so there is nothing to undo."""
        with self._database.writing():
            now = self._database.now_ms()
            shown = {"shown_at": now, "shown_count": KeepsakeRow.shown_count + 1}
            here = KeepsakeRow.uuid == ident
            KeepsakeRow.update(changed_at=now, **shown).where(here).execute()

    def _done(self, kind: str, touches: list[Touch]) -> Change:
        touches = [touch for touch in touches if touch.fields]
        if touches:
            # Its words are somebody's own; the menu's undo entry does not repeat them.
            self._history.record(kind, "", touches)
        return change_of(kind, touches)


def _columns(text: str, from_whom: str) -> dict[str, str]:
    words = clean_note(text)
    if not words:
        raise TextError("there are no words in it yet")
    return {"text": words, "from_whom": " ".join(clean_note(from_whom).split())}


def _keepsake(row: Any) -> Keepsake:
    shown = None if row.shown_at is None else instant(row.shown_at, 0)
    kept = instant(row.kept_at, 0)
    return Keepsake(row.text, row.from_whom, kept, shown, row.shown_count, row.uuid)
