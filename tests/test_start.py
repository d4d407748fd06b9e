"""A start brings only what it needs: formats, pages and windows wait until they are wanted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from microwins_desktop.ui import kit

ROOT = Path(__file__).resolve().parents[1]
IN_THE_TRAY = "microwins_desktop.app, microwins_desktop.desktop, microwins_desktop.parts"
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


def test_a_verb_that_logs_brings_little_of_the_store() -> None:
    found = imported_by(FOR_A_VERB)
    assert "microwins_desktop.store.wins" in found
    for name in ("insight", "intake", "nudges", "restoring", "routines", "search", "backups"):
        assert f"microwins_desktop.store.{name}" not in found
