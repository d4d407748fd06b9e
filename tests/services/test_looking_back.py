"""Looking back, and what deserves the warmest words, over a real journal."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from support.clock import FixedClock

from microwins_desktop import paths
from microwins_desktop.core.insight.looking_back import Ago
from microwins_desktop.core.insight.returning import Returning
from microwins_desktop.core.model import Win
from microwins_desktop.services.hindsight import Hindsight
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.returning import returning_of
from microwins_desktop.services.voice import Voice
from microwins_desktop.store.wins import NewWin

TODAY = date(2026, 11, 22)
A_YEAR_AGO = date(2025, 11, 22)


@pytest.fixture
def hindsight(journal: Journal, preferences: Preferences) -> Hindsight:
    return Hindsight(journal, preferences)


@pytest.fixture
def voice(journal: Journal) -> Voice:
    return Voice(journal, paths.resources() / "words.toml")


def put(journal: Journal, day: date, title: str = "Tea", step: str | None = None) -> Win:
    at = journal.instant(day, time(9))
    new = NewWin(at=at, title="" if step else title, step=journal.step(step or ""))
    win = journal.log(new)
    assert win is not None
    return win


def test_it_looks_a_week_a_month_and_a_year_back(journal: Journal, hindsight: Hindsight) -> None:
    put(journal, date(2026, 11, 15), "Walked")
    put(journal, A_YEAR_AGO, "Got out of bed")
    assert [(memory.ago, memory.wins[0].title) for memory in hindsight.memories()] == [
        (Ago.WEEK, "Walked"),
        (Ago.YEAR, "Got out of bed"),
    ]


def test_what_is_hushed_is_not_brought_up_until_undone(
    journal: Journal, hindsight: Hindsight
) -> None:
    kept, win = put(journal, A_YEAR_AGO, "Sat by the window"), put(journal, A_YEAR_AGO)
    assert hindsight.hush(win.id)
    memory = hindsight.year_before(TODAY)
    assert memory is not None
    assert memory.wins == (kept,)
    assert len(journal.wins_of(A_YEAR_AGO)) == 2
    hindsight.hush(kept.id)
    assert hindsight.year_before(TODAY) is None
    journal.undo()
    journal.undo()
    memory = hindsight.year_before(TODAY)
    assert memory is not None
    assert len(memory.wins) == 2


def test_hard_days_can_be_left_out(
    journal: Journal, hindsight: Hindsight, preferences: Preferences
) -> None:
    put(journal, A_YEAR_AGO)
    journal.check_in(A_YEAR_AGO, hard=True)
    assert hindsight.year_before(TODAY) is not None
    preferences.put({"look_back_hard_days": "off"})
    assert hindsight.year_before(TODAY) is None
    assert hindsight.memories() == []


def test_looking_back_can_be_switched_off(
    journal: Journal, hindsight: Hindsight, preferences: Preferences
) -> None:
    put(journal, A_YEAR_AGO)
    preferences.put({"look_back": "off"})
    assert not hindsight.wanted
    assert hindsight.memories() == []
    assert hindsight.year_before(TODAY) is None
    assert hindsight.good_day() is None


def test_the_good_day_stays_the_same_all_day_long(
    journal: Journal, hindsight: Hindsight, clock: FixedClock
) -> None:
    for back in range(10, 60):
        for _ in range(3 if back % 5 == 0 else 1):
            put(journal, TODAY - timedelta(days=back))
    good = hindsight.good_day()
    assert good is not None
    assert len(good.wins) == 3
    clock.advance(hours=9)
    assert hindsight.good_day() == good
    other, turn = hindsight.good_day_beside({good.day})
    assert other is not None
    assert other.day != good.day
    assert hindsight.good_day(turn) == other


def test_a_day_with_one_win_is_good_where_there_is_no_larger_one(
    journal: Journal, hindsight: Hindsight
) -> None:
    put(journal, TODAY - timedelta(days=30))
    good = hindsight.good_day()
    assert good is not None
    assert good.day == TODAY - timedelta(days=30)
    assert hindsight.good_day_beside({good.day}) == (None, 0)


def test_a_new_journal_has_nothing_to_look_back_at(journal: Journal, hindsight: Hindsight) -> None:
    put(journal, TODAY)
    assert hindsight.memories() == []
    assert hindsight.good_day() is None


def test_the_first_shower_in_a_while(journal: Journal, voice: Voice) -> None:
    put(journal, TODAY - timedelta(days=20), step="take-a-shower")
    put(journal, TODAY - timedelta(days=1))
    win = put(journal, TODAY, step="take-a-shower")
    put(journal, TODAY, step="take-a-shower")
    assert returning_of(journal, journal.wins_of(TODAY)) == {win.id: Returning.AGAIN}
    assert voice.acknowledge(win) in voice.words.acknowledgements["again"]
    assert voice.welcome(win, Returning.AGAIN) == voice.welcome(win, Returning.AGAIN)


def test_what_is_done_twice_a_year_is_no_return_after_a_month(journal: Journal) -> None:
    for back in (400, 220, 40):
        put(journal, TODAY - timedelta(days=back), step="take-a-shower")
    put(journal, TODAY - timedelta(days=1))
    put(journal, TODAY, step="take-a-shower")
    assert returning_of(journal, journal.wins_of(TODAY)) == {}


def test_coming_back_is_the_first_win_of_the_day_alone(journal: Journal, voice: Voice) -> None:
    put(journal, TODAY - timedelta(days=30), step="take-a-shower")
    win, second = put(journal, TODAY), put(journal, TODAY)
    assert returning_of(journal, journal.wins_of(TODAY)) == {win.id: Returning.COMEBACK}
    assert voice.acknowledge(win) in voice.words.acknowledgements["comeback"]
    assert voice.acknowledge(second) in voice.words.acknowledgements["any"]


def test_a_first_is_one_once_the_journal_knows_the_person(journal: Journal) -> None:
    for back in range(29, 0, -1):
        put(journal, TODAY - timedelta(days=back))
    early = put(journal, TODAY, step="take-a-shower")
    assert returning_of(journal, journal.wins_of(TODAY)) == {}
    journal.delete(early.id)
    put(journal, TODAY - timedelta(days=30))
    win = put(journal, TODAY, step="take-a-shower")
    assert returning_of(journal, journal.wins_of(TODAY)) == {win.id: Returning.FIRST}


def test_a_kept_message_is_the_kind_word(journal: Journal, voice: Voice) -> None:
    assert voice.kept_word() in voice.words.kind
    journal.store.keepsakes.add("You helped me more than you know.", "Noor")
    assert voice.kept_word() == "You helped me more than you know.\nNoor"
    (kept,) = journal.store.keepsakes.all()
    assert kept.shown_count == 1


def test_an_instant_is_given_for_the_persons_day(journal: Journal) -> None:
    assert put(journal, A_YEAR_AGO).at == datetime.fromisoformat("2025-11-22T09:00:00+01:00")
