"""A page is chosen by whatever way a list item can be chosen."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from microwins_desktop.ui.kit import NavList
from microwins_desktop.ui.theme import Theme

PAGES = ("Today", "Calendar", "Story")


def test_selecting_is_choosing_as_assistive_tools_do_it(qtbot: QtBot, theme: Theme) -> None:
    nav = NavList(theme, "Pages", PAGES)
    qtbot.addWidget(nav)
    chosen: list[int] = []
    nav.page_chosen.connect(chosen.append)
    model, flag = nav.selectionModel(), QItemSelectionModel.SelectionFlag
    model.select(nav.model().index(1, 0), flag.Select)
    model.select(nav.model().index(2, 0), flag.ClearAndSelect)
    assert (chosen, nav.currentRow()) == ([1, 2], 2)
    model.select(nav.model().index(2, 0), flag.Toggle)
    assert [index.row() for index in nav.selectedIndexes()] == [2]
    assert chosen == [1, 2]


def test_the_arrow_keys_choose_once(qtbot: QtBot, theme: Theme) -> None:
    nav = NavList(theme, "Pages", PAGES)
    qtbot.addWidget(nav)
    chosen: list[int] = []
    nav.page_chosen.connect(chosen.append)
    qtbot.keyClick(nav, Qt.Key.Key_Down)
    qtbot.keyClick(nav, Qt.Key.Key_Down)
    assert chosen == [1, 2]
