"""Settings as text, and small facts the program remembers about itself, by key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from microwins_desktop.store.database import Database
from microwins_desktop.store.rows import tuples
from microwins_desktop.store.tables import OptionRow

_GET = "SELECT value FROM option WHERE key = ?"


class Options:
    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, str]:
        with self._database.reading():
            found = tuples(OptionRow.select(OptionRow.key, OptionRow.value))
            return dict(found)

    def get(self, key: str, default: str = "") -> str:
        with self._database.reading():
            found = self._database.execute(_GET, (key,)).fetchone()
        return default if found is None else str(found[0])

    def put(self, values: Mapping[str, str]) -> None:
        """Keep these texts, together or not at all. Raises StoreError."""
        with self._database.writing():
            self.put_inside(values)

    def put_inside(self, values: Mapping[str, str]) -> None:
        """As `put`, inside a transaction that is already open."""
        now = self._database.now_ms()
        for key, value in values.items():
            replace: Any = OptionRow.replace
            replace(key=key, value=value, changed_at=now).execute()

    def remove(self, key: str) -> None:
        with self._database.writing():
            OptionRow.delete().where(OptionRow.key == key).execute()
