"""A closed menu tells the tray what changed once the loop is free, and always before it opens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QActionEvent
from pytestqt.qtbot import QtBot

from microwins_desktop.ui.kit.menus import EntryMenu

LONG = "Opened all the blinds and looked out of the window for a while"


@pytest.fixture
def menu(qtbot: QtBot) -> EntryMenu:
    made = EntryMenu()
    qtbot.addWidget(made)
    for words in ("Open the blinds", "Drink some water"):
        made.addAction(words)
    return made


def told(menu: EntryMenu) -> bool:
    """Whether Qt, and with it the tray, knows of the long words."""
    return menu.sizeHint().width() > menu.fontMetrics().horizontalAdvance(LONG)


def test_a_change_is_told_when_the_loop_is_free(qtbot: QtBot, menu: EntryMenu) -> None:
    assert not told(menu)
    menu.show_entry(menu.actions()[0], LONG)
    assert menu.actions()[0].text() == LONG
    assert not told(menu)
    qtbot.waitUntil(lambda: told(menu))


def test_it_is_told_before_the_menu_opens(menu: EntryMenu) -> None:
    menu.show_entry(menu.actions()[0], LONG)
    menu.aboutToShow.emit()  # as a tray does over D-Bus, and as popup() does
    assert told(menu)


def test_an_open_menu_changes_at_once(qtbot: QtBot, menu: EntryMenu) -> None:
    menu.show()
    qtbot.waitExposed(menu)
    menu.show_entry(menu.actions()[0], LONG)
    assert told(menu)


def test_an_entry_is_told_once_whatever_changed_of_it(
    qtbot: QtBot, menu: EntryMenu, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[tuple[QAction, QEvent.Type]] = []

    def heard(_menu: EntryMenu, event: QActionEvent) -> None:
        events.append((event.action(), event.type()))

    first, second = menu.actions()
    monkeypatch.setattr("PySide6.QtWidgets.QMenu.actionEvent", heard)
    first.setText("One")
    first.setText("Two")
    first.setEnabled(False)
    second.setVisible(False)
    assert events == []
    qtbot.waitUntil(lambda: bool(events))
    changed = QEvent.Type.ActionChanged
    assert events == [(first, changed), (second, changed)]


def test_an_entry_that_goes_away_is_not_told_any_more(qtbot: QtBot, menu: EntryMenu) -> None:
    gone = menu.actions()[0]
    menu.show_entry(gone, LONG)
    menu.removeAction(gone)
    menu.tell()
    assert not told(menu)
    assert [action.text() for action in menu.actions()] == ["Drink some water"]


def test_a_stale_menu_is_filled_before_it_opens_and_else_when_the_loop_is_free(
    qtbot: QtBot, menu: EntryMenu
) -> None:
    fillings: list[bool] = []

    def fill() -> None:
        fillings.append(True)
        menu.show_entry(menu.actions()[0], LONG)

    menu.filling.connect(fill)
    menu.stale()
    menu.stale()
    assert fillings == []
    menu.aboutToShow.emit()
    assert fillings == [True]
    assert told(menu)
    menu.aboutToShow.emit()
    assert fillings == [True]
    menu.stale()
    qtbot.waitUntil(lambda: fillings == [True, True])
