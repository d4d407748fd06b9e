"""Every page, wide and narrow and with large text: what is on it has a name, a role and room."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_every_page_can_be_used_by_everyone(tmp_path: Path) -> None:
    paths = os.pathsep.join((str(TESTS.parent), str(TESTS)))
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": paths}
    command = [sys.executable, str(TESTS / "ui" / "walker.py"), str(tmp_path / "data")]
    done = subprocess.run(
        command, env=surroundings, capture_output=True, timeout=55, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {"today", "calendar", "story", "steps", "settings", "help"} <= set(found["pages"])
    assert found["controls"] > 300
    assert found["troubles"] == []
    assert "Traceback" not in done.stderr
