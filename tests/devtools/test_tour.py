"""The tour takes every step it tells of, on a machine without a display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.timeout(180)  # it opens every page there is, twice
def test_the_tour_goes_through_the_main_job_and_leaves_pictures(tmp_path: Path) -> None:
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "devtools.tour", str(tmp_path / "pictures")],
        cwd=ROOT,
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "One click in the tray menu" in done.stdout
    pictures = {path.stem for path in (tmp_path / "pictures").glob("*.png")}
    for name in ("tray-menu", "card", "today", "today-undone", "panel", "calendar", "settings"):
        assert {f"{name}-light", f"{name}-dark"} <= pictures
    assert "Traceback" not in done.stderr
