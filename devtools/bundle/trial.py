"""Tries a bundle as someone would who has no Python: every verb that matters, then a real desktop.

Nothing outside of the bundle and the system's own libraries may be used: PATH names an empty
folder, and what the running program has mapped is looked at.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from devtools.box.desktop import Desktop, end_process, until
from devtools.box.tray import TrayIcon

SYSTEM = ("/usr/lib", "/usr/share", "/lib", "/etc", "/dev", "/proc", "/memfd:", "/SYSV", "[")
STEP = "Open the blinds"


class Fault(Exception):
    """What did not work, in a line."""


class Trial:
    """One bundled program, tried in `folder`; `say` tells what held."""

    def __init__(self, program: Path, folder: Path, say: Callable[[str], None]) -> None:
        self._program = program
        self._folder = folder
        self._say = say
        self._data = folder / "journal"
        empty = folder / "empty"
        empty.mkdir()
        self._bare = {"PATH": str(empty), "HOME": str(folder), "LC_ALL": "C.UTF-8"}

    def terminal(self) -> None:
        """The verbs, without a display and without Python."""
        version = self._run("--version").strip()
        self._held(version.startswith("microwins "), f"--version says {version!r}")
        findings = json.loads(self._run("doctor", "--json"))
        told = {found["check"]: found["says"] for found in findings["findings"]}
        self._held(bool(findings["ok"]), f"doctor finds all well: {told['resources']}")
        self._held("notifications" in told, f"notifications: {told.get('notifications')}")
        win = json.loads(self._run("log", "open-blinds", "--json"))
        self._held(win["step"] == "open-blinds", f"log makes a journal: {win['title']}")
        self._held(self._undone() == "log", "undo takes it back")

    def desktop(self, box: Desktop) -> None:
        """The program itself, in a real desktop: tray, click, window, and its end."""
        icon = TrayIcon(box)
        process = box.launch(
            [self._program, "--hidden"], self._data, {"PATH": self._bare["PATH"], "PYTHONPATH": ""}
        )
        try:
            icon.wait()
            self._say("the icon is in the tray")
            strange = sorted(set(_mapped(process.pid, self._program.parent)))
            self._held(not strange, f"it uses nothing from elsewhere {strange[:3] or ''}".strip())
            icon.click(STEP)
            until(lambda: self._today() == 1, "the win of a click in the tray")
            self._say(f"a click on {STEP!r} is one win; the tooltip says {icon.tooltip()!r}")
            icon.click("Open MicroWins")
            until(lambda: _has_window(box, "MicroWins"), "the window")
            self._say("the window opens")
            icon.click("Quit")
            until(lambda: process.poll() is not None, "the program's end")
            self._held(process.returncode == 0, "Quit ends it")
        finally:
            end_process(process)

    def _run(self, *arguments: str) -> str:
        command = [str(self._program), *arguments]
        environment = {**self._bare, "MICROWINS_DATA_DIR": str(self._data)}
        if sys.platform == "win32":
            environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
        done = subprocess.run(
            command, env=environment, cwd=self._folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Fault(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def _undone(self) -> str:
        return str(json.loads(self._run("undo", "--json"))["undone"])

    def _today(self) -> int:
        return len(json.loads(self._run("today", "--json")))

    def _held(self, true: bool, what: str) -> None:
        if not true:
            raise Fault(f"this does not hold: {what}")
        self._say(what)


def _mapped(pid: int, bundle: Path) -> Iterator[str]:
    """Files a process has mapped that are neither the bundle's nor the system's."""
    for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
        path = line.split(maxsplit=5)[5] if len(line.split(maxsplit=5)) == 6 else "["
        if not path.startswith((*SYSTEM, str(bundle))) and (".so" in path or ".py" in path):
            yield path


def _has_window(box: Desktop, title: str) -> bool:
    command = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}"]
    return subprocess.run(command, env=box.environment, capture_output=True).returncode == 0
