"""My people and the words I keep, by hand: added, changed, copied, removed, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microwins_desktop.core.people import Role
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.keeping import Keeping
from microwins_desktop.ui.help.keepsakes import KeepsakeCard
from microwins_desktop.ui.help.line_card import CopyButton
from microwins_desktop.ui.help.page import HelpPage
from microwins_desktop.ui.help.people import PersonCard
from microwins_desktop.ui.kit import IconButton, Label
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.wishes import Wishes


@pytest.fixture
def keeping(journal: Journal) -> Keeping:
    return Keeping(journal)


@pytest.fixture
def wishes(qtbot: QtBot) -> Wishes:
    return Wishes()


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, journal: Journal, keeping: Keeping, wishes: Wishes
) -> HelpPage:
    made = HelpPage(theme, journal, keeping, wishes, "de_AT")
    qtbot.addWidget(made)
    made.resize(884, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def button(card: PersonCard | KeepsakeCard, name: str) -> IconButton:
    return next(b for b in card.findChildren(IconButton) if b.accessibleName().startswith(name))


def add(qtbot: QtBot, page: HelpPage, name: str, number: str = "") -> None:
    page.people.opener.add.click()
    qtbot.keyClicks(page.people.form.name.edit, name)
    qtbot.keyClicks(page.people.form.number.edit, number)
    page.people.form.save.click()


def test_somebody_is_added_with_a_name_alone(
    qtbot: QtBot, page: HelpPage, keeping: Keeping
) -> None:
    add(qtbot, page, "Mum")
    assert [person.name for person in keeping.people()] == ["Mum"]
    assert page.people.opener.add.isVisible()
    card = page.findChild(PersonCard)
    assert card is not None
    assert card.findChildren(CopyButton) == []


def test_a_number_is_copied_as_typed_and_never_turned_round(qtbot: QtBot, page: HelpPage) -> None:
    add(qtbot, page, "Mum", "01 234 567")
    card = page.findChild(PersonCard)
    assert card is not None
    copy = card.findChildren(CopyButton)[0]
    assert copy.accessibleName() == "Copy the number: Mum"
    copy.click()
    assert QGuiApplication.clipboard().text() == "01 234 567"
    assert "\u206601 234 567\u2069" in [label.full_text() for label in card.findChildren(Label)]


def test_an_empty_name_is_said_and_nothing_is_lost(qtbot: QtBot, page: HelpPage) -> None:
    page.people.opener.add.click()
    qtbot.keyClicks(page.people.form.number.edit, "01")
    page.people.form.save.click()
    assert page.people.form._problem.isVisible()
    assert page.people.form.number.text() == "01"
    page.people.form.leave.click()
    assert not page.people.form.isVisible()


def test_somebody_is_changed_and_marked_as_my_provider(
    qtbot: QtBot, page: HelpPage, keeping: Keeping
) -> None:
    add(qtbot, page, "Dr B.", "01")
    card = page.findChild(PersonCard)
    assert card is not None
    button(card, "Edit").click()
    assert page.people.form.number.text() == "01"
    page.people.form.provider.click()
    qtbot.keyClick(page.people.form.name.edit, Qt.Key.Key_Return)
    assert keeping.people()[0].role is Role.PROVIDER


def test_removing_can_be_taken_back(qtbot: QtBot, page: HelpPage, journal: Journal) -> None:
    add(qtbot, page, "Mum")
    add(qtbot, page, "Dr B.")
    QApplication.processEvents()
    cards = page.findChildren(PersonCard)
    button(cards[1], "Move up").click()
    assert [c._person.name for c in page.findChildren(PersonCard)] == ["Dr B.", "Mum"]
    button(page.findChildren(PersonCard)[0], "Remove").click()
    assert [c._person.name for c in page.findChildren(PersonCard)] == ["Mum"]
    journal.undo()
    assert [c._person.name for c in page.findChildren(PersonCard)] == ["Dr B.", "Mum"]


def test_words_are_kept_changed_and_removed(
    qtbot: QtBot, page: HelpPage, keeping: Keeping, journal: Journal
) -> None:
    kept = page.keepsakes
    kept.opener.add.click()
    kept.form.words.setPlainText("You did well.\n<b>Really</b>.")
    qtbot.keyClicks(kept.form.from_whom.edit, "Mum")
    kept.form.save.click()
    assert [(k.text, k.from_whom) for k in keeping.keepsakes()] == [
        ("You did well.\n<b>Really</b>.", "Mum")
    ]
    card = page.findChild(KeepsakeCard)
    assert card is not None
    button(card, "Edit").click()
    kept.form.words.setPlainText("")
    kept.form.save.click()
    assert kept.form._problem.isVisible()
    kept.form.words.setPlainText("You did very well.")
    kept.form.save.click()
    assert keeping.keepsakes()[0].text == "You did very well."
    card = page.findChild(KeepsakeCard)
    assert card is not None
    button(card, "Remove").click()
    assert keeping.keepsakes() == []
    journal.undo()
    assert len(page.findChildren(KeepsakeCard)) == 1


def test_the_summary_is_one_click_away(qtbot: QtBot, page: HelpPage, wishes: Wishes) -> None:
    with qtbot.waitSignal(wishes.page_wanted) as wished:
        page.summary.click()
    assert wished.args == ["provider"]
