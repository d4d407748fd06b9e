"""An open journal with the starter steps, and the theme, for widgets under test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.at_once import AtOnce
from support.clock import FixedClock
from support.nudge_desk import FakeLogin, FakeNotifier, FakePresence, FakeTeller, FakeTester, sun_of

from microwins_desktop import paths
from microwins_desktop.core.surroundings import Surroundings
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.services.backups import BackupKeeper
from microwins_desktop.services.data import Data
from microwins_desktop.services.five_minutes import FiveMinutes
from microwins_desktop.services.gentle import Gentle
from microwins_desktop.services.habits import Habits
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.keeping import Keeping
from microwins_desktop.services.nudger import Nudger
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.routines import Routines
from microwins_desktop.services.transfer import Transfer
from microwins_desktop.services.voice import Voice
from microwins_desktop.store import Store
from microwins_desktop.ui.pages import Given
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.today.page import TodayPage
from microwins_desktop.ui.welcome.once import WELCOMED
from microwins_desktop.ui.wishes import Wishes


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    opened = open_journal(DataFolder(tmp_path / "data"), clock)
    yield opened
    opened.close()


@pytest.fixture
def preferences(store: Store) -> Preferences:
    """Of somebody who has seen the welcome (tests/ui/welcome are of somebody who has not)."""
    made = Preferences(store)
    made.remember(WELCOMED, "yes")
    return made


@pytest.fixture
def journal(qtbot: QtBot, store: Store, clock: FixedClock, preferences: Preferences) -> Journal:
    return Journal(store, clock, preferences)


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    """Light and without movement, so that everything is at once where it ends."""
    return Theme("light", motion="reduced")


@pytest.fixture
def voice(journal: Journal) -> Voice:
    return Voice(journal, paths.resources() / "words.toml")


@pytest.fixture
def notifier() -> FakeNotifier:
    return FakeNotifier()


@pytest.fixture
def nudger(
    journal: Journal,
    preferences: Preferences,
    clock: FixedClock,
    voice: Voice,
    notifier: FakeNotifier,
) -> Nudger:
    """Not started: a test that wants nudges says when."""
    return Nudger(journal, preferences, clock, voice, FakePresence(), notifier, sun_of)


@pytest.fixture
def gentle(journal: Journal, preferences: Preferences) -> Gentle:
    return Gentle(FiveMinutes(journal), Habits(journal, preferences))


@pytest.fixture
def surroundings() -> Surroundings:
    return Surroundings(FakeLogin(), FakeTester(), FakeTeller())


@pytest.fixture
def data(journal: Journal, preferences: Preferences, clock: FixedClock) -> Data:
    """Copies are made and put back at once, where the app does it in a thread."""
    return Data(
        BackupKeeper(journal, preferences, clock, AtOnce()),
        partial(Transfer, journal, preferences, clock),
    )


@pytest.fixture
def given(
    theme: Theme,
    journal: Journal,
    preferences: Preferences,
    voice: Voice,
    nudger: Nudger,
    surroundings: Surroundings,
    gentle: Gentle,
    data: Data,
) -> Given:
    return Given(
        theme,
        journal,
        preferences,
        voice,
        Wishes(),
        nudger,
        surroundings,
        Keeping(journal),
        Routines(journal),
        gentle,
        data,
    )


@pytest.fixture
def open_today(qtbot: QtBot, given: Given) -> Callable[[], TodayPage]:
    """Opens Today as the window does, with what it offers gently."""

    def opened() -> TodayPage:
        page = TodayPage(
            given.theme,
            given.journal,
            given.preferences,
            given.voice,
            given.nudger,
            gentle=given.gentle,
        )
        qtbot.addWidget(page)
        page.show()
        qtbot.waitExposed(page)
        return page

    return opened
