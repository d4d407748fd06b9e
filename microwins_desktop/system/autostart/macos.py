"""Start at login on macOS: a LaunchAgent in the person's library.

launchd keeps a switch of its own beside the file (System Settings, "Login Items"), which is asked
for through `launchctl`.
"""

from __future__ import annotations

import os
import plistlib
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.parsers.expat import ExpatError

from microwins_desktop.i18n import _
from microwins_desktop.system.autostart import AutostartState

LABEL = "org.microwins.desktop"
Launchctl = Callable[[Sequence[str]], str]


def run_launchctl(arguments: Sequence[str]) -> str:
    """What `launchctl` prints, or an empty text when it cannot answer within a second."""
    try:
        done = subprocess.run(
            ["/bin/launchctl", *arguments], capture_output=True, text=True, timeout=1, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


class LaunchAgent:
    """One agent file; `home` and `launchctl` are handed in so that tests run anywhere."""

    def __init__(
        self,
        command: Sequence[str],
        home: Path | None = None,
        launchctl: Launchctl = run_launchctl,
        label: str = LABEL,
    ) -> None:
        self._command = list(command)
        self._label = label
        self._path = (home or Path.home()) / "Library" / "LaunchAgents" / f"{label}.plist"
        self._launchctl = launchctl

    def state(self) -> AutostartState:
        place = str(self._path)
        try:
            agent = plistlib.loads(self._path.read_bytes())
        except FileNotFoundError:
            return AutostartState(False, (), place)
        except (OSError, ValueError, ExpatError, plistlib.InvalidFileException) as error:
            reason = _("The login entry cannot be read: {why}").format(why=error)
            return AutostartState(False, (), place, reason)
        found = agent.get("ProgramArguments") if isinstance(agent, dict) else None
        command = tuple(str(part) for part in found) if isinstance(found, list) else ()
        if not command or not agent.get("RunAtLoad"):
            return AutostartState(False, command, place, _("The entry names no program."))
        if agent.get("Disabled") or self._switched_off():
            reason = _("It is switched off in the system's login items.")
            return AutostartState(False, command, place, reason)
        other = command[0] != self._command[0]
        reason = _("At login this one starts: {program}").format(program=command[0])
        return AutostartState(True, command, place, reason if other else "")

    def enable(self) -> AutostartState:
        agent = {
            "Label": self._label,
            "ProgramArguments": self._command,
            "RunAtLoad": True,
            "ProcessType": "Interactive",
            "LimitLoadToSessionType": "Aqua",
        }
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(plistlib.dumps(agent))
            os.replace(fresh, self._path)
        except OSError as error:
            return self._refused(error)
        if self._switched_off():
            self._launchctl(["enable", f"{_domain()}/{self._label}"])
        return self.state()

    def disable(self) -> AutostartState:
        # The file goes and nothing is unloaded: unloading would end the running program.
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            return self._refused(error)
        return self.state()

    def _switched_off(self) -> bool:
        listed = self._launchctl(["print-disabled", _domain()])
        pattern = rf'"{re.escape(self._label)}"\s*=>\s*(disabled|true)'
        return re.search(pattern, listed) is not None

    def _refused(self, error: OSError) -> AutostartState:
        found = self.state()
        why = _("The login entry cannot be written: {why}").format(why=error.strerror or error)
        return AutostartState(found.enabled, found.command, found.place, why)


def _domain() -> str:
    return f"gui/{os.getuid()}" if hasattr(os, "getuid") else "gui/0"
