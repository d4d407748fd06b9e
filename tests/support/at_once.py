"""Runs work where the app would do it in a thread, so that a test need not wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Done:
    value: Any = None
    error: str = ""


class AtOnce:
    """With `hold`, what was asked for waits until `go`."""

    def __init__(self) -> None:
        self.hold = False
        self._waiting: list[tuple[Callable[[], Any], Callable[[Any], None]]] = []

    def run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._waiting.append((work, done))
        if not self.hold:
            self.go()

    def go(self) -> None:
        while self._waiting:
            work, done = self._waiting.pop(0)
            try:
                outcome = Done(work())
            except Exception as error:  # noqa: BLE001 - as a thread would pass it on
                outcome = Done(error=f"{type(error).__name__}: {error}")
            done(outcome)
