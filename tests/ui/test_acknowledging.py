"""The card comes for the win that was just logged, and says it when one cannot be kept yet."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot
from support.clock import FixedClock

from microwins_desktop import paths
from microwins_desktop.acknowledging import Acknowledging
from microwins_desktop.core.model import Source
from microwins_desktop.core.routines import Routine
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.voice import Voice
from microwins_desktop.store import Store
from microwins_desktop.store.wins import NewWin
from microwins_desktop.ui.theme import Theme


class Window:
    def __init__(self) -> None:
        self.seen = False

    def is_seen(self) -> bool:
        return self.seen


class Routines(QObject):
    offered = Signal(object)


@pytest.fixture
def window() -> Window:
    return Window()


def no_icon() -> None:
    return None


@pytest.fixture
def acknowledging(
    qtbot: QtBot, theme: Theme, journal: Journal, preferences: Preferences, window: Window
) -> Acknowledging:
    voice = Voice(journal, paths.resources() / "words.toml")
    parts = SimpleNamespace(
        theme=theme, journal=journal, preferences=preferences, routines=Routines()
    )
    made = Acknowledging(parts, voice, no_icon, window.is_seen)
    qtbot.addWidget(made.card)
    return made


def title(acknowledging: Acknowledging) -> str:
    return acknowledging.card._title.full_text()


def test_the_win_just_logged_is_shown_whatever_lies_later_in_the_journal(
    qtbot: QtBot, acknowledging: Acknowledging, journal: Journal, clock: FixedClock
) -> None:
    journal.log(NewWin(at=clock.now() + timedelta(hours=3), title="Planned ahead"))
    journal.log_step("open-blinds", source=Source.TRAY)
    qtbot.waitUntil(acknowledging.card.isVisible)
    assert title(acknowledging) == "Opened the blinds"


@pytest.mark.parametrize("source", [Source.WINDOW, Source.CLI, Source.ROUTINE])
def test_what_the_window_shows_anyway_needs_no_card(
    qtbot: QtBot, acknowledging: Acknowledging, journal: Journal, source: Source
) -> None:
    journal.log_text("Made tea", source=source)
    journal.log_step("open-blinds", source=Source.TRAY)
    qtbot.waitUntil(acknowledging.card.isVisible)
    acknowledging.card.close()
    journal.log_text("More tea", source=source)
    assert not acknowledging.card.isVisible()


def test_it_can_be_turned_off(
    acknowledging: Acknowledging, journal: Journal, preferences: Preferences
) -> None:
    preferences.put({"card_after_log": "off"})
    journal.log_step("open-blinds", source=Source.TRAY)
    assert acknowledging._win is None


def test_a_win_that_cannot_be_kept_yet_is_said_once(
    qtbot: QtBot, acknowledging: Acknowledging, journal: Journal, store: Store
) -> None:
    store.database.execute("PRAGMA busy_timeout = 5")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        journal.log_step("open-blinds", source=Source.TRAY)
        assert acknowledging.card.isVisible()
        assert title(acknowledging) == "Opened the blinds"
        assert acknowledging.card._words.full_text() == (
            "Not saved yet: another program is using the journal right now. "
            "It is kept here and tried again."
        )
        acknowledging.card.close()
        journal.save_unsaved()
        assert not acknowledging.card.isVisible()
        other.execute("ROLLBACK")
    journal.save_unsaved()
    qtbot.waitUntil(acknowledging.card.isVisible)
    assert acknowledging.card._undo.isVisible()


def test_a_failure_is_said_where_no_window_says_it(
    acknowledging: Acknowledging, journal: Journal, window: Window
) -> None:
    window.seen = True
    journal.failed.emit("the disk is full")
    assert not acknowledging.card.isVisible()
    window.seen = False
    journal.failed.emit("the disk is full")
    assert acknowledging.card._words.full_text() == "the disk is full"


def test_what_waited_since_last_time_is_said_without_a_card_for_each(
    acknowledging: Acknowledging, journal: Journal
) -> None:
    journal.waiting.returned.emit(["Opened the blinds"])
    assert title(acknowledging) == "1 win is saved"
    assert acknowledging.card._words.full_text() == (
        "It waited since last time and is in your journal now: Opened the blinds."
    )
    journal.waiting.returned.emit(["a", "b", "c", "d"])
    assert title(acknowledging) == "4 wins are saved"
    assert acknowledging.card._words.full_text().endswith("now: a, b, c and 1 more.")


def test_a_word_from_elsewhere_comes_where_no_window_says_it(
    acknowledging: Acknowledging, window: Window
) -> None:
    window.seen = True
    acknowledging.say_unseen("Your journal can only be read just now", "It is kept.")
    assert not acknowledging.card.isVisible()
    window.seen = False
    acknowledging.say_unseen("Your journal can only be read just now", "It is kept.")
    assert title(acknowledging) == "Your journal can only be read just now"


SOFT_START = Routine(key="soft", name="Soft start", steps=("sit-up", "open-blinds"), nudged=True)


@pytest.mark.parametrize("card", ["on", "off"])
def test_a_nudge_that_was_done_leads_on_into_its_routine_with_or_without_cards(
    qtbot: QtBot,
    acknowledging: Acknowledging,
    journal: Journal,
    preferences: Preferences,
    card: str,
) -> None:
    preferences.put({"card_after_log": card})
    wanted: list[tuple[str, int]] = []
    acknowledging.routine_wanted.connect(lambda key, at: wanted.append((key, at)))
    acknowledging._parts.routines.offered.emit(SOFT_START)
    journal.log_step("sit-up", source=Source.NUDGE)
    qtbot.waitUntil(acknowledging.card.isVisible)
    assert acknowledging.card._more.text() == "Go on: Soft start"
    acknowledging.card._more.click()
    assert wanted == [("soft", 1)]


def test_a_way_on_that_was_not_taken_belongs_to_no_later_win(
    qtbot: QtBot, acknowledging: Acknowledging, journal: Journal, preferences: Preferences
) -> None:
    acknowledging._parts.routines.offered.emit(SOFT_START)
    journal.log_step("sit-up", source=Source.NUDGE)
    qtbot.waitUntil(acknowledging.card.isVisible)
    acknowledging.card.close()
    journal.log_step("open-blinds", source=Source.NUDGE)
    qtbot.waitUntil(acknowledging.card.isVisible)
    assert not acknowledging.card._more.isVisible()
    acknowledging.card.close()
    preferences.put({"card_after_log": "off"})
    journal.log_step("drink-water", source=Source.NUDGE)
    assert acknowledging._win is None
