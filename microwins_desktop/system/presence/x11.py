"""What an X server tells: whether the active window fills the screen, and the last key or move.

A few requests of the X11 protocol over the local socket, each with a limit. The libraries that
speak it wait for ever for a server that hangs, and end the program for a window that just closed.
Requests and replies after the X Window System Protocol, X Version 11, and the MIT-SCREEN-SAVER
extension; window states after the Extended Window Manager Hints.
"""

from __future__ import annotations

import os
import re
import socket
import struct
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from microwins_desktop.system.presence.facts import UNKNOWN, Fact, Facts

_DISPLAY = re.compile(r"(?:unix)?:(\d{1,5})(?:\.\d+)?")
_COOKIE = b"MIT-MAGIC-COOKIE-1"
_INTERN_ATOM, _GET_PROPERTY, _SELECTION_OWNER, _QUERY_EXTENSION, _QUERY_INFO = 16, 20, 23, 98, 1


def look(limit: float, environ: Mapping[str, str]) -> Facts:
    """Ask the server of this session, for `limit` seconds in all; unknown where it is Wayland's,
    which tells an X program only about other X programs."""
    number = _display(environ)
    if number is None:
        return Facts()
    try:
        with _Server(number, limit, environ) as server:
            return Facts(full_screen=_full_screen(server), idle=_idle(server))
    except (OSError, struct.error, ValueError):
        return Facts()


def shows_through(limit: float, environ: Mapping[str, str]) -> bool:
    """Whether what a window leaves clear is seen through: there is somebody who blends windows.

    As always on Wayland. True as well where the server does not say so within `limit` seconds.
    """
    number = _display(environ)
    if number is None:
        return True
    try:
        with _Server(number, limit, environ) as server:
            return server.owner_of("_NET_WM_CM_S0") != 0
    except (OSError, struct.error, ValueError):
        return True


def _display(environ: Mapping[str, str]) -> int | None:
    """The number of this session's own X server; None where there is none."""
    wayland = environ.get("XDG_SESSION_TYPE") == "wayland" or environ.get("WAYLAND_DISPLAY")
    found = _DISPLAY.fullmatch(environ.get("DISPLAY", ""))
    return None if wayland or found is None else int(found.group(1))


def _full_screen(server: _Server) -> Fact:
    if not server.property_of(server.root, "_NET_SUPPORTING_WM_CHECK"):
        return UNKNOWN  # no window manager, or one that does not say
    active = server.property_of(server.root, "_NET_ACTIVE_WINDOW") or bytes(4)
    (window,) = struct.unpack_from("<I", active)
    # A window manager may go on naming a window that was closed.
    states = server.property_of(window, "_NET_WM_STATE") if window else None
    if states is None:
        return Fact(False, "X11")
    wanted = server.atom("_NET_WM_STATE_FULLSCREEN")
    return Fact(wanted in struct.unpack(f"<{len(states) // 4}I", states), "X11")


def _idle(server: _Server) -> Fact:
    milliseconds = server.idle_milliseconds()
    return UNKNOWN if milliseconds is None else Fact(milliseconds / 1000, "X11")


