"""Widgets one under another, as high as their width makes them, whatever comes and goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microwins_desktop.ui.kit.pile import Pile

LONG = "Opened all the blinds and looked out of the window for a while, until the rain came"


class Window(QWidget):
    """A pile above something else, as in a card."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.pile = Pile()
        self.foot = QLabel("foot")
        column.addWidget(self.pile)
        column.addWidget(self.foot)
        column.addStretch(1)
        self.resize(220, 600)

    def row(self, words: str) -> QLabel:
        made = QLabel(words, self.pile)
        made.hide()
        made.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        return made


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def settled(qtbot: QtBot, window: Window, *rows: QWidget) -> None:
    """Wait until the rows stand under each other without a gap, and the foot under them."""

    def stands() -> None:
        top = 0
        for row in rows:
            assert (row.y(), row.width(), row.isVisible()) == (top, 220, True)
            assert row.height() == row.heightForWidth(220)
            top += row.height()
        assert window.pile.height() == top
        assert window.foot.y() == top

    qtbot.waitUntil(lambda: stands() is None)


def test_rows_come_change_and_go(qtbot: QtBot, window: Window) -> None:
    first, second, third = (window.row(words) for words in ("One", LONG, "Three"))
    window.pile.pile([first, third])
    settled(qtbot, window, first, third)
    window.pile.pile([first, second, third])
    settled(qtbot, window, first, second, third)
    first.setText(LONG + LONG)
    settled(qtbot, window, first, second, third)
    assert window.pile.take_out(third) is second
    third.hide()
    window.pile.pile([first, second])
    settled(qtbot, window, first, second)
    assert window.pile.take_out(first) is second
    first.hide()
    assert window.pile.take_out(second) is None
    second.hide()
    window.pile.pile([])
    settled(qtbot, window)


def test_what_changed_while_it_was_hidden_is_seen(qtbot: QtBot, window: Window) -> None:
    row = window.row("One")
    window.pile.pile([row])
    settled(qtbot, window, row)
    window.pile.hide()
    row.setText(LONG)
    window.pile.show()
    settled(qtbot, window, row)


def test_a_new_width_is_a_new_height(qtbot: QtBot, window: Window) -> None:
    row = window.row(LONG)
    window.pile.pile([row])
    settled(qtbot, window, row)
    window.resize(120, 600)
    qtbot.waitUntil(lambda: window.foot.y() == row.height() == row.heightForWidth(120))


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_what_does_not_grow_stands_at_the_leading_edge(
    qtbot: QtBot, window: Window, direction: Qt.LayoutDirection
) -> None:
    window.setLayoutDirection(direction)
    button = QPushButton("Show 3 more", window.pile)
    window.pile.pile([button])
    size: QSize = button.sizeHint()
    left = 0 if direction == Qt.LayoutDirection.LeftToRight else 220 - size.width()
    qtbot.waitUntil(lambda: button.geometry().getRect() == (left, 0, size.width(), size.height()))
