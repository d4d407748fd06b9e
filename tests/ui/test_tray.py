"""The tray menu: steps first, one click logs, the tooltip counts. (The real tray: tests/e2e.)"""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot
from support.clock import FixedClock

from microwins_desktop.core.model import Size, Source
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudger import Nudger
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.actions import Actions, menu_words, offer_words
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.tray import STEPS, Tray
from microwins_desktop.ui.tray_icon import TrayIcon


@pytest.fixture
def tray(theme: Theme, journal: Journal, preferences: Preferences, nudger: Nudger) -> Tray:
    made = Tray(TrayIcon(), theme, journal, preferences, Actions(journal), nudger.book)
    made.refresh()
    return made


def seen(tray: Tray) -> list[QAction]:
    """What a person sees who opens the menu."""
    tray.menu.aboutToShow.emit()
    return [a for a in tray.menu.actions() if a.isVisible() and not a.isSeparator()]


def labels(tray: Tray) -> list[str]:
    return [action.text() for action in seen(tray)]


def test_steps_come_first_and_then_the_ways_on(tray: Tray) -> None:
    texts = labels(tray)
    assert len(texts) >= STEPS + 4
    assert "Open the blinds" in texts[:STEPS]
    assert texts[STEPS:][0] == "Hard day"
    assert texts[-3:] == ["Open MicroWins", "Help is near", "Quit"]


def test_one_click_logs_one_win_from_the_tray(tray: Tray, journal: Journal) -> None:
    entry = next(a for a in seen(tray) if a.text() == "Open the blinds")
    entry.trigger()
    (win,) = journal.wins_of(journal.today())
    assert (win.step, win.source, win.size) == ("open-blinds", Source.TRAY, Size.WHOLE)
    assert tray._tooltip() == "1 small win today"
    assert "Undo: Opened the blinds" in labels(tray)


def test_undo_and_redo_from_the_menu(tray: Tray, journal: Journal) -> None:
    seen(tray)[0].trigger()
    undo = next(a for a in seen(tray) if a.text().startswith("Undo: "))
    undo.trigger()
    assert journal.wins_of(journal.today()) == []
    assert tray._tooltip() == "MicroWins"
    redo = next(a for a in seen(tray) if a.text().startswith("Redo: "))
    redo.trigger()
    assert len(journal.wins_of(journal.today())) == 1
    assert not any(text.startswith("Redo: ") for text in labels(tray))


def test_a_step_done_today_makes_room_for_another(tray: Tray) -> None:
    before = labels(tray)[:STEPS]
    entry = next(a for a in seen(tray) if a.text() == "Open the blinds")
    entry.trigger()
    after = labels(tray)[:STEPS]
    assert "Open the blinds" not in after
    assert set(before) - {"Open the blinds"} <= set(after)


def test_a_hard_day_offers_three_steps_at_their_smallest(tray: Tray, journal: Journal) -> None:
    hard = next(a for a in seen(tray) if a.text() == "Hard day")
    hard.trigger()
    assert journal.is_hard_day()
    assert hard.isChecked()
    offered = labels(tray)[: labels(tray).index("Undo: hard day")]
    assert 1 <= len(offered) <= 3
    seen(tray)[0].trigger()
    (win,) = journal.wins_of(journal.today())
    step = journal.step(win.step or "")
    assert step is not None
    assert win.size is step.sizes[-1]


def test_entries_are_the_same_objects_after_every_change(tray: Tray, journal: Journal) -> None:
    before = tray.menu.actions()
    seen(tray)[0].trigger()
    journal.log_text("Fed the neighbour's cat")
    journal.undo()
    assert tray.menu.actions() == before


def test_discreet_says_nothing_in_the_tooltip(
    tray: Tray, journal: Journal, preferences: Preferences
) -> None:
    journal.log_text("Something private")
    preferences.put({"discreet": "on"})
    assert tray._tooltip() == "MicroWins"


def test_the_tooltip_starts_anew_with_the_day(
    tray: Tray, journal: Journal, clock: FixedClock
) -> None:
    journal.log_text("Made tea")
    clock.advance(hours=20)
    journal.notice_time()
    assert tray._tooltip() == "MicroWins"


def test_what_was_undone_is_named_even_when_long_or_odd(tray: Tray, journal: Journal) -> None:
    journal.log_text("Rock & roll " + "x" * 200)
    undo = next(text for text in labels(tray) if text.startswith("Undo: "))
    assert undo.startswith("Undo: Rock && roll xxx")
    assert undo.endswith("…")
    assert len(undo) < 60


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Plain", "Plain"),
        ("a & b", "a && b"),
        ("two\nlines", "two lines"),
        ("x" * 50, "x" * 39 + "…"),
    ],
)
def test_menu_words(text: str, shown: str) -> None:
    assert menu_words(text) == shown


def test_offers_follow_the_hour(
    qtbot: QtBot, tray: Tray, journal: Journal, clock: FixedClock
) -> None:
    for _ in range(4):
        clock.advance(days=1)
        journal.log_step("make-bed", Size.WHOLE)
    clock.advance(days=1)
    journal.notice_time()
    seen(tray)
    assert "make-bed" in [offer.step.key for offer in tray._offers]


def test_entries_that_stay_as_they_are_tell_the_tray_nothing(
    qtbot: QtBot, tray: Tray, journal: Journal
) -> None:
    journal.log_text("Opened the door")
    seen(tray)
    for menu in (tray.menu, tray.pause):
        for action in menu.actions():
            action.changed.connect(pytest.fail)
    tray.refresh()
    journal.log_text("Opened the door", day=journal.today() - timedelta(days=1))
    seen(tray)


def test_new_words_and_colours_reach_every_entry(tray: Tray, theme: Theme) -> None:
    for action in tray._steps:
        action.setText("?")
    tray.name()
    assert "?" not in labels(tray)
    icons = [action.icon().cacheKey() for action in tray._steps]
    theme.configure("dark", theme.text_scale, "auto")
    assert icons != [action.icon().cacheKey() for action in tray._steps]


def test_the_menu_keeps_the_order_of_the_offers_however_many_are_clicked(
    tray: Tray, journal: Journal
) -> None:
    def follows() -> None:
        offers = [menu_words(offer_words(offer)) for offer in journal.suggestions(STEPS)]
        assert labels(tray)[: len(offers) + 1] == [*offers, labels(tray)[len(offers)]]
        assert [offer.step.key for offer in tray._at.values()] == [
            offer.step.key for offer in journal.suggestions(STEPS)
        ]

    follows()
    for number in range(20):
        entry = seen(tray)[number % STEPS]
        title = entry.text()
        entry.trigger()
        follows()
        newest = journal.wins_of(journal.today())[-1]
        assert newest.step is not None
        step = journal.step(newest.step)
        assert step is not None
        assert menu_words(step.title) == title
        if number % 3 == 0:
            journal.undo()
            follows()
    journal.set_hard_day(True)
    follows()
    journal.set_hard_day(False)
    follows()


def test_a_click_makes_two_entries_others(tray: Tray, journal: Journal) -> None:
    first = seen(tray)[0]
    changed: list[object] = []
    for action in tray._steps:
        action.changed.connect(lambda action=action: changed.append(action))
    first.trigger()
    seen(tray)
    assert len(set(changed)) == 2
    journal.undo()
    assert seen(tray)[0] is first
