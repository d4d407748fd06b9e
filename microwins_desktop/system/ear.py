"""An ear for a short line from another process of the same person, over a Unix socket.

Plain sockets with Qt's notifiers: QtNetwork would hold 3 MB, with TLS and Kerberos, in a program
that never uses a network. Windows has other means (`pipe_ear.py`).
"""

from __future__ import annotations

import contextlib
import os
import socket
import weakref

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from microwins_desktop.system.signalling import LONGEST_LINE

MOST_WAITING = 16


class Line(QObject):
    """One connection. `came` says that there is something to read, `gone` that the other left."""

    came = Signal()
    gone = Signal()

    def __init__(self, connection: socket.socket, parent: QObject) -> None:
        super().__init__(parent)
        connection.setblocking(False)
        weakref.finalize(self, connection.close)
        self._connection = connection
        self._heard = b""
        self._bell = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._on_bell)

    def heard(self) -> bytes:
        """What came so far, `LONGEST_LINE` at most."""
        return self._heard

    def answer(self, words: bytes) -> None:
        """Say it and hang up; `gone` follows."""
        with contextlib.suppress(OSError):
            self._connection.send(words)
        self.hang_up()
        self.gone.emit()

    def hang_up(self) -> None:
        self._bell.setEnabled(False)
        self._connection.close()

    def _on_bell(self) -> None:
        try:
            part = self._connection.recv(LONGEST_LINE - len(self._heard))
        except BlockingIOError:
            return
        except OSError:
            part = b""
        if part:
            self._heard += part
            self.came.emit()
        else:
            self.hang_up()
            self.gone.emit()


class Ear(QObject):
    """Listens at `path`, which only its owner can reach; `called` carries each caller's `Line`."""

    called = Signal(object)

    def __init__(self, path: str, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._door = socket.socket(socket.AF_UNIX)
        self._door.setblocking(False)
        weakref.finalize(self, self._door.close)
        self._bell: QSocketNotifier | None = None

    @property
    def listening(self) -> bool:
        return self._bell is not None

    def listen(self) -> None:
        """Raises OSError where no socket can be made."""
        self._door.bind(self._path)
        os.chmod(self._path, 0o600)  # nobody can call before the next line
        self._door.listen(MOST_WAITING)
        self._bell = QSocketNotifier(self._door.fileno(), QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._on_bell)

    def close(self) -> None:
        if self._bell is not None:
            self._bell.setEnabled(False)
            self._bell = None
            with contextlib.suppress(OSError):
                os.unlink(self._path)
        self._door.close()

    def _on_bell(self) -> None:
        with contextlib.suppress(OSError):  # such as nobody waiting any more
            while self._bell is not None:
                connection, _address = self._door.accept()
                self.called.emit(Line(connection, self))
