"""Nobody quits with a win in hand that is neither kept nor handed out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from microwins_desktop.ui.goodbye import MOST_LINES, hand_out

WINS = "2026-11-22 09:14  Opened the <b>blinds</b>\n2026-11-22 09:20  Fed the cat"


@pytest.fixture
def answer(qtbot: QtBot) -> Callable[[str, str, bool], tuple[bool, str]]:
    """Gives the answer of `hand_out`, and what the box said, when `button` is pressed."""

    def ask(button: str, wins: str, held: bool) -> tuple[bool, str]:
        said: list[str] = []

        def press() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            said.append(f"{box.text()}\n{box.informativeText()}")
            buttons = {b.text(): b for b in box.buttons() if isinstance(b, QPushButton)}
            said.append(", ".join(sorted(buttons)))
            buttons[button].click()

        QGuiApplication.clipboard().clear()
        QTimer.singleShot(0, press)
        return hand_out(wins, held), "\n".join(said)

    return ask


def test_what_is_kept_in_its_file_needs_nothing_of_the_person(
    answer: Callable[[str, str, bool], tuple[bool, str]],
) -> None:
    leaves, said = answer("Quit", WINS, True)
    assert leaves
    assert "the next start takes them in" in said
    assert WINS in said
    assert QGuiApplication.clipboard().text() == ""
    assert answer("Copy and quit", WINS, True)[0]
    assert QGuiApplication.clipboard().text() == WINS
    assert not answer("Keep trying", WINS, True)[0]


def test_what_is_kept_nowhere_is_not_left_without_taking_it_along(
    answer: Callable[[str, str, bool], tuple[bool, str]],
) -> None:
    leaves, said = answer("Copy and quit", WINS, False)
    assert leaves
    assert "could not be saved to disk yet" in said
    assert said.endswith("Copy and quit, Keep trying")
    assert QGuiApplication.clipboard().text() == WINS


def test_a_long_list_fits_on_the_screen_and_is_handed_out_whole(
    answer: Callable[[str, str, bool], tuple[bool, str]],
) -> None:
    many = "\n".join(f"win {number}" for number in range(MOST_LINES + 7))
    said = answer("Copy and quit", many, True)[1]
    assert "and 7 more" in said
    assert "win 15" not in said
    assert QGuiApplication.clipboard().text() == many
