"""One desktop for the whole run, a fresh journal for each test."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from access import Screen

from devtools.box.desktop import Desktop, end_process, until
from devtools.box.tray import TrayIcon


@pytest.fixture(scope="session")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    made = Desktop(tmp_path_factory.mktemp("d"))
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "journal"


class App:
    """The running app of one test, and the terminal beside it."""

    def __init__(self, desktop: Desktop, data: Path) -> None:
        self._desktop = desktop
        self.data = data
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *arguments: str) -> None:
        self.process = self._desktop.run(*arguments, data=self.data)

    def kill(self) -> None:
        """As a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        until(lambda: not TrayIcon(self._desktop).is_registered(), "the icon to go")

    def stop(self) -> None:
        if self.process is not None:
            end_process(self.process)
            until(lambda: not TrayIcon(self._desktop).is_registered(), "the icon to go")

    def terminal(self, *arguments: str) -> str:
        """The output of a verb, run without a display and without a session bus."""
        bare = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")
        surroundings = {k: v for k, v in self._desktop.environment.items() if k not in bare}
        surroundings["MICROWINS_DATA_DIR"] = str(self.data)
        command = [sys.executable, "-m", "microwins_desktop", *arguments]
        done = subprocess.run(command, env=surroundings, capture_output=True, check=True, text=True)
        return done.stdout


@pytest.fixture
def app(desktop: Desktop, data: Path) -> Iterator[App]:
    running = App(desktop, data)
    yield running
    running.stop()


@pytest.fixture
def tray(desktop: Desktop) -> TrayIcon:
    return TrayIcon(desktop)


@pytest.fixture
def screen(desktop: Desktop) -> Iterator[Screen]:
    made = Screen(desktop)
    yield made
    made.close()
