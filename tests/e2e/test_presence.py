"""What a real desktop tells about the person, asked the way the running app asks."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from devtools.box.desktop import Desktop, end_process, until

LOOK = """
import json, msgspec
from microwins_desktop.system.presence.look import look
print(json.dumps(msgspec.to_builtins(look())))
"""

Facts = dict[str, dict[str, Any]]
Look = Callable[[], Facts]


@pytest.fixture
def look(desktop: Desktop) -> Iterator[Look]:
    def run() -> Facts:
        done = subprocess.run(
            [sys.executable, "-c", LOOK],
            env=desktop.environment,
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
        found: Facts = json.loads(done.stdout)
        return found

    yield run
    desktop.process("dunst").send_signal(signal.SIGCONT)
    in_the_box(desktop, "dunstctl", "set-paused", "false")


def in_the_box(desktop: Desktop, *command: str) -> None:
    subprocess.run(command, env=desktop.environment, timeout=20, check=True)


def test_an_ordinary_moment(look: Look) -> None:
    facts = look()
    assert facts["do_not_disturb"] == {"value": False, "by": "dunst"}
    assert facts["full_screen"] == {"value": False, "by": "X11"}
    assert facts["idle"]["by"] == "X11"


def test_nobody_blends_windows_in_the_box(desktop: Desktop) -> None:
    ask = "from microwins_desktop.system.presence import x11; import os"
    command = [sys.executable, "-c", f"{ask}; print(x11.shows_through(5, os.environ))"]
    done = subprocess.run(
        command, env=desktop.environment, capture_output=True, text=True, timeout=20, check=True
    )
    assert done.stdout == "False\n"


def test_a_paused_daemon_is_do_not_disturb(desktop: Desktop, look: Look) -> None:
    in_the_box(desktop, "dunstctl", "set-paused", "true")
    assert look()["do_not_disturb"] == {"value": True, "by": "dunst"}


def test_a_window_that_fills_the_screen(desktop: Desktop, look: Look) -> None:
    program = Path(__file__).parent / "full_screen.py"
    window = subprocess.Popen([sys.executable, str(program)], env=desktop.environment)
    try:
        until(lambda: look()["full_screen"]["value"] is True, "the full-screen window to be seen")
    finally:
        end_process(window)
    until(lambda: look()["full_screen"]["value"] is False, "it to be seen gone")


def test_idle_time_begins_anew_with_each_movement(desktop: Desktop, look: Look) -> None:
    until(lambda: look()["idle"]["value"] > 1, "a second without a movement")
    in_the_box(desktop, "xdotool", "mousemove_relative", "1", "1")
    assert look()["idle"]["value"] < 1


def test_a_stopped_daemon_costs_the_limit_and_tells_nothing(desktop: Desktop, look: Look) -> None:
    desktop.process("dunst").send_signal(signal.SIGSTOP)
    started = time.monotonic()
    facts = look()
    assert time.monotonic() - started < 2
    assert facts["do_not_disturb"]["value"] is None
    assert facts["full_screen"]["value"] is False
