"""What `pip install .` brings: built once, unpacked somewhere else, and run from there."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from microwins_desktop import __version__
from microwins_desktop.paths import DESKTOP_ID

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files, as an installer unpacks them."""
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    unpacked = folder / "unpacked"
    zipfile.ZipFile(built).extractall(unpacked)
    return unpacked


def run(wheel: Path, elsewhere: Path, *arguments: str) -> str:
    """The output of the installed program, started in a folder that knows nothing of it."""
    code = (
        f"import sys; sys.path.insert(0, {str(wheel)!r});"
        "from microwins_desktop import __file__ as found; from microwins_desktop.cli import main;"
        f"assert found.startswith({str(wheel)!r}), found; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, "--data-dir", str(elsewhere / "data"), *arguments],
        cwd=elsewhere,
        env={"PATH": os.environ["PATH"], "HOME": str(elsewhere)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_runs_from_another_folder_and_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    assert run(wheel, tmp_path, "--version").strip() == f"microwins {__version__}"
    assert "open-blinds" in run(wheel, tmp_path, "steps")
    assert "Logged: Opened the blinds" in run(wheel, tmp_path, "log", "open-blinds")


def test_every_resource_is_in_it(wheel: Path) -> None:
    resources = ROOT / "resources"
    wanted = {path.relative_to(resources) for path in resources.rglob("*") if path.is_file()}
    packed = wheel / "microwins_desktop" / "resources"
    there = {path.relative_to(packed) for path in packed.rglob("*") if path.is_file()}
    assert wanted <= there
    assert wanted


def test_it_brings_the_command_the_licence_and_what_desktops_look_for(wheel: Path) -> None:
    (info,) = wheel.glob("*.dist-info")
    entries = configparser.ConfigParser()
    entries.read(info / "entry_points.txt", encoding="utf-8")
    assert entries["console_scripts"]["microwins"] == "microwins_desktop.cli:main"
    assert (info / "licenses" / "LICENSE").exists()
    (shared,) = wheel.glob("*.data/data/share")
    assert (shared / "applications" / f"{DESKTOP_ID}.desktop").exists()
    assert (shared / "metainfo" / f"{DESKTOP_ID}.metainfo.xml").exists()
    assert list((shared / "icons" / "hicolor").rglob(f"{DESKTOP_ID}.png"))


def test_nothing_of_the_workshop_ships(wheel: Path) -> None:
    tops = {path.name for path in wheel.iterdir()}
    assert {name for name in tops if not name.startswith("microwins")} == set()
