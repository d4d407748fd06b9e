"""What the running app carries on from click to click is what a fresh look at the journal says."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot
from support.clock import FixedClock
from support.happenings import HAPPENINGS, KEYS, Happening, Happens

from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.returning import returning_of
from microwins_desktop.store import Store


def answers(journal: Journal) -> dict[str, Any]:
    """All that a click makes the views ask for."""
    today, store = journal.today(), journal.store
    days = [today - timedelta(days=back) for back in range(8)]
    asked: dict[str, Callable[[], Any]] = {
        "wins": lambda: [journal.wins_of(day) for day in days],
        "count": journal.count_today,
        "undo": journal.next_undo,
        "redo": journal.next_redo,
        "hard": journal.is_hard_day,
        "days with a win": lambda: journal.days_with_a_win(30),
        "suggestions": lambda: journal.suggestions(8),
        "steps": journal.steps,
        "step": lambda: [journal.step(key) for key in KEYS],
        "areas": journal.areas,
        "returning": lambda: [returning_of(journal, journal.wins_of(day)) for day in days],
        "last days": lambda: store.insight.last_days(KEYS, today),
        "day before": lambda: store.wins.previous_day_with_a_win(today),
    }
    return {name: ask() for name, ask in asked.items()}


@given(st.lists(HAPPENINGS, min_size=4, max_size=14))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_every_answer_is_true(
    qtbot: QtBot, clock: FixedClock, happenings: list[Happening]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = DataFolder(Path(name))
        with open_journal(folder, clock) as store, open_journal(folder, clock) as other:
            journal = Journal(store, clock, Preferences(store))
            happens = Happens(journal, other, clock)
            for what in happenings:
                happens(what)
                assert answers(journal) == fresh(folder, clock), what


def fresh(folder: DataFolder, clock: FixedClock) -> dict[str, Any]:
    """The answers of a process that has just been started."""
    with Store(folder.database, clock, folder.backups).open() as store:
        return answers(Journal(store, clock, Preferences(store)))
