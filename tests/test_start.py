"""A start brings only what it needs: formats, pages and windows wait until they are wanted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from microwins_desktop.core.clock import SystemClock
from microwins_desktop.core.days import DEFAULT_DAY_START
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.store.wins import NewWin
from microwins_desktop.ui import kit

ROOT = Path(__file__).resolve().parents[1]
IN_THE_TRAY = "microwins_desktop.app, microwins_desktop.desktop, microwins_desktop.parts"
FOR_THE_FIRST_PICTURE = "microwins_desktop.cli, microwins_desktop.app"
FOR_A_VERB = "microwins_desktop.cli, microwins_desktop.verbs.logging, microwins_desktop.opening"


def imported_by(modules: str) -> set[str]:
    code = f"import sys, {modules}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("name", kit.__all__)
def test_every_piece_of_the_kit_is_where_it_is_said_to_be(name: str) -> None:
    assert getattr(kit, name) is not None


def test_the_kit_has_nothing_else() -> None:
    with pytest.raises(AttributeError, match="no Spinner"):
        _ = kit.Spinner  # type: ignore[attr-defined]


def test_a_start_in_the_tray_brings_no_window_and_no_format() -> None:
    found = imported_by(IN_THE_TRAY)
    never = ("main_window", "pages", "panel", "card", "today", "calendar", "story", "settings")
    for name in (*(f"microwins_desktop.ui.{part}" for part in never), "microwins_desktop.exchange"):
        assert name not in found
    assert "icalendar" not in found


def test_the_first_picture_brings_next_to_nothing() -> None:
    found = imported_by(FOR_THE_FIRST_PICTURE)
    ours = {name for name in found if name.startswith("microwins_desktop.")}
    assert "microwins_desktop.ui.tray_icon" in ours
    assert len(ours) < 45
    never = (
        "store.database",
        "core.model",
        "core.settings",
        "ui.theme.theme",
        "services",
        "desktop",
    )
    assert not ours & {f"microwins_desktop.{name}" for name in never}
    assert not found & {
        "peewee",
        "msgspec",
        "jeepney",
        "platformdirs",
        "PySide6.QtNetwork",
        "PySide6.QtDBus",
    }


def test_the_first_picture_does_without_the_enums_of_qt() -> None:
    """Making them, at the first use of `Qt`, takes a tenth of a start."""
    code = f"import {FOR_THE_FIRST_PICTURE}; import PySide6.QtCore; print(*vars(PySide6.QtCore))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "QObject" in done.stdout.split()
    assert "Qt" not in done.stdout.split()


def test_a_verb_that_logs_brings_little_of_the_store() -> None:
    found = imported_by(FOR_A_VERB)
    assert "microwins_desktop.store.wins" in found
    for name in ("insight", "intake", "nudges", "restoring", "routines", "search", "backups"):
        assert f"microwins_desktop.store.{name}" not in found


LOGS = """
import sys
from microwins_desktop import cli
cli._leave = lambda code: print(*sys.modules)
sys.exit(cli.main())
"""
STAYS_IN_THE_TRAY = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication
loop = QApplication.exec
def run():
    QTimer.singleShot(1500, QCoreApplication.quit)
    return loop()
QApplication.exec = staticmethod(run)
from microwins_desktop import cli
code = cli.main(sys.argv[1:])
import linecache
print("sources read:", len(linecache.cache))
print(*sys.modules)
sys.exit(code)
"""


def left_by(code: str, data: Path, *arguments: str) -> list[str]:
    """The lines that a whole run prints, over a journal with a win in it; modules come last."""
    with open_journal(DataFolder(data), SystemClock()) as store:
        new = NewWin(at=store.clock.now(), title="Made tea")
        store.wins.log(new, DEFAULT_DAY_START)
    command = [sys.executable, "-c", code, "--data-dir", data, *arguments]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_logging_a_win_needs_little(tmp_path: Path) -> None:
    found = set(left_by(LOGS, tmp_path / "data", "log", "Opened the blinds")[-1].split())
    assert "microwins_desktop.store.wins" in found
    heavy = (
        *("peewee", "logging", "socket", "subprocess", "tomllib", "platformdirs", "PySide6"),
        *("hashlib", "threading", "tempfile", "shutil"),
    )
    assert not found.intersection(heavy)


def test_resting_in_the_tray_needs_no_tables_of_peewee(tmp_path: Path) -> None:
    *_said, sources, modules = left_by(STAYS_IN_THE_TRAY, tmp_path / "data", "--hidden")
    found = set(modules.split())
    assert sources == "sources read: 0"
    assert "microwins_desktop.services.nudger" in found
    assert "microwins_desktop.ui.main_window" not in found
    heavy = (
        *("peewee", "hashlib", "statistics", "subprocess"),
        *(
            "PySide6.QtNetwork",
            "microwins_desktop.ui.kit.buttons",
            "microwins_desktop.ui.kit.focus",
        ),
    )
    assert not found.intersection(heavy)
