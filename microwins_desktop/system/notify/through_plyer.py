"""One notice through plyer, on any platform; called in a thread, and raises where it did not work.

plyer keeps quiet about most of what goes wrong, so each platform's part is called in the way that
lets a failure be noticed. No Qt in here.
"""

from __future__ import annotations

import subprocess
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from microwins_desktop.core.nudging.ports import Notice
from microwins_desktop.paths import DESKTOP_ID
from microwins_desktop.system import programs
from microwins_desktop.system.notify.told import LASTS, LIMIT
from microwins_desktop.system.notify.wording import (
    APP,
    BUBBLE,
    WINDOWS,
    body_for,
    escaped,
    title_for,
)


class NotShown(Exception):
    """The way did not work; the message says why, for the log."""


def show(notice: Notice, icons: Path) -> None:
    """Show `notice` without buttons. Raises whatever plyer does, and `NotShown`."""
    if sys.platform == "win32":
        _show_on_windows(notice, icons / "microwins.ico")
        return
    icon = icons / "hicolor" / "64x64" / "apps" / f"{DESKTOP_ID}.png"
    if sys.platform.startswith("linux"):
        _show_on_linux(notice, icon)
    else:
        _show_by_facade(notice, icon)


def _show_by_facade(notice: Notice, icon: Path) -> None:
    from plyer import notification

    notification.notify(
        title=title_for(notice.title, BUBBLE),
        message=body_for(notice.body, BUBBLE),
        app_name=APP,
        app_icon=str(icon),
        timeout=LASTS,
    )


def _show_on_linux(notice: Notice, icon: Path) -> None:
    from plyer.platforms.linux import notification as linux

    # WORKAROUND plyer: it looks at no exit code and waits for a hung service.
    linux.subprocess = _Checked
    with warnings.catch_warnings():
        # It warns that dbus-python is not there, which is as it should be.
        warnings.simplefilter("ignore")
        backend = linux.instance()
    title, body = title_for(notice.title, BUBBLE), body_for(notice.body, BUBBLE)
    if isinstance(backend, linux.NotifyDesktopPortals):
        # WORKAROUND plyer: it puts the texts between apostrophes without a look at them.
        backend.notify(title=_variant(title), message=_variant(body))
        return
    body = escaped(body) if _reads_markup() else body
    if isinstance(backend, linux.NotifySendNotification):
        # WORKAROUND plyer: notify() of its facade loses icon and time on the way to here.
        backend._notify(
            title=title,
            message=body.replace("\\", r"\\"),  # notify-send undoes escapes in the body alone
            icon=str(icon),
            hint=f"string:desktop-entry:{DESKTOP_ID}",
            app_name=APP,
            expire_time=str(LASTS * 1000),
        )
    else:
        backend.notify(title=title, message=body, app_name=APP, app_icon=str(icon), timeout=LASTS)


class _Checked:
    """What plyer uses of `subprocess`, with a limit and a look at the exit code."""

    DEVNULL = subprocess.DEVNULL

    @classmethod
    def call(cls, command: Sequence[str], **_options: Any) -> int:
        program, title, body, *options = command
        # Texts come last, after the sign that ends the options, so that none can be taken for one.
        return cls.run([program, *options, "--", title, body])

    @staticmethod
    def run(command: Sequence[str], **_options: Any) -> int:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=programs.environment(),
            timeout=LIMIT - 0.2,
            check=False,
        )
        if done.returncode:
            why = done.stderr.decode("utf-8", "replace").strip()
            raise NotShown(f"{command[0]} ended with {done.returncode}: {why[:200]}")
        return 0


def _reads_markup() -> bool:
    """Whether the desktop's service reads markup; nearly all do, so that is the assumption.

    Raises `NotShown` for a service that hangs: it would show the notice when it wakes, long after
    another way was taken.
    """
    from microwins_desktop.system.dbus.messages import TIMEOUT, Call
    from microwins_desktop.system.dbus.questions import ask

    name, path = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
    reply = ask("session", {0: Call(name, path, name, "GetCapabilities")}, LIMIT / 3)[0]
    if reply.error == TIMEOUT:
        raise NotShown("the desktop's service does not answer")
    abilities = reply.body[0] if reply.body and not reply.error else None
    return not isinstance(abilities, list) or "body-markup" in abilities


def _variant(text: str) -> str:
    """`text` for the inside of a GVariant string between apostrophes."""
    return text.replace("\\", r"\\").replace("'", r"\'").replace("\n", r"\n")


_balloon: Any = None


def _show_on_windows(notice: Notice, icon: Path) -> None:
    global _balloon
    from plyer.platforms.win.libs.balloontip import WindowsBalloonTip

    # WORKAROUND plyer: its facade starts a thread whose errors nobody sees. Made here, the balloon
    # lives until the next one, or until `withdraw`.
    withdraw()
    title, body = title_for(notice.title, WINDOWS), body_for(notice.body, WINDOWS)
    if not body:  # Windows shows no balloon without a text
        title, body = APP, body_for(notice.title, WINDOWS)
    _balloon = WindowsBalloonTip(title, body, APP, str(icon) if icon.exists() else "", timeout=0)


def withdraw() -> None:
    """Take the newest notice away where that is possible: on Windows."""
    global _balloon
    balloon, _balloon = _balloon, None
    if balloon is not None:
        balloon.remove_notify()
