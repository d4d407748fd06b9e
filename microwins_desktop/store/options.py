"""Settings as text, and small facts the program remembers about itself, by key."""

from __future__ import annotations

from collections.abc import Mapping

from microwins_desktop.store.database import Database

_PUT = "INSERT OR REPLACE INTO option (key, value, changed_at) VALUES (?, ?, ?)"
_GET = "SELECT value FROM option WHERE key = ?"


class Options:
    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, str]:
        with self._database.reading():
            return dict(self._database.execute("SELECT key, value FROM option"))

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
            self._database.execute(_PUT, (key, value, now))

    def remove(self, key: str) -> None:
        with self._database.writing():
            self._database.execute("DELETE FROM option WHERE key = ?", (key,))
