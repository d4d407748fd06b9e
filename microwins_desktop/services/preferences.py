"""The settings in force, and the one way to change them while the app runs."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from microwins_desktop.core.settings import BY_KEY, Settings, settings_from
from microwins_desktop.store import Store

_log = logging.getLogger(__name__)


class Preferences(QObject):
    """Settings as typed values. `changed` carries the keys whose value is another one now."""

    changed = Signal(frozenset)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._values = self._read()

    @property
    def values(self) -> Settings:
        return self._values

    def text(self, key: str) -> str:
        return self._values.text(key)

    def put(self, texts: Mapping[str, str]) -> None:
        """Keep new values, together or not at all. Raises SettingError or StoreError."""
        written = {key: BY_KEY[key].kind.write(BY_KEY[key].read(texts[key])) for key in texts}
        self._store.options.put(written)
        self.reload()

    def reload(self) -> None:
        """Read the settings anew, after another process may have changed them."""
        before = self._values
        self._values = self._read()
        different = frozenset(
            key for key in BY_KEY if getattr(before, key) != getattr(self._values, key)
        )
        if different:
            self.changed.emit(different)

    def _read(self) -> Settings:
        values, healed = settings_from(self._store.options.all())
        for key in healed:
            _log.info("the stored value of %s is not one it takes; using its default", key)
        return values
