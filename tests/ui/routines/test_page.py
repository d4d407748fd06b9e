"""The routines page by hand: start, walk by keyboard, build one, put one away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microwins_desktop.services.journal import Journal
from microwins_desktop.services.routines import Routines
from microwins_desktop.ui.kit import IconButton, TextButton
from microwins_desktop.ui.routines.editor import _StepRow
from microwins_desktop.ui.routines.menu import RoutineMenu
from microwins_desktop.ui.routines.page import FORM, LIST, WALK, RoutineCard, RoutinesPage
from microwins_desktop.ui.theme import Theme


@pytest.fixture
def routines(journal: Journal) -> Routines:
    return Routines(journal)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, journal: Journal, routines: Routines) -> RoutinesPage:
    made = RoutinesPage(theme, journal, routines)
    qtbot.addWidget(made)
    made.resize(884, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def cards(page: RoutinesPage) -> list[RoutineCard]:
    QApplication.processEvents()
    return page.findChildren(RoutineCard)


def button(card: RoutineCard, name: str) -> IconButton:
    return next(b for b in card.findChildren(IconButton) if b.accessibleName().startswith(name))


def test_a_walk_takes_the_whole_page_and_ends_kindly(
    qtbot: QtBot, page: RoutinesPage, journal: Journal
) -> None:
    cards(page)[0].start.click()
    assert page._views.currentIndex() == WALK
    walk = page.walk
    assert walk._title.full_text() == "Sit up"
    qtbot.keyClick(walk.did, Qt.Key.Key_Return)
    assert walk._title.full_text() == "Open the blinds"
    walk.skip.click()
    walk.smaller.click()
    walk._back.click()
    walk.skip.click()
    walk.skip.click()
    assert walk._title.full_text() == "Those were 2 small things."
    assert not walk._asking.isVisible()
    walk.close_walk.click()
    assert page._views.currentIndex() == LIST
    assert [win.step for win in journal.wins_of(journal.today())] == ["sit-up", "drink-water"]


def test_passing_over_everything_is_fine(page: RoutinesPage, journal: Journal) -> None:
    cards(page)[0].start.click()
    for _step in range(4):
        page.walk.skip.click()
    assert page.walk._title.full_text() == "You came by. That is a way to begin, too."
    assert journal.wins_of(journal.today()) == []


def test_it_is_left_in_the_middle_without_a_word(page: RoutinesPage) -> None:
    cards(page)[0].start.click()
    page.walk.leave.click()
    assert page._views.currentIndex() == LIST


def test_a_routine_is_built_by_keyboard(
    qtbot: QtBot, page: RoutinesPage, routines: Routines
) -> None:
    page.new.click()
    assert page._views.currentIndex() == FORM
    editor = page.editor
    qtbot.keyClicks(editor.name.edit, "After work")
    editor.save.click()
    assert editor._problem.full_text() == "It needs one step at least."
    for key in ("drink-water", "open-blinds", "wash-face"):
        editor.choice.setCurrentIndex(editor.choice.findData(key))
        editor.add.click()
    rows = editor.findChildren(_StepRow)
    qtbot.keyClick(rows[2], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    rows = editor.findChildren(_StepRow)
    qtbot.keyClick(rows[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    last = editor.findChildren(_StepRow)[2]
    out = next(
        b for b in last.findChildren(IconButton) if b.accessibleName().startswith("Take out")
    )
    out.click()
    editor.save.click()
    assert routines.all()[-1].steps == ("wash-face", "drink-water")
    assert page._views.currentIndex() == LIST


def test_escape_leaves_the_form_and_keeps_nothing(
    qtbot: QtBot, page: RoutinesPage, routines: Routines
) -> None:
    button(cards(page)[0], "Edit").click()
    page.editor.name.set_text("Something else")
    qtbot.keyClick(page.editor, Qt.Key.Key_Escape)
    assert routines.all()[0].name == "Soft start"


def test_built_in_ones_are_put_away_and_own_ones_removed(
    qtbot: QtBot, page: RoutinesPage, routines: Routines, journal: Journal
) -> None:
    button(cards(page)[0], "Put away").click()
    assert [card._routine.name for card in cards(page)] == ["Wind down"]
    back = next(
        b for b in page.findChildren(TextButton) if b.accessibleName() == "Bring back: Soft start"
    )
    back.click()
    assert len(cards(page)) == 2
    button(cards(page)[1], "Move up").click()
    assert [card._routine.name for card in cards(page)] == ["Wind down", "Soft start"]
    journal.undo()
    assert [card._routine.name for card in cards(page)] == ["Soft start", "Wind down"]


def test_the_tray_lists_them_and_follows_changes(
    qtbot: QtBot, journal: Journal, routines: Routines
) -> None:
    menu = RoutineMenu(journal, routines)
    qtbot.addWidget(menu)

    def shown() -> list[str]:
        return [action.text() for action in menu.actions() if action.isVisible()]

    assert menu.title() == "Routines"
    assert shown() == ["Soft start", "Wind down"]
    with qtbot.waitSignal(menu.routine_wanted) as wanted:
        menu.actions()[1].trigger()
    assert wanted.args == ["wind-down"]
    routines.archive("soft-start")
    assert shown() == ["Wind down"]
    routines.archive("wind-down")
    assert not menu.menuAction().isVisible()
