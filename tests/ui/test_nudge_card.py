"""The nudge on screen: tray, dot and card agree on the one nudge that waits."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.clock import FixedClock
from support.nudge_desk import FakeNotifier

from microwins_desktop.core.model import Source
from microwins_desktop.core.nudging.plan import make_plan
from microwins_desktop.core.nudging.ports import Way
from microwins_desktop.core.nudging.windows import Around
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudger import Nudger
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store import Store
from microwins_desktop.ui.actions import Actions
from microwins_desktop.ui.nudge_card import NudgeCard
from microwins_desktop.ui.nudge_screen import NudgeScreen
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.tray import Tray
from microwins_desktop.ui.tray_icon import TrayIcon

TODAY = date(2026, 11, 22)


class House:
    def __init__(self, store: Store, clock: FixedClock, nudger: Nudger, screen: NudgeScreen):
        self.store, self.clock, self.nudger, self.screen = store, clock, nudger, screen
        self.tray = screen._tray

    def due(self, step: str = "stretch") -> None:
        self.store.nudges.put([make_plan("", step, [Around(time(10))])])
        self.clock.set("2026-11-22T10:00")
        self.nudger.reconsider()

    @property
    def card(self) -> NudgeCard:
        assert self.screen._card is not None
        return self.screen._card

    def entries(self) -> list[str]:
        return [action.text() for action in self.tray._steps if action.isVisible()]


@pytest.fixture
def house(
    qtbot: QtBot,
    theme: Theme,
    journal: Journal,
    preferences: Preferences,
    store: Store,
    clock: FixedClock,
    nudger: Nudger,
) -> House:
    tray = Tray(TrayIcon(), theme, journal, preferences, Actions(journal), nudger.book)
    screen = NudgeScreen(theme, journal, preferences, nudger.board, tray)
    tray.refresh()
    nudger.start()
    return House(store, clock, nudger, screen)


def test_the_first_entry_of_the_tray_is_the_nudged_step(house: House, journal: Journal) -> None:
    before = house.entries()
    assert "Stretch a little" not in before[:1]
    house.due()
    assert house.entries()[0] == "Stretch a little"
    assert house.entries().count("Stretch a little") == 1
    assert len(house.entries()) == len(before)
    house.tray._steps[0].trigger()
    (win,) = journal.wins_of(TODAY)
    assert (win.step, win.source) == ("stretch", Source.NUDGE)
    assert house.entries()[0] != "Stretch a little"
    assert house.tray._nudged is None


def test_where_no_notification_shows_the_card_comes_without_the_focus(
    house: House, notifier: FakeNotifier
) -> None:
    notifier.works = False
    house.due()
    assert house.card.isVisible()
    assert house.card.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert house.card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert house.card.accessibleDescription()
    house.card.answers.did.click()
    assert not house.card.isVisible()


def test_a_click_on_the_notification_opens_the_card(house: House, notifier: FakeNotifier) -> None:
    house.due()
    assert house.screen._card is None
    ident = notifier.shown[0].ident
    house.nudger.board.opened(ident)
    house.nudger.board.closed(ident, True)
    assert house.card.isVisible()
    assert house.nudger.board.current is not None


@pytest.mark.parametrize(("delivery", "card"), [("card", True), ("dot", False)])
def test_what_the_person_chose_is_how_it_comes(
    house: House, preferences: Preferences, notifier: FakeNotifier, delivery: str, card: bool
) -> None:
    preferences.put({"nudge_delivery": delivery})
    house.due()
    assert notifier.shown == []
    assert (house.screen._card is not None and house.card.isVisible()) is card
    assert house.tray._nudged is not None


def test_a_notification_alone_falls_back_to_the_dot(
    house: House, preferences: Preferences, notifier: FakeNotifier
) -> None:
    preferences.put({"nudge_delivery": "notification"})
    notifier.works = False
    house.due()
    assert house.screen._card is None
    assert house.tray._nudged is not None
    assert house.nudger.board.current is not None
    assert house.nudger.board.current.way is Way.DOT


def test_why_now_is_one_sentence_and_the_foot_stays(house: House, preferences: Preferences) -> None:
    preferences.put({"nudge_delivery": "card"})
    house.due()
    foot = house.card.geometry().bottom()
    assert house.card._why.isHidden()
    house.card._ask.click()
    assert house.card._why.full_text() == "You planned it for around 10:00."
    assert house.card._why.isVisible()
    assert house.card.geometry().bottom() == foot


def test_the_card_goes_by_itself_and_the_nudge_waits_in_the_tray(
    house: House, preferences: Preferences
) -> None:
    preferences.put({"nudge_delivery": "card"})
    house.due()
    house.card._timer.timeout.emit()
    assert not house.card.isVisible()
    assert house.entries()[0] == "Stretch a little"


def test_logging_it_elsewhere_takes_card_and_dot_away(
    qtbot: QtBot, house: House, preferences: Preferences, journal: Journal
) -> None:
    preferences.put({"nudge_delivery": "card"})
    house.due()
    journal.log_step("stretch", None, Source.WINDOW)
    qtbot.waitUntil(lambda: not house.card.isVisible())
    assert house.tray._nudged is None


def test_discreet_says_nothing_of_it_anywhere_at_once(
    house: House, preferences: Preferences, notifier: FakeNotifier
) -> None:
    house.due()
    preferences.put({"discreet": "on"})
    shown = house.nudger.board.current
    assert shown is not None
    assert (shown.title, shown.body) == ("A small moment for you", "")
    assert (notifier.shown[-1].title, notifier.shown[-1].body) == ("A small moment for you", "")
    assert notifier.shown[-1].ident == notifier.shown[0].ident
    house.nudger.board.opened(shown.ident)
    assert house.card._title.full_text() == "A small moment for you"
    assert (house.card._tile._shape, house.card._tile._hue) == ("sun", "light")
    assert house.tray._tooltip() == "MicroWins"


def test_a_pause_is_seen_in_the_tray_and_ends_by_itself(house: House, clock: FixedClock) -> None:
    tray, menu = house.tray, house.tray.pause
    assert menu.title() == "Pause nudges"
    assert not menu._resume.isVisible()
    menu._hour.trigger()
    assert menu.title() == "Pause nudges (until 10:14)"
    assert tray._tooltip() == "Nudges are paused until 10:14."
    assert menu._resume.isVisible()
    assert tray._hour.interval() <= timedelta(hours=1).total_seconds() * 1000 + 500
    clock.advance(timedelta(hours=1, seconds=1))
    tray._hour.timeout.emit()
    assert menu.title() == "Pause nudges"
    assert tray._tooltip() == "MicroWins"


def test_a_pause_ends_when_the_person_says_so(house: House) -> None:
    menu = house.tray.pause
    menu._tomorrow.trigger()
    assert menu.title() == "Pause nudges (until tomorrow, 04:00)"
    menu._resume.trigger()
    assert house.nudger.book.paused_until is None


def test_a_pause_until_a_date_names_the_days(house: House, clock: FixedClock) -> None:
    menu = house.tray.pause
    assert [action.text() for action in menu._dates[:2]] == [
        "Monday, 23 November",
        "Tuesday, 24 November",
    ]
    menu._dates[1].trigger()
    until = house.nudger.book.paused_until
    assert until is not None
    assert until.isoformat() == "2026-11-24T04:00:00+01:00"


def test_a_rest_day_is_quiet_and_can_be_undone(house: House, journal: Journal) -> None:
    menu = house.tray.pause
    house.due()
    menu._rest.trigger()
    house.nudger.reconsider()
    assert journal.check_in_of(TODAY).rest
    assert house.tray._nudged is None
    assert journal.undo()
    house.tray.menu.aboutToShow.emit()
    assert not menu._rest.isChecked()
    assert not journal.check_in_of(TODAY).rest


def test_the_menu_keeps_its_order(house: House) -> None:
    house.tray._steps[0].trigger()
    house.tray.menu.aboutToShow.emit()
    entries = [a for a in house.tray.menu.actions() if a.isVisible() and not a.isSeparator()]
    words = [action.text() for action in entries][len(house.entries()) :]
    wanted = ["Undo", "Hard day", "Pause nudges", "Open MicroWins", "Help is near", "Quit"]
    kept = [word for word in words if word.split(":")[0] in wanted]
    assert [word.split(":")[0] for word in kept] == wanted
