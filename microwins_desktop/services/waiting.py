"""Wins that could not be written yet: kept in memory and tried again until they are on disk."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from microwins_desktop.core.model import Change
from microwins_desktop.store.errors import StoreError
from microwins_desktop.store.wins import NewWin

RETRY_MS = 3000


class Unsaved(Struct, frozen=True):
    """Wins that are acknowledged but not on disk yet, oldest first, and the plain sentence why."""

    wins: tuple[NewWin, ...] = ()
    why: str = ""

    @property
    def titles(self) -> list[str]:
        return [words_of(new) for new in self.wins]


class Waiting(QObject):
    """`changed` carries an `Unsaved`; `written` the `Change` of each win that has come through."""

    changed = Signal(object)
    written = Signal(object)

    def __init__(self, write: Callable[[NewWin], Change], parent: QObject) -> None:
        """`write` raises StoreError where a win still cannot be written."""
        super().__init__(parent)
        self._write = write
        self._wins: list[NewWin] = []
        self._why = ""
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self.try_again)

    def __len__(self) -> int:
        return len(self._wins)

    @property
    def now(self) -> Unsaved:
        return Unsaved(tuple(self._wins), self._why)

    def keep(self, new: NewWin, why: str) -> None:
        self._wins.append(new)
        self._still(why)

    def drop_newest(self) -> None:
        """The person takes it back before it was ever written."""
        self._wins.pop()
        self.changed.emit(self.now)

    def try_again(self) -> None:
        """Write what waits, oldest first, as far as it goes."""
        if not self._wins:
            return
        while self._wins:
            try:
                change = self._write(self._wins[0])
            except StoreError as error:
                self._still(str(error))
                return
            self._wins.pop(0)
            self.written.emit(change)
        self._why = ""
        self._retry.stop()
        self.changed.emit(self.now)

    def as_text(self) -> str:
        """A line a win, to hand out when the app has to go."""
        return "\n".join(f"{new.at:%Y-%m-%d %H:%M}  {words_of(new)}" for new in self._wins)

    def _still(self, why: str) -> None:
        self._why = why
        self._retry.start()
        self.changed.emit(self.now)


def words_of(new: NewWin) -> str:
    """What a win will be called once it is written."""
    return new.title or (new.step.words(new.size) if new.step else "")
