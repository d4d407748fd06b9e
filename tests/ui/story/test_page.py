"""The Story page tells what is true, in words that cannot shame."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.story.page import StoryPage
from microwins_desktop.ui.theme import Theme


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, journal: Journal, preferences: Preferences) -> StoryPage:
    made = StoryPage(theme, journal, preferences)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_an_empty_journal_is_paper_with_a_kind_line(page: StoryPage) -> None:
    assert page._all.full_text() == "Your story begins whenever you like."
    assert not page._days.isVisibleTo(page)


def test_the_first_win_is_told(page: StoryPage, journal: Journal) -> None:
    journal.log_text("Made tea")
    assert page._all.full_text() == "1 small win so far"
    assert page._windows.full_text() == "1 of the last 7 days"
