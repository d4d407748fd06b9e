"""The settings in force, and the one way to change them while the app runs."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from microwins_desktop.core.settings import BY_KEY, Settings, settings_from
from microwins_desktop.store import Store
from microwins_desktop.store.errors import StoreError

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

    def remembered(self, fact: str) -> str:
        """A small fact kept earlier, such as the day a question was asked; "" if there is none."""
        return self._store.options.get(fact)

    def remember(self, fact: str, text: str) -> None:
        """Keep a small fact. Where it cannot be written it is forgotten: no more than a question
        asked twice comes of it."""
        try:
            self._store.options.put({fact: text})
        except StoreError as error:
            _log.info("%s could not be remembered: %s", fact, error)

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
