"""The welcome: three short screens, all to be skipped, undoable, and never twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from microwins_desktop.core.model import Source
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.kit import StepButton
from microwins_desktop.ui.pages import Given
from microwins_desktop.ui.today.page import TodayPage
from microwins_desktop.ui.welcome.once import WELCOMED, is_due
from microwins_desktop.ui.welcome.sheet import WelcomeSheet


def open_page(qtbot: QtBot, given: Given) -> TodayPage:
    page = TodayPage(
        given.theme, given.journal, given.preferences, given.voice, given.nudger, given.wishes
    )
    qtbot.addWidget(page)
    page.resize(1000, 800)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def page(qtbot: QtBot, given: Given) -> TodayPage:
    given.preferences.remember(WELCOMED, "")
    return open_page(qtbot, given)


@pytest.fixture
def sheet(page: TodayPage) -> WelcomeSheet:
    assert page._side.welcome is not None
    return page._side.welcome


def is_welcomed(qtbot: QtBot, given: Given) -> bool:
    return open_page(qtbot, given)._side.welcome is None


def test_it_is_beside_what_can_be_done_at_once(page: TodayPage, sheet: WelcomeSheet) -> None:
    assert sheet.isVisible()
    assert page._asking.isVisible()
    assert [b for b in page.findChildren(StepButton) if b.isVisible()]


def test_three_screens_can_be_skipped_without_a_trace(
    qtbot: QtBot, page: TodayPage, sheet: WelcomeSheet, given: Given
) -> None:
    before = given.journal.steps()
    sheet.skip.click()
    sheet.skip.click()
    assert sheet.place == 2
    assert not sheet.skip.isVisible()
    sheet.next.click()
    assert page._side.currentIndex() == 0
    assert given.journal.steps() == before
    assert given.nudger.book.plans() == []
    assert given.journal.next_undo() is None
    assert is_welcomed(qtbot, given)


def test_steps_are_pinned_as_chosen_and_each_can_be_undone(
    sheet: WelcomeSheet, journal: Journal
) -> None:
    before = {step.key: step.pinned for step in journal.steps()}
    unpinned = next(key for key, toggle in sheet._pins.items() if not toggle.isChecked())
    pinned = next(key for key, toggle in sheet._pins.items() if toggle.isChecked())
    sheet._pins[unpinned].click()
    sheet._pins[pinned].click()
    sheet.next.click()
    now = {step.key: step.pinned for step in journal.steps()}
    assert {key for key in now if now[key] != before[key]} == {unpinned, pinned}
    journal.undo()
    journal.undo()
    assert {step.key: step.pinned for step in journal.steps()} == before


def test_no_nudge_is_planned_unless_it_is_asked_for(sheet: WelcomeSheet, given: Given) -> None:
    sheet.next.click()
    assert sheet.place == 1
    assert not any(toggle.isChecked() for toggle in sheet._nudges.values())
    sheet.next.click()
    assert given.nudger.book.plans() == []


def test_chosen_nudges_are_planned_as_one_change(sheet: WelcomeSheet, given: Given) -> None:
    sheet.next.click()
    chosen = list(sheet._nudges)[:2]
    for step in chosen:
        sheet._nudges[step].click()
    sheet.next.click()
    assert {plan.step for plan in given.nudger.book.plans()} == set(chosen)
    given.journal.undo()
    assert given.nudger.book.plans() == []


def test_escape_ends_it_for_good(
    qtbot: QtBot, page: TodayPage, sheet: WelcomeSheet, given: Given
) -> None:
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert page._side.currentIndex() == 0
    assert page._side.welcome is None
    assert is_welcomed(qtbot, given)


def test_the_first_win_takes_its_place(
    qtbot: QtBot, page: TodayPage, sheet: WelcomeSheet, given: Given
) -> None:
    given.journal.log_step("open-blinds", source=Source.TRAY)
    qtbot.waitUntil(lambda: page._side.welcome is None)
    assert page._side.currentIndex() == 0
    assert page._timeline.isVisible()
    given.journal.undo()
    assert is_welcomed(qtbot, given)


def test_who_has_logged_before_is_not_welcomed(given: Given) -> None:
    given.preferences.remember(WELCOMED, "")
    assert is_due(given.journal, given.preferences)
    given.journal.log_text("Made tea")
    assert not is_due(given.journal, given.preferences)
