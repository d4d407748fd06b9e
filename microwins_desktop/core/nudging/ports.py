"""What the nudger needs of the desktop: somewhere to show a nudge, and whether now is a good time.

The adapters live in `system`; the nudger knows them only by these protocols. All calls and all
callbacks happen on the main thread, and none of them may wait.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from microwins_desktop.core.nudging.presence import Presence


class Way(StrEnum):
    """How a nudge reaches the person. A dot on the tray icon is there with each of them."""

    NOTIFICATION = "notification"
    CARD = "card"
    DOT = "dot"


class Answer(StrEnum):
    """What a person can say to a nudge; the keys of a notice's actions."""

    DID = "did"
    SMALLER = "smaller"
    LATER = "later"
    NOT_TODAY = "not_today"


class Notice(Struct, frozen=True):
    """One notification as plain text; the adapter makes it safe for its own back end.

    `actions` are (key, label) pairs, the most likely first; a back end without buttons leaves them
    out. `quiet` asks for no sound and low urgency. `ident` names the notice in every later call; a
    notice with the ident of one that is shown takes its place.
    """

    ident: str
    title: str
    body: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    quiet: bool = True


class NoticeListener(Protocol):
    """Who is told what becomes of a notice. Calls about an unknown `ident` are harmless."""

    def delivered(self, ident: str) -> None:
        """The desktop took it."""
        ...

    def not_delivered(self, ident: str) -> None:
        """No way of notifying worked, or none answered in time; another way has to be taken."""
        ...

    def acted(self, ident: str, action: str) -> None:
        """A button was pressed: the key of one of its actions."""
        ...

    def opened(self, ident: str) -> None:
        """The notice itself was clicked."""
        ...

    def closed(self, ident: str, by_person: bool) -> None:
        """It went away without an answer: put aside by the person, or expired by itself."""
        ...


class Notifier(Protocol):
    """Shows one notice after the other. Never raises and never waits for the desktop."""

    def listen(self, listener: NoticeListener) -> None:
        """Tell `listener` from now on; there is one."""
        ...

    def show(self, notice: Notice) -> None:
        """Try to show it; `delivered` or `not_delivered` follows, once and later."""
        ...

    def withdraw(self, ident: str) -> None:
        """Take it off the screen if it is there. Nothing is told about it afterwards."""
        ...


class PresenceSource(Protocol):
    """Asked when a nudge is about to come, never in between."""

    def ask(self, done: Callable[[Presence], None]) -> None:
        """Call `done` once, soon: what cannot be found out in time is None in it."""
        ...
