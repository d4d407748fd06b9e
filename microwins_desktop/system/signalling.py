"""How a terminal verb tells the running app something: no Qt, and a fraction of a second at most.

The app listens on a local socket that only its owner can reach. A message is one line out of
`MESSAGES`; the answer is the word "ok". Nothing private travels: the data is in the journal.

This module is on the path of `microwins log`, so it imports the socket machinery only when asked.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

MESSAGES = frozenset({"changed", "panel", "raise", "quit"})
ANSWER = b"ok\n"
LONGEST_LINE = 64

SOCKET_NAME = "microwins.sock"
# The kernel's limit is 108 bytes on Linux and 104 on macOS, counting the closing zero.
_LONGEST_SOCKET_PATH = 100


def socket_path(data_dir: Path) -> str:
    """Where the app of this data folder listens: a path, or on Windows the name of a pipe.

    A folder too deep for a socket gets one in a folder of the person's own under /tmp. That is
    fixed rather than taken from TMPDIR, since the terminal may have other variables than the app.
    """
    resolved = os.path.realpath(data_dir)
    if sys.platform == "win32":
        return rf"\\.\pipe\microwins-{_digest(resolved)}"
    inside = os.path.join(resolved, SOCKET_NAME)
    if len(os.fsencode(inside)) < _LONGEST_SOCKET_PATH:
        return inside
    return os.path.join(f"/tmp/microwins-{os.getuid()}", f"{_digest(resolved)}.sock")


def _digest(path: str) -> str:
    import hashlib  # brings the whole of OpenSSL with it, and is hardly ever needed

    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def is_own_folder(folder: str) -> bool:
    """Whether `folder` is a real folder of this person which nobody else can write into."""
    if sys.platform == "win32":
        return True
    try:
        found = os.lstat(folder)
    except OSError:
        return False
    writable_by_others = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not writable_by_others


def tell(data_dir: Path, message: str, timeout: float = 0.3) -> bool:
    """Say `message` to the running app; whether it answered within `timeout` seconds.

    False when nobody listens or nobody answers. Never raises for anything the other side does.
    """
    if message not in MESSAGES:
        raise ValueError(f"not a message the app knows: {message!r}")
    line = message.encode("ascii") + b"\n"
    path = socket_path(data_dir)
    if sys.platform == "win32":
        return _tell_pipe(path, line, timeout)
    return _tell_socket(path, line, timeout)


def _tell_socket(path: str, line: bytes, timeout: float) -> bool:
    # A socket under /tmp counts only inside a folder which nobody else can have prepared.
    if not os.path.exists(path):
        return False
    if path.startswith("/tmp/microwins-") and not is_own_folder(os.path.dirname(path)):
        return False
    import socket

    deadline = time.monotonic() + timeout
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(max(timeout, 0.001))
            connection.connect(path)
            connection.sendall(line)
            answer = b""
            while len(answer) < len(ANSWER):
                connection.settimeout(max(deadline - time.monotonic(), 0.001))
                part = connection.recv(len(ANSWER) - len(answer))
                if not part or time.monotonic() > deadline:
                    return False
                answer += part
            return answer == ANSWER
    except OSError:
        return False


def _tell_pipe(path: str, line: bytes, timeout: float) -> bool:
    # A pipe opened as a file has no timeout, so the waiting is done in a thread that may be left.
    import threading

    answers: list[bytes] = []

    def exchange() -> None:
        try:
            with open(path, "r+b", buffering=0) as pipe:
                pipe.write(line)
                answers.append(pipe.read(len(ANSWER)) or b"")
        except OSError:
            return

    thread = threading.Thread(target=exchange, name="tell", daemon=True)
    thread.start()
    thread.join(timeout)
    return answers == [ANSWER]
