"""`settings` lists, reads and changes; start at login is what the system says it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.clock import FixedClock

from microwins_desktop import cli
from microwins_desktop.core.settings import BY_KEY, SETTINGS
from microwins_desktop.paths import DataFolder
from microwins_desktop.system.autostart import AutostartState
from microwins_desktop.verbs import settings as verb

Run = Callable[..., tuple[int, str, str]]


class FakeAutostart:
    """A system that may refuse."""

    def __init__(self) -> None:
        self.enabled = False
        self.refuses = False

    def state(self) -> AutostartState:
        return AutostartState(self.enabled, reason="the folder is read-only")

    def enable(self) -> AutostartState:
        self.enabled = self.enabled or not self.refuses
        return self.state()

    def disable(self) -> AutostartState:
        self.enabled = self.enabled and self.refuses
        return self.state()


@pytest.fixture
def autostart(monkeypatch: pytest.MonkeyPatch) -> FakeAutostart:
    system = FakeAutostart()

    def of_folder(_folder: DataFolder) -> FakeAutostart:
        return system

    monkeypatch.setattr(verb, "for_folder", of_folder)
    return system


@pytest.fixture
def run(
    tmp_path: Path,
    clock: FixedClock,
    autostart: FakeAutostart,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    monkeypatch.setattr("microwins_desktop.core.clock.SystemClock", lambda: clock)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["settings", "--data-dir", str(tmp_path / "data"), *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def listed(run: Run) -> dict[str, Any]:
    code, out, _ = run("--json")
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def test_all_settings_are_listed_with_their_defaults(run: Run) -> None:
    assert listed(run) == {setting.key: setting.default for setting in SETTINGS}
    assert "text_scale           100\n" in run()[1]


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("day_start", "5:30", "05:30"),
        ("text_scale", "120", "120"),
        ("quiet_hours", "22:00-08:00, 13:00-14:00", "22:00-08:00,13:00-14:00"),
        ("quiet_hours", "", ""),
        ("coordinates", "-33.9,18.4", "-33.9,18.4"),
        ("coordinates", "48.2,-16", "48.2,-16"),
        ("nudges", "off", "off"),
        ("language", "pt_BR", "pt_BR"),
        ("nudge_cap_per_day", "0", "0"),
    ],
)
def test_a_value_is_kept_and_read_back(run: Run, key: str, typed: str, kept: str) -> None:
    assert run(key, typed) == (0, f"{kept}\n", "")
    assert run(key) == (0, f"{kept}\n", "")
    assert json.loads(run(key, "--json")[1]) == {key: kept}
    assert listed(run)[key] == kept


@pytest.mark.parametrize("order", [("--json", "text_scale", "90"), ("text_scale", "--json", "90")])
def test_the_switch_may_stand_anywhere(run: Run, order: tuple[str, ...]) -> None:
    assert json.loads(run(*order)[1]) == {"text_scale": "90"}


@pytest.mark.parametrize(
    "wrong",
    [
        ("no_such_key",),
        ("no_such_key", "on"),
        ("text_scale", "79"),
        ("text_scale", "201"),
        ("text_scale", "1e2"),
        ("text_scale", ""),
        ("theme", "blue"),
        ("nudges", "yes"),
        ("day_start", "24:00"),
        ("quiet_hours", "22:00"),
        ("coordinates", "91,0"),
        ("coordinates", "-91,0"),
        ("coordinates", "nan,0"),
        ("text_scale", "100", "110"),
    ],
)
def test_what_a_setting_does_not_take_changes_nothing(run: Run, wrong: tuple[str, ...]) -> None:
    before = listed(run)
    code, out, err = run(*wrong)
    assert (code, out) == (2, "")
    assert err.startswith("microwins: ")
    assert err.count("\n") == 1
    assert listed(run) == before


def test_start_at_login_is_switched_in_the_system(run: Run, autostart: FakeAutostart) -> None:
    assert run("start_at_login", "on") == (0, "on\n", "")
    assert autostart.enabled
    autostart.enabled = False  # by hand, in the desktop's own settings
    assert run("start_at_login") == (0, "off\n", "")
    assert listed(run)["start_at_login"] == "off"


def test_a_refusal_of_the_system_is_said(run: Run, autostart: FakeAutostart) -> None:
    autostart.refuses = True
    assert run("start_at_login", "on") == (1, "", "microwins: the folder is read-only\n")
    assert run("start_at_login") == (0, "off\n", "")


def test_every_setting_has_its_line(run: Run) -> None:
    assert [line.split()[0] for line in run()[1].splitlines()] == list(BY_KEY)
