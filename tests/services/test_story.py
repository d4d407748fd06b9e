"""What the Story page is told: numbers without a window never fall, long journals stay quick."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from support.clock import FixedClock

from microwins_desktop.core.insight.counting import Window
from microwins_desktop.services import story as module
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.story import Story
from microwins_desktop.store import Store
from microwins_desktop.store.wins import NewWin

TODAY = date(2026, 11, 22)


@pytest.fixture
def story(journal: Journal, store: Store) -> Story:
    return Story(journal, Preferences(store))


def put(journal: Journal, *backs: int) -> None:
    for back in backs:
        day = TODAY - timedelta(days=back)
        assert journal.log(NewWin(at=journal.instant(day, time(9)), title="Tea")) is not None


def test_forty_empty_days_lower_only_what_names_its_window(
    journal: Journal, story: Story, clock: FixedClock
) -> None:
    put(journal, 0, 1, 2, 20, 100)
    wins, months, windows = story.wins(), story.months(), story.windows()
    assert windows == [Window(3, 7), Window(4, 30), Window(5, 365)]
    clock.advance(days=40)
    journal.notice_time()
    assert story.wins() == wins == 5
    assert story.months()[: len(months)] == months
    assert story.windows() == [Window(5, 365)]
    assert story.first_day() == TODAY - timedelta(days=100)


def test_a_year_is_looked_at_unless_it_holds_very_many_wins(
    journal: Journal, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(journal, *range(0, 200, 2))
    assert story.stretch().days == 365
    monkeypatch.setattr(module, "MOST_WINS", 60)
    assert story.stretch().days == 90
    monkeypatch.setattr(module, "MOST_WINS", 5)
    assert story.stretch().days == 30
    assert story.stretch().last == TODAY


def test_an_empty_journal_tells_nothing(story: Story) -> None:
    stretch = story.stretch()
    assert story.first_day() is None
    assert (story.wins(), story.windows(), story.months()) == (0, [], [])
    assert (sum(story.hours(stretch)), story.pairs(stretch)) == (0, [])
    assert story.areas(30) == {}
    assert story.then_and_now() is None
