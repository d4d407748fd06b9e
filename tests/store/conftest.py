"""An open journal, empty or with the starter steps, on a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.clock import FixedClock

from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def store(folder: DataFolder, clock: FixedClock) -> Iterator[Store]:
    with open_journal(folder, clock) as opened:
        yield opened


@pytest.fixture
def journal(folder: DataFolder, clock: FixedClock) -> Iterator[Store]:
    """A journal without the starter steps, quick to make."""
    with Store(folder.database, clock, folder.backups).open() as opened:
        yield opened
