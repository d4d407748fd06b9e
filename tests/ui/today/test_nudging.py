"""The window's part in nudges: the one that waits is answered there, a rest is told once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from pytestqt.qtbot import QtBot
from support.clock import FixedClock
from support.nudge_desk import FakeNotifier

from microwins_desktop.core.model import Size, Source
from microwins_desktop.core.nudging.history import BackoffLevel, BackoffState, Outcome
from microwins_desktop.core.nudging.plan import make_plan
from microwins_desktop.core.nudging.windows import Around
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudger import Nudger
from microwins_desktop.store import Store
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.today.nudging import Nudging

TODAY = date(2026, 11, 22)


@pytest.fixture
def line(qtbot: QtBot, theme: Theme, journal: Journal, nudger: Nudger) -> Nudging:
    made = Nudging(theme, journal, nudger)
    qtbot.addWidget(made)
    nudger.start()
    return made


def due(store: Store, clock: FixedClock, nudger: Nudger, step: str = "open-blinds") -> None:
    store.nudges.put([make_plan("", step, [Around(time(10))])])
    clock.set("2026-11-22T10:00")
    nudger.reconsider()


def outcomes(store: Store) -> list[Outcome]:
    return [record.outcome for record in store.nudge_log.since(TODAY)]


def test_there_is_nothing_where_nothing_waits(line: Nudging) -> None:
    line.fill()
    assert line.isHidden()


def test_the_nudge_that_waits_is_answered_in_the_window(
    line: Nudging, store: Store, clock: FixedClock, nudger: Nudger, journal: Journal
) -> None:
    due(store, clock, nudger)
    assert not line.isHidden()
    assert line.waiting._title.full_text()
    assert "10:00" in line.waiting._why.full_text()
    line.waiting.answers.smaller.click()
    (win,) = journal.wins_of(TODAY)
    assert (win.step, win.source, win.size) == ("open-blinds", Source.NUDGE, Size.PART)
    assert line.isHidden()


def test_later_offers_what_the_hour_leaves(
    line: Nudging, store: Store, clock: FixedClock, nudger: Nudger
) -> None:
    due(store, clock, nudger)
    menu = line.waiting.answers.menu
    menu.fill()
    words = [action.text() for action in menu.actions()]
    assert words == ["In 10 minutes", "In 20 minutes", "In an hour", "This evening"]
    menu.actions()[3].trigger()
    (record,) = store.nudge_log.since(TODAY)
    assert record.outcome is Outcome.LATER
    assert record.snooze_until == datetime.fromisoformat("2026-11-22T18:00+01:00")
    assert line.isHidden()


def test_not_today_is_heard(line: Nudging, store: Store, clock: FixedClock, nudger: Nudger) -> None:
    due(store, clock, nudger)
    line.waiting.answers.not_today.click()
    assert outcomes(store) == [Outcome.NOT_TODAY]
    assert line.isHidden()


def test_nothing_is_smaller_than_the_smallest(
    line: Nudging,
    store: Store,
    clock: FixedClock,
    nudger: Nudger,
    journal: Journal,
    notifier: FakeNotifier,
) -> None:
    journal.set_hard_day(True)
    due(store, clock, nudger)
    assert line.waiting.answers.smaller.isHidden()
    assert "smaller" not in dict(notifier.shown[0].actions)
    line.waiting.answers.did.click()
    assert [win.size for win in journal.wins_of(TODAY)] == [Size.TINY]


def rest(store: Store, clock: FixedClock, step: str = "stretch") -> None:
    if store.nudges.plan_of(step) is None:
        store.nudges.put([make_plan("", step, [Around(time(16))])])
    store.nudges.keep_backoff({step: BackoffState(BackoffLevel.ASLEEP, 0, clock.now())})


def test_a_rest_is_one_quiet_line_and_can_be_ended(
    line: Nudging, store: Store, clock: FixedClock, nudger: Nudger
) -> None:
    rest(store, clock)
    line.fill()
    title = "The nudge for “Stretch a little” is resting. Wake it?"
    assert line.resting._words.full_text() == title
    line.resting.wake.click()
    line.fill()
    assert line.isHidden()
    assert nudger.book.resting() == ()


def test_a_rest_that_may_go_on_is_not_told_again_until_the_next_one(
    line: Nudging, store: Store, clock: FixedClock, nudger: Nudger
) -> None:
    rest(store, clock)
    rest(store, clock, "drink-water")
    line.fill()
    line.resting.leave.click()
    line.resting.leave.click()
    line.fill()
    assert line.isHidden()
    assert len(nudger.book.resting()) == 2
    clock.advance(timedelta(days=20))
    rest(store, clock)
    line.fill()
    assert not line.isHidden()
    assert "Stretch" in line.resting._words.full_text()


def test_any_log_of_the_step_ends_its_rest(
    line: Nudging, store: Store, clock: FixedClock, nudger: Nudger, journal: Journal
) -> None:
    rest(store, clock)
    clock.advance(minutes=1)
    journal.log_step("stretch", Size.TINY, Source.TRAY)
    line.fill()
    assert nudger.book.resting() == ()
    assert line.isHidden()
