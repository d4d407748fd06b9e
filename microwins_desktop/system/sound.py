"""Plays the soft sound after a win, with whatever player the desktop has; never waits for it."""

from __future__ import annotations

import logging
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from microwins_desktop.system.programs import environment

if TYPE_CHECKING:
    import subprocess

_log = logging.getLogger(__name__)

PLAYERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "linux": (("pw-play",), ("paplay",), ("aplay", "-q")),
    "darwin": (("afplay",),),
}
"""Programs that play a file and end, best first, by `sys.platform`."""


def player_for(platform: str, find: Callable[[str], str | None] = shutil.which) -> Sequence[str]:
    """The command that plays a file on this platform, without the file; empty where none is."""
    for command in PLAYERS.get(platform, ()):
        path = find(command[0])
        if path is not None:
            return (path, *command[1:])
    return ()


class Sound:
    """One sound. `play` begins it and returns at once; two at a time are never heard."""

    def __init__(self, file: Path, platform: str = sys.platform) -> None:
        self._file = file
        self._platform = platform
        self._playing: subprocess.Popen[bytes] | None = None

    def play(self) -> bool:
        """Whether it began. Where nothing can play it, that is no trouble worth a word."""
        if self._platform == "win32":
            return self._play_on_windows()
        if self._playing is not None and self._playing.poll() is None:
            return False
        command = player_for(self._platform)
        if not command:
            _log.info("no program here plays a sound")
            return False
        import subprocess  # not for a start, which is silent

        quiet = subprocess.DEVNULL
        try:
            self._playing = subprocess.Popen(
                [*command, str(self._file)],
                stdin=quiet,
                stdout=quiet,
                stderr=quiet,
                env=environment(),
            )
        except OSError as error:
            _log.info("the sound is not played: %s", error)
            return False
        return True

    def _play_on_windows(self) -> bool:
        import winsound

        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT  # type: ignore[attr-defined,unused-ignore]
        try:
            winsound.PlaySound(str(self._file), flags)  # type: ignore[attr-defined,unused-ignore]
        except RuntimeError as error:
            _log.info("the sound is not played: %s", error)
            return False
        return True
