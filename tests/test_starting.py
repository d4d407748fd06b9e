"""The start in steps, in a process of its own: the ground first, then tray, page and the rest."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOLD = """
import sys
from PySide6.QtWidgets import QApplication, QMessageBox
from microwins_desktop import cli, starting
from microwins_desktop.starting import Starting


def told(name):
    step = getattr(Starting, name)

    def tell(self, *given):
        central = self._frame.centralWidget() if self._frame else None
        holds = type(central).__name__ if central else "nothing"
        entries = [a for a in self._icon.menu.actions() if a.isVisible() and not a.isSeparator()]
        print(name, holds, "entries" if entries else "empty", flush=True)
        step(self, *given)

    setattr(Starting, name, tell)


def leave(self):
    print("started", flush=True)
    QApplication.exit(0)


for name in ("_open", "_appear", "_settle", "_wait_for_journal", "_refuse"):
    told(name)
QMessageBox.warning = lambda *given: print("box:", given[-1], flush=True)
starting.SETTLED_MS = 0
start_of = Starting.__init__
Starting.__init__ = lambda self, *given: start_of(self, *given[:-1], lambda: leave(self))
"""
RUN = "sys.exit(cli.main(sys.argv[1:]))\n"


@contextmanager
def start(data: Path, *arguments: str, also: str = "") -> Iterator[subprocess.Popen[str]]:
    """The app over `data`, telling each step in a line; killed at the end if it still runs."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MICROWINS_DATA_DIR": str(data)}
    process = subprocess.Popen(
        [sys.executable, "-c", TOLD + also + RUN, *arguments],
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def finished(process: subprocess.Popen[str]) -> tuple[list[str], str, int]:
    out, complaint = process.communicate(timeout=60)
    return out.splitlines(), complaint, process.returncode


def test_first_the_ground_then_the_menu_then_the_page(tmp_path: Path) -> None:
    with start(tmp_path / "data") as process:
        lines, complaint, code = finished(process)
    assert lines == [
        "_open Ground empty",
        "_appear Ground entries",
        "_settle MainWindow entries",
        "started",
    ]
    assert (complaint, code) == ("", 0)


@pytest.mark.parametrize(("how", "loaded"), [((), True), (("--hidden",), False)])
def test_a_window_has_the_tables_ready_once_the_start_is_over(
    tmp_path: Path, how: tuple[str, ...], loaded: bool
) -> None:
    leaving = (
        "before = leave\ndef leave(self):\n    print('peewee' in sys.modules)\n    before(self)\n"
    )
    with start(tmp_path / "data") as process:
        finished(process)  # the first start of all brings the catalogue in, and peewee for that
    with start(tmp_path / "data", *how, also=leaving) as process:
        lines, _complaint, _code = finished(process)
    assert lines[-2:] == [str(loaded), "started"]


@pytest.mark.parametrize("wish", ["--hidden", "panel"])
def test_without_a_window_there_is_no_frame(tmp_path: Path, wish: str) -> None:
    with start(tmp_path / "data", wish) as process:
        lines, _complaint, code = finished(process)
    assert [line.split()[1] for line in lines[:-1]] == ["nothing"] * 3
    assert lines[-1] == "started"
    assert code == 0


def test_a_journal_that_another_process_writes_to_is_waited_for(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with closing(sqlite3.connect(data / "microwins.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with start(data) as process:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("_open Ground")
            assert process.stdout.readline().startswith("_wait_for_journal Ground")
            other.execute("ROLLBACK")
            lines, complaint, code = finished(process)
    assert lines[-1] == "started"
    assert (complaint, code) == ("", 0)


def test_but_not_for_ever(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with closing(sqlite3.connect(data / "microwins.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with start(data, also="starting.LOCKED_FOR_MS = 300\n") as process:
            lines, complaint, code = finished(process)
    assert lines[-1].startswith("box: Your journal was left as it is.")
    assert complaint == "microwins: another program is using the journal right now\n"
    assert code == 1


def test_a_journal_of_a_newer_version_ends_the_start_with_one_line(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with start(data) as process:
        finished(process)
    with closing(sqlite3.connect(data / "microwins.db", isolation_level=None)) as other:
        other.execute("PRAGMA user_version = 999")
    with start(data) as process:
        lines, complaint, code = finished(process)
    assert lines[-1].startswith("box: Your journal was left as it is.")
    assert complaint.startswith("microwins: ")
    assert complaint.count("\n") == 1
    assert code == 1


def test_a_bug_on_the_way_ends_in_one_line_and_the_log(tmp_path: Path) -> None:
    data = tmp_path / "data"
    bug = (
        "from microwins_desktop.desktop import Desktop\n"
        "def broken(self, hidden): raise RuntimeError('a bug')\n"
        "Desktop.fill_tray = broken\n"
    )
    with start(data, also=bug) as process:
        _lines, complaint, code = finished(process)
    assert complaint.startswith("microwins: something did not work as it should")
    assert complaint.count("\n") == 1
    assert code == 1
    assert "RuntimeError: a bug" in (data / "logs" / "microwins.log").read_text()
