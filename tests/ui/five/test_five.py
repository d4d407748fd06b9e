"""The timer on screen: in Today, in the panel, in the tray, and the quiet card at its end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.clock import FixedClock

from microwins_desktop.core.model import Source
from microwins_desktop.services.gentle import Gentle
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudger import Nudger
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.voice import Voice
from microwins_desktop.ui.actions import Actions
from microwins_desktop.ui.five.card import FiveCard
from microwins_desktop.ui.five.end import FiveEnd
from microwins_desktop.ui.five.menu import LengthMenu, TrayFive
from microwins_desktop.ui.five.strip import TICK_MS, FiveStrip
from microwins_desktop.ui.pages import Given
from microwins_desktop.ui.panel import QuickPanel
from microwins_desktop.ui.steps.page import StepsPage
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.today.page import TodayPage
from microwins_desktop.ui.tray import Tray
from microwins_desktop.ui.tray_icon import TrayIcon


@pytest.fixture
def today(
    qtbot: QtBot,
    theme: Theme,
    journal: Journal,
    preferences: Preferences,
    voice: Voice,
    nudger: Nudger,
    gentle: Gentle,
) -> TodayPage:
    made = TodayPage(theme, journal, preferences, voice, nudger, gentle=gentle)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def strip(widget: object) -> FiveStrip:
    found = widget.findChild(FiveStrip)  # type: ignore[attr-defined]
    assert isinstance(found, FiveStrip)
    return found


def test_any_step_of_today_starts_it_and_the_ring_says_so(
    today: TodayPage, journal: Journal, clock: FixedClock
) -> None:
    assert not strip(today).isVisible()
    today._offers._buttons[0].rung_menu_requested.emit(QPoint(5, 5))
    entry = next(a for a in today._offers._sizes.actions() if a.text() == "Just five minutes")
    entry.trigger()
    today._offers._sizes.close()
    shown = strip(today)
    assert shown.isVisible()
    assert shown._title.text() == today._offers._offers[0].step.title
    assert shown._words.text() == "5 minutes left"
    clock.advance(minutes=2, seconds=30)
    shown._on_tick()
    assert shown.ring.share == pytest.approx(0.5)
    assert shown._words.text() == "3 minutes left"
    clock.advance(minutes=3)
    shown._on_tick()
    assert shown._words.text() == "That counts. Keep it?"
    shown.keep.click()
    assert not shown.isVisible()
    assert [win.source for win in journal.wins_of(journal.today())] == [Source.TIMER]


def test_nothing_ticks_unless_it_is_seen(today: TodayPage, gentle: Gentle) -> None:
    shown = strip(today)
    assert not shown._tick.isActive()
    gentle.five.start("stretch")
    assert shown._tick.isActive()
    assert shown._tick.interval() == TICK_MS
    today.hide()
    assert not shown._tick.isActive()
    today.show()
    gentle.five.stop()
    assert not shown._tick.isActive()


def test_stopping_early_asks_and_letting_go_is_silent(
    today: TodayPage, gentle: Gentle, journal: Journal
) -> None:
    gentle.five.start("stretch")
    shown = strip(today)
    shown.stop.click()
    assert shown._words.text() == "That counts. Keep it?"
    shown.leave.click()
    assert not shown.isVisible()
    assert journal.wins_of(journal.today()) == []


def test_the_panel_has_the_ring_too(
    qtbot: QtBot, theme: Theme, journal: Journal, gentle: Gentle
) -> None:
    panel = QuickPanel(theme, journal, gentle)
    qtbot.addWidget(panel)
    panel.open_at(QPoint(10, 10), QRect(0, 0, 1200, 900))
    qtbot.waitExposed(panel)
    before = panel.height()
    panel._sizes.five_wanted.emit("stretch")
    assert strip(panel).isVisible()
    assert panel.height() > before
    panel.close()
    assert gentle.five.is_running


@pytest.fixture
def tray(
    theme: Theme, journal: Journal, preferences: Preferences, nudger: Nudger, gentle: Gentle
) -> Tray:
    made = Tray(TrayIcon(), theme, journal, preferences, Actions(journal), nudger.book, gentle)
    made.refresh()
    return made


def entries(tray: Tray) -> tuple[TrayFive, list[QAction]]:
    assert tray._five is not None
    return tray._five, [a for a in tray._five.actions() if a.isVisible() and not a.isSeparator()]


def test_the_tray_offers_steps_and_lengths_in_its_place(tray: Tray, gentle: Gentle) -> None:
    texts = [a.text() for a in tray.menu.actions() if a.isVisible() and not a.isSeparator()]
    assert texts[-4:] == ["Just five minutes", "Open MicroWins", "Help is near", "Quit"]
    _menu, shown = entries(tray)
    words = [action.text() for action in shown]
    lengths = ["5 minutes", "One song, about 4 minutes", "Another length"]
    assert words[-4:] == ["Anything at all", *lengths]
    assert len(words) == TrayFive.STEPS + 4
    shown[-2].trigger()
    assert gentle.five.length == 4
    shown[0].trigger()
    assert gentle.five.sitting is not None
    assert gentle.five.sitting.minutes == 4


def test_the_tooltip_says_until_when_and_stays_true(tray: Tray, gentle: Gentle) -> None:
    gentle.five.start("stretch")
    assert tray._tooltip() == "Stretch a little, until 09:19"
    _menu, shown = entries(tray)
    assert shown[0].text() == "Stop here: Stretch a little"
    shown[0].trigger()
    _menu, shown = entries(tray)
    assert [shown[0].text(), shown[1].text()] == ["Keep it: Stretch a little", "Let it go"]
    shown[0].trigger()
    assert tray._tooltip() == "1 small win today"


def test_discreet_says_nothing_of_it(tray: Tray, gentle: Gentle, preferences: Preferences) -> None:
    preferences.put({"discreet": "on"})
    gentle.five.start("stretch")
    assert tray._tooltip() == "MicroWins"


def test_the_card_comes_when_nobody_looks_and_goes_when_answered(
    qtbot: QtBot,
    theme: Theme,
    gentle: Gentle,
    preferences: Preferences,
    clock: FixedClock,
    journal: Journal,
) -> None:
    end = FiveEnd(theme, gentle.five, preferences, lambda: None, journal)
    gentle.five.start("stretch")
    clock.advance(minutes=6)
    gentle.five.look()
    card = end._card
    assert isinstance(card, FiveCard)
    assert card.isVisible()
    assert not card.isActiveWindow()
    card.strip.keep.click()
    assert len(journal.wins_of(journal.today())) == 1
    qtbot.waitUntil(lambda: end._card is None)


def test_the_card_names_no_step_where_that_is_wished(
    theme: Theme, gentle: Gentle, preferences: Preferences, clock: FixedClock, journal: Journal
) -> None:
    preferences.put({"discreet": "on"})
    end = FiveEnd(theme, gentle.five, preferences, lambda: None, journal)
    gentle.five.start("stretch")
    clock.advance(minutes=6)
    gentle.five.look()
    assert end._card is not None
    assert end._card.strip._title.text() == "Just five minutes"
    end._card.close()


def test_no_card_where_the_strip_is_seen(
    qtbot: QtBot,
    today: TodayPage,
    theme: Theme,
    gentle: Gentle,
    preferences: Preferences,
    clock: FixedClock,
) -> None:
    end = FiveEnd(theme, gentle.five, preferences, lambda: None, today)
    today.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is today)
    gentle.five.start("stretch")
    clock.advance(minutes=6)
    gentle.five.look()
    assert end._card is None


def test_steps_offer_their_own_length(qtbot: QtBot, given: Given, gentle: Gentle) -> None:
    page = StepsPage(given)
    qtbot.addWidget(page)
    page.show()
    page.list.five_minutes_wanted.emit("stretch")
    menu = page.findChild(LengthMenu)
    assert isinstance(menu, LengthMenu)
    assert menu.isVisible()
    menu.actions()[2].trigger()
    menu.close()
    dialog = menu._own._dialog
    assert dialog is not None
    dialog.setIntValue(12)
    dialog.accept()
    assert gentle.five.sitting is not None
    assert (gentle.five.sitting.step, gentle.five.sitting.minutes) == ("stretch", 12)
