"""Start at login on Windows: a value in the person's Run key.

The task manager keeps its own switch beside it, under StartupApproved; an odd first byte there
means that the person switched the entry off.
"""

from __future__ import annotations

import importlib
import subprocess
from collections.abc import Sequence
from typing import Any

from microwins_desktop.i18n import _
from microwins_desktop.system.autostart import APP_NAME, AutostartState

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
_LONGEST = 260  # longer commands in the Run key are ignored by Windows


class RunKey:
    """`registry` is the standard library's `winreg`, handed in so that tests run anywhere."""

    def __init__(self, command: Sequence[str], registry: Any = None, name: str = APP_NAME) -> None:
        self._line = subprocess.list2cmdline(command)
        self._registry = importlib.import_module("winreg") if registry is None else registry
        self._name = name

    def state(self) -> AutostartState:
        place = f"HKEY_CURRENT_USER\\{RUN}\\{self._name}"
        line = self._value(RUN)
        if not isinstance(line, str) or not line.strip():
            return AutostartState(False, (), place)
        command = tuple(split_command_line(line))
        approved = self._value(APPROVED)
        if isinstance(approved, bytes) and approved and approved[0] & 1:
            reason = _("It is switched off in the list of start-up apps.")
            return AutostartState(False, command, place, reason)
        if len(line) > _LONGEST:
            return AutostartState(False, command, place, _("The path is too long for Windows."))
        ours = split_command_line(self._line)[:1] == list(command[:1])
        reason = _("At login this one starts: {program}").format(program=command[0])
        return AutostartState(True, command, place, "" if ours else reason)

    def enable(self) -> AutostartState:
        return self._change(self._line)

    def disable(self) -> AutostartState:
        return self._change(None)

    def _change(self, line: str | None) -> AutostartState:
        try:
            if line is None:
                self._delete(RUN)
            else:
                self._set(line)
            # What was decided here is newer than what the start-up list remembers.
            self._delete(APPROVED)
        except OSError as error:
            found = self.state()
            why = _("Windows did not take the change: {why}").format(why=error.strerror or error)
            return AutostartState(found.enabled, found.command, found.place, why)
        return self.state()

    def _value(self, key: str) -> object:
        try:
            with self._registry.OpenKey(self._registry.HKEY_CURRENT_USER, key) as opened:
                value: object = self._registry.QueryValueEx(opened, self._name)[0]
                return value
        except OSError:
            return None

    def _set(self, line: str) -> None:
        with self._registry.CreateKey(self._registry.HKEY_CURRENT_USER, RUN) as opened:
            self._registry.SetValueEx(opened, self._name, 0, self._registry.REG_SZ, line)

    def _delete(self, key: str) -> None:
        try:
            root, access = self._registry.HKEY_CURRENT_USER, self._registry.KEY_SET_VALUE
            with self._registry.OpenKey(root, key, 0, access) as opened:
                self._registry.DeleteValue(opened, self._name)
        except FileNotFoundError:
            return


def split_command_line(line: str) -> list[str]:
    """The arguments as a Windows program sees them: the reverse of `subprocess.list2cmdline`."""
    arguments: list[str] = []
    current, quoted, started, slashes = "", False, False, 0
    for character in line + " ":
        if character == "\\":
            slashes += 1
            started = True
            continue
        if character == '"':
            current += "\\" * (slashes // 2)
            if slashes % 2:
                current += '"'
            else:
                quoted = not quoted
            started = True
        else:
            current += "\\" * slashes
            if character in " \t" and not quoted:
                if started:
                    arguments.append(current)
                current, started = "", False
            else:
                current += character
                started = True
        slashes = 0
    return arguments
