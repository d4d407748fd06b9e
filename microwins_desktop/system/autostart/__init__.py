"""Start at login, shown as it truly is: every state is read back from where the system looks.

One small protocol, three adapters. What a person switched off elsewhere (the desktop's settings,
the Windows task manager) reads as off here, with the reason in words.
"""

from __future__ import annotations

import sys
from typing import Protocol

from msgspec import Struct

from microwins_desktop.paths import DataFolder, usual_folder
from microwins_desktop.system.autostart.command import start_command

APP_NAME = "MicroWins"
APP_ID = "microwins"


class AutostartState(Struct, frozen=True):
    """`reason` is a sentence for the person when the state is not simply on or off, else empty."""

    enabled: bool
    command: tuple[str, ...] = ()
    place: str = ""
    reason: str = ""


class Autostart(Protocol):
    """Start at login on one platform. Nothing here raises for a refusal of the system."""

    def state(self) -> AutostartState:
        """What will happen at the next login."""
        ...

    def enable(self) -> AutostartState:
        """Switch it on, also where it was switched off elsewhere; returns what was read back."""
        ...

    def disable(self) -> AutostartState:
        """Switch it off; returns what was read back."""
        ...


def for_folder(folder: DataFolder) -> Autostart:
    """The adapter of this system for a journal; a folder of one's own is named in the command."""
    own = None if folder.root == usual_folder().root else folder.root
    return for_this_platform(start_command(own))


def for_this_platform(command: list[str]) -> Autostart:
    """The adapter of this system, starting `command` (see `command.start_command`) at login."""
    if sys.platform == "win32":
        from microwins_desktop.system.autostart.windows import RunKey

        return RunKey(command)
    if sys.platform == "darwin":
        from microwins_desktop.system.autostart.macos import LaunchAgent

        return LaunchAgent(command)
    from microwins_desktop.system.autostart.xdg import XdgAutostart

    return XdgAutostart(command)
