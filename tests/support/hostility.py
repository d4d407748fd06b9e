"""What makes the tests hostile: no sleeping, no network, and no log line nobody expected."""

from __future__ import annotations

import logging
import re
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
OUR_CODE = tuple(str(PROJECT / part) for part in ("microwins_desktop", "tests"))

_SOCKET_EVENTS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}
_LOOKUP_EVENTS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


class ForbiddenInTests(BaseException):
    """Not an `Exception`, so that code which forgives its errors cannot hide it."""


class NetworkGuard:
    """Refuses every socket that leaves the machine, whoever opens it, while it is `armed`.

    An audit hook sees sockets opened by any library and cannot be patched around; Python has no
    way to take one out again, so there is one for the whole run.
    """

    def __init__(self) -> None:
        self.armed = False

    def install(self) -> None:
        sys.addaudithook(self._watch)

    def _watch(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.armed:
            return
        if event in _LOOKUP_EVENTS:
            raise ForbiddenInTests(f"a test looked up a host name: {args[0]!r}")
        if event in _SOCKET_EVENTS and args[0].family != socket.AF_UNIX:
            raise ForbiddenInTests(f"a test reached for the network: {event} {args[1:]!r}")


def sleep_guard(real_sleep: Callable[[float], None] = time.sleep) -> Callable[[float], None]:
    """A `time.sleep` that refuses our own code; libraries wait for their children with it."""

    def sleep(seconds: float) -> None:
        caller = sys._getframe(1).f_code.co_filename
        if caller.startswith(OUR_CODE):
            raise ForbiddenInTests(f"time.sleep({seconds}) in {caller}: wait for a signal instead")
        real_sleep(seconds)

    return sleep


class LogWatch(logging.Handler):
    """Collects what is logged at WARNING or above, against what the test said it expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self._expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def expect(self, pattern: str) -> None:
        """A line matching `pattern` (searched, as in `re`) has to be logged, once or more."""
        self._expected.append(pattern)

    def complaints(self) -> list[str]:
        """One line for each unexpected record, and for each expected one that never came."""
        lines = [record.getMessage() for record in self.records]
        unexpected = [
            f"unexpected log line: {record.levelname} {record.name}: {line}"
            for record, line in zip(self.records, lines, strict=True)
            if not any(re.search(pattern, line) for pattern in self._expected)
        ]
        never = [
            f"expected log line never came: {pattern}"
            for pattern in self._expected
            if not any(re.search(pattern, line) for line in lines)
        ]
        return unexpected + never


@contextmanager
def watched_logs() -> Iterator[LogWatch]:
    """A `LogWatch` listening to every logger for the time of the block."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    try:
        yield watch
    finally:
        root.removeHandler(watch)
