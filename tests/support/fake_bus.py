"""A message bus out of a test's hand: services answer what the test says, also nothing or nonsense.

It speaks the wire protocol on a local socket from a thread of its own, so the code under test uses
its real connection.
"""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    Parser,
    new_error,
    new_method_return,
    new_signal,
)

OWNER = ":1.7"

Answer = tuple[str, tuple[Any, ...]]
"""A signature and values; an empty signature with a text is an error of that name."""


def error(name: str) -> Answer:
    return "", (name,)


@dataclass(frozen=True)
class Heard:
    """One call that reached the bus."""

    name: str
    path: str
    interface: str
    member: str
    body: tuple[Any, ...]


SILENCE: Answer = ("silence", ())
GARBAGE: Answer = ("garbage", ())


class FakeBus:
    """`answers` maps a member, or `name/member`, to an answer or a function of the call."""

    def __init__(self, folder: Path) -> None:
        self.path = str(folder / "bus")
        self.answers: dict[str, Answer | Callable[[Heard], Answer]] = {}
        self.heard: list[Heard] = []
        self.rules: list[str] = []
        self._lines: list[socket.socket] = []
        self._held: list[tuple[socket.socket, Any]] = []
        self._lock = threading.Lock()
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(self.path)
        self._door.listen(8)
        # A collection in one of the threads below would take apart Qt objects there.
        gc.disable()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"unix:path={self.path}"

    def calls(self, member: str) -> list[Heard]:
        return [heard for heard in list(self.heard) if heard.member == member]

    def signal(self, where: DBusAddress, member: str, signature: str, *body: Any) -> None:
        """Send a signal from `OWNER` to everybody."""
        self.signal_from(OWNER, where, member, signature, *body)

    def signal_from(
        self, sender: str, where: DBusAddress, member: str, signature: str, *body: Any
    ) -> None:
        message = new_signal(where, member, signature, body)
        message.header.fields[HeaderFields.sender] = sender
        for line in list(self._lines):
            self._send(line, message)

    def answer_held(self, *values: Any, signature: str) -> None:
        """Answer at last what was met with `SILENCE`."""
        held, self._held = self._held, []
        for line, message in held:
            self._reply(line, message, (signature, values))

    def drop(self) -> None:
        """Hang up on everybody."""
        lines, self._lines = self._lines, []
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self.drop()
        self._thread.join(2)
        gc.enable()
        with contextlib.suppress(OSError):
            os.unlink(self.path)

    def _accept(self) -> None:
        served = []
        while True:
            try:
                line, _address = self._door.accept()
            except OSError:
                break
            self._lines.append(line)
            thread = threading.Thread(target=self._serve, args=(line,), daemon=True)
            thread.start()
            served.append(thread)
        for thread in served:
            thread.join(2)

    def _serve(self, line: socket.socket) -> None:
        with line, contextlib.suppress(OSError):
            rest = self._let_in(line)
            parser = Parser()
            while True:
                for message in parser.feed(rest):
                    self._hear(line, message)
                rest = line.recv(65536)
                if not rest:
                    return

    def _let_in(self, line: socket.socket) -> bytes:
        data = b""
        while b"BEGIN\r\n" not in data:
            before = data
            more = line.recv(65536)
            if not more:
                raise ConnectionError
            data += more
            if b"AUTH EXTERNAL" in data and b"AUTH EXTERNAL" not in before:
                line.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
        return data.split(b"BEGIN\r\n", 1)[1]

    def _hear(self, line: socket.socket, message: Any) -> None:
        if message.header.message_type is not MessageType.method_call:
            return
        fields = message.header.fields
        name = fields.get(HeaderFields.destination, "")
        heard = Heard(
            name,
            fields.get(HeaderFields.path, ""),
            fields.get(HeaderFields.interface, ""),
            fields[HeaderFields.member],
            tuple(message.body),
        )
        if name == "org.freedesktop.DBus" and heard.member == "Hello":
            self._reply(line, message, ("s", (":1.1",)))
        elif name == "org.freedesktop.DBus" and heard.member == "AddMatch":
            self.rules.append(heard.body[0])
            self._reply(line, message, ("", ()))
        else:
            self.heard.append(heard)
            self._answer(line, message, heard)

    def _answer(self, line: socket.socket, message: Any, heard: Heard) -> None:
        unknown = error("org.freedesktop.DBus.Error.ServiceUnknown")
        found = self.answers.get(f"{heard.name}/{heard.member}")
        found = found or self.answers.get(heard.member, unknown)
        answer = found(heard) if callable(found) else found
        if answer == SILENCE:
            self._held.append((line, message))
        elif answer == GARBAGE:
            line.sendall(b"this is not a message of any kind" * 4)
        else:
            self._reply(line, message, answer)

    def _reply(self, line: socket.socket, message: Any, answer: Answer) -> None:
        signature, values = answer
        if not signature and values:
            reply = new_error(message, values[0])
        else:
            reply = new_method_return(message, signature or None, values)
        reply.header.fields[HeaderFields.sender] = OWNER
        self._send(line, reply)

    def _send(self, line: socket.socket, message: Any) -> None:
        with self._lock, contextlib.suppress(OSError):
            line.sendall(message.serialise(serial=99))


@pytest.fixture
def session_bus(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FakeBus]:
    bus = FakeBus(tmp_path_factory.mktemp("b"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    yield bus
    bus.stop()


@pytest.fixture
def system_bus(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FakeBus]:
    bus = FakeBus(tmp_path_factory.mktemp("b"))
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    yield bus
    bus.stop()
