"""One app per data folder: a second start raises the first, and terminal verbs reach it.

Who may be the app is decided by a kernel lock on the folder (`lock`), never by the socket, so a
socket file left behind by a killed process is simply replaced by the next holder of the lock.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from microwins_desktop.system.lock import FolderLock, LockResult
from microwins_desktop.system.signalling import (
    ANSWER,
    LONGEST_LINE,
    MESSAGES,
    is_own_folder,
    socket_path,
    tell,
)

if TYPE_CHECKING:
    from microwins_desktop.system.ear import Ear, Line

_MOST_CALLERS = 16
_CALLER_LIMIT_MS = 1000


class Claim(Enum):
    """What a start found out about other starts."""

    FIRST = "first"  # this process is the app now
    SECOND = "second"  # another one is, and has taken the message
    HUNG = "hung"  # another one is, and does not answer
    UNLOCKED = "unlocked"  # the folder cannot hold a lock: this process may run, unguarded


class Instance(QObject):
    """The place of this process as the app of `data_dir`, and its ear for messages.

    `message` carries one word out of `signalling.MESSAGES`. The caller has its answer before the
    signal is emitted, so slow work in a slot does not keep a terminal waiting.
    """

    message = Signal(str)

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data_dir = data_dir
        self._lock = FolderLock(data_dir)
        self._ear: Ear | None = None
        self._callers: list[_Caller] = []

    @property
    def listening(self) -> bool:
        """Whether messages can arrive; when not, `JournalWatch` is the way to notice changes."""
        return self._ear is not None and self._ear.listening

    @property
    def caller_count(self) -> int:
        """How many connections are open just now; at rest none."""
        return len(self._callers)

    def claim(self, message: str = "raise", patience: float = 2.0) -> Claim:
        """Become the app of the folder, or give `message` to the one which already is.

        The first hears nothing before it calls `listen`; whoever tries meanwhile waits for that.
        Waits at most `patience` seconds for an answer, and takes the place over when the other
        process ends meanwhile. Blocks; meant for the start of the program.
        """
        deadline = time.monotonic() + patience
        while True:
            result = self._lock.acquire()
            if result is not LockResult.TAKEN:
                return Claim.FIRST if result is LockResult.HELD else Claim.UNLOCKED
            left = deadline - time.monotonic()
            if left <= 0:
                return Claim.HUNG
            if tell(self._data_dir, message, timeout=left):
                return Claim.SECOND
            QThread.msleep(50)  # the other one may still be on its way to listening

    def release(self) -> None:
        """Stop listening and give the place free."""
        for caller in list(self._callers):
            caller.drop()
        if self._ear is not None:
            self._ear.close()
            self._ear.deleteLater()
            self._ear = None
        self._lock.release()

    def listen(self) -> None:
        """Hear messages from now on, where the folder can have a socket."""
        path = socket_path(self._data_dir)
        if sys.platform != "win32" and not self._prepare(path):
            return
        self._ear = make_ear(path, self)
        self._ear.called.connect(self._welcome)
        with contextlib.suppress(OSError):
            self._ear.listen()

    def _prepare(self, path: str) -> bool:
        folder = os.path.dirname(path)
        with contextlib.suppress(OSError):
            os.mkdir(folder, 0o700)
        if not is_own_folder(folder):
            return False
        if self._lock.held:
            # Only the holder of the lock may do this: the socket is then nobody's.
            with contextlib.suppress(OSError):
                os.unlink(path)
        return True

    def _welcome(self, line: Line) -> None:
        caller = _Caller(line, self)
        self._callers.append(caller)
        caller.said.connect(self._hear)
        caller.gone.connect(self._forget)
        if len(self._callers) > _MOST_CALLERS:
            caller.drop()
        else:
            caller.read()

    def _hear(self, word: str) -> None:
        self.message.emit(word)

    def _forget(self, caller: _Caller) -> None:
        if caller in self._callers:
            self._callers.remove(caller)
        caller.deleteLater()


class _Caller(QObject):
    """One connection: reads one short line, answers, and is dropped when it is slow or odd."""

    said = Signal(str)
    gone = Signal(object)

    def __init__(self, line: Line, parent: QObject) -> None:
        super().__init__(parent)
        self._line = line
        line.setParent(self)
        line.came.connect(self.read)
        line.gone.connect(self.drop)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self.drop)
        self._limit.start(_CALLER_LIMIT_MS)
        self._done = False

    def read(self) -> None:
        if self._done:
            return
        words, end, _more = self._line.heard().partition(b"\n")
        if end:
            self._answer(words.strip().decode("ascii", "replace"))
        elif len(words) >= LONGEST_LINE:
            self.drop()

    def _answer(self, word: str) -> None:
        known = word in MESSAGES
        self._done = True
        self._line.answer(ANSWER if known else b"no\n")
        if known:
            self.said.emit(word)

    def drop(self) -> None:
        """End the connection, whatever its state."""
        if not self._done:
            self._done = True
            self._line.hang_up()
        self._limit.stop()
        self.gone.emit(self)


def make_ear(path: str, parent: QObject) -> Ear:
    """The ear of this platform, imported late: nobody is heard before the first picture."""
    if sys.platform == "win32":
        from microwins_desktop.system.pipe_ear import Ear
    else:
        from microwins_desktop.system.ear import Ear
    return Ear(path, parent)
