"""Several questions to a bus at once, answered within a limit; for threads and the terminal."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Hashable, Mapping
from typing import TypeVar

from microwins_desktop.system.dbus.address import bus_address
from microwins_desktop.system.dbus.messages import HELLO, NO_BUS, TIMEOUT, Call, Reply, reply_from

Key = TypeVar("Key", bound=Hashable)


def ask(bus: str, calls: Mapping[Key, Call], limit: float) -> dict[Key, Reply]:
    """A reply for each of `calls` to the `"session"` or `"system"` bus, after `limit` seconds at
    most: what was not answered until then has the error TIMEOUT, or NO_BUS where there is none."""
    end = time.monotonic() + limit
    try:
        line = _open(bus, limit)
    except (OSError, LookupError, ValueError, RuntimeError):
        return dict.fromkeys(calls, Reply(error=NO_BUS))
    replies = dict.fromkeys(calls, Reply(error=TIMEOUT))
    try:
        with line:
            _exchange(line, calls, replies, end)
    except (OSError, ValueError, AssertionError, LookupError, TypeError, struct.error):
        # The time is up, the bus went away, or somebody sent what is not D-Bus: what has come
        # so far counts.
        pass
    return replies


def _open(bus: str, limit: float) -> socket.socket:
    from jeepney.auth import AuthenticationError
    from jeepney.io.blocking import prep_socket

    try:
        line: socket.socket = prep_socket(bus_address(bus), timeout=limit)
    except AuthenticationError as error:
        raise OSError("the bus does not let us in") from error
    return line


def _exchange(
    line: socket.socket, calls: Mapping[Key, Call], replies: dict[Key, Reply], end: float
) -> None:
    from jeepney import Parser

    line.settimeout(max(0.001, end - time.monotonic()))
    line.sendall(HELLO.message().serialise(serial=1))
    keys = dict(enumerate(calls, 2))
    for serial, key in keys.items():
        line.sendall(calls[key].message().serialise(serial=serial))
    parser = Parser()
    while keys:
        line.settimeout(max(0.001, end - time.monotonic()))
        data = line.recv(65536)
        if not data:
            return
        for message in parser.feed(data):
            serial, reply = reply_from(message)
            if serial in keys:
                replies[keys.pop(serial)] = reply
