"""An open journal with the starter steps, and a short way to import into it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from support.clock import FixedClock

from microwins_desktop.exchange.importing import import_file
from microwins_desktop.exchange.report import Options, Report
from microwins_desktop.exchange.source import Source
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.store import Store


class Take(Protocol):
    def __call__(self, path: Path, options: Options | None = None, **given: Any) -> Report: ...


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed journal that holds the starter steps and nothing else, to be copied."""
    folder = DataFolder(tmp_path_factory.mktemp("seeded"))
    open_journal(folder, FixedClock()).close()
    return folder.database


@pytest.fixture
def new_store(seeded: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Callable[[], Store]]:
    """Makes empty journals, each in a folder of its own, and closes them in the end."""
    made: list[Store] = []

    def make() -> Store:
        folder = DataFolder(tmp_path / f"data-{len(made)}")
        folder.root.mkdir()
        shutil.copy(seeded, folder.database)
        made.append(Store(folder.database, clock, folder.backups).open())
        return made[-1]

    yield make
    for store in made:
        store.close()


@pytest.fixture
def store(new_store: Callable[[], Store]) -> Store:
    return new_store()


@pytest.fixture
def take(store: Store) -> Take:
    """Import a file into the journal."""

    def import_into(path: Path, options: Options | None = None, **given: Any) -> Report:
        return import_file(store, Source(path), options=options, **given)

    return import_into
