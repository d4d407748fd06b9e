"""The question of the day: once, waved away for the day or for good, and never stale."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from support.clock import FixedClock

from microwins_desktop.core.model import Energy, Size
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.kit import TextButton
from microwins_desktop.ui.today.check_in import CheckInCard
from microwins_desktop.ui.today.page import TodayPage


def card(page: TodayPage) -> CheckInCard:
    return page._check_in


def answer(page: TodayPage, level: Energy) -> None:
    button = card(page).findChild(QWidget, level.value)
    assert button is not None
    button.click()  # type: ignore[attr-defined]


def press(page: TodayPage, name: str) -> None:
    buttons = [b for b in card(page).findChildren(TextButton) if b.accessibleName() == name]
    assert not card(page).findChildren(QPushButton)
    buttons[0].click()


def test_it_stays_while_the_day_lasts_and_is_not_asked_by_a_second_window(
    open_today: Callable[[], TodayPage],
) -> None:
    first = open_today()
    assert card(first).isVisible()
    first.refresh()
    assert card(first).isVisible()
    assert not card(open_today()).isVisible()


def test_a_hidden_page_has_not_asked(
    open_today: Callable[[], TodayPage], journal: Journal, clock: FixedClock
) -> None:
    page = open_today()
    page.hide()
    clock.advance(days=1)
    journal.notice_time()
    page.show()
    assert card(page).isVisible()


@pytest.mark.parametrize("line", ["", "slept badly"])
def test_the_next_day_asks_anew_whatever_was_said(
    open_today: Callable[[], TodayPage], journal: Journal, clock: FixedClock, line: str
) -> None:
    page = open_today()
    answer(page, Energy.SOME)
    if line:
        card(page)._on_line(line)
    else:
        card(page)._line.edit.setText("half a line of yesterday")
    clock.advance(days=1)
    journal.notice_time()
    shown = card(page)
    assert shown.isVisible()
    assert shown._words.text() == "How much energy is there today?"
    assert shown._answers.isVisible()
    assert not shown._line.isVisible()
    assert shown._line.edit.text() == ""
    answer(page, Energy.GOOD)
    assert journal.check_in_of(journal.today()).energy is Energy.GOOD
    assert not journal.is_hard_day()


def test_it_can_be_switched_off_for_good(
    open_today: Callable[[], TodayPage],
    journal: Journal,
    preferences: Preferences,
    clock: FixedClock,
) -> None:
    page = open_today()
    press(page, "Do not ask again")
    assert not card(page).isVisible()
    assert not preferences.values.check_in
    clock.advance(days=1)
    journal.notice_time()
    assert not card(page).isVisible()


def test_an_answer_taken_back_leaves_no_line_behind(
    open_today: Callable[[], TodayPage], journal: Journal
) -> None:
    page = open_today()
    answer(page, Energy.LOW)
    assert journal.is_hard_day()
    journal.undo()
    assert not journal.is_hard_day()
    assert not card(page)._line.isVisible()


def test_low_energy_without_the_hard_day_still_offers_the_smallest(
    open_today: Callable[[], TodayPage], journal: Journal
) -> None:
    page = open_today()
    answer(page, Energy.LOW)
    journal.set_hard_day(False)
    offers = journal.suggestions(6)
    assert len(offers) == 6
    assert {offer.size for offer in offers} == {Size.TINY}
    assert len([b for b in page._offers._buttons if b.isVisible()]) == 6
