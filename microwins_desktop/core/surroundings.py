"""What the settings page asks the desktop: start at login, a test nudge, and what it can tell.

The adapters live in `system`; the page knows them only by these protocols. Callbacks come on the
main thread, once, and nothing here waits for the desktop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from msgspec import Struct


class LoginState(Protocol):
    """What will happen at the next login."""

    @property
    def enabled(self) -> bool: ...

    @property
    def reason(self) -> str:
        """A sentence for the person where the state is not simply on or off, else empty."""
        ...


class LoginStart(Protocol):
    """Start at login. Each call returns what was read back from the system."""

    def state(self) -> LoginState: ...

    def enable(self) -> LoginState: ...

    def disable(self) -> LoginState: ...


class TestAnswer(Protocol):
    """What became of a test nudge."""

    def sentence(self) -> str:
        """Which way worked, for the person."""
        ...


class NoticeTester(Protocol):
    def send_test(self, done: Callable[[TestAnswer], None]) -> None:
        """Show a nudge that says it is a test; `done` hears which way worked."""
        ...


class Told(Protocol):
    """One thing a desktop may know about the person's attention, in words."""

    @property
    def label(self) -> str: ...

    @property
    def known(self) -> bool: ...

    @property
    def sentence(self) -> str: ...


class Report(Protocol):
    def report(self) -> Iterable[Told]: ...


class PresenceTeller(Protocol):
    def find_out(self, done: Callable[[Report], None]) -> None:
        """Look once; `done` hears what this desktop can tell."""
        ...


class Surroundings(Struct, frozen=True):
    """The desktop around the settings page."""

    login: LoginStart
    notices: NoticeTester
    presence: PresenceTeller
