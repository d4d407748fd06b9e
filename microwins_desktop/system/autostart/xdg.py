"""Start at login on Linux: an entry in the XDG autostart folder.

Formats after the Desktop Application Autostart and Desktop Entry specifications of freedesktop.org.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from microwins_desktop.i18n import _
from microwins_desktop.paths import DESKTOP_ID
from microwins_desktop.system.autostart import APP_ID, APP_NAME, AutostartState

_STRING_ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
_NEEDS_QUOTES = re.compile(r"[\s\"'\\><~|&;$*?#()`]")


class XdgAutostart:
    """One entry in the person's autostart folder, which wins over one of the same name in /etc."""

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str] | None = None,
        app_id: str = APP_ID,
    ) -> None:
        self._command = list(command)
        self._environ = os.environ if environ is None else environ
        config = self._environ.get("XDG_CONFIG_HOME", "")
        home = self._environ.get("HOME") or str(Path.home())
        base = Path(config) if os.path.isabs(config) else Path(home, ".config")
        self._path = base / "autostart" / f"{app_id}.desktop"
        shared = self._environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
        self._shared = [
            Path(folder, "autostart", self._path.name) for folder in shared.split(":") if folder
        ]

    def state(self) -> AutostartState:
        for path in (self._path, *self._shared):
            try:
                text = path.read_text(encoding="utf-8", errors="replace")
            except FileNotFoundError:
                continue
            except OSError as error:
                return AutostartState(False, (), str(path), _cannot_read(error))
            return self._judge(path, read_entry(text))
        return AutostartState(False, (), str(self._path))

    def enable(self) -> AutostartState:
        return self._write(self._entry())

    def disable(self) -> AutostartState:
        if any(path.exists() for path in self._shared):
            return self._write("[Desktop Entry]\nType=Application\nHidden=true\n")
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            return self._with_reason(_cannot_write(error))
        return self.state()

    def _judge(self, path: Path, entry: dict[str, str]) -> AutostartState:
        command = split_exec(entry.get("Exec", ""))
        reason = self._reason_for_off(entry, command)
        if reason:
            return AutostartState(False, tuple(command), str(path), reason)
        other = command[:1] != self._command[:1]
        reason = _("At login this one starts: {program}").format(program=command[0])
        return AutostartState(True, tuple(command), str(path), reason if other else "")

    def _reason_for_off(self, entry: dict[str, str], command: list[str]) -> str:
        switched_off = _("It is switched off in the desktop's own settings.")
        if entry.get("Hidden", "").lower() == "true":
            return switched_off
        if entry.get("X-GNOME-Autostart-enabled", "").lower() == "false":
            return switched_off
        desktops = set(filter(None, self._environ.get("XDG_CURRENT_DESKTOP", "").split(":")))
        only, never = _names(entry.get("OnlyShowIn")), _names(entry.get("NotShowIn"))
        if (only and not desktops & only) or desktops & never:
            return _("It is set for another desktop.")
        if not command:
            return _("The entry names no program.")
        for program in filter(None, (entry.get("TryExec"), command[0])):
            if shutil.which(program, path=self._environ.get("PATH")) is None:
                return _("The program it names is not there: {program}").format(program=program)
        return ""

    def _entry(self) -> str:
        lines = {
            "Type": "Application",
            "Name": APP_NAME,
            "Exec": escape_string(join_exec(self._command)),
            "TryExec": escape_string(self._command[0]),
            "Icon": DESKTOP_ID,
            "Terminal": "false",
            "StartupNotify": "false",
            "X-GNOME-Autostart-enabled": "true",
            "X-KDE-autostart-after": "panel",
        }
        return "[Desktop Entry]\n" + "".join(f"{key}={value}\n" for key, value in lines.items())

    def _write(self, text: str) -> AutostartState:
        fresh = self._path.with_name(f".{self._path.name}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh.write_text(text, encoding="utf-8")
            os.replace(fresh, self._path)
        except (OSError, UnicodeEncodeError) as error:
            return self._with_reason(_cannot_write(error))
        return self.state()

    def _with_reason(self, reason: str) -> AutostartState:
        found = self.state()
        return AutostartState(found.enabled, found.command, found.place, reason)


def read_entry(text: str) -> dict[str, str]:
    """The keys of the `[Desktop Entry]` group, escapes undone; of a repeated key the first wins."""
    found: dict[str, str] = {}
    inside = False
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("["):
            inside = line == "[Desktop Entry]"
        elif inside and "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            found.setdefault(key.strip(), _unescape(value.strip()))
    return found


def escape_string(value: str) -> str:
    """`value` as a string of the desktop entry format; applied on top of the quoting of `Exec`."""
    for plain, escaped in (("\\", r"\\"), ("\n", r"\n"), ("\t", r"\t"), ("\r", r"\r")):
        value = value.replace(plain, escaped)
    return r"\s" + value[1:] if value.startswith(" ") else value


def _unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda hit: _STRING_ESCAPES.get(hit[1], hit[0]), value)


def join_exec(command: Sequence[str]) -> str:
    """The arguments as an `Exec` line: quoted where reserved characters ask for it, % doubled."""
    return " ".join(_quote(argument) for argument in command)


def _quote(argument: str) -> str:
    argument = argument.replace("%", "%%")
    if argument and not _NEEDS_QUOTES.search(argument):
        return argument
    return '"' + re.sub(r'(["`$\\])', r"\\\1", argument) + '"'


def split_exec(line: str) -> list[str]:
    """The arguments of an `Exec` line without field codes; empty when its quotes do not close."""
    arguments: list[str] = []
    pattern = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)', re.DOTALL)
    position = 0
    line = line.rstrip()
    while position < len(line):
        hit = pattern.match(line, position)
        if hit is None:
            return []
        quoted, bare = hit.groups()
        argument = bare if quoted is None else re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL)
        if quoted is not None or not re.fullmatch(r"%[a-zA-Z]", bare):
            arguments.append(argument.replace("%%", "%"))
        position = hit.end()
    return arguments


def _names(value: str | None) -> set[str]:
    return {name for name in (value or "").split(";") if name}


def _cannot_read(error: OSError) -> str:
    return _("The autostart entry cannot be read: {why}").format(why=error.strerror or error)


def _cannot_write(error: Exception) -> str:
    why = getattr(error, "strerror", None) or error
    return _("The autostart entry cannot be written: {why}").format(why=why)
