"""Just five minutes: through windows closing, restarts and suspend, to a win or to nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from support.clock import FixedClock

from microwins_desktop.core.model import Size, Source
from microwins_desktop.services.five_minutes import FiveMinutes
from microwins_desktop.services.journal import Journal


@pytest.fixture
def five(journal: Journal) -> FiveMinutes:
    return FiveMinutes(journal)


def sources(journal: Journal) -> list[tuple[str, str, str | None, Size]]:
    return [(win.source, win.title, win.step, win.size) for win in journal.wins_of(journal.today())]


def test_to_the_end_and_kept(five: FiveMinutes, journal: Journal, clock: FixedClock) -> None:
    ended: list[bool] = []
    five.ended.connect(lambda: ended.append(True))
    five.start("stretch")
    assert five.is_running
    assert five.minutes_left == 5
    clock.advance(minutes=4, seconds=10)
    assert five.minutes_left == 1
    clock.advance(minutes=2)
    five.look()
    five.look()
    assert ended == [True]
    assert five.asks
    clock.advance(minutes=30)
    five.keep()
    assert five.sitting is None
    (win,) = journal.wins_of(journal.today())
    assert (win.source, win.step, win.size) == (Source.TIMER, "stretch", Size.WHOLE)
    assert f"{win.at:%H:%M:%S}" == "09:19:03"
    journal.undo()
    assert journal.wins_of(journal.today()) == []


def test_stopping_early_still_offers_the_win(
    five: FiveMinutes, journal: Journal, clock: FixedClock
) -> None:
    five.start("do-dishes")
    clock.advance(minutes=1)
    five.stop()
    assert five.asks
    five.keep()
    ((source, _title, step, size),) = sources(journal)
    assert (source, step, size) == (Source.TIMER, "do-dishes", Size.PART)


def test_letting_go_leaves_nothing(five: FiveMinutes, journal: Journal, clock: FixedClock) -> None:
    five.start("stretch")
    clock.advance(minutes=9)
    five.look()
    five.let_go()
    assert five.sitting is None
    assert sources(journal) == []
    assert journal.next_undo() is None


def test_it_goes_on_over_a_restart(five: FiveMinutes, journal: Journal, clock: FixedClock) -> None:
    five.start("stretch", 10)
    clock.advance(minutes=4)
    again = FiveMinutes(journal)
    assert again.is_running
    assert again.minutes_left == 6
    clock.advance(minutes=20)
    late = FiveMinutes(journal)
    ended: list[bool] = []
    late.ended.connect(lambda: ended.append(True))
    late.start_up()
    assert ended == [True]
    late.keep()
    assert FiveMinutes(journal).sitting is None
    assert len(sources(journal)) == 1


def test_a_suspend_is_not_slept_through(five: FiveMinutes, clock: FixedClock) -> None:
    five.start("stretch")
    clock.advance(hours=3)
    five.look()
    assert five.asks
    assert five.share == 1


def test_a_question_of_yesterday_is_gone(
    five: FiveMinutes, journal: Journal, clock: FixedClock
) -> None:
    five.start("stretch")
    clock.advance(days=2)
    again = FiveMinutes(journal)
    again.start_up()
    assert again.sitting is None
    assert sources(journal) == []


def test_the_question_goes_with_the_next_day_but_one(
    five: FiveMinutes, journal: Journal, clock: FixedClock
) -> None:
    five.start("stretch")
    clock.advance(hours=1)
    five.look()
    assert five.asks
    clock.advance(hours=23)
    journal.notice_time()
    assert five.sitting is None


def test_one_sleep_and_no_ticking(five: FiveMinutes) -> None:
    five.start("stretch", 5)
    (timer,) = five.findChildren(QTimer)
    assert timer.isSingleShot()
    assert timedelta(minutes=5) <= timedelta(milliseconds=timer.interval()) < timedelta(minutes=6)
    five.stop()
    assert not timer.isActive()


def test_anything_at_all_counts(five: FiveMinutes, journal: Journal, clock: FixedClock) -> None:
    five.start()
    clock.advance(minutes=6)
    five.look()
    five.keep()
    assert sources(journal) == [(Source.TIMER, "Five minutes of something", None, Size.WHOLE)]


def test_on_a_hard_day_the_smallest_is_logged(
    five: FiveMinutes, journal: Journal, clock: FixedClock
) -> None:
    journal.set_hard_day(True)
    five.start("stretch")
    clock.advance(minutes=6)
    five.look()
    five.keep()
    assert sources(journal)[0][3] is Size.TINY


@pytest.mark.parametrize(("asked", "kept"), [(4, 4), (0, 1), (999, 180)])
def test_the_length_is_remembered(
    five: FiveMinutes, journal: Journal, asked: int, kept: int
) -> None:
    five.set_length(asked)
    assert FiveMinutes(journal).length == kept
    five.start("stretch")
    assert five.sitting is not None
    assert five.sitting.minutes == kept


def test_a_step_that_went_away_is_kept_as_words(
    five: FiveMinutes, journal: Journal, clock: FixedClock
) -> None:
    five.start("no-such-step")
    clock.advance(minutes=6)
    five.look()
    assert five.title() == "Anything at all"
    five.keep()
    assert len(sources(journal)) == 1
