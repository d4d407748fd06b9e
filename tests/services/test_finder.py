"""Searching while the index is still far behind: the latest first, in portions, to the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.clock import FixedClock

from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.services import finder as finder_module
from microwins_desktop.services.finder import Finder, Found
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences


def test_the_latest_are_found_first_and_older_ones_join(
    qtbot: QtBot, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder_module, "PORTION", 10)
    with open_journal(DataFolder(tmp_path / "data"), clock) as store:
        journal = Journal(store, clock, Preferences(store))
        for number in range(45):
            clock.advance(minutes=1)
            journal.log_text(f"Cup of tea {number}")
        finder = Finder(journal)
        seen: list[Found] = []
        finder.found.connect(seen.append)
        finder.find("tea")
        assert [win.title for win in seen[0].wins] == [f"Cup of tea {n}" for n in range(44, 34, -1)]
        assert not seen[0].complete
        qtbot.waitUntil(lambda: seen[-1].complete)
        assert len(seen[-1].wins) == 45
        finder.rest()
        journal.log_text("More tea")
        assert not finder._next.isActive()
