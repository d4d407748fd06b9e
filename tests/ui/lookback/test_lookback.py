"""Looking back beside Today and under a day of the calendar, by keyboard and with a way out."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from microwins_desktop.core.model import Win
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.voice import Voice
from microwins_desktop.store.wins import NewWin
from microwins_desktop.ui.calendar.page import CalendarPage
from microwins_desktop.ui.pages import Given
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.today.page import TodayPage

TODAY = date(2026, 11, 22)
A_YEAR_AGO = date(2025, 11, 22)


@pytest.fixture
def today(qtbot: QtBot, given: Given) -> TodayPage:
    made = TodayPage(given.theme, given.journal, given.preferences, given.voice, given.nudger)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def calendar(
    qtbot: QtBot, theme: Theme, journal: Journal, preferences: Preferences, voice: Voice
) -> CalendarPage:
    made = CalendarPage(theme, journal, preferences, voice=voice)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


def put(journal: Journal, day: date, title: str = "Tea", note: str = "") -> Win:
    win = journal.log(NewWin(at=journal.instant(day, time(9)), title=title, note=note))
    assert win is not None
    return win


def shown(page: TodayPage) -> list[tuple[str, list[str]]]:
    return [
        (str(block.memory.ago), [row.accessibleName() for row in block.rows()])
        for block in page._side.look_back.shown()
    ]


def test_look_back_opens_beside_today_and_escape_leaves(
    qtbot: QtBot, today: TodayPage, journal: Journal
) -> None:
    put(journal, A_YEAR_AGO, "Got out of bed")
    today._look.click()
    assert shown(today) == [("year", ["Got out of bed, 09:00"])]
    assert today._side.look_back.back.accessibleName() == "Back to today"
    qtbot.keyClick(today._side.look_back, Qt.Key.Key_Escape)
    assert today._side.currentIndex() == 0


def test_a_win_is_hushed_and_undo_brings_it_back(today: TodayPage, journal: Journal) -> None:
    put(journal, A_YEAR_AGO, "Got out of bed")
    put(journal, A_YEAR_AGO, "Sat by the window")
    today._look.click()
    today._side.look_back.shown()[0].rows()[0].triggered.emit("hush")
    assert shown(today) == [("year", ["Sat by the window, 09:00"])]
    journal.undo()
    assert len(shown(today)[0][1]) == 2


def test_there_may_be_nothing_to_look_back_at(today: TodayPage) -> None:
    today._look.click()
    assert today._side.look_back._empty.isVisibleTo(today)
    assert not today._side.look_back.another.isVisibleTo(today)


def test_another_good_day_is_another_one(today: TodayPage, journal: Journal) -> None:
    for back in (40, 90):
        put(journal, TODAY - timedelta(days=back))
    today._look.click()
    (first,) = [block.memory.day for block in today._side.look_back.shown()]
    today._side.look_back.another.click()
    (second,) = [block.memory.day for block in today._side.look_back.shown()]
    assert {first, second} == {TODAY - timedelta(days=40), TODAY - timedelta(days=90)}


def test_a_full_day_says_that_there_is_more(today: TodayPage, journal: Journal) -> None:
    for number in range(9):
        put(journal, A_YEAR_AGO, f"Tea {number}")
    today._look.click()
    assert len(shown(today)[0][1]) == 5
    words = [child.accessibleName() for child in today._side.look_back.shown()[0].children()[1:]]
    assert "and 4 more" in words


def test_switched_off_there_is_no_button(
    today: TodayPage, journal: Journal, preferences: Preferences
) -> None:
    put(journal, A_YEAR_AGO)
    today._look.click()
    preferences.put({"look_back": "off"})
    assert not today._look.isVisibleTo(today)
    assert today._side.currentIndex() == 0


def test_discreet_hides_notes_of_memories_too(
    today: TodayPage, journal: Journal, preferences: Preferences
) -> None:
    preferences.put({"discreet": "on"})
    put(journal, A_YEAR_AGO, note="secret words")
    today._look.click()
    (row,) = today._side.look_back.shown()[0].rows()
    assert row.accessibleDescription() == ""


def test_the_calendar_says_what_a_year_ago_held(calendar: CalendarPage, journal: Journal) -> None:
    year_ago = calendar._pane._year_ago
    assert not year_ago.isVisibleTo(calendar)
    put(journal, A_YEAR_AGO, "Got out of bed")
    put(journal, A_YEAR_AGO, "Sat by the window.")
    assert year_ago.isVisibleTo(calendar)
    assert year_ago.heading.full_text() == "A year ago today"
    assert year_ago.words.full_text() == "Got out of bed. Sat by the window."
    calendar.show_day(TODAY - timedelta(days=1))
    assert not year_ago.isVisibleTo(calendar)
    put(journal, A_YEAR_AGO - timedelta(days=1), "Walked")
    assert year_ago.heading.full_text() == "A year before"


def test_one_win_is_hushed_at_once_several_are_chosen_from(
    calendar: CalendarPage, journal: Journal
) -> None:
    year_ago = calendar._pane._year_ago
    put(journal, A_YEAR_AGO, "Got out of bed & sat")
    put(journal, A_YEAR_AGO, "Walked")
    year_ago.hush.click()
    (menu,) = [child for child in year_ago.children() if child.isWidgetType() and child.isWindow()]
    assert [action.text() for action in menu.actions()] == ["Got out of bed && sat", "Walked"]
    menu.actions()[0].trigger()
    menu.hide()
    assert year_ago.words.full_text() == "Walked."
    year_ago.hush.click()
    assert not year_ago.isVisibleTo(calendar)
    journal.undo()
    assert year_ago.isVisibleTo(calendar)


def test_nothing_today_is_answered_in_the_calendar_on_today_only(
    calendar: CalendarPage, journal: Journal
) -> None:
    nothing = calendar._pane._nothing
    assert nothing is not None
    nothing.ask.click()
    nothing.smallest.click()
    (win,) = journal.wins_of(TODAY)
    nothing.ask.click()
    assert win.title in nothing.words.full_text()
    calendar.show_day(TODAY - timedelta(days=1))
    assert not nothing.isVisibleTo(calendar)


def test_the_first_in_a_while_is_marked_and_said(today: TodayPage, journal: Journal) -> None:
    shower = journal.step("take-a-shower")
    assert shower is not None
    past = TODAY - timedelta(days=20)
    journal.log(NewWin(at=journal.instant(past, time(9)), step=shower))
    put(journal, TODAY - timedelta(days=1))
    journal.log_step("take-a-shower")
    (row,) = today._timeline._rows.values()
    assert row.accessibleDescription() == "the first in a while"
    assert today._warm.isVisibleTo(today)
    assert today._warm.full_text() in today._voice.words.acknowledgements["again"]
    journal.log_text("Made tea")
    assert not today._warm.isVisibleTo(today)


def test_a_win_is_hushed_from_its_own_menu(today: TodayPage, journal: Journal) -> None:
    win = put(journal, TODAY)
    today._timeline._do("hush", win.id)
    assert journal.wins_of(TODAY)[0].quiet
    today._timeline._do("hush", win.id)
    assert not journal.wins_of(TODAY)[0].quiet
