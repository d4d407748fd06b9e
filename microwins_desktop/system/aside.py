"""Runs what may hang in a thread of its own, so that the event loop never waits for it.

The thread touches no Qt object: it leaves its result in a queue and wakes the event loop through a
socket. What took too long is told so, and what it returns in the end is dropped.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from microwins_desktop.core import collecting

if TYPE_CHECKING:
    import queue
    import socket

    _Box = queue.SimpleQueue[tuple[int, "Outcome"]]


class Outcome(Struct, frozen=True):
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

    def __init__(self, limit: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._waiting: dict[int, Callable[[Outcome], None]] = {}
        self._running = 0  # the number of the work in the thread
        self._holds = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(limit * 1000))
        self._timer.timeout.connect(self._time_is_up)
        self._box: _Box | None = None

    def _make_box(self) -> _Box:
        """Where results are put and the bell that rings for them, made for the first work."""
        import queue
        import socket

        self._near, self._far = socket.socketpair()
        self._near.setblocking(False)
        weakref.finalize(self, _close, self._near, self._far)
        self._bell = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._on_bell)
        return queue.SimpleQueue()

    def run(self, work: Callable[[], Any], done: Callable[[Outcome], None]) -> None:
        """Call `work` in a thread, then `done` with its outcome: once, later, in the event loop."""
        import threading

        if self._box is None:
            self._box = self._make_box()
        number = next(self._numbers)
        self._waiting[number] = done
        if self._running:
            _leave(self._box, self._far, number, Outcome(error="busy", late=True))
            return
        self._running = number
        self._timer.start()
        # WORKAROUND PySide6: a collection that happens to run in the thread would take apart Qt
        # objects there, which corrupts memory. None runs until the thread is done or given up.
        collecting.hold()
        self._holds = True
        threading.Thread(
            target=_work, args=(self._box, self._far, number, work), name="aside", daemon=True
        ).start()

    def _on_bell(self) -> None:
        with suppress(OSError):
            self._near.recv(64)
        while self._box is not None and not self._box.empty():
            self._take(*self._box.get())  # nobody else takes anything out

    def _take(self, number: int, outcome: Outcome) -> None:
        if number == self._running:
            self._running = 0
            self._let_go()
        done = self._waiting.pop(number, None)
        if not self._waiting:
            self._timer.stop()
        if done is not None:
            done(outcome)

    def _let_go(self) -> None:
        if self._holds:
            self._holds = False
            collecting.release()

    def _time_is_up(self) -> None:
        self._let_go()
        waiting, self._waiting = self._waiting, {}
        for done in waiting.values():
            done(Outcome(error="took too long", late=True))


def _work(box: _Box, bell: socket.socket, number: int, work: Callable[[], Any]) -> None:
    try:
        outcome = Outcome(work())
    except Exception as error:  # noqa: BLE001 - libraries raise what they like; it is passed on
        outcome = Outcome(error=f"{type(error).__name__}: {error}")
    _leave(box, bell, number, outcome)


def _leave(box: _Box, bell: socket.socket, number: int, outcome: Outcome) -> None:
    box.put((number, outcome))
    with suppress(OSError):  # there may be nobody left to tell
        bell.send(b".")


def _close(*ends: socket.socket) -> None:
    for end in ends:
        end.close()
