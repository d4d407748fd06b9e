"""A journal that cannot be read just now is told apart from one that is broken."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from support.clock import FixedClock
from support.rights import read_only

from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.store import checkup


@pytest.fixture
def journal(tmp_path: Path, clock: FixedClock) -> Path:
    folder = DataFolder(tmp_path / "data")
    open_journal(folder, clock).close()
    return folder.database


def test_a_whole_journal_has_nothing_to_mend(journal: Path) -> None:
    assert {finding.state for finding in checkup.look_through(journal)} == {"ok"}


def test_a_broken_one_is_offered_to_be_mended(journal: Path) -> None:
    journal.write_bytes(b"a shopping list " * 600)
    (finding,) = checkup.look_through(journal)
    assert (finding.state, finding.repair) == ("problem", "journal")


def test_one_that_may_not_be_written_beside_is_not_called_broken(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = sqlite3.OperationalError("attempt to write a readonly database")
    refused.sqlite_errorcode = sqlite3.SQLITE_READONLY

    def refuse(_path: Path) -> sqlite3.Connection:
        raise refused

    monkeypatch.setattr(checkup, "open_unchanged", refuse)
    (finding,) = checkup.look_through(journal)
    assert (finding.state, finding.repair) == ("problem", "")
    assert finding.says == "it cannot be read while its folder may not be written"


def test_a_folder_that_may_only_be_read_is_no_damage(journal: Path) -> None:
    with read_only(journal.parent):
        found = list(checkup.look_through(journal))
    assert {finding.state for finding in found} == {"ok"}
