"""The ear of `ear.py` for Windows, over a named pipe of Qt's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from microwins_desktop.system.ear import MOST_WAITING
from microwins_desktop.system.signalling import LONGEST_LINE


class Line(QObject):
    came = Signal()
    gone = Signal()

    def __init__(self, connection: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._connection = connection
        connection.setParent(self)
        connection.setReadBufferSize(LONGEST_LINE)
        connection.readyRead.connect(self.came)
        connection.disconnected.connect(self.gone)

    def heard(self) -> bytes:
        return bytes(self._connection.peek(LONGEST_LINE).data())

    def answer(self, words: bytes) -> None:
        self._connection.write(words)
        self._connection.flush()
        self._connection.disconnectFromServer()

    def hang_up(self) -> None:
        self._connection.abort()


class Ear(QObject):
    called = Signal(object)

    def __init__(self, path: str, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(MOST_WAITING)
        self._server.newConnection.connect(self._on_connection)

    @property
    def listening(self) -> bool:
        return self._server.isListening()

    def listen(self) -> None:
        if not self._server.listen(self._path):
            raise OSError(self._server.errorString())

    def close(self) -> None:
        self._server.close()

    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            self.called.emit(Line(self._server.nextPendingConnection(), self))
