"""From a win or a day to the share page, as the window's guide leads there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microwins_desktop.core.sharing import ShareKind
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.calendar.page import CalendarPage
from microwins_desktop.ui.share.page import SharePage
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.wishes import Guide, ToShare, Wishes


class Window:
    """Opens the pages it was given, and remembers which."""

    def __init__(self, pages: dict[str, QWidget]) -> None:
        self.pages = pages
        self.opened: list[str] = []

    def go_to(self, key: str) -> QWidget:
        self.opened.append(key)
        return self.pages[key]


@pytest.fixture
def wishes(qtbot: QtBot) -> Wishes:
    return Wishes()


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, journal: Journal, preferences: Preferences, wishes: Wishes
) -> Window:
    journal.log_step("open-blinds")
    made = Window(
        {
            "calendar": CalendarPage(theme, journal, preferences, wishes),
            "share": SharePage(theme, journal, preferences),
        }
    )
    for page in made.pages.values():
        qtbot.addWidget(page)
        page.show()
    holder = QObject(wishes)
    Guide(wishes, made, holder)
    return made


def test_a_day_is_shared_from_the_calendar(window: Window, journal: Journal) -> None:
    calendar, share = window.pages["calendar"], window.pages["share"]
    assert isinstance(calendar, CalendarPage)
    assert isinstance(share, SharePage)
    calendar.show_day(journal.today())
    calendar._pane._share.click()
    assert window.opened == ["share"]
    assert share.preview.accessibleDescription().startswith("A day with 1 small win")


def test_one_win_is_shared_from_its_menu(window: Window, journal: Journal) -> None:
    calendar, share = window.pages["calendar"], window.pages["share"]
    assert isinstance(calendar, CalendarPage)
    assert isinstance(share, SharePage)
    calendar.show_day(journal.today())
    win = journal.wins_of(journal.today())[0]
    calendar._pane._timeline._do("share", win.id)
    assert share.preview.accessibleDescription().startswith("A small win")


def test_a_day_without_wins_offers_nothing_to_share(window: Window, journal: Journal) -> None:
    calendar = window.pages["calendar"]
    assert isinstance(calendar, CalendarPage)
    journal.undo()
    calendar.show_day(journal.today())
    assert not calendar._pane._share.isVisible()


def test_a_page_or_a_day_can_be_wished_for(
    window: Window, wishes: Wishes, journal: Journal
) -> None:
    wishes.page_wanted.emit("share")
    wishes.share_wanted.emit(ToShare(ShareKind.MONTH, journal.today()))
    wishes.day_wanted.emit(journal.today())
    assert window.opened == ["share", "share", "calendar"]
