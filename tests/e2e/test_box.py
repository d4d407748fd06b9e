"""The desktop in a box itself, where it once failed by chance."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from devtools.box.desktop import Desktop


def test_the_x_server_outlives_saying_its_number(tmp_path: Path) -> None:
    """It writes the number and the line's end apart; a reader that leaves in between killed it."""
    for attempt in range(5):
        box = Desktop(tmp_path)
        box.environment = {"PATH": os.environ["PATH"]}
        try:
            display = box._start_x()
            time.sleep(0.05)
            server = box.process("x")
            assert server.poll() is None, f"attempt {attempt}"
            answer = subprocess.run(
                ["xdotool", "getmouselocation"],
                env={**box.environment, "DISPLAY": display},
                check=False,
            )
            assert answer.returncode == 0
        finally:
            box.stop()
