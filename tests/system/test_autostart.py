"""Start at login on three systems, each read back from where that system looks."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.system.autostart import AutostartState, for_this_platform
from microwins_desktop.system.autostart.command import start_command
from microwins_desktop.system.autostart.macos import LABEL, LaunchAgent
from microwins_desktop.system.autostart.windows import APPROVED, RUN, RunKey, split_command_line
from microwins_desktop.system.autostart.xdg import (
    XdgAutostart,
    escape_string,
    join_exec,
    read_entry,
    split_exec,
)

arguments = st.text(
    st.characters(
        exclude_categories=["Cs"], exclude_characters="\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
    ),
    max_size=12,
)


@pytest.fixture
def program(tmp_path: Path) -> str:
    script = tmp_path / "bin folder" / "microwins"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    return str(script)


class TestXdg:
    @pytest.fixture
    def environ(self, tmp_path: Path) -> dict[str, str]:
        return {
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_CONFIG_DIRS": str(tmp_path / "etc"),
            "PATH": os.environ["PATH"],
            "XDG_CURRENT_DESKTOP": "XFCE",
        }

    @pytest.fixture
    def autostart(self, program: str, environ: dict[str, str]) -> XdgAutostart:
        return XdgAutostart([program, "--data-dir", "/50% done/a b", "--hidden"], environ)

    @pytest.fixture
    def entry(self, tmp_path: Path) -> Path:
        return tmp_path / "config" / "autostart" / "microwins.desktop"

    def test_off_before_anything_was_written(self, autostart: XdgAutostart, entry: Path) -> None:
        assert autostart.state() == AutostartState(False, (), str(entry))

    def test_on_is_read_back(self, autostart: XdgAutostart, program: str, entry: Path) -> None:
        state = autostart.enable()
        command = (program, "--data-dir", "/50% done/a b", "--hidden")
        assert state == AutostartState(True, command, str(entry))
        assert "50%% done" in entry.read_text()
        assert autostart.disable() == AutostartState(False, (), str(entry))
        assert not entry.exists()

    def test_the_home_folder_is_the_fall_back(self, program: str, tmp_path: Path) -> None:
        environ = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": "relative", "PATH": ""}
        state = XdgAutostart([program], environ).enable()
        assert state.place == str(tmp_path / ".config" / "autostart" / "microwins.desktop")

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("Hidden=true", "switched off"),
            ("X-GNOME-Autostart-enabled=false", "switched off"),
            ("OnlyShowIn=GNOME;KDE;", "another desktop"),
            ("NotShowIn=XFCE;", "another desktop"),
            ("TryExec=/nowhere/microwins", "not there: /nowhere/microwins"),
        ],
    )
    def test_what_others_switched_off_reads_as_off(
        self, autostart: XdgAutostart, entry: Path, line: str, reason: str
    ) -> None:
        autostart.enable()
        key = line.split("=")[0] + "="
        kept = [old for old in entry.read_text().splitlines() if not old.startswith(key)]
        entry.write_text("\n".join([*kept, line, "[Desktop Action x]", "Hidden=false"]))
        state = autostart.state()
        assert not state.enabled
        assert reason in state.reason
        assert autostart.enable().enabled

    def test_an_entry_of_another_copy_is_named(
        self, autostart: XdgAutostart, environ: dict[str, str]
    ) -> None:
        other = str(shutil.which("true"))
        XdgAutostart([other, "--hidden"], environ).enable()
        state = autostart.state()
        assert state.enabled
        assert other in state.reason

    @pytest.mark.parametrize("text", ["", "rubbish", '[Desktop Entry]\nExec="open\n', "\0\xff"])
    def test_a_damaged_entry_is_off(self, autostart: XdgAutostart, entry: Path, text: str) -> None:
        entry.parent.mkdir(parents=True)
        entry.write_text(text, encoding="latin-1")
        assert not autostart.state().enabled

    def test_an_entry_for_everybody_is_overruled(
        self, autostart: XdgAutostart, tmp_path: Path, program: str
    ) -> None:
        shared = tmp_path / "etc" / "autostart" / "microwins.desktop"
        shared.parent.mkdir(parents=True)
        shared.write_text(f"[Desktop Entry]\nType=Application\nExec={join_exec([program])}\n")
        assert autostart.state().enabled
        assert not autostart.disable().enabled
        assert shared.exists()
        assert autostart.enable().enabled

    def test_a_place_that_cannot_be_written_is_told(
        self, autostart: XdgAutostart, tmp_path: Path
    ) -> None:
        (tmp_path / "config").write_text("a file where the folder should be")
        state = autostart.enable()
        assert not state.enabled
        assert state.reason

    @given(st.lists(arguments, min_size=1))
    def test_any_command_survives_the_format(self, command: list[str]) -> None:
        text = f"[Desktop Entry]\nExec={escape_string(join_exec(command))}\n"
        assert split_exec(read_entry(text)["Exec"]) == command

    def test_the_quoting_is_the_specified_one(self) -> None:
        assert join_exec(["a b", 'say "$5"', "100%", "`x`"]) == r'"a b" "say \"\$5\"" 100%% "\`x\`"'

    @pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="no validator here")
    def test_the_desktops_own_validator_agrees(self, autostart: XdgAutostart, entry: Path) -> None:
        autostart.enable()
        done = subprocess.run(
            ["desktop-file-validate", str(entry)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


class FakeRegistry:
    """The few functions of `winreg` that are used, on a dictionary."""

    HKEY_CURRENT_USER, REG_SZ, KEY_SET_VALUE = "HKCU", 1, 2

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], object] = {}
        self.refuse = False

    class _Key(str):
        def __enter__(self) -> FakeRegistry._Key:
            return self

        def __exit__(self, *_: object) -> None:
            return None

    def CreateKey(self, _root: str, key: str) -> FakeRegistry._Key:
        if self.refuse:
            raise PermissionError(13, "Access is denied")
        return self._Key(key)

    def OpenKey(self, _root: str, key: str, _reserved: int = 0, _access: int = 0) -> _Key:
        if not any(held == key for held, _ in self.values):
            raise FileNotFoundError(2, key)
        return self._Key(key)

    def QueryValueEx(self, key: str, name: str) -> tuple[object, int]:
        if (str(key), name) not in self.values:
            raise FileNotFoundError(2, name)
        return self.values[str(key), name], 1

    def SetValueEx(self, key: str, name: str, _reserved: int, _kind: int, value: object) -> None:
        self.values[str(key), name] = value

    def DeleteValue(self, key: str, name: str) -> None:
        if self.values.pop((str(key), name), None) is None:
            raise FileNotFoundError(2, name)


class TestWindows:
    COMMAND = (
        r"C:\Program Files\MicroWins\microwins.exe",
        "--data-dir",
        "D:\\my wins\\",
        "--hidden",
    )

    @pytest.fixture
    def registry(self) -> FakeRegistry:
        return FakeRegistry()

    @pytest.fixture
    def autostart(self, registry: FakeRegistry) -> RunKey:
        return RunKey(self.COMMAND, registry)

    def test_on_is_read_back_and_off_again(self, autostart: RunKey, registry: FakeRegistry) -> None:
        place = f"HKEY_CURRENT_USER\\{RUN}\\MicroWins"
        assert autostart.state() == AutostartState(False, (), place)
        assert autostart.enable() == AutostartState(True, self.COMMAND, place)
        assert list(registry.values) == [(RUN, "MicroWins")]
        assert not autostart.disable().enabled
        assert registry.values == {}

    @pytest.mark.parametrize(("first", "on"), [(2, True), (6, True), (3, False), (7, False)])
    def test_the_start_up_list_has_the_last_word(
        self, autostart: RunKey, registry: FakeRegistry, first: int, on: bool
    ) -> None:
        autostart.enable()
        registry.values[APPROVED, "MicroWins"] = bytes([first]) + bytes(11)
        state = autostart.state()
        assert state.enabled is on
        assert bool(state.reason) is not on
        assert autostart.enable().enabled

    @pytest.mark.parametrize("value", ["", "  ", 7, None])
    def test_an_odd_value_is_off(
        self, autostart: RunKey, registry: FakeRegistry, value: object
    ) -> None:
        registry.values[RUN, "MicroWins"] = value
        assert not autostart.state().enabled

    def test_another_copy_is_named(self, autostart: RunKey, registry: FakeRegistry) -> None:
        registry.values[RUN, "MicroWins"] = r'"C:\old one\microwins.exe" --hidden'
        assert r"C:\old one\microwins.exe" in autostart.state().reason

    def test_a_command_windows_would_ignore_is_told(self, registry: FakeRegistry) -> None:
        state = RunKey(["C:\\" + "a" * 260, "--hidden"], registry).enable()
        assert not state.enabled
        assert "too long" in state.reason

    def test_a_refusal_is_told(self, autostart: RunKey, registry: FakeRegistry) -> None:
        registry.refuse = True
        state = autostart.enable()
        assert not state.enabled
        assert "Access is denied" in state.reason

    @given(st.lists(arguments, min_size=1))
    def test_any_command_line_is_split_as_it_was_joined(self, command: list[str]) -> None:
        command = [argument.replace("\n", "").replace("\r", "") for argument in command]
        assert split_command_line(subprocess.list2cmdline(command)) == command


class FakeLaunchd:
    def __init__(self) -> None:
        self.off = False

    def __call__(self, arguments: Sequence[str]) -> str:
        if arguments[0] == "enable":
            self.off = False
        return f'disabled services = {{\n\t"{LABEL}" => {"disabled" if self.off else "enabled"}\n}}'


class TestMacos:
    @pytest.fixture
    def launchd(self) -> FakeLaunchd:
        return FakeLaunchd()

    @pytest.fixture
    def agent(self, tmp_path: Path, launchd: FakeLaunchd) -> LaunchAgent:
        return LaunchAgent(["/Applications/MicroWins.app/x", "--hidden"], tmp_path, launchd)

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        return tmp_path / "Library" / "LaunchAgents" / f"{LABEL}.plist"

    def test_on_is_read_back_and_off_again(self, agent: LaunchAgent, file: Path) -> None:
        assert agent.state() == AutostartState(False, (), str(file))
        command = ("/Applications/MicroWins.app/x", "--hidden")
        assert agent.enable() == AutostartState(True, command, str(file))
        assert plistlib.loads(file.read_bytes())["RunAtLoad"] is True
        assert agent.disable() == AutostartState(False, (), str(file))

    def test_login_items_have_the_last_word(self, agent: LaunchAgent, launchd: FakeLaunchd) -> None:
        agent.enable()
        launchd.off = True
        assert "login items" in agent.state().reason
        assert not agent.state().enabled
        assert agent.enable().enabled

    @pytest.mark.parametrize(
        "content",
        [b"", b"not a plist", b"<plist><array/></plist>", plistlib.dumps({"Label": LABEL})],
        ids=["empty", "text", "list", "no program"],
    )
    def test_a_damaged_agent_is_off(self, agent: LaunchAgent, file: Path, content: bytes) -> None:
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
        state = agent.state()
        assert not state.enabled
        assert state.reason

    def test_a_place_that_cannot_be_written_is_told(
        self, agent: LaunchAgent, tmp_path: Path
    ) -> None:
        (tmp_path / "Library").write_text("a file where the folder should be")
        state = agent.enable()
        assert not state.enabled
        assert state.reason


class TestCommand:
    def test_the_installed_script(self, program: str) -> None:
        assert start_command(argv=[program]) == [program, "--hidden"]

    def test_a_folder_of_ones_own_is_kept(
        self, program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        command = start_command(Path("my wins"), hidden=False, argv=[program])
        assert command == [program, "--data-dir", str(tmp_path / "my wins")]

    def test_started_as_a_module(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "executable", str(tmp_path / "python3"))
        expected = [str(tmp_path / "python3"), "-m", "microwins_desktop", "--hidden"]
        assert start_command(argv=["/src/microwins_desktop/__main__.py"]) == expected

    def test_a_script_beside_python(self, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "executable", str(Path(program).with_name("python3")))
        assert start_command(argv=["-c"]) == [program, "--hidden"]

    @pytest.mark.parametrize(
        ("environ", "expected"),
        [
            ({}, "/opt/microwins/microwins"),
            ({"APPIMAGE": "/home/a/M.AppImage"}, "/home/a/M.AppImage"),
        ],
    )
    def test_a_bundle(
        self, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], expected: str
    ) -> None:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setattr(sys, "executable", "/opt/microwins/microwins")
        assert start_command(argv=["x"], environ=environ) == [expected, "--hidden"]

    @pytest.mark.parametrize("beside", ["pythonw.exe", None])
    def test_windows_opens_no_console(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beside: str | None
    ) -> None:
        if beside:
            (tmp_path / beside).touch()
        fake = SimpleNamespace(platform="win32", executable=str(tmp_path / "python.exe"))
        monkeypatch.setattr("microwins_desktop.system.autostart.command.sys", fake)
        assert start_command(argv=["microwins"])[0] == str(tmp_path / (beside or "python.exe"))


@pytest.mark.skipif(sys.platform != "linux", reason="which adapter depends on the system")
def test_the_adapter_of_this_system_honours_its_home(tmp_path: Path, program: str) -> None:
    state = for_this_platform([program, "--hidden"]).enable()
    assert state.enabled
    assert state.place.startswith(str(tmp_path / "home"))
