"""From quiet to a nudge and back: one timer, one nudge, and every answer where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.clock import FixedClock
from support.nudge_desk import FakeNotifier, FakePresence, sun_of

from microwins_desktop import paths
from microwins_desktop.core.model import Size
from microwins_desktop.core.nudging.history import BackoffLevel, Outcome
from microwins_desktop.core.nudging.plan import make_plan
from microwins_desktop.core.nudging.ports import Notice, Way
from microwins_desktop.core.nudging.presence import Presence
from microwins_desktop.core.nudging.reasons import Reason
from microwins_desktop.core.nudging.today import State
from microwins_desktop.core.nudging.windows import Around, Between
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_words import NudgeShown, later_choices
from microwins_desktop.services.nudger import LONGEST_SLEEP, Nudger
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.voice import Voice
from microwins_desktop.store import Store
from microwins_desktop.store.errors import Locked


@dataclass
class House:
    """Everything around one nudger."""

    store: Store
    clock: FixedClock
    preferences: Preferences
    journal: Journal
    presence: FakePresence
    notifier: FakeNotifier
    nudger: Nudger
    showing: list[NudgeShown | None] = field(default_factory=list)

    def plan(
        self, step: str = "open-blinds", at: str = "10:00", per_day: int | None = None
    ) -> None:
        window = Around(time.fromisoformat(at))
        self.store.nudges.put([make_plan("", step, [window], per_day=per_day)])

    def at(self, when: str) -> None:
        """Let it be `when` today, and look anew."""
        self.clock.set(f"2026-11-22T{when}" if "T" not in when else when)
        self.nudger.reconsider()

    @property
    def current(self) -> NudgeShown:
        found = self.nudger.board.current
        assert found is not None
        return found

    def outcomes(self) -> list[Outcome]:
        return [record.outcome for record in self.store.nudge_log.past(date(2026, 11, 22)).records]


def build(store: Store, clock: FixedClock) -> House:
    preferences = Preferences(store)
    journal = Journal(store, clock, preferences)
    presence, notifier = FakePresence(), FakeNotifier()
    voice = Voice(journal, paths.resources() / "words.toml")
    nudger = Nudger(journal, preferences, clock, voice, presence, notifier, sun_of)
    house = House(store, clock, preferences, journal, presence, notifier, nudger)
    nudger.board.showing.connect(house.showing.append)
    return house


@pytest.fixture
def house(qtbot: QtBot, store: Store, clock: FixedClock) -> Iterator[House]:
    made = build(store, clock)
    made.plan()
    made.nudger.start()
    yield made
    made.nudger.deleteLater()
    made.journal.deleteLater()


def test_a_due_nudge_is_written_down_shown_and_explained(house: House) -> None:
    assert house.notifier.shown == []
    house.at("10:00")
    notice = house.notifier.shown[0]
    assert notice.ident == house.current.ident
    assert [key for key, _ in notice.actions] == ["did", "smaller", "later", "not_today"]
    assert house.current.why == "You planned it for around 10:00."
    assert house.current.way is Way.NOTIFICATION
    assert house.outcomes() == [Outcome.PENDING]
    assert house.showing[-1] == house.current


def test_it_is_written_down_before_it_is_shown(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[Outcome]] = []
    show = house.notifier.show

    def look(notice: Notice) -> None:
        seen.append(house.outcomes())
        show(notice)

    monkeypatch.setattr(house.notifier, "show", look)
    house.at("10:00")
    assert seen == [[Outcome.PENDING]]


def test_what_cannot_be_written_down_is_not_shown(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_record: object) -> None:
        raise Locked("another program is using the journal right now")

    with monkeypatch.context() as patch:
        patch.setattr(house.store.nudge_log, "record", refuse)
        house.at("10:00")
        assert house.notifier.shown == []
        assert house.nudger._timer.isActive()
    house.at("10:05")
    assert len(house.notifier.shown) == 1


def test_presence_is_asked_only_when_a_nudge_is_due(house: House) -> None:
    house.at("09:30")
    assert house.presence.asked == []
    house.at("10:00")
    assert len(house.presence.asked) == 1


def test_a_question_without_an_answer_means_unknown(house: House) -> None:
    house.presence.says = None
    house.at("10:00")
    house.at("10:00:05")
    assert house.notifier.shown == []
    assert len(house.presence.asked) == 1
    house.at("10:00:11")
    assert len(house.notifier.shown) == 1
    house.presence.asked[0](Presence())
    assert len(house.notifier.shown) == 1


def test_an_answer_about_presence_that_comes_too_late_shows_nothing(house: House) -> None:
    house.presence.says = None
    house.at("10:00")
    house.journal.log_step("open-blinds", source="tray")
    house.presence.asked[0](Presence())
    assert house.notifier.shown == []


def test_a_held_nudge_comes_softly_later_in_its_window(house: House) -> None:
    house.presence.says = Presence(full_screen=True, do_not_disturb=False)
    house.at("10:00")
    assert house.notifier.shown == []
    assert house.outcomes() == [Outcome.HELD]
    entry = house.nudger.book.today()[0]
    assert (entry.state, entry.why.reason) == (State.HELD, Reason.FULL_SCREEN)
    house.presence.says = Presence(full_screen=False, do_not_disturb=False)
    house.at("10:30")
    assert house.notifier.shown[0].quiet
    assert house.current.why == "It waited for a calmer moment."
    assert house.outcomes() == [Outcome.PENDING]


def test_a_held_nudge_whose_window_is_over_is_dropped(house: House) -> None:
    house.presence.says = Presence(locked=True)
    house.at("10:00")
    house.presence.says = Presence()
    house.at("11:00")
    assert house.notifier.shown == []
    house.at("2026-11-23T08:00")
    assert house.outcomes() == [Outcome.DROPPED]
    assert house.store.nudges.backoff()["open-blinds"].unanswered == 0


def test_the_first_minutes_after_a_wake_up_are_quiet(house: House) -> None:
    house.clock.set("2026-11-22T09:58")
    house.nudger.woke()
    house.at("10:00")
    assert house.presence.asked == []
    house.at("10:03")
    assert len(house.notifier.shown) == 1


def test_a_gap_in_the_wall_clock_is_a_wake_up(qtbot: QtBot, house: House) -> None:
    house.nudger._soon()
    house.clock.set("2026-11-22T10:00")
    qtbot.waitUntil(lambda: house.outcomes() == [Outcome.HELD])
    assert house.presence.asked == []


@pytest.mark.parametrize(
    ("answer", "size", "title"),
    [
        ("did_it", Size.WHOLE, "Opened the blinds"),
        ("smaller", Size.PART, "Opened the blinds halfway"),
    ],
)
def test_doing_it_logs_one_win(house: House, answer: str, size: Size, title: str) -> None:
    house.at("10:00")
    ident = house.current.ident
    getattr(house.nudger.board, answer)()
    wins = house.journal.wins_of(date(2026, 11, 22))
    assert [(win.size, win.title, win.source) for win in wins] == [(size, title, "nudge")]
    assert house.showing[-1] is None
    assert house.notifier.withdrawn == [ident]
    house.at("10:01")
    assert len(house.notifier.shown) == 1
    assert house.outcomes() == [Outcome.DID if answer == "did_it" else Outcome.SMALLER]


def test_a_nudge_belongs_to_the_day_it_was_shown_on(house: House) -> None:
    house.store.options.put({"quiet_hours": "", "day_start": "00:00"})
    house.preferences.reload()
    house.plan(at="23:45")
    house.at("23:45")
    house.clock.set("2026-11-23T00:10")
    assert house.notifier.listener is not None
    house.notifier.listener.acted(house.current.ident, "did")
    assert [win.day for win in house.store.wins.newest(5)] == [date(2026, 11, 22)]


def test_later_comes_again_after_its_time_and_not_before(house: House) -> None:
    house.at("10:00")
    house.nudger.board.later()
    house.at("10:19")
    assert len(house.notifier.shown) == 1
    house.at("10:20")
    assert len(house.notifier.shown) == 2
    assert house.current.why == "You asked to hear about it again later."
    house.nudger.board.later(60)
    house.at("11:20")
    assert len(house.notifier.shown) == 3


def test_not_today_means_tomorrow(house: House) -> None:
    house.at("10:00")
    house.nudger.board.not_today()
    house.at("10:30")
    assert house.showing[-1] is None
    assert house.nudger.book.today()[0].why.reason is Reason.NOT_TODAY
    house.at("2026-11-23T10:00")
    assert len(house.notifier.shown) == 2


def test_logging_elsewhere_withdraws_the_nudge(qtbot: QtBot, house: House) -> None:
    house.at("10:00")
    ident = house.current.ident
    with qtbot.waitSignal(house.nudger.board.showing):
        house.journal.log_step("open-blinds", source="tray")
    assert house.notifier.withdrawn == [ident]
    assert house.outcomes() == [Outcome.WITHDRAWN]


def test_logging_in_another_process_withdraws_the_nudge(
    qtbot: QtBot, house: House, tmp_path: Path
) -> None:
    from microwins_desktop.store.wins import NewWin

    house.at("10:00")
    with open_journal(DataFolder(tmp_path / "data"), house.clock) as other:
        step = other.steps.get("open-blinds")
        other.wins.log(NewWin(at=house.clock.now(), step=step, source="cli"), time(4))
    with qtbot.waitSignal(house.nudger.board.showing):
        house.journal.notice_others()
    assert house.nudger.board.current is None


@pytest.mark.parametrize("change", ["pause", "remove", "switch", "nudges off"])
def test_what_is_no_longer_wanted_is_taken_down(qtbot: QtBot, house: House, change: str) -> None:
    house.at("10:00")
    book = house.nudger.book
    with qtbot.waitSignal(house.nudger.board.showing):
        match change:
            case "pause":
                assert book.pause_for(60)
            case "remove":
                assert book.remove("open-blinds")
            case "switch":
                assert book.switch("open-blinds", False)
            case _:
                house.preferences.put({"nudges": "off"})
    assert house.nudger.board.current is None
    assert house.store.nudges.backoff().get("open-blinds") is None or (
        house.store.nudges.backoff()["open-blinds"].unanswered == 0
    )


def test_an_ignored_nudge_goes_by_itself_and_counts(house: House) -> None:
    house.at("10:00")
    house.at("10:44")
    assert house.nudger.board.current is not None
    house.at("10:45")
    assert house.nudger.board.current is None
    assert house.outcomes() == [Outcome.IGNORED]
    assert house.store.nudges.backoff()["open-blinds"].unanswered == 1


def test_ignored_long_enough_it_rests_and_can_be_woken(house: House) -> None:
    day = date(2026, 11, 22)
    for _ in range(60):
        house.at(f"{day}T10:00")
        house.at(f"{day}T10:45")
        day += timedelta(days=1)
    assert house.nudger.book.resting() == ("open-blinds",)
    assert house.nudger.book.today()[0].state is State.ASLEEP
    assert len(house.notifier.shown) == 9
    assert house.nudger.book.wake("open-blinds")
    house.at(f"{day}T10:00")
    assert len(house.notifier.shown) == 10
    assert house.store.nudges.backoff()["open-blinds"].level is BackoffLevel.NORMAL


def test_putting_it_aside_counts_as_no_answer(house: House) -> None:
    house.at("10:00")
    assert house.notifier.listener is not None
    house.notifier.listener.closed(house.current.ident, by_person=True)
    assert house.outcomes() == [Outcome.DISMISSED]
    assert house.nudger.board.current is None


def test_a_bubble_that_expires_leaves_the_nudge_in_the_tray(house: House) -> None:
    house.at("10:00")
    assert house.notifier.listener is not None
    house.notifier.listener.closed(house.current.ident, by_person=False)
    assert house.nudger.board.current is not None


def test_a_click_opens_the_card_and_the_closing_bubble_does_not_end_it(house: House) -> None:
    house.at("10:00")
    assert house.notifier.listener is not None
    house.notifier.listener.opened(house.current.ident)
    house.notifier.listener.closed(house.current.ident, by_person=True)
    assert house.current.way is Way.CARD


def test_words_about_a_nudge_nobody_knows_are_harmless(house: House) -> None:
    house.at("10:00")
    listener = house.notifier.listener
    assert listener is not None
    listener.delivered("other")
    listener.not_delivered("other")
    listener.acted("other", "did")
    listener.acted(house.current.ident, "no-such-action")
    listener.opened("other")
    listener.closed("other", by_person=True)
    assert house.journal.count_today() == 0
    assert house.current.way is Way.NOTIFICATION


@pytest.mark.parametrize(
    ("delivery", "works", "way", "tried"),
    [
        ("auto", True, Way.NOTIFICATION, 1),
        ("auto", False, Way.CARD, 1),
        ("notification", False, Way.DOT, 1),
        ("card", True, Way.CARD, 0),
        ("dot", True, Way.DOT, 0),
    ],
)
def test_the_chosen_way_is_taken_or_the_next(
    house: House, delivery: str, works: bool, way: Way, tried: int
) -> None:
    house.preferences.put({"nudge_delivery": delivery})
    house.notifier.works = works
    house.at("10:00")
    assert house.current.way is way
    assert len(house.notifier.shown) == tried
    assert house.store.nudge_log.get(house.current.ident).way == way.value


def test_after_a_crash_the_nudge_waits_in_the_tray_and_is_not_shown_twice(
    house: House, clock: FixedClock
) -> None:
    house.at("10:00")
    ident = house.current.ident
    clock.advance(minutes=1)
    again = build(house.store, clock)
    again.nudger.start()
    assert again.current.ident == ident
    assert again.current.way is Way.DOT
    assert again.notifier.shown == []
    again.nudger.board.did_it()
    assert again.journal.count_today() == 1


def test_two_due_at_once_come_one_after_the_other(house: House) -> None:
    house.plan("stretch", "10:00")
    house.at("10:00")
    house.nudger.board.did_it()
    house.at("10:44")
    assert len(house.notifier.shown) == 1
    house.at("10:45")
    assert len(house.notifier.shown) == 2


def test_on_a_hard_day_the_smallest_size_is_offered(house: House) -> None:
    house.journal.set_hard_day(True)
    house.at("10:00")
    assert house.current.size is Size.TINY
    assert [key for key, _ in house.current.actions] == ["did", "later", "not_today"]
    assert house.notifier.shown[0].quiet


def test_discreet_words_say_nothing(house: House) -> None:
    house.preferences.put({"discreet": "on"})
    house.at("10:00")
    assert (house.notifier.shown[0].title, house.notifier.shown[0].body) == (
        "A small moment for you",
        "",
    )


def test_words_do_not_repeat_within_three_days(house: House) -> None:
    texts: list[tuple[str, str]] = []
    for number in range(3):
        house.at(f"2026-11-{22 + number}T10:00")
        house.nudger.board.did_it()
        texts.append((house.notifier.shown[-1].title, house.notifier.shown[-1].body))
    assert len(set(texts)) == 3


def test_a_pause_ends_by_itself(house: House) -> None:
    house.nudger.book.pause_until_tomorrow()
    until = house.nudger.book.paused_until
    assert until is not None
    assert f"{until:%Y-%m-%dT%H:%M}" == "2026-11-23T04:00"
    house.at("10:00")
    assert house.notifier.shown == []
    assert house.nudger.book.today()[0].state is State.PAUSED
    house.at("2026-11-23T10:00")
    assert house.nudger.book.paused_until is None
    assert len(house.notifier.shown) == 1


def test_a_rest_day_is_quiet(house: House) -> None:
    house.journal.check_in(date(2026, 11, 22), rest=True)
    house.at("10:00")
    assert house.notifier.shown == []


def test_taking_back_a_pause_lets_nudges_come(house: House) -> None:
    house.nudger.book.pause_for(180)
    house.nudger.book.resume()
    house.at("10:00")
    assert len(house.notifier.shown) == 1


def test_there_is_one_timer_and_none_without_plans(house: House) -> None:
    assert house.nudger._timer.isActive()
    assert house.nudger._timer.interval() <= LONGEST_SLEEP.total_seconds() * 1000 + 20
    house.store.nudges.remove("open-blinds")
    house.nudger.reconsider()
    assert not house.nudger._timer.isActive()


def test_the_timer_waits_for_what_is_due(house: House) -> None:
    house.at("09:50")
    assert house.nudger._timer.interval() == pytest.approx(10 * 60 * 1000, abs=50)


def test_a_new_plan_changes_the_day(qtbot: QtBot, house: House) -> None:
    window = Between(time(12), time(14))
    with qtbot.waitSignal(house.nudger.plan_changed):
        assert house.nudger.book.put([make_plan("", "stretch", [window])])
    assert {entry.step for entry in house.nudger.book.today()} == {"open-blinds", "stretch"}
    assert house.journal.undo()
    assert {entry.step for entry in house.nudger.book.today()} == {"open-blinds"}


def test_the_soft_start_is_offered_and_not_kept(house: House) -> None:
    offered = house.nudger.book.offered()
    assert [plan.step for plan in offered] == ["open-blinds", "drink-water", "stretch"]
    assert [plan.step for plan in house.nudger.book.plans()] == ["open-blinds"]
    assert house.nudger.book.put(offered)
    assert len(house.nudger.book.plans()) == 3


@pytest.mark.parametrize(("hour", "evening"), [(9, True), (16, True), (17, False), (22, False)])
def test_this_evening_can_be_chosen_while_it_is_ahead(hour: int, evening: bool) -> None:
    choices = later_choices(FixedClock(f"2026-11-22T{hour:02}:30").now())
    assert [minutes for minutes, _ in choices][:3] == [10, 20, 60]
    assert (len(choices) == 4) is evening


def test_a_clock_set_back_shows_nothing_twice_and_stops_nothing(house: House) -> None:
    house.plan(at="10:00")
    house.at("10:00")
    house.at("07:30")
    assert len(house.notifier.shown) == 1
    house.at("09:00")
    house.at("10:05")
    house.at("10:30")
    assert len(house.notifier.shown) == 1
    assert house.outcomes().count(Outcome.PENDING) <= 1
    house.at("2026-11-23T10:00")
    assert len(house.notifier.shown) == 2


def test_a_clock_set_back_by_a_day_and_right_again(house: House) -> None:
    house.plan(at="10:00")
    house.at("10:00")
    house.nudger.board.did_it()
    house.at("2026-11-21T10:00")
    house.at("2026-11-22T10:10")
    assert [win.step for win in house.journal.wins_of(date(2026, 11, 22))] == ["open-blinds"]
    shown = house.store.nudge_log.since(date(2026, 11, 22))
    assert [record.outcome for record in shown] == [Outcome.DID]


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"])
def test_travel_takes_the_plan_along_and_doubles_nothing(house: House, zone: str) -> None:
    house.plan(at="10:00")
    house.at("10:00")
    house.nudger.board.did_it()
    house.clock.travel(zone)
    house.nudger.reconsider()
    assert len(house.notifier.shown) == 1
    house.clock.advance(timedelta(days=2))
    house.nudger.reconsider()
    at = house.nudger.book.today()[0].at
    assert at is not None
    assert at.astimezone(house.clock.now().tzinfo).time() == time(10)


def test_travel_while_a_nudge_waits_keeps_it_answerable(house: House) -> None:
    house.plan(at="10:00")
    house.at("10:00")
    house.clock.travel("America/Los_Angeles")
    house.nudger.reconsider()
    assert house.current.step.key == "open-blinds"
    house.nudger.board.did_it()
    (win,) = house.journal.wins_of(date(2026, 11, 22))
    assert win.source == "nudge"
    assert len(house.notifier.shown) == 1
