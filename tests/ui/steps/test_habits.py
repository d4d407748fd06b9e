"""The quiet offer on Today, and the one place where what was agreed to can be seen and ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microwins_desktop.core.habits import OfferState
from microwins_desktop.services.journal import Journal
from microwins_desktop.store.wins import NewWin
from microwins_desktop.ui.kit import QuietButton
from microwins_desktop.ui.pages import Given
from microwins_desktop.ui.steps.habits_list import Agreed
from microwins_desktop.ui.steps.page import StepsPage
from microwins_desktop.ui.today.habit_offer import HabitOffer
from microwins_desktop.ui.today.page import TodayPage


@pytest.fixture
def habit(journal: Journal) -> None:
    """Stretching around nine on six days."""
    for day in range(1, 7):
        at = journal.now() - timedelta(days=day)
        journal.log(NewWin(at=at, step=journal.step("stretch")))


@pytest.fixture
def offer(given: Given, habit: None, open_today: Callable[[], TodayPage]) -> Iterator[HabitOffer]:
    given.preferences.put({"check_in": "off"})
    page = open_today()
    found = page.findChild(HabitOffer)
    assert isinstance(found, HabitOffer)
    yield found
    page.hide()


@pytest.fixture
def steps(qtbot: QtBot, given: Given) -> StepsPage:
    page = StepsPage(given)
    qtbot.addWidget(page)
    page.resize(884, 900)
    page.show()
    qtbot.waitExposed(page)
    page.list.habits_wanted.emit()
    return page


def agreed(page: StepsPage) -> list[str]:
    return [name for row in rows(page) for name in names(row)]


def rows(page: StepsPage) -> list[Agreed]:
    return [row for row in page.habits.findChildren(Agreed) if row.isVisible()]


def names(row: Agreed) -> list[str]:
    return [button.accessibleName() for button in row.findChildren(QuietButton)]


def press(page: StepsPage, name: str) -> None:
    buttons = [b for row in rows(page) for b in row.findChildren(QuietButton)]
    next(b for b in buttons if b.accessibleName() == name).click()


def test_it_waits_while_the_day_is_asked_about(
    given: Given, habit: None, open_today: Callable[[], TodayPage]
) -> None:
    page = open_today()
    offer = page.findChild(HabitOffer)
    assert isinstance(offer, HabitOffer)
    assert page._check_in.isVisible()
    assert not offer.isVisible()
    assert given.journal.store.habits.offers() == []
    page._check_in._on_past()
    page.refresh()
    assert offer.isVisible()


def test_it_asks_in_one_sentence_and_goes(offer: HabitOffer, given: Given) -> None:
    assert offer.isVisible()
    said = offer.words.full_text()
    assert said == "“Stretch a little” often happens around 09:15. Want a gentle nudge then?"
    offer.yes.click()
    assert not offer.isVisible()
    assert [plan.step for plan in given.nudger.book.plans()] == ["stretch"]


@pytest.mark.parametrize("answer", ["not_now", "never"])
def test_no_is_taken_without_a_word(offer: HabitOffer, given: Given, answer: str) -> None:
    getattr(offer, answer).click()
    assert not offer.isVisible()
    states = [old.state for old in given.journal.store.habits.offers()]
    assert states == [OfferState.NOT_NOW if answer == "not_now" else OfferState.NEVER]
    assert given.nudger.book.plans() == []


def test_a_yes_is_seen_and_ended_in_one_place(
    offer: HabitOffer, steps: StepsPage, journal: Journal
) -> None:
    offer.yes.click()
    assert agreed(steps) == ["End it: Stretch a little"]
    press(steps, "End it: Stretch a little")
    assert agreed(steps) == []
    journal.undo()
    assert agreed(steps) == ["End it: Stretch a little"]


def test_a_never_is_taken_back(offer: HabitOffer, steps: StepsPage) -> None:
    offer.never.click()
    press(steps, "May be offered again: Stretch a little")
    assert agreed(steps) == []


def test_steps_are_paired_by_hand_rest_and_end(steps: StepsPage, given: Given) -> None:
    steps.list.pair_wanted.emit("open-blinds")
    page = steps.habits
    assert page._first.currentData() == "open-blinds"
    page._then.setCurrentIndex(page._then.findData("stretch"))
    page._pair.click()
    assert agreed(steps) == ["Let it rest: Stretch a little", "End it: Stretch a little"]
    given.journal.log_step("open-blinds")
    assert given.journal.suggestions(3)[0].step.key == "stretch"
    press(steps, "Let it rest: Stretch a little")
    assert agreed(steps)[0] == "Take it up again: Stretch a little"
    press(steps, "End it: Stretch a little")
    assert agreed(steps) == []
    undo = given.journal.next_undo()
    assert undo is not None
    assert undo.title == "Stretch a little"


def test_a_step_is_not_paired_with_itself(steps: StepsPage, given: Given) -> None:
    steps.habits._first.setCurrentIndex(3)
    steps.habits._then.setCurrentIndex(3)
    steps.habits._pair.click()
    assert given.gentle.habits.pairs() == []


def test_the_keyboard_has_a_place_after_ending(steps: StepsPage, given: Given) -> None:
    given.gentle.habits.pair("open-blinds", "stretch")
    button = rows(steps)[0].findChildren(QuietButton)[1]
    button.setFocus()
    button.click()
    assert steps.habits.back.hasFocus()
    steps.habits.back.click()
    assert steps.list.isVisibleTo(steps)


def test_tab_goes_down_the_page(qtbot: QtBot, steps: StepsPage, given: Given) -> None:
    given.gentle.habits.pair("open-blinds", "stretch")
    page = steps.habits
    page.back.setFocus()
    names = []
    for _press in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        names.append(widget.accessibleName())
    assert names == [
        "Let it rest: Stretch a little",
        "End it: Stretch a little",
        "After this step",
    ]


def test_routines_are_one_click_away(steps: StepsPage, given: Given) -> None:
    wanted: list[str] = []
    given.wishes.page_wanted.connect(wanted.append)
    steps.list.routines_wanted.emit()
    assert wanted == ["routines"]
