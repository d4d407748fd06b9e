"""The share page: nothing is ticked by itself, and what is copied or saved is what was seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from microwins_desktop.core.sharing import ShareKind
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.share.page import SharePage
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.wishes import ToShare

TODAY = date(2026, 11, 22)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, journal: Journal, preferences: Preferences) -> SharePage:
    QLocale.setDefault(QLocale("en_GB"))
    journal.log_step("open-blinds", note="It took a while.")
    journal.log_text("Fed the cat")
    made = SharePage(theme, journal, preferences)
    qtbot.addWidget(made)
    made.resize(884, 720)
    made.show()
    made.show_wins(ToShare(ShareKind.DAY, TODAY))
    return made


def seen(page: SharePage) -> str:
    return page.preview.accessibleDescription()


def test_at_first_it_shows_areas_alone(page: SharePage) -> None:
    assert seen(page) == "A day with 2 small wins\n\nLight & air: 1\n"
    assert not page.notes.isVisible()


def test_ticks_add_date_words_and_notes(page: SharePage) -> None:
    page.date.click()
    page.words.click()
    assert seen(page).splitlines()[1] == "Sunday 22 November 2026"
    assert "- Opened the blinds" in seen(page)
    assert "It took a while" not in seen(page)
    page.notes.click()
    assert "It took a while" in seen(page)
    page.words.click()
    assert "It took a while" not in seen(page)


def test_what_is_asked_for_next_starts_unticked(page: SharePage, journal: Journal) -> None:
    page.words.click()
    win = journal.wins_of(TODAY)[0]
    page.show_wins(ToShare(ShareKind.WIN, TODAY, win))
    assert seen(page) == "A small win\n\nLight & air\n"
    assert not page._period.isVisible()


def test_a_removed_win_is_not_shown(page: SharePage, journal: Journal) -> None:
    win = journal.wins_of(TODAY)[0]
    page.show_wins(ToShare(ShareKind.WIN, TODAY, win))
    journal.delete(win.id)
    assert not page.preview.isVisible()
    assert page._empty.isVisible()


@pytest.mark.parametrize(("index", "word"), [(1, "week"), (2, "month")])
def test_week_and_month(page: SharePage, index: int, word: str) -> None:
    page._period._segments[index].click()
    assert seen(page).startswith(f"A {word} with 2 small wins")
    page._on_before()
    assert page._empty.isVisible()
    page._on_after()
    assert seen(page).startswith(f"A {word} with 2 small wins")


def test_copying_picture_and_text(page: SharePage) -> None:
    page.copy_text.click()
    assert QGuiApplication.clipboard().text() == seen(page)
    page.copy_picture.click()
    assert QGuiApplication.clipboard().image().width() == 1080
    assert page._said.isVisible()


def test_saving_writes_the_whole_picture(page: SharePage, tmp_path: Path) -> None:
    page.save_to(str(tmp_path / "small-wins.png"))
    assert (tmp_path / "small-wins.png").read_bytes().startswith(b"\x89PNG")
    assert page._said.full_text() == "Saved."


def test_a_place_that_cannot_be_written_is_said(page: SharePage, tmp_path: Path) -> None:
    page.save_to(str(tmp_path / "nowhere" / "small-wins.png"))
    assert page._said.full_text().startswith("The picture could not be saved: ")
