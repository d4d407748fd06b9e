"""The window: pages made when first opened, undo by key, quiet lines at the foot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.qtbot import QtBot

from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.actions import Actions
from microwins_desktop.ui.kit import Toggle
from microwins_desktop.ui.main_window import MainWindow, PageEntry
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.window_frame import WindowFrame

NAMES = ("Today", "Calendar", "Story")


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def frame(qtbot: QtBot) -> WindowFrame:
    made = WindowFrame()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, journal: Journal, made: list[str], frame: WindowFrame
) -> MainWindow:
    def entry(name: str, listed: bool = True) -> PageEntry:
        def make() -> QWidget:
            made.append(name)
            return QWidget()

        return PageEntry(name.lower(), name, make, listed)

    pages = [*map(entry, NAMES), entry("Help", listed=False)]
    shown = MainWindow(theme, journal, Actions(journal), pages)
    frame.setCentralWidget(shown)
    frame.bring_up()
    qtbot.waitExposed(frame)
    return shown


def test_title_and_list_are_named_for_scripts(window: MainWindow) -> None:
    assert window.window().windowTitle().startswith("MicroWins")
    pages = window.findChild(QListWidget)
    assert [pages.item(row).text() for row in range(pages.count())] == list(NAMES)


def test_pages_are_made_when_first_opened(window: MainWindow, made: list[str]) -> None:
    assert made == ["Today"]
    window.findChild(QListWidget).setCurrentRow(1)
    assert window.page == "calendar"
    window.go_to("today")
    window.go_to("calendar")
    assert made == ["Today", "Calendar"]


def test_a_page_outside_the_list_leaves_no_row_chosen(window: MainWindow) -> None:
    window.go_to("help")
    assert window.findChild(QListWidget).currentRow() == -1
    window.findChild(QListWidget).setCurrentRow(0)
    assert window.page == "today"


def test_keys_walk_the_pages_and_undo(qtbot: QtBot, window: MainWindow, journal: Journal) -> None:
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.page == "story"
    journal.log_text("Made tea")
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert journal.count_today() == 0
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, both)
    assert journal.count_today() == 1


def test_the_switch_and_the_journal_agree_on_the_hard_day(
    qtbot: QtBot, window: MainWindow, journal: Journal
) -> None:
    switch = window.findChild(Toggle)
    switch.click()
    assert journal.is_hard_day()
    journal.set_hard_day(False)
    assert not switch.isChecked()


def test_a_failure_is_said_in_the_window(window: MainWindow, journal: Journal) -> None:
    journal.failed.emit("The disk is full.")
    assert window._toast.isVisible()
    assert window._toast.accessibleName() == "The disk is full."


def test_a_removed_win_can_be_brought_back_from_the_line(
    window: MainWindow, journal: Journal
) -> None:
    win = journal.log_text("Made tea")
    assert win is not None
    journal.delete(win.id)
    assert window._toast.accessibleName() == "Removed: Made tea"
    window._toast.acted.emit()
    assert journal.count_today() == 1


def test_closing_says_so_and_lets_the_window_go(
    qtbot: QtBot, window: MainWindow, frame: WindowFrame
) -> None:
    with qtbot.waitSignal(frame.closed_by_person):
        frame.close()
    assert not window.isVisible()


def test_quit_is_offered_only_where_no_tray_has_it(window: MainWindow) -> None:
    assert not window._quit.isVisible()
    window.offer_quit(True)
    assert window._quit.isVisible()


def test_a_page_selected_by_a_screen_reader_is_shown(window: MainWindow) -> None:
    pages = window.findChild(QListWidget)
    pages.item(2).setSelected(True)
    assert window.page == "story"
    assert pages.currentRow() == 2
    pages.item(2).setSelected(False)
    assert window.page == "story"
    assert pages.item(2).isSelected()
    window.go_to("help")
    assert not pages.selectedItems()
