"""Keepsakes: kept, changed and put aside as actions that can be undone."""

from __future__ import annotations

from microwins_desktop.core.keepsakes import Keepsake
from microwins_desktop.core.model import Change
from microwins_desktop.core.texts import TextError, clean_note
from microwins_desktop.store import orm
from microwins_desktop.store.acting import alive, change, make, remove
from microwins_desktop.store.database import Database
from microwins_desktop.store.history import History, Touch, change_of
from microwins_desktop.store.rows import instant

_NEWEST_FIRST = """SELECT uuid, text, from_whom, kept_at, shown_at, shown_count FROM keepsake
    WHERE deleted_at IS NULL ORDER BY kept_at DESC, id DESC"""


class Keepsakes:
    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def all(self) -> list[Keepsake]:
        """Every keepsake, the newest first."""
        with self._database.reading():
            return [_keepsake(*values) for values in self._database.execute(_NEWEST_FIRST)]

    def add(self, text: str, from_whom: str = "") -> Change:
        """Keep a message. Raises TextError or StoreError."""
        values = _columns(text, from_whom)
        with self._database.writing():
            now = self._database.now_ms()
            touch = make(self._database, orm.KeepsakeRow, kept_at=now, **values)
            return self._done("add", [touch])

    def edit(self, ident: str, text: str, from_whom: str) -> Change:
        values = _columns(text, from_whom)
        with self._database.writing():
            touch = change(self._database, alive(orm.KeepsakeRow, uuid=ident), values)
            return self._done("edit", [touch])

    def delete(self, ident: str) -> Change:
        with self._database.writing():
            return self._done(
                "delete", [remove(self._database, alive(orm.KeepsakeRow, uuid=ident))]
            )

    def note_shown(self, ident: str) -> None:
        """Remember that it was brought up; nothing a person did, so there is nothing to undo."""
        with self._database.writing():
            now = self._database.now_ms()
            shown = {"shown_at": now, "shown_count": orm.KeepsakeRow.shown_count + 1}
            here = orm.KeepsakeRow.uuid == ident
            orm.KeepsakeRow.update(changed_at=now, **shown).where(here).execute()

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


def _keepsake(
    ident: str, text: str, whom: str, kept_at: int, shown_at: int | None, count: int
) -> Keepsake:
    shown = None if shown_at is None else instant(shown_at, 0)
    return Keepsake(text, whom, instant(kept_at, 0), shown, count, ident)