class _Server:
    """One connection. Everything raises `OSError` when the time is up."""

    def __init__(self, number: int, limit: float, environ: Mapping[str, str]) -> None:
        self._end = time.monotonic() + limit
        self._line = _connected(number, limit)
        try:
            self.root = self._introduce(_cookie(number, environ))
        except BaseException:
            self._line.close()
            raise

    def __enter__(self) -> _Server:
        return self

    def __exit__(self, *_error: object) -> None:
        self._line.close()

    def atom(self, name: str) -> int:
        """The number of a name; 0 for one nobody uses."""
        text = name.encode("ascii")
        reply = self._ask(struct.pack("<BBHHxx", _INTERN_ATOM, 1, 0, len(text)) + text)
        return 0 if reply is None else int(struct.unpack_from("<I", reply, 8)[0])

    def property_of(self, window: int, name: str) -> bytes | None:
        """A property's bytes, empty where it is not set; None where there is no such window."""
        request = struct.pack("<BBHIIIII", _GET_PROPERTY, 0, 0, window, self.atom(name), 0, 0, 256)
        reply = self._ask(request)
        if reply is None:
            return None
        width, (count,) = reply[1] // 8, struct.unpack_from("<I", reply, 16)
        return reply[32 : 32 + count * width]

    def owner_of(self, selection: str) -> int:
        """The window that holds a selection; 0 where nobody does."""
        atom = self.atom(selection)
        reply = self._ask(struct.pack("<BxHI", _SELECTION_OWNER, 0, atom)) if atom else None
        return 0 if reply is None else int(struct.unpack_from("<I", reply, 8)[0])

    def idle_milliseconds(self) -> int | None:
        """Time since the last key or pointer movement; None without the extension."""
        name = b"MIT-SCREEN-SAVER"
        found = self._ask(struct.pack("<BxHHxx", _QUERY_EXTENSION, 0, len(name)) + name)
        if found is None or not found[8]:
            return None
        reply = self._ask(struct.pack("<BBHI", found[9], _QUERY_INFO, 0, self.root))
        return None if reply is None else int(struct.unpack_from("<I", reply, 16)[0])

    def _ask(self, request: bytes) -> bytes | None:
        """The reply to one request; None for an error."""
        request = _padded(request)
        # The length is in words of four bytes, at the third byte of every request.
        self._send(request[:2] + struct.pack("<H", len(request) // 4) + request[4:])
        while True:
            head = self._receive(32)
            if head[0] == 0:
                return None
            if head[0] == 1:
                return head + self._receive(4 * struct.unpack_from("<I", head, 4)[0])

    def _introduce(self, cookie: bytes) -> int:
        name = _COOKIE if cookie else b""
        self._send(
            struct.pack("<BxHHHHxx", ord("l"), 11, 0, len(name), len(cookie))
            + _padded(name)
            + _padded(cookie)
        )
        accepted, _minor, words = struct.unpack("<BxHxxH", self._receive(8))
        setup = self._receive(4 * words)
        if accepted != 1:
            raise ConnectionError("the X server does not let us in")
        vendor, formats = struct.unpack_from("<H", setup, 16)[0], setup[21]
        screens = 32 + len(_padded(bytes(vendor))) + 8 * formats
        return int(struct.unpack_from("<I", setup, screens)[0])

    def _send(self, data: bytes) -> None:
        self._line.settimeout(self._left())
        self._line.sendall(data)

    def _receive(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            self._line.settimeout(self._left())
            more = self._line.recv(size - len(data))
            if not more:
                raise ConnectionError("the X server hung up")
            data += more
        return data

    def _left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def _connected(number: int, limit: float) -> socket.socket:
    path = f"/tmp/.X11-unix/X{number}"
    problem: OSError | None = None
    for address in (path, "\0" + path):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(limit)
        try:
            line.connect(address)
        except OSError as error:
            line.close()
            problem = error
        else:
            return line
    raise problem or OSError


def _cookie(number: int, environ: Mapping[str, str]) -> bytes:
    """What lets this person in, from the file of the session; empty where there is none."""
    home = environ.get("HOME") or str(Path.home())
    path = environ.get("XAUTHORITY") or os.path.join(home, ".Xauthority")
    try:
        data = Path(path).read_bytes()
    except OSError:
        return b""
    for _address, display, name, cookie in _entries(data):
        if name == _COOKIE and display in (b"", b"%d" % number):
            return cookie
    return b""


def _entries(data: bytes) -> Iterator[tuple[bytes, bytes, bytes, bytes]]:
    """Address, display number, kind and cookie of each entry; a torn file ends early."""
    at = 0
    while at + 2 <= len(data):
        at += 2  # the address family
        parts = []
        for _part in range(4):
            if at + 2 > len(data):
                return
            (length,) = struct.unpack_from(">H", data, at)
            parts.append(data[at + 2 : at + 2 + length])
            at += 2 + length
        yield parts[0], parts[1], parts[2], parts[3]


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
