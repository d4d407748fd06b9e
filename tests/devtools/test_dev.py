"""What dev.py decides without doing it: what is installed, what is missing, where a display is."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("platform", "surroundings", "there"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_where_a_display_is(
    dev: ModuleType, platform: str, surroundings: dict[str, str], there: bool
) -> None:
    assert dev.has_display(platform, surroundings) is there


@pytest.mark.parametrize(
    ("stamp", "extras", "missing"),
    [
        ("", (), []),
        ("", ("test",), ["test"]),
        ("abc", (), None),
        ("abc", ("test",), ["test"]),
        ("abc\ntest", ("test",), None),
        ("abc\ntest", (), None),
        ("abc\ntest", ("test", "bundle"), ["bundle", "test"]),
        ("older\ntest", (), ["test"]),
        ("older\ntest", ("bundle",), ["bundle", "test"]),
    ],
)
def test_only_what_is_missing_or_out_of_date_is_installed(
    dev: ModuleType, stamp: str, extras: tuple[str, ...], missing: list[str] | None
) -> None:
    assert dev.missing_extras(stamp, "abc", extras) == missing


def test_an_installation_is_remembered_by_project_and_python(dev: ModuleType) -> None:
    made = dev.recipe_of(b"project", "3.11")
    assert made == dev.recipe_of(b"project", "3.11")
    assert len({made, dev.recipe_of(b"another", "3.11"), dev.recipe_of(b"project", "3.12")}) == 3


def test_an_environment_of_another_python_is_made_anew(dev: ModuleType, tmp_path: Path) -> None:
    assert not dev.made_by_this_python(tmp_path)
    version = ".".join(map(str, sys.version_info[:3]))
    config = tmp_path / "pyvenv.cfg"
    config.write_text(f"home = /usr/bin\nversion = {version}\n", encoding="utf-8")
    assert dev.made_by_this_python(tmp_path)
    config.write_text("home = /usr/bin\nversion = 3.10.1\n", encoding="utf-8")
    assert not dev.made_by_this_python(tmp_path)


@pytest.mark.parametrize(
    ("states", "there"),
    [
        ("installed ", True),
        ("not-installed ", False),
        ("", False),
        ("config-files ", False),
        ("not-installed installed ", True),
    ],
)
def test_what_dpkg_calls_installed(dev: ModuleType, states: str, there: bool) -> None:
    assert dev.says_installed(states) is there


def test_missing_packages_are_one_line_to_run_where_they_may_not_be_installed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "is_installed", lambda package: package == "libegl1")
    monkeypatch.setattr(dev, "root_prefix", lambda: None)
    dev.have_packages(["libegl1", "xvfb", "dunst"])
    told = capsys.readouterr().out.splitlines()
    assert told[-1].strip() == "sudo apt-get install -y --no-install-recommends xvfb dunst"


def test_without_a_display_run_says_so_and_takes_the_tour(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    toured: list[list[str]] = []
    monkeypatch.setattr(dev, "have_packages", lambda packages: None)
    monkeypatch.setattr(dev, "environment", lambda extras: "python")
    monkeypatch.setattr(dev, "has_display", lambda platform, surroundings: False)
    monkeypatch.setattr(dev, "tour", lambda rest: toured.append(rest) or 0)
    assert dev.run(["--hidden"]) == 0
    assert toured == [[]]
    assert "no display" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["dance"]])
def test_an_unknown_verb_is_wrong_usage(arguments: list[str]) -> None:
    command = [sys.executable, str(ROOT / "dev.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "verb" in done.stderr


def test_the_checks_are_those_the_machine_that_checks_runs() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert text.strip().splitlines()[-1] == "exec python3 dev.py test"
