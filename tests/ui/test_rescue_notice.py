"""What is said after a rescue."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from microwins_desktop.ui.rescue_notice import RescueNotice

WORDS = "Your journal was damaged; <b>3</b> wins were saved from it. The newest backup holds 5."


class Keeper:
    """Remembers what it was asked to put back."""

    def __init__(self) -> None:
        self.restored: list[Path] = []

    def restore(self, path: Path) -> None:
        self.restored.append(path)


def notice(qtbot: QtBot, keeper: Keeper, backup: Path | None) -> RescueNotice:
    made = RescueNotice(WORDS, backup, keeper)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    return made


def words_of(made: RescueNotice) -> list[str]:
    return [button.text() for button in made.buttons() if isinstance(button, QPushButton)]


def test_it_says_what_happened_as_plain_text_and_waits_beside_the_rest(qtbot: QtBot) -> None:
    made = notice(qtbot, Keeper(), Path("copy.db"))
    assert made.text() == WORDS
    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.windowModality() is Qt.WindowModality.NonModal
    assert made.informativeText() == "Putting it back can be undone."


def test_the_backup_is_put_back_only_when_that_is_chosen(qtbot: QtBot) -> None:
    keeper = Keeper()
    made = notice(qtbot, keeper, Path("copy.db"))
    assert made.restore is not None
    made.restore.click()
    assert keeper.restored == [Path("copy.db")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_escape_and_enter_go_on_and_change_nothing(qtbot: QtBot, key: Qt.Key) -> None:
    keeper = Keeper()
    made = notice(qtbot, keeper, Path("copy.db"))
    qtbot.keyClick(made.defaultButton() if key is Qt.Key.Key_Return else made, key)
    assert not made.isVisible()
    assert keeper.restored == []


def test_without_a_backup_nothing_is_offered(qtbot: QtBot) -> None:
    made = notice(qtbot, Keeper(), None)
    assert made.restore is None
    assert words_of(made) == ["Go on"]
