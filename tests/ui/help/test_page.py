"""The help page: the lines of a country, any other by name, numbers as they were checked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from microwins_desktop import paths
from microwins_desktop.core.helplines import load_helplines
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.keeping import Keeping
from microwins_desktop.ui.help.line_card import CopyButton, LineCard
from microwins_desktop.ui.help.page import HelpPage
from microwins_desktop.ui.kit import QuietButton, Section
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.wishes import Wishes

HELPLINES = load_helplines(paths.resources() / "helplines.toml")


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, journal: Journal) -> HelpPage:
    made = HelpPage(theme, journal, Keeping(journal), Wishes())
    qtbot.addWidget(made)
    made.resize(884, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def numbers(page: HelpPage) -> list[str]:
    QApplication.processEvents()  # what joined a visible page is shown at the next turn
    return [
        card.findChildren(Section)[0].accessibleName()
        for card in page.findChildren(LineCard)
        if not card.isHidden()
    ]


def said(page: HelpPage) -> str:
    QApplication.processEvents()
    labels = page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if not label.isHidden())


@pytest.mark.parametrize("code", sorted(HELPLINES.countries))
def test_every_country_shows_all_its_numbers_unchanged(page: HelpPage, code: str) -> None:
    country = HELPLINES.countries[code]
    page.country.show_country(code)
    assert numbers(page) == [line.number for line in country.lines]
    for line in country.lines:
        assert line.hours in said(page)
        assert line.note in said(page)
        assert line.text in said(page)
    assert country.emergency in said(page)
    assert country.emergency_detail in said(page)


def test_a_number_keeps_its_order_where_lines_run_from_right_to_left(page: HelpPage) -> None:
    page.country.show_country("DE")
    card = page.findChildren(LineCard)[0]
    assert card.findChildren(Section)[0].text() == "\u20660800 111 0 111\u2069"


@pytest.mark.parametrize("system", ["de_AT", "en_US"])
def test_it_begins_with_the_country_of_the_system(
    qtbot: QtBot, theme: Theme, journal: Journal, system: str
) -> None:
    page = HelpPage(theme, journal, Keeping(journal), Wishes(), f"{system}.UTF-8")
    qtbot.addWidget(page)
    country = HELPLINES.countries[system[-2:]]
    assert numbers(page) == [line.number for line in country.lines]


def test_without_a_country_it_asks_for_one(page: HelpPage) -> None:
    page.country.show_country("")
    assert numbers(page) == []
    assert "Type the name of your country" in said(page)


def test_any_country_is_found_by_its_name(qtbot: QtBot, page: HelpPage) -> None:
    qtbot.keyClicks(page.country.search.edit, "japa")
    found = page.country.findChildren(QuietButton, "JP")
    assert [button.accessibleName() for button in found] == ["Japan"]
    found[0].click()
    assert numbers(page) == [line.number for line in HELPLINES.countries["JP"].lines]
    assert page.country.search.text() == ""


def test_enter_takes_the_first_country_found(qtbot: QtBot, page: HelpPage) -> None:
    qtbot.keyClicks(page.country.search.edit, "norw")
    qtbot.keyClick(page.country.search.edit, Qt.Key.Key_Return)
    assert "Norway" in said(page)


def test_a_name_nobody_knows_points_to_the_directory(qtbot: QtBot, page: HelpPage) -> None:
    qtbot.keyClicks(page.country.search.edit, "Atlantis")
    assert "Nothing is known here for that name" in said(page)
    assert "findahelpline.com" in said(page)
    assert "November 2026" in said(page)


def test_copying_takes_the_number_as_it_is(page: HelpPage) -> None:
    page.country.show_country("US")
    button = page.findChildren(LineCard)[0].findChildren(CopyButton)[0]
    assert button.accessibleName() == "Copy the number: 988 Suicide & Crisis Lifeline"
    button.click()
    assert QGuiApplication.clipboard().text() == "988"
    assert button.accessibleName() == "Copied"
    button._back.timeout.emit()
    assert button.accessibleName() == "Copy the number: 988 Suicide & Crisis Lifeline"
