"""Undo, redo and hard day: at hand at once, and named once somebody may read it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.actions import Actions


@pytest.fixture
def actions(journal: Journal) -> Actions:
    return Actions(journal)


def at_hand(actions: Actions) -> tuple[bool, bool]:
    for action in (actions.undo, actions.redo):
        assert action.isVisible() == action.isEnabled()
    return actions.undo.isEnabled(), actions.redo.isEnabled()


def test_what_can_be_done_is_at_hand_at_once(journal: Journal, actions: Actions) -> None:
    assert at_hand(actions) == (False, False)
    journal.log_text("Opened the door")
    assert at_hand(actions) == (True, False)
    journal.undo()
    assert at_hand(actions) == (False, True)
    journal.log_text("Opened the window")
    assert at_hand(actions) == (True, False)
    journal.set_hard_day(True)
    assert actions.hard_day.isChecked()


def test_it_is_named_when_the_loop_is_free_or_when_somebody_asks(
    qtbot: QtBot, journal: Journal, actions: Actions
) -> None:
    journal.log_text("Opened the door")
    qtbot.waitUntil(lambda: actions.undo.text() == "Undo: Opened the door")
    journal.undo()
    qtbot.waitUntil(lambda: actions.redo.text() == "Redo: Opened the door")
    journal.set_hard_day(True)
    actions.refresh()
    assert actions.undo.text() == "Undo: hard day"
