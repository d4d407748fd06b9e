"""Settings: every declared one has its place, holds at once, and shows what it truly is."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.nudge_desk import FakeLogin

from microwins_desktop.core.settings import BY_KEY, SETTINGS
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.kit import Label
from microwins_desktop.ui.pages import Given
from microwins_desktop.ui.settings.general import LoginRow
from microwins_desktop.ui.settings.page import SettingsPage
from microwins_desktop.ui.settings.rows import (
    ChoiceRow,
    ListRow,
    NumberRow,
    SettingRow,
    SwitchRow,
    TextRow,
    TimeRow,
    row_for,
)
from microwins_desktop.ui.settings.sections import section_entries
from microwins_desktop.ui.settings.words import choice_words
from microwins_desktop.ui.theme import Theme


def rows(page: SettingsPage) -> dict[str, SettingRow]:
    for entry in section_entries():
        page.go_to(entry.key)
    return {row.setting.key: row for row in page.findChildren(SettingRow)}


def test_every_setting_has_a_place(page: SettingsPage) -> None:
    assert set(rows(page)) == set(BY_KEY)


def test_every_choice_has_words_of_its_own() -> None:
    for setting in SETTINGS:
        if setting.kind.choices and setting.kind.choices != ("on", "off"):
            words = [choice_words(setting.key, choice) for choice in setting.kind.choices]
            assert len(set(words)) == len(words)
            assert all(words)


def test_only_the_open_section_is_seen(page: SettingsPage) -> None:
    page.go_to("nudges")
    page.go_to("about")
    assert page.section.isVisible()
    assert [s.isVisible() for s in page._made.values()].count(True) == 1
    assert page._chooser.index() == [e.key for e in section_entries()].index("about")


@pytest.mark.parametrize("key", [entry.key for entry in section_entries()])
def test_nothing_is_cut_where_text_is_largest_and_room_least(
    page: SettingsPage, given: Given, key: str
) -> None:
    given.nudger.book.put(given.nudger.book.offered())
    given.theme.configure("light", 200, "reduced")
    page.resize(407, 900)
    page.go_to(key)
    for _round in range(4):
        QApplication.processEvents()
    assert page._scroll.horizontalScrollBar().maximum() == 0
    for label in page.section.findChildren(Label):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.full_text()


@pytest.fixture
def made(qtbot: QtBot, theme: Theme, preferences: Preferences):  # type: ignore[no-untyped-def]
    def make(key: str) -> SettingRow:
        row = row_for(theme, preferences, key)
        qtbot.addWidget(row)
        row.show()
        return row

    return make


def test_a_switch(made, preferences: Preferences) -> None:  # type: ignore[no-untyped-def]
    row = made("discreet")
    assert isinstance(row, SwitchRow)
    assert row.toggle.accessibleName() == "Discreet mode"
    row.toggle.click()
    assert preferences.values.discreet is True
    preferences.put({"discreet": "off"})
    assert not row.toggle.isChecked()


def test_a_few_choices(made, preferences: Preferences) -> None:  # type: ignore[no-untyped-def]
    row = made("theme")
    assert isinstance(row, ChoiceRow)
    row.field._segments[2].click()
    assert preferences.values.theme == "dark"
    preferences.put({"theme": "contrast"})
    assert row.field.index() == 3


def test_many_choices(qtbot: QtBot, made, preferences: Preferences) -> None:  # type: ignore[no-untyped-def]
    row = made("language")
    assert isinstance(row, ListRow)
    qtbot.keyClick(row.field, Qt.Key.Key_Down)
    assert preferences.values.language == "en"
    assert row.field.currentText() == "English"


def test_a_number_is_taken_whole(qtbot: QtBot, made, preferences: Preferences) -> None:  # type: ignore[no-untyped-def]
    row = made("nudge_min_minutes")
    assert isinstance(row, NumberRow)
    seen: list[frozenset[str]] = []
    preferences.changed.connect(seen.append)
    row.field.selectAll()
    qtbot.keyClicks(row.field, "120")
    assert preferences.values.nudge_min_minutes == 45
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert preferences.values.nudge_min_minutes == 120
    assert seen == [frozenset({"nudge_min_minutes"})]


def test_the_wheel_changes_nothing(made, preferences: Preferences) -> None:  # type: ignore[no-untyped-def]
    row = made("nudge_min_minutes")
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(row.field.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(row.field, wheel)
    assert preferences.values.nudge_min_minutes == 45


def test_a_time(made, preferences: Preferences) -> None:  # type: ignore[no-untyped-def]
    row = made("day_start")
    assert isinstance(row, TimeRow)
    row.field.setTime(QTime(5, 30))
    assert preferences.values.day_start == time(5, 30)


def test_a_text_that_cannot_be_meant_says_so_and_changes_nothing(  # type: ignore[no-untyped-def]
    qtbot: QtBot, made, preferences: Preferences
) -> None:
    row = made("coordinates")
    assert isinstance(row, TextRow)
    qtbot.keyClicks(row.field.edit, "north")
    qtbot.keyClick(row.field.edit, Qt.Key.Key_Return)
    assert row.problem.isVisibleTo(row)
    assert preferences.values.coordinates is None
    row.field.set_text("48.2,16.4")
    qtbot.keyClick(row.field.edit, Qt.Key.Key_Return)
    assert preferences.values.coordinates == (48.2, 16.4)
    assert not row.problem.isVisibleTo(row)


def login_row(page: SettingsPage) -> LoginRow:
    (row,) = page.findChildren(LoginRow)
    return row


def login(given: Given) -> FakeLogin:
    assert isinstance(given.surroundings.login, FakeLogin)
    return given.surroundings.login


def test_start_at_login_is_what_the_system_says(
    page: SettingsPage, given: Given, preferences: Preferences, journal: Journal
) -> None:
    row = login_row(page)
    preferences.put({"start_at_login": "on"})
    assert not row.toggle.isChecked()
    row.toggle.click()
    assert login(given).on
    assert row.toggle.isChecked()
    login(given).on = False
    page.refresh()
    assert not row.toggle.isChecked()


def test_start_at_login_that_is_refused_says_why(
    page: SettingsPage, given: Given, preferences: Preferences
) -> None:
    login(given).refuses = "The folder cannot be written."
    row = login_row(page)
    row.toggle.click()
    assert not row.toggle.isChecked()
    assert row.problem.full_text() == "The folder cannot be written."
    assert preferences.values.start_at_login is False
