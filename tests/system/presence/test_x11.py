"""An X server that is not there, hangs or answers oddly tells nothing, and does so in time."""

from __future__ import annotations

import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from microwins_desktop.system.presence import x11
from microwins_desktop.system.presence.facts import Facts

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about X11 on Linux")

COOKIE = bytes(range(16))


def entry(display: bytes, kind: bytes, cookie: bytes) -> bytes:
    parts = (b"host", display, kind, cookie)
    return struct.pack(">H", 256) + b"".join(struct.pack(">H", len(p)) + p for p in parts)


@pytest.fixture
def door() -> Iterator[tuple[socket.socket, int]]:
    """A listening socket where an X server of that number would be."""
    for number in range(50_000, 50_100):
        listening = socket.socket(socket.AF_UNIX)
        try:
            listening.bind(f"\0/tmp/.X11-unix/X{number}")
        except OSError:
            listening.close()
            continue
        listening.listen(1)
        with listening:
            yield listening, number
        return


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": "far.example:0"},
        {"DISPLAY": "localhost:10.0"},
        {"DISPLAY": ":banana"},
        {"DISPLAY": ":59999"},
        {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"},
        {"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"},
    ],
)
def test_where_there_is_nobody_to_ask(environ: dict[str, str]) -> None:
    assert x11.look(0.2, environ) == Facts()
    assert x11.shows_through(0.2, environ)


@pytest.mark.parametrize(("atom", "owner"), [(77, 4242), (77, 0), (0, None)])
def test_windows_are_blended_where_somebody_holds_the_selection_for_it(
    door: tuple[socket.socket, int], atom: int, owner: int | None
) -> None:
    asked: list[bytes] = []
    numbers = [atom] if owner is None else [atom, owner]
    root = struct.pack("<I", 99)

    def serve() -> None:
        line, _address = door[0].accept()
        with line:
            line.recv(4096)
            line.sendall(struct.pack("<BxHHH", 1, 11, 0, 9) + bytes(32) + root)
            for number in numbers:
                asked.append(line.recv(4096))
                line.sendall(struct.pack("<BxHII20x", 1, 1, 0, number))

    thread = threading.Thread(target=serve)
    thread.start()
    environ = {"DISPLAY": f":{door[1]}", "HOME": "/nowhere"}
    assert x11.shows_through(2, environ) == bool(owner)
    thread.join(2)
    assert asked[0].rstrip(b"\0").endswith(b"_NET_WM_CM_S0")
    assert [request[0] for request in asked] == [16, 23][: len(numbers)]


def test_a_server_that_hangs_is_left_in_time(door: tuple[socket.socket, int]) -> None:
    started = time.monotonic()
    assert x11.look(0.2, {"DISPLAY": f":{door[1]}", "HOME": "/nowhere"}) == Facts()
    assert x11.shows_through(0.05, {"DISPLAY": f":{door[1]}", "HOME": "/nowhere"})
    assert time.monotonic() - started < 0.6


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\x05\x0b\x00\x00\x00\x02\x00refused!",  # a refusal in the server's own words
        b"\x01\x00\x0b\x00\x00\x00\x01\x00abcd",  # let in, by a server without a screen
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
    ],
    ids=["hangs up", "refuses", "has no screen", "is none"],
)
def test_a_server_that_answers_oddly(door: tuple[socket.socket, int], answer: bytes) -> None:
    heard: list[bytes] = []

    def serve() -> None:
        line, _address = door[0].accept()
        with line:
            heard.append(line.recv(4096))
            line.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    assert x11.look(0.3, {"DISPLAY": f":{door[1]}", "HOME": "/nowhere"}) == Facts()
    thread.join(2)
    assert heard[0][:1] == b"l"


def test_the_cookie_of_this_display_is_found(tmp_path: Path) -> None:
    file = tmp_path / "auth"
    file.write_bytes(
        entry(b"1", b"MIT-MAGIC-COOKIE-1", b"other")
        + entry(b"7", b"XDM-AUTHORIZATION-1", b"kind")
        + entry(b"7", b"MIT-MAGIC-COOKIE-1", COOKIE)
    )
    assert x11._cookie(7, {"XAUTHORITY": str(file)}) == COOKIE
    assert x11._cookie(8, {"XAUTHORITY": str(file)}) == b""


@pytest.mark.parametrize("size", range(0, 40, 3))
def test_a_torn_file_of_cookies_is_no_hindrance(tmp_path: Path, size: int) -> None:
    file = tmp_path / ".Xauthority"
    file.write_bytes(entry(b"7", b"MIT-MAGIC-COOKIE-1", COOKIE)[:size])
    assert COOKIE.startswith(x11._cookie(7, {"HOME": str(tmp_path)}))
