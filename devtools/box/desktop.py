"""A real desktop in a box: X server, session bus, window manager, tray host, notifications.

Everything is private to whoever starts it: display, bus, home and runtime folder.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

PATIENCE = 15.0
STARTS = 3
"""How often a part of the desktop is started before it counts as broken: a machine that is busy
or has just been installed may keep one waiting."""
NEEDED = ("Xvfb", "dbus-daemon", "openbox", "xfce4-panel", "dunst", "xdotool")
WATCHER = "org.kde.StatusNotifierWatcher"

T = TypeVar("T")


def until(look: Callable[[], T], what: str, patience: float = PATIENCE) -> T:
    """The first answer of `look` that is true; fails with `what` after `patience` seconds."""
    end = time.monotonic() + patience
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience:g} s in vain for {what}")
        time.sleep(0.02)


class Desktop:
    """The box. `start` it, `run` programs in it, `stop` it."""

    def __init__(self, folder: Path) -> None:
        missing = [name for name in NEEDED if shutil.which(name) is None]
        if missing:
            raise RuntimeError(f"a real desktop needs {', '.join(missing)}")
        self.folder = folder
        self.environment: dict[str, str] = {}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._bus: DBusConnection | None = None

    def start(self) -> None:
        home, runtime = self.folder / "home", self.folder / "run"
        home.mkdir()
        runtime.mkdir(mode=0o700)
        keep = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self.environment = {
            **keep,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "LC_ALL": "C.UTF-8",
            "QT_QPA_PLATFORM": "xcb",
            "GDK_BACKEND": "x11",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        self.environment["DISPLAY"] = self._start_x()
        address = self._start_bus()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        self._bus = open_dbus_connection(address)
        self._launch("openbox", ["openbox"])
        self.start_panel()
        self.start_notifications()

    def stop(self) -> None:
        for name in list(self._running):
            self.end(name)
        if self._bus is not None:
            self._bus.close()

    def process(self, name: str) -> subprocess.Popen[bytes]:
        """One of the desktop's own programs, to stop or to kill."""
        return self._running[name]

    def start_notifications(self) -> None:
        home = Path(self.environment["HOME"])
        config = home / "dunstrc"
        # dunst hands the buttons, one a line, to a menu program: ours takes the one asked for.
        config.write_text(f"[global]\n    markup = full\n    dmenu = /bin/sh {home}/menu\n")
        (home / "menu").write_text(f"exec grep -m1 -F -f '{home}/wanted'\n")
        self._insist("dunst", ["dunst", "-conf", str(config)], "org.freedesktop.Notifications")

    def press(self, label: str) -> None:
        """Press this button on a notification."""
        Path(self.environment["HOME"], "wanted").write_text(f"#{label} (")
        subprocess.run(["dunstctl", "context"], env=self.environment, timeout=20, check=True)

    def start_panel(self) -> None:
        self._insist("panel", ["xfce4-panel", "--disable-wm-check"], WATCHER)

    def stop_panel(self) -> None:
        self.end("panel")
        # The panel runs each of its plugins in a process of its own.
        until(lambda: not self.has_name(WATCHER), "the tray host to go")

    def run(self, *arguments: str, data: Path | None = None) -> subprocess.Popen[bytes]:
        """Start `microwins` with these arguments inside the box."""
        return self.launch([sys.executable, "-m", "microwins_desktop", *arguments], data)

    def launch(
        self,
        command: Sequence[str | Path],
        data: Path | None = None,
        surroundings: Mapping[str, str] | None = None,
        pass_fds: Sequence[int] = (),
    ) -> subprocess.Popen[bytes]:
        """Start any program inside the box, with more `surroundings` where given."""
        environment = self.environment | dict(surroundings or {})
        if data is not None:
            environment["MICROWINS_DATA_DIR"] = str(data)
        return subprocess.Popen(command, env=environment, cwd=self.folder, pass_fds=pass_fds)

    def end(self, name: str) -> None:
        process = self._running.pop(name, None)
        if process is not None:
            end_process(process)

    def has_name(self, name: str) -> bool:
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        return bool(self.ask(bus, "NameHasOwner", "s", (name,))[0])

    def ask(
        self, where: DBusAddress, member: str, signature: str = "", body: tuple[object, ...] = ()
    ) -> tuple[object, ...]:
        """Call a method on the session bus; its answer's values."""
        assert self._bus is not None
        return ask(self._bus, where, member, signature, body)

    def _start_x(self) -> str:
        # The server picks a free number by itself and says which.
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24"]
        self._launch("x", [*command, "-nolisten", "tcp"], pass_fds=(write,))
        number = _line_from(read, write)
        if not number:
            raise RuntimeError("the X server did not start")
        return f":{number}"

    def _start_bus(self) -> str:
        read, write = os.pipe()
        command = ["dbus-daemon", "--session", "--nofork", f"--print-address={write}"]
        self._launch("bus", command, pass_fds=(write,))
        return _line_from(read, write)

    def _insist(self, name: str, command: list[str], owns: str) -> None:
        """Start a part of the desktop and wait for its name on the bus, starting it anew if need
        be; what it said by the last time is told where it never comes."""
        for attempt in range(1, STARTS + 1):
            self._launch(name, command)
            try:
                until(lambda: self.has_name(owns), f"{name} to own {owns}")
                return
            except AssertionError as error:
                self.end(name)
                said = self._said(name).read_text(errors="replace")[-2000:]
                if attempt == STARTS:
                    raise AssertionError(f"{error}; it said: {said or 'nothing'}") from None

    def _said(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def _launch(self, name: str, command: list[str], pass_fds: tuple[int, ...] = ()) -> None:
        with self._said(name).open("wb") as said:
            self._running[name] = subprocess.Popen(
                command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                pass_fds=pass_fds,
                start_new_session=True,
            )


def _line_from(read: int, write: int) -> str:
    """The line a child was asked to write, without its end. The whole line: the X server writes
    number and line end apart, and gives up where nobody listens to the second any more."""
    os.close(write)
    with os.fdopen(read) as pipe:
        return pipe.readline().strip()


def ask(
    bus: DBusConnection,
    where: DBusAddress,
    member: str,
    signature: str = "",
    body: tuple[object, ...] = (),
) -> tuple[object, ...]:
    """Call a method; its answer's values. An error answer raises LookupError."""
    call = new_method_call(where, member, signature or None, body)
    reply = bus.send_and_get_reply(call, timeout=PATIENCE)
    if reply.header.message_type is MessageType.error:
        raise LookupError(f"{member}: {reply.body}")
    return tuple(reply.body)


def get(bus: DBusConnection, where: DBusAddress, name: str) -> object:
    """A property's value, without its variant."""
    there = DBusAddress(where.object_path, where.bus_name, "org.freedesktop.DBus.Properties")
    return ask(bus, there, "Get", "ss", (where.interface, name))[0][1]


def end_process(process: subprocess.Popen[bytes]) -> int:
    """Ask a process and its session to end, then insist."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return process.returncode
