"""Ending well when the system asks the process to: on logging out, shutdown, or Ctrl+C."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class EndSignals(QObject):
    """`asked` comes in the event loop, also while Qt waits in its own. Windows has no such signals.

    The process has one of these, made on the main thread.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if sys.platform == "win32":
            return
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)
        signal.set_wakeup_fd(self._far.fileno())
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, _noted)
        self._ear = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._on_signal)

    def _on_signal(self) -> None:
        with contextlib.suppress(OSError):
            os.read(self._near.fileno(), 64)
        self.asked.emit()


def _noted(_number: int, _frame: object) -> None:
    """The wake-up of the event loop is all that a signal has to do."""
