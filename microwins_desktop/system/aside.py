"""Runs what may hang in a thread of its own, so that the event loop never waits for it.

The work touches no Qt object. Its result comes back in the event loop, or the news that it took
too long; what a late one returns is dropped.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the work: its result, or why there is none (`late` when the time was up)."""

    value: Any = None
    error: str = ""
    late: bool = False

    @property
    def worked(self) -> bool:
        return not self.error


class Aside(QObject):
    """Runs one piece of work at a time, each for at most `limit` seconds.

    While an earlier one still hangs, new work is refused, so that threads cannot pile up.
    """

    _came = Signal(int, object)

    def __init__(self, limit: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._waiting: dict[int, Callable[[Outcome], None]] = {}
        self._running = 0  # the number of the work in the thread
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(limit * 1000))
        self._timer.timeout.connect(self._time_is_up)
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], Any], done: Callable[[Outcome], None]) -> None:
        """Call `work` in a thread, then `done` with its outcome: once, later, in the event loop."""
        number = next(self._numbers)
        self._waiting[number] = done
        if self._running:
            self._came.emit(number, Outcome(error="busy", late=True))
            return
        self._running = number
        self._timer.start()
        threading.Thread(target=self._work, args=(number, work), name="aside", daemon=True).start()

    def _work(self, number: int, work: Callable[[], Any]) -> None:
        try:
            outcome = Outcome(work())
        except Exception as error:  # noqa: BLE001 - libraries raise what they like; it is passed on
            outcome = Outcome(error=f"{type(error).__name__}: {error}")
        # At the end of the program there may be nobody left to tell.
        with suppress(RuntimeError):
            self._came.emit(number, outcome)

    def _on_came(self, number: int, outcome: Outcome) -> None:
        if number == self._running:
            self._running = 0
        done = self._waiting.pop(number, None)
        if not self._waiting:
            self._timer.stop()
        if done is not None:
            done(outcome)

    def _time_is_up(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for done in waiting.values():
            done(Outcome(error="took too long", late=True))
