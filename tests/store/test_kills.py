"""Killed at any moment, the journal is whole and has every win that was acknowledged.

Forty kills by default. `MICROWINS_KILLS=300 python3 dev.py test tests/store/test_kills.py` makes
more, and `MICROWINS_KILLS_SEED` chooses other moments.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
KILLS = int(os.environ.get("MICROWINS_KILLS", "40"))
SEED = os.environ.get("MICROWINS_KILLS_SEED", "20261122")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")


def surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])}


@pytest.mark.timeout(60 + 4 * KILLS)
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "support.killing", str(tmp_path), str(KILLS), SEED],
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert sum(report["kills"].values()) == KILLS
    assert report["acknowledged"] > 0
    assert set(report["kills"]) == {
        *("log", "backup", "restore", "migrate", "import", "start", "rescue")
    }


@pytest.fixture
def quick_disk(tmp_path: Path) -> Iterator[Path]:
    """In memory where there is room: every win waits for the disk, and this is about locks."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="microwins-", dir=memory) as folder:
        yield Path(folder)


WINS = 2000

TWO = """
import sys
from datetime import time
from pathlib import Path
from microwins_desktop.core.clock import SystemClock
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.store.wins import NewWin

clock = SystemClock()
with open_journal(DataFolder(Path(sys.argv[1])), clock, 15_000) as store:
    for number in range(int(sys.argv[3])):
        store.wins.log(NewWin(at=clock.now(), title=f"{sys.argv[2]} {number}"), time(4))
"""


@pytest.mark.timeout(240)
def test_two_processes_log_two_thousand_each(quick_disk: Path) -> None:
    data = str(quick_disk / "data")
    both = [
        subprocess.Popen([sys.executable, "-c", TWO, data, name, str(WINS)], env=surroundings())
        for name in ("left", "right")
    ]
    assert [process.wait() for process in both] == [0, 0]
    listed = subprocess.run(
        [sys.executable, "-m", "microwins_desktop", "--data-dir", data, "list", "--json"],
        env=surroundings(),
        capture_output=True,
        check=True,
    ).stdout
    titles = [win["title"] for win in json.loads(listed)]
    expected = {f"{name} {number}" for name in ("left", "right") for number in range(WINS)}
    assert len(titles) == 2 * WINS
    assert set(titles) == expected
