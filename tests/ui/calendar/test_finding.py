"""Searching and filtering in the calendar: as one types, by keyboard, and kindly when in vain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from microwins_desktop.core.model import Size
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.calendar.page import CalendarPage
from microwins_desktop.ui.theme import Theme

TODAY = date(2026, 11, 22)
LONG_AGO = date(2024, 2, 29)


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, journal: Journal, preferences: Preferences
) -> Iterator[CalendarPage]:
    QLocale.setDefault(QLocale("en_GB"))
    journal.log_text("Opened the café window", day=LONG_AGO)
    journal.log_text("お茶を飲んだ", day=date(2026, 11, 3))
    journal.log_step("take-a-shower", Size.TINY)
    journal.log_step("open-blinds", note="Only halfway, and it was enough")
    made = CalendarPage(theme, journal, preferences)
    qtbot.addWidget(made)
    made.resize(1000, 760)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    made._pane_soon.stop()
    made._finding._finder.rest()


def typed(qtbot: QtBot, page: CalendarPage, text: str) -> list[str]:
    page._finding.open()
    page._finding.bar.field.clear()
    for letter in text:
        page._finding.bar.field.edit.insert(letter)
    return titles(page)


def titles(page: CalendarPage) -> list[str]:
    if page._finding.pages.currentIndex() == 0:
        return []
    model = page._finding.results._model
    return [win.title for win in model.wins]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CAFE", ["Opened the café window"]),
        ("opened win", ["Opened the café window"]),
        ("opened", ["Opened the blinds", "Opened the café window"]),
        ("halfw", ["Opened the blinds"]),
        ("茶", ["お茶を飲んだ"]),
        ("shower", ["Thought about it and stood up"]),  # the words of its step
        ("Light & air", ["Opened the blinds"]),  # the name of its area
        ('"*)(', []),
    ],
)
def test_words_find_wins_as_one_types(
    qtbot: QtBot, page: CalendarPage, text: str, expected: list[str]
) -> None:
    assert typed(qtbot, page, text) == expected


def test_nothing_found_is_said_kindly(qtbot: QtBot, page: CalendarPage) -> None:
    assert typed(qtbot, page, "zebra") == []
    said = page._finding.results._said
    assert said.isVisibleTo(page)
    assert said.full_text() == "Nothing with these words. Perhaps it was written another way."


def test_a_result_leads_to_its_day_by_keyboard(qtbot: QtBot, page: CalendarPage) -> None:
    typed(qtbot, page, "window")
    qtbot.keyClick(page._finding.bar.field.edit, Qt.Key.Key_Down)
    view = page._finding.results.view
    assert view.hasFocus()
    name = view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert name == "Opened the café window, Thursday 29 February 2024"
    assert page._day == LONG_AGO
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert page._finding.bar.isHidden()
    assert page._finding.pages.currentIndex() == 0
    assert (page._grid.day, page._header.title.full_text()) == (LONG_AGO, "February 2024")
    assert page._grid.hasFocus()


def test_escape_and_up_lead_back(qtbot: QtBot, page: CalendarPage) -> None:
    field = page._finding.bar.field.edit
    typed(qtbot, page, "opened")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(page._finding.results.view, Qt.Key.Key_Up)
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert page._finding.bar.isHidden()
    assert page._finding.pages.currentIndex() == 0
    assert field.text() == ""


@pytest.mark.parametrize("keys", ["/", "ctrl+f"])
def test_a_key_opens_the_search(qtbot: QtBot, page: CalendarPage, keys: str) -> None:
    page._grid.setFocus()
    if keys == "/":
        qtbot.keyClick(page._grid, Qt.Key.Key_Slash)
    else:
        qtbot.keyClick(page._grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page._finding.bar.isVisible()
    assert page._finding.bar.field.edit.hasFocus()


def choose(page: CalendarPage, which: str, words: str) -> None:
    choice = getattr(page._finding.bar, which)
    choice.setCurrentIndex(choice.findText(words))
    choice.activated.emit(choice.currentIndex())


def cell(page: CalendarPage, day: date) -> str:
    return str(page._month.days.index_of(day).data(Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.parametrize(
    ("which", "words", "shown"),
    [
        ("_area", "Light & air", "Opened the blinds"),
        ("_step", "Take a shower", "Thought about it and stood up"),
        ("_size", "Tiny", "Thought about it and stood up"),
    ],
)
def test_a_filter_leaves_the_wins_of_its_kind(
    page: CalendarPage, which: str, words: str, shown: str
) -> None:
    page._finding.open()
    choose(page, which, words)
    assert cell(page, TODAY) == "Sunday 22 November 2026, 1 win"
    assert cell(page, date(2026, 11, 3)) == "Tuesday 3 November 2026"
    rows = [row.accessibleName() for row in page._pane._timeline._rows.values()]
    assert rows == [f"{shown}, 09:14"]
    assert page._pane._count.full_text() == "2 small wins, 1 of them shown"
    for view in (1, 2):
        page._header.views.set_index(view)
        page._on_view(view)
    assert page._year.view.days.counts == {TODAY: 1}
    assert sum(page._week.days.counts.values()) == 1
    page._finding.close()
    assert page._year.view.days.counts[TODAY] == 2


def test_filters_hold_for_the_search_too(qtbot: QtBot, page: CalendarPage) -> None:
    page._finding.open()
    choose(page, "_area", "Light & air")
    assert typed(qtbot, page, "opened") == ["Opened the blinds"]


def test_what_is_logged_meanwhile_joins_the_results(
    qtbot: QtBot, page: CalendarPage, journal: Journal
) -> None:
    assert len(typed(qtbot, page, "opened")) == 2
    journal.log_text("Opened a letter")
    qtbot.waitUntil(lambda: len(titles(page)) == 3)
    journal.undo()
    qtbot.waitUntil(lambda: len(titles(page)) == 2)


def test_notes_stay_unseen_in_discreet_mode(
    qtbot: QtBot, page: CalendarPage, preferences: Preferences
) -> None:
    preferences.put({"discreet": "on"})
    typed(qtbot, page, "halfway")
    name = page._finding.results._model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert name == "Opened the blinds, Sunday 22 November 2026, 09:14"
