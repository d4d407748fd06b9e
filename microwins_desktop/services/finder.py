"""Finding wins while a person types, without ever making the window wait.

Wins are taken into the index in small portions between two events, the latest first. So the first
results are there at once even where a million wins have just been imported, and older ones join.
"""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from microwins_desktop.core.model import EVERYTHING, Change, Sieve, Topic, Win
from microwins_desktop.services.journal import Journal
from microwins_desktop.store.errors import StoreError

PORTION = 120
"""Wins taken into the index at a time: some three milliseconds' work."""

MOST = 200
_PAUSE_MS = 4
_LOOK_AGAIN = 40  # portions between two looks while older wins are still being taken in
_TRY_AGAIN_MS = 2000


class Found(Struct, frozen=True):
    """The wins with the words of `text`; not `complete` while older ones are still looked at."""

    text: str
    wins: tuple[Win, ...]
    complete: bool


class Finder(QObject):
    """`found` carries a `Found`: at once after `find`, and again when there is more to show."""

    found = Signal(object)

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._text = ""
        self._sieve = EVERYTHING
        self._portions = 0
        self._complete = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._on_next)
        journal.changed.connect(self._on_changed)

    def warm(self) -> None:
        """Begin to take in what the index does not know yet: somebody is about to search."""
        self._complete = False
        self._next.start(0)

    def find(self, text: str, sieve: Sieve = EVERYTHING) -> None:
        """Look for `text` from now on, until `rest`."""
        self._text, self._sieve = text, sieve
        if not self._complete:
            self._take_portion()
        self._look()

    def forget(self) -> None:
        """Look for nothing for now; the index goes on being brought up to date."""
        self._text = ""

    def rest(self) -> None:
        """Nobody searches any more."""
        self.forget()
        self._next.stop()

    def _on_next(self) -> None:
        self._take_portion()
        if self._text and (self._complete or self._portions % _LOOK_AGAIN == 0):
            self._look()

    def _take_portion(self) -> None:
        try:
            more = self._journal.store.search.catch_up(PORTION, durable=False)
        except StoreError:
            self._next.start(_TRY_AGAIN_MS)  # somebody else is writing
            return
        self._complete = not more
        self._portions += 1
        if more:
            self._next.start(_PAUSE_MS)
        else:
            self._next.stop()

    def _look(self) -> None:
        wins = self._journal.store.search.look(self._text, self._sieve, MOST)
        self.found.emit(Found(self._text, tuple(wins), self._complete))

    def _on_changed(self, change: Change) -> None:
        if self._text and change.concerns(Topic.WINS, Topic.STEPS, Topic.AREAS):
            self.warm()
