"""Rules every test lives under; the switches that need no code are in pyproject.toml.

Helpers are imported as `from support.clock import FixedClock`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support.clock import FixedClock
from support.hostility import LogWatch, NetworkGuard, sleep_guard, watched_logs
from support.small_disk import mounted

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Every run tries the same examples, so that a red run is red again; to look for new ones:
# `python3 dev.py test --hypothesis-profile=explore`.
settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "explore", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

REAL_DESKTOP = Path(__file__).parent / "e2e"

_network = NetworkGuard()
_network.install()


def _drives_a_desktop(request: pytest.FixtureRequest) -> bool:
    return request.path.is_relative_to(REAL_DESKTOP)


_OTHER_PEOPLES = (
    *("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"),
    *("MICROWINS_DATA_DIR", "LANGUAGE", "LC_MESSAGES", "DBUS_SESSION_BUS_ADDRESS"),
)


@pytest.fixture(scope="session")
def _runtime_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # One short path for all: a socket's path may have no more than some hundred characters.
    return tmp_path_factory.mktemp("run")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, _runtime_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the files, the desktop or the language of whoever runs it."""
    for name in _OTHER_PEOPLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(_runtime_folder))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(autouse=True)
def _no_network_and_no_sleep(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The offscreen tier waits for signals, never for time. The real-desktop tier may poll."""
    if _drives_a_desktop(request):
        yield
        return
    monkeypatch.setattr(time, "sleep", sleep_guard())
    _network.armed = True
    yield
    _network.armed = False


@pytest.fixture(autouse=True)
def _log_watch() -> Iterator[LogWatch]:
    """A line at WARNING or above that the test did not expect fails it."""
    with watched_logs() as watch:
        yield watch
    complaints = watch.complaints()
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expected_logs(_log_watch: LogWatch) -> Callable[[str], None]:
    """`expected_logs("disk is full")`: the test makes the program log this; not doing so fails."""
    return _log_watch.expect


@pytest.fixture
def clock() -> FixedClock:
    """A Sunday morning in Vienna: 2026-11-22 09:14:03 +01:00."""
    return FixedClock()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes, where this may be made."""
    with mounted(tmp_path / "small") as place:
        yield place
