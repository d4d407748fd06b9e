"""What a way of notifying reports back to the facade."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from microwins_desktop.core.nudging.ports import Notice

LIMIT = 3.0
"""Seconds a way may take before the next one is tried."""

LASTS = 30
"""Seconds a notice stays, where the desktop lets the program choose."""


class How(StrEnum):
    """What the person got: a notice with buttons, one that can be clicked at most, or one that
    goes through plyer and tells nothing back."""

    BUTTONS = "buttons"
    BUBBLE = "bubble"
    PLAIN = "plain"


class Told(Protocol):
    """Hears from a way; each call names the notice. Calls come from the event loop."""

    def delivered(self, ident: str, how: How) -> None: ...

    def failed(self, ident: str, hung: bool) -> None:
        """It was not shown. `hung`: the desktop's service does not answer at all."""
        ...

    def acted(self, ident: str, action: str) -> None: ...

    def opened(self, ident: str) -> None: ...

    def closed(self, ident: str, by_person: bool) -> None: ...


class WayOut(Protocol):
    """One way of notifying. For each `show`, `delivered` or `failed` follows, once and later."""

    def show(self, notice: Notice) -> None: ...

    def withdraw(self, ident: str) -> None:
        """Take it away if this way can; nothing is told about it afterwards."""
        ...
