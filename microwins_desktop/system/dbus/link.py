"""A D-Bus connection in Qt's event loop which never blocks it, whatever the other side does.

Everything that could wait (being let in, sending, receiving) is done when the socket is ready. At
rest it sleeps on its socket, with no timer running.
"""

from __future__ import annotations

import math
import socket
import struct
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

from jeepney import MessageType, Parser
from jeepney.auth import BEGIN, AuthenticationError, Authenticator
from msgspec import Struct
from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from microwins_desktop.system.dbus.address import bus_address
from microwins_desktop.system.dbus.messages import (
    HELLO,
    LOST,
    NO_BUS,
    TIMEOUT,
    Call,
    Reply,
    Rule,
    add_match,
    reply_from,
)

CALL_LIMIT = 3.0  # seconds

_MALFORMED = (ValueError, AssertionError, LookupError, TypeError, struct.error)

Handler = Callable[[Reply], None]


class _Waiting(Struct):
    handler: Handler
    deadline: float
    late: Handler | None


class BusLink(QObject):
    """One connection to the `"session"` or `"system"` bus, opened at the first call.

    A lost connection fails what was waiting, and the next call opens it anew with the same rules.
    """

    def __init__(self, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._line: _Line | None = None
        self._reader: QSocketNotifier | None = None
        self._writer: QSocketNotifier | None = None
        self._serials = count(1)
        self._waiting: dict[int, _Waiting] = {}
        self._late: dict[int, Handler] = {}
        self._refused: list[tuple[Handler, Reply]] = []
        self._rules: list[tuple[Rule, Handler]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)

    def call(
        self, call: Call, handler: Handler, limit: float = CALL_LIMIT, late: Handler | None = None
    ) -> None:
        """Send `call`. `handler` gets the reply or the error, once and later; a reply that comes
        after `limit` seconds goes to `late`."""
        serial = next(self._serials)
        try:
            data = call.message().serialise(serial=serial)
        except (*_MALFORMED, UnicodeError) as problem:
            self._refuse(handler, f"malformed: {problem}")
            return
        if not self._open():
            self._refuse(handler, NO_BUS)
            return
        self._waiting[serial] = _Waiting(handler, time.monotonic() + limit, late)
        self._send(data)
        self._arm()

    def listen(self, rule: Rule, handler: Handler) -> None:
        """Hand signals that fit `rule` to `handler`, from now on and after a reconnection."""
        known = self._line is not None
        self._rules.append((rule, handler))
        if known:
            self._send(self._serialised(add_match(rule)))
        else:
            self._open()

    def close(self) -> None:
        """Drop the connection without telling anybody who waits."""
        self._waiting.clear()
        self._late.clear()
        self._refused.clear()
        self._timer.stop()
        self._disconnect()

    # The connection

    def _open(self) -> bool:
        if self._line is not None:
            return True
        try:
            line = _Line(bus_address(self._kind))
        except (OSError, LookupError, ValueError, RuntimeError):
            return False
        self._line = line
        self._reader = QSocketNotifier(line.number, QSocketNotifier.Type.Read, self)
        self._reader.activated.connect(self._on_readable)
        self._writer = QSocketNotifier(line.number, QSocketNotifier.Type.Write, self)
        self._writer.activated.connect(self._on_writable)
        self._send(self._serialised(HELLO))
        for rule, _handler in self._rules:
            self._send(self._serialised(add_match(rule)))
        return True

    def _serialised(self, call: Call) -> bytes:
        return bytes(call.message().serialise(serial=next(self._serials)))

    def _send(self, data: bytes) -> None:
        if self._line is not None:
            try:
                self._line.send(data)
            except OSError:
                self._lose()
            else:
                self._watch(self._line)

    def _on_writable(self) -> None:
        if self._line is not None:
            try:
                self._line.write()
            except OSError:
                self._lose()
            else:
                self._watch(self._line)

    def _on_readable(self) -> None:
        line = self._line
        if line is None:
            return
        try:
            messages = line.read()
        except OSError:
            self._lose()
            return
        self._watch(line)
        for message in messages:
            if message.header.message_type is MessageType.signal:
                self._deliver_signal(message)
            else:
                self._deliver_reply(*reply_from(message))

    def _watch(self, line: _Line) -> None:
        if self._writer is not None:
            self._writer.setEnabled(line.has_more)

    def _lose(self) -> None:
        """The line is down: whoever waits hears of it."""
        waiting, self._waiting = self._waiting, {}
        self._late.clear()
        self._disconnect()
        for one in waiting.values():
            self._refuse(one.handler, LOST)

    def _disconnect(self) -> None:
        for notifier in (self._reader, self._writer):
            if notifier is not None:
                notifier.setEnabled(False)
                notifier.deleteLater()
        self._reader = self._writer = None
        line, self._line = self._line, None
        if line is not None:
            line.hang_up()

    def _deliver_signal(self, message: Any) -> None:
        _serial, heard = reply_from(message)
        for rule, handler in list(self._rules):
            if rule.fits(message.header.fields, heard.body):
                handler(heard)

    def _deliver_reply(self, serial: int, reply: Reply) -> None:
        waiting = self._waiting.pop(serial, None)
        late = self._late.pop(serial, None)
        if waiting is not None:
            self._arm()
            waiting.handler(reply)
        elif late is not None:
            late(reply)

    # What did not come in time

    def _refuse(self, handler: Handler, error: str) -> None:
        self._refused.append((handler, Reply(error=error)))
        self._arm()

    def _arm(self) -> None:
        if self._refused:
            self._timer.start(0)
        elif self._waiting:
            first = min(waiting.deadline for waiting in self._waiting.values())
            self._timer.start(max(0, math.ceil((first - time.monotonic()) * 1000)))
        else:
            self._timer.stop()

    def _time_is_up(self) -> None:
        now = time.monotonic()
        refused, self._refused = self._refused, []
        for serial, waiting in list(self._waiting.items()):
            if waiting.deadline <= now:
                del self._waiting[serial]
                refused.append((waiting.handler, Reply(error=TIMEOUT)))
                if waiting.late is not None:
                    self._late[serial] = waiting.late
        self._arm()
        for handler, reply in refused:
            handler(reply)


class _Line:
    """The socket of one connection, from knocking at the door to hanging up. No Qt in here."""

    def __init__(self, address: str) -> None:
        """Raises `OSError` where nobody listens at once; a local socket never connects later."""
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.setblocking(False)
        weakref.finalize(self, self._socket.close)
        self._socket.connect(address)
        self.number = self._socket.fileno()
        self._parser = Parser()
        self._door = Authenticator(enable_fds=False)
        self._inside = False
        self._queued = bytearray()  # until the door is open
        self._outgoing = bytearray(self._door.data_to_send() or b"")

    @property
    def has_more(self) -> bool:
        """Whether something waits for the socket to take it."""
        return bool(self._outgoing)

    def send(self, data: bytes) -> None:
        """At once where the socket takes it, so that a last word before the end is said.

        Like `write` and `read` it raises `OSError` when the line is down.
        """
        if self._inside:
            self._outgoing += data
            self.write()
        else:
            self._queued += data

    def write(self) -> None:
        if self._outgoing:
            with suppress(BlockingIOError):
                del self._outgoing[: self._socket.send(self._outgoing)]

    def read(self) -> list[Any]:
        """The messages that arrived."""
        try:
            data = self._socket.recv(65536)
        except BlockingIOError:
            return []
        if not data:
            raise ConnectionError("the bus closed the connection")
        try:
            if self._inside:
                return list(self._parser.feed(data))
            self._knock(data)
        except (AuthenticationError, *_MALFORMED) as problem:
            raise ConnectionError("the bus does not speak D-Bus") from problem
        return []

    def hang_up(self) -> None:
        self._socket.close()

    def _knock(self, data: bytes) -> None:
        self._door.feed(data)
        if self._door.authenticated:
            self._inside = True
            self._outgoing += BEGIN + self._queued
            self._queued.clear()
        else:
            self._outgoing += self._door.data_to_send() or b""
