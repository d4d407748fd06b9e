"""What is on screen after any change is what a page filled anew shows, to the pixel."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.clock import FixedClock
from support.happenings import KINDS, Happens

from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudger import Nudger
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store import Store
from microwins_desktop.ui.actions import Actions
from microwins_desktop.ui.calendar.page import CalendarPage
from microwins_desktop.ui.page import Page
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.tray import Tray
from microwins_desktop.ui.tray_icon import TrayIcon

TIMES = 25
TURNS = 2
"""Turns of the event loop in which a page is laid out to the end."""


@pytest.fixture
def happens(journal: Journal, store: Store, clock: FixedClock) -> Iterator[Happens]:
    folder = DataFolder(store.path.parent)
    with open_journal(folder, clock) as other:
        yield Happens(journal, other, clock)


@pytest.fixture
def open_calendar(
    qtbot: QtBot, theme: Theme, journal: Journal, preferences: Preferences
) -> Iterator[Callable[[], CalendarPage]]:
    made = CalendarPage(theme, journal, preferences)
    qtbot.addWidget(made)

    def opened() -> CalendarPage:
        made.show()
        qtbot.waitExposed(made)
        return made

    yield opened
    made._pane_soon.stop()


def seen(page: Page) -> QImage:
    for _turn in range(TURNS):
        QApplication.processEvents()
    return page.grab().toImage()


def filled_anew(page: Page) -> QImage:
    page.refresh()
    return seen(page)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["open_today", "open_calendar"])
def test_a_page_shows_what_it_would_show_anew(
    request: pytest.FixtureRequest, happens: Happens, name: str, seed: int
) -> None:
    page = request.getfixturevalue(name)()
    page.resize(1000, 900)
    filled_anew(page)
    picks = random.Random(seed)
    for _time in range(TIMES):
        what = picks.choice(KINDS), picks.randrange(6)
        happens(what)
        if what[0] == "hour":
            page.refresh()  # what is offered changes with the hour, but not under the pointer
        before = seen(page)
        assert before == filled_anew(page), what


@pytest.mark.parametrize("seed", range(4))
def test_the_tray_says_what_a_new_one_would_say(
    theme: Theme,
    journal: Journal,
    preferences: Preferences,
    nudger: Nudger,
    happens: Happens,
    seed: int,
) -> None:
    actions = Actions(journal), Actions(journal)
    tray, new = (Tray(TrayIcon(), theme, journal, preferences, one, nudger.book) for one in actions)
    tray.refresh()
    picks = random.Random(seed)
    for _time in range(TIMES):
        what = picks.choice(KINDS), picks.randrange(6)
        happens(what)
        if what[0] == "hour":
            tray.refresh()  # its timer does, by the real clock
        new.name()
        assert said_by(tray) == said_by(new), what


def said_by(tray: Tray) -> list[str]:
    tray.menu.aboutToShow.emit()
    entries = [action for action in tray.menu.actions() if action.isVisible()]
    return [tray._tooltip(), *(action.text() for action in entries)]
