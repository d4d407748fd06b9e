"""Buses that the tests of the desktop's parts talk to; no test reaches a real one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.fake_bus import session_bus, system_bus

__all__ = ["session_bus", "system_bus"]


@pytest.fixture(autouse=True)
def _no_real_bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/no-session-bus")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/no-system-bus")
    return
