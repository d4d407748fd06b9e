"""The README shows what is there: its pictures, and every verb of the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from devtools.pictures import CHOSEN, MOST, PICTURES
from microwins_desktop.cli import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_its_pictures_are_those_of_the_tour() -> None:
    shown = re.findall(r"!\[[^]]+\]\((docs/pictures/[^)]+)\)", README)
    assert shown
    for name in shown:
        assert (ROOT / name).is_file(), name
    assert {Path(name).stem for name in shown} <= set(CHOSEN)
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) <= MOST


def test_every_verb_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    listed = re.findall(r"^    ([a-z][a-z-]*) ", capsys.readouterr().out, re.MULTILINE)
    assert {"log", "undo", "doctor"} <= set(listed)
    for verb in listed:
        assert f"microwins {verb}" in README
