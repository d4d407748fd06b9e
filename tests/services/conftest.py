"""A journal on disk behind its service, without any widget."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.clock import FixedClock

from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store import Store


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    opened = open_journal(DataFolder(tmp_path / "data"), clock, busy_ms=5)
    yield opened
    opened.close()


@pytest.fixture
def preferences(store: Store) -> Preferences:
    return Preferences(store)


@pytest.fixture
def journal(qtbot: QtBot, store: Store, clock: FixedClock, preferences: Preferences) -> Journal:
    return Journal(store, clock, preferences)
