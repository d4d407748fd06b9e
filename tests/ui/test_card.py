"""The card after a win: it says so, leaves by itself, and everything on it works."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from pytestqt.qtbot import QtBot

from microwins_desktop.core.model import Size
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.card import STAYS_MS, LogCard
from microwins_desktop.ui.theme import Theme

SCREEN = QRect(0, 0, 1200, 900)


@pytest.fixture
def card(qtbot: QtBot, theme: Theme, journal: Journal) -> LogCard:
    made = LogCard(theme, journal)
    qtbot.addWidget(made)
    return made


def show(card: LogCard, journal: Journal, size: Size = Size.WHOLE) -> str:
    win = journal.log_step("take-a-shower", size)
    assert win is not None
    card.show_win(win, "That counts.", "bubbles", "body")
    card.appear(QPoint(700, 20), SCREEN)
    return win.id


def test_it_never_takes_the_focus(card: LogCard, journal: Journal) -> None:
    show(card, journal)
    assert card.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_it_stays_four_seconds_and_longer_under_the_pointer(
    card: LogCard, journal: Journal
) -> None:
    show(card, journal)
    assert STAYS_MS == 4000
    assert card._timer.isActive()
    card._timer.timeout.emit()
    assert not card.isVisible()


def test_smaller_and_bigger_change_the_win(card: LogCard, journal: Journal) -> None:
    ident = show(card, journal)
    assert not card._bigger.isVisible()
    card._smaller.click()
    assert journal.store.wins.get(ident).size is Size.PART
    assert card._title.full_text() == "Washed my face"
    card._smaller.click()
    assert journal.store.wins.get(ident).size is Size.TINY
    assert not card._smaller.isVisible()
    card._bigger.click()
    assert journal.store.wins.get(ident).size is Size.PART


def test_undo_takes_the_win_back_and_leaves(card: LogCard, journal: Journal) -> None:
    show(card, journal)
    card._undo.click()
    assert journal.wins_of(journal.today()) == []
    assert not card.isVisible()
    assert journal.next_redo() is not None


def test_undo_after_smaller_goes_back_step_by_step(card: LogCard, journal: Journal) -> None:
    ident = show(card, journal)
    card._smaller.click()
    card._undo.click()
    assert journal.store.wins.get(ident).size is Size.WHOLE
    assert card.isVisible()
    card._undo.click()
    assert journal.wins_of(journal.today()) == []
    assert not card.isVisible()


def test_undo_never_takes_back_something_else(card: LogCard, journal: Journal) -> None:
    show(card, journal)
    journal.log_text("From elsewhere meanwhile")
    card._undo.click()
    assert [win.title for win in journal.wins_of(journal.today())] == ["From elsewhere meanwhile"]
    assert not card.isVisible()


def test_a_notice_has_nothing_to_press(card: LogCard, journal: Journal) -> None:
    show(card, journal)
    card.show_notice("Made tea", "Not saved yet: the disk is full.")
    card.appear(QPoint(700, 20), SCREEN)
    buttons = (card._undo, card._smaller, card._bigger, card._add_note)
    assert not any(button.isVisible() for button in buttons)
    show(card, journal)
    assert card._undo.isVisible()
    assert card._add_note.isVisible()


def test_a_note_is_typed_without_hurry(qtbot: QtBot, card: LogCard, journal: Journal) -> None:
    ident = show(card, journal)
    card._add_note.click()
    assert not card._timer.isActive()
    assert not card.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    qtbot.keyClicks(card._note.edit, "warm water helped")
    qtbot.keyClick(card._note.edit, Qt.Key.Key_Return)
    assert journal.store.wins.get(ident).note == "warm water helped"
    assert not card.isVisible()
    show(card, journal)
    assert card.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert card._note.edit.text() == ""


def test_it_leaves_when_its_win_is_taken_back_elsewhere(card: LogCard, journal: Journal) -> None:
    show(card, journal)
    journal.undo()
    assert not card.isVisible()
