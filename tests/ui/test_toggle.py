"""A switch says `clicked` once for each wish of a person, also through assistive tools."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from microwins_desktop.ui.kit import NavList, Toggle
from microwins_desktop.ui.theme import Theme


@pytest.fixture
def toggle(qtbot: QtBot, theme: Theme) -> Toggle:
    made = Toggle(theme, "Discreet mode")
    qtbot.addWidget(made)
    made.show()
    return made


def listening(toggle: Toggle) -> list[bool]:
    heard: list[bool] = []

    def hear(on: bool) -> None:
        heard.append(on)

    toggle.clicked.connect(hear)
    return heard


@pytest.mark.parametrize("means", ["mouse", "space", "return", "call", "assistive"])
def test_each_means_is_one_click(qtbot: QtBot, toggle: Toggle, means: str) -> None:
    heard = listening(toggle)
    if means == "mouse":
        qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    elif means == "space":
        qtbot.keyClick(toggle, Qt.Key.Key_Space)
    elif means == "return":
        qtbot.keyClick(toggle, Qt.Key.Key_Return)
    elif means == "call":
        toggle.click()
    else:
        actions = QAccessible.queryAccessibleInterface(toggle).actionInterface()
        actions.doAction(actions.toggleAction())
    assert heard == [True]
    assert toggle.isChecked()


def test_what_the_program_sets_is_no_click(toggle: Toggle) -> None:
    heard = listening(toggle)
    toggle.setChecked(True)
    assert heard == []


def test_selecting_a_page_goes_there(qtbot: QtBot, theme: Theme) -> None:
    nav = NavList(theme, "Pages", ["Today", "Calendar", "Settings"])
    qtbot.addWidget(nav)
    chosen: list[int] = []
    nav.page_chosen.connect(chosen.append)
    nav.item(2).setSelected(True)
    assert chosen == [2]
    nav.setCurrentRow(1)
    assert chosen == [2, 1]
