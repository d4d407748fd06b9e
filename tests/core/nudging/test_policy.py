"""One decision at a time: what comes now, what waits and why."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace
from support.clock import FixedClock

from microwins_desktop.core.nudging.agenda import day_plan
from microwins_desktop.core.nudging.history import (
    BackoffLevel,
    BackoffState,
    History,
    NudgeRecord,
    Outcome,
    PauseState,
    StepLog,
)
from microwins_desktop.core.nudging.options import NudgeSettings
from microwins_desktop.core.nudging.plan import NudgePlan, make_plan
from microwins_desktop.core.nudging.policy import Send, Wait, decide, outcome_of_waiting
from microwins_desktop.core.nudging.presence import Presence
from microwins_desktop.core.nudging.reasons import Reason
from microwins_desktop.core.nudging.today import Entry, State
from microwins_desktop.core.nudging.walls import Place
from microwins_desktop.core.nudging.windows import (
    AfterSunrise,
    Around,
    BeforeSunset,
    Between,
    SunTimes,
    Window,
)

DAY = date(2026, 11, 22)  # a Sunday
USUAL = NudgeSettings(cap_per_day=5, min_minutes=60)
FREE = Presence(do_not_disturb=False, full_screen=False, locked=False, idle_seconds=2)


def sun(day: date) -> SunTimes | None:
    return SunTimes(datetime.combine(day, time(7, 10)), datetime.combine(day, time(16, 5)))


def no_sun(_day: date) -> SunTimes | None:
    return None


def at(text: str, zone: str = "Europe/Vienna") -> datetime:
    """An instant by its wall time: "10:00" on the day, or a full date and time."""
    return FixedClock(text if "T" in text else f"{DAY}T{text}", zone).now()


def plan(*windows: Window, step: str = "stretch", **more: object) -> NudgePlan:
    return make_plan(step, step, windows, **more)  # type: ignore[arg-type]


def record(shown: str, slot: str = "10:00", step: str = "stretch", **more: object) -> NudgeRecord:
    moment = at(shown)
    made = NudgeRecord(
        id="r", plan=step, step=step, slot=slot, day=DAY, due_at=moment, shown_at=moment, way="card"
    )
    return replace(made, **more)  # type: ignore[arg-type]


def log(when: str, step: str = "stretch", day: date = DAY) -> StepLog:
    return StepLog(step, at(when), day)


TEN = Around(time(10))
MORNING = Between(time(9), time(11))


def deciding(
    now: str,
    *plans: NudgePlan,
    history: History | None = None,
    presence: Presence = FREE,
    settings: NudgeSettings | None = None,
    zone: str = "Europe/Vienna",
) -> Send | Wait:
    clock = FixedClock(zone=zone)
    place = Place(clock.localize, sun)
    chosen = settings or USUAL
    return decide(at(now, zone), plans, history or History(), presence, chosen, place)


def sends(*args: object, **more: object) -> Send:
    found = deciding(*args, **more)  # type: ignore[arg-type]
    assert isinstance(found, Send), found
    return found


def waits(*args: object, **more: object) -> tuple[Reason, str]:
    """Why nothing comes, and until when (wall time of the day, or with its date)."""
    found = deciding(*args, **more)  # type: ignore[arg-type]
    assert isinstance(found, Wait), found
    same = found.until.date() == DAY
    return found.why.reason, f"{found.until:%H:%M}" if same else f"{found.until:%Y-%m-%dT%H:%M}"


TOMORROW = "2026-11-23T04:00"


@pytest.mark.parametrize(
    ("window", "comes"),
    [
        (TEN, "10:00"),
        (MORNING, "09:40"),
        (Between(time(8, 30), time(8, 33)), "08:31"),
        (AfterSunrise(), "08:00"),  # 07:40 lies in quiet hours
        (BeforeSunset(), "14:35"),
        (Around(time(7, 45)), "08:00"),
        (Around(time(22, 10)), "21:40"),  # its best moment is quiet, so it comes a little early
    ],
)
def test_each_window_has_its_moment(window: Window, comes: str) -> None:
    reason, until = waits("05:00", plan(window))
    assert (reason, until) == (Reason.PLANNED, comes)
    assert sends(comes, plan(window)).plan.step == "stretch"


@pytest.mark.parametrize(
    ("window", "reason"),
    [
        (TEN, Reason.AROUND),
        (Between(time(9, 50), time(10, 20)), Reason.BETWEEN),
        (AfterSunrise(), Reason.SUNRISE),
    ],
)
def test_a_nudge_says_why_it_comes(window: Window, reason: Reason) -> None:
    assert sends("10:00", plan(window)).why.reason is reason


def test_it_comes_late_in_its_window_but_not_after_it() -> None:
    assert sends("10:59", plan(TEN)).due_at == at("10:00")
    assert waits("11:00", plan(TEN)) == (Reason.NOTHING_PLANNED, TOMORROW)


def test_nothing_is_caught_up_the_next_day() -> None:
    assert waits(f"{DAY + timedelta(days=1)}T06:00", plan(TEN, days=frozenset({6}))) == (
        Reason.NOTHING_PLANNED,
        "2026-11-24T04:00",
    )


def test_weekdays_are_those_of_the_persons_day() -> None:
    late = plan(Between(time(0, 30), time(1, 30)), days=frozenset({6}))
    open_hours = NudgeSettings(quiet_hours=())
    monday_after_midnight = f"{DAY + timedelta(days=1)}T01:00"
    assert sends(monday_after_midnight, late, settings=open_hours).day == DAY


@pytest.mark.parametrize(
    ("history", "reason", "until"),
    [
        (History(pause=PauseState(until=at("10:30"))), Reason.PAUSED, "10:30"),
        (History(pause=PauseState(rest_day=DAY)), Reason.REST_DAY, TOMORROW),
        (History(logs=(log("08:00"),)), Reason.NOTHING_PLANNED, TOMORROW),
        (History(records=(record("09:55"),)), Reason.ON_SCREEN, "10:55"),
        (
            History(records=(record("09:00", outcome=Outcome.NOT_TODAY),)),
            Reason.NOTHING_PLANNED,
            TOMORROW,
        ),
        (
            History(records=(record("09:30", step="other", outcome=Outcome.DID),)),
            Reason.PLANNED,
            "10:30",
        ),
        (
            History(backoff={"stretch": BackoffState(BackoffLevel.ASLEEP, 3, at("05:00"))}),
            Reason.NOTHING_PLANNED,
            TOMORROW,
        ),
    ],
)
def test_what_keeps_a_due_nudge_back(history: History, reason: Reason, until: str) -> None:
    assert waits("10:00", plan(TEN), history=history) == (reason, until)


def test_what_is_over_keeps_nothing_back() -> None:
    past = History(
        pause=PauseState(until=at("10:00"), rest_day=DAY - timedelta(days=1)),
        logs=(log("2026-11-21T22:00", day=DAY - timedelta(days=1)), log("09:00", "other")),
        records=(record("09:00", step="other", outcome=Outcome.IGNORED),),
    )
    assert sends("10:00", plan(TEN), history=past)


def test_switched_off_means_off() -> None:
    off = NudgeSettings(enabled=False)
    assert waits("10:00", plan(TEN), settings=off) == (Reason.OFF, TOMORROW)
    assert waits("10:00", plan(TEN, enabled=False))[0] is Reason.NOTHING_PLANNED


@pytest.mark.parametrize(
    ("presence", "reason"),
    [
        (replace(FREE, do_not_disturb=True), Reason.DO_NOT_DISTURB),
        (replace(FREE, full_screen=True), Reason.FULL_SCREEN),
        (replace(FREE, locked=True), Reason.LOCKED),
        (replace(FREE, idle_seconds=600), Reason.AWAY),
        (replace(FREE, woke_at=at("09:59")), Reason.JUST_WOKE),
    ],
)
def test_presence_holds_a_nudge_for_a_while(presence: Presence, reason: Reason) -> None:
    found = deciding("10:00", plan(TEN), presence=presence)
    assert isinstance(found, Wait)
    assert found.why.reason is reason
    assert found.held is not None
    assert at("10:00") < found.until <= at("10:05")


def test_what_the_desktop_cannot_tell_means_quietly() -> None:
    assert sends("10:00", plan(TEN), presence=Presence()).quiet
    assert not sends("10:00", plan(TEN), presence=FREE).quiet


def test_a_held_nudge_comes_softly_and_says_so() -> None:
    held = record("10:00", outcome=Outcome.HELD, shown_at=None)
    found = sends("10:40", plan(TEN), history=History(records=(held,)))
    assert (found.held, found.quiet, found.why.reason) == ("r", True, Reason.WAITED)
    assert waits("11:00", plan(TEN), history=History(records=(held,)))[1] == TOMORROW


def test_later_comes_again_at_its_time_even_within_the_distance() -> None:
    later = record(
        "10:00", outcome=Outcome.LATER, answered_at=at("10:02"), snooze_until=at("10:22")
    )
    past = History(records=(later,))
    assert waits("10:03", plan(TEN), history=past) == (Reason.PLANNED, "10:22")
    again = sends("10:22", plan(TEN), history=past)
    assert (again.turn, again.why.reason, again.slot) == (1, Reason.AGAIN, "10:00")


def test_later_keeps_its_distance_from_other_nudges_and_quiet_hours() -> None:
    later = record("10:00", outcome=Outcome.LATER, snooze_until=at("10:22"))
    other = record("10:10", step="other", outcome=Outcome.DID)
    past = History(records=(later, other))
    assert waits("10:15", plan(TEN), history=past)[1] == "11:10"
    midday = NudgeSettings(quiet_hours=((time(10, 20), time(10, 50)),))
    past = History(records=(later,))
    assert waits("10:15", plan(TEN), history=past, settings=midday)[1] == "10:50"


def test_later_never_reaches_into_the_next_day() -> None:
    later = record("10:00", outcome=Outcome.LATER, snooze_until=at("2026-11-23T05:00"))
    assert waits("10:15", plan(TEN), history=History(records=(later,)))[1] == TOMORROW


def test_a_step_done_several_times_a_day_goes_on_until_it_is_enough() -> None:
    water = plan(
        Between(time(9), time(18)), step="water", per_day=3, repeats=True
    )  # 9 to 12, 12 to 15, 15 to 18
    first = History(logs=(log("08:30", "water"),))
    assert waits("08:31", water, history=first) == (Reason.PLANNED, "13:00")
    close = History(logs=(log("08:30", "water"), log("12:30", "water")))
    assert waits("13:00", water, history=close) == (Reason.PLANNED, "16:00")
    enough = History(logs=tuple(log(when, "water") for when in ("08:30", "08:40", "08:50")))
    assert waits("09:00", water, history=enough)[0] is Reason.NOTHING_PLANNED


def test_planning_anew_may_nudge_again_today_and_the_same_plan_may_not() -> None:
    past = History(records=(record("10:00", outcome=Outcome.DISMISSED),))
    assert sends("15:00", plan(Around(time(15))), history=past)
    assert waits("10:30", plan(TEN), history=past)[0] is Reason.NOTHING_PLANNED
    either = plan(TEN, Around(time(15)), per_day=1)
    assert waits("15:00", either, history=past)[0] is Reason.NOTHING_PLANNED


def test_the_cap_of_the_day_counts_every_plan() -> None:
    two = NudgeSettings(cap_per_day=1, min_minutes=0)
    past = History(records=(record("09:00", step="other", outcome=Outcome.DID),))
    assert waits("10:00", plan(TEN), history=past, settings=two) == (Reason.CAP, TOMORROW)


def test_a_hard_day_has_fewer_nudges_in_their_smallest_form() -> None:
    hard = History(hard_day=DAY)
    found = sends("10:00", plan(TEN), history=hard)
    assert found.smallest
    assert found.quiet
    several = plan(TEN, Around(time(12)), Around(time(15)))
    shown = replace(hard, records=(record("10:00", outcome=Outcome.IGNORED),))
    assert waits("12:00", several, history=shown)[0] is Reason.NOTHING_PLANNED
    others = tuple(
        record(when, step=step, outcome=Outcome.DID)
        for when, step in (("05:00", "a"), ("07:00", "b"))
    )
    assert waits("10:00", plan(TEN), history=replace(hard, records=others))[0] is Reason.CAP
    assert not sends("10:00", plan(TEN), history=History(hard_day=DAY - timedelta(days=1))).smallest


def test_the_usual_time_draws_the_nudge_inside_its_window() -> None:
    def done(number: int) -> StepLog:
        day = DAY - timedelta(days=number)
        return StepLog("stretch", at(f"{day}T10:30"), day)

    def comes(count: int) -> str:
        past = History(logs=tuple(done(number) for number in range(1, count + 1)))
        return waits("05:00", plan(MORNING), history=past)[1]

    assert comes(2) == "09:40"
    assert "09:40" < comes(4) < "10:30"
    assert comes(10) == "10:30"


def test_a_prompt_answer_does_not_push_the_next_nudge_later() -> None:
    records = tuple(
        record(
            f"{DAY - timedelta(days=number)}T09:40",
            slot="09:00-11:00",
            day=DAY - timedelta(days=number),
            outcome=Outcome.DID,
            answered_at=at(f"{DAY - timedelta(days=number)}T09:50"),
        )
        for number in range(1, 15)
    )
    assert waits("05:00", plan(MORNING), history=History(records=records))[1] == "09:40"


@pytest.mark.parametrize(
    ("now", "window", "comes"),
    [
        # The clocks jump from 02:00 to 03:00: 02:30 does not exist and comes at 03:30.
        ("2026-03-29T00:30", Around(time(2, 30)), "2026-03-29T03:30:00+02:00"),
        ("2026-03-29T00:30", Between(time(2), time(3)), "2026-03-29T03:20:00+02:00"),
        # They go back from 03:00 to 02:00: 02:30 comes once, the first time.
        ("2026-10-25T00:30", Around(time(2, 30)), "2026-10-25T02:30:00+02:00"),
    ],
)
def test_gaps_and_folds_of_the_clocks(now: str, window: Window, comes: str) -> None:
    found = deciding(now, plan(window), settings=NudgeSettings(quiet_hours=()))
    assert isinstance(found, Wait)
    assert found.until == datetime.fromisoformat(comes)


def test_quiet_hours_hold_through_both_passes_of_a_fold() -> None:
    clock = FixedClock("2026-10-25T02:10")
    clock.advance(hours=1)  # 02:10 for the second time
    quiet = NudgeSettings(quiet_hours=((time(2), time(2, 30)),))
    place = Place(clock.localize, sun)
    wide = plan(Between(time(1), time(3, 30)))
    found = decide(clock.now(), [wide], History(), FREE, quiet, place)
    assert isinstance(found, Wait)
    assert found.until > clock.now()


def test_travel_takes_the_wall_times_along_and_doubles_nothing() -> None:
    vienna = record("10:00", outcome=Outcome.DISMISSED)
    past = History(records=(vienna,))
    assert waits("2026-11-22T09:30", plan(TEN), history=past, zone="America/New_York")[0] is (
        Reason.NOTHING_PLANNED
    )
    assert sends("2026-11-22T10:00", plan(TEN), zone="America/New_York")


def test_a_clock_set_back_doubles_nothing_and_blocks_nothing_for_long() -> None:
    shown = record("13:00", outcome=Outcome.IGNORED)
    assert waits("10:00", plan(TEN), history=History(records=(shown,)))[1] == TOMORROW
    pending = History(records=(record("2026-12-22T10:00", day=date(2026, 12, 22)),))
    assert sends("10:00", plan(TEN), history=pending)


@pytest.mark.parametrize(
    ("found", "now", "becomes"),
    [
        (record("10:00"), "10:59", None),
        (record("10:00"), "11:00", Outcome.IGNORED),
        (record("10:00", way=""), "11:00", Outcome.DROPPED),
        (record("13:00"), "10:00", Outcome.DROPPED),
        (record("10:00", outcome=Outcome.DID), "23:00", None),
        (record("10:00", outcome=Outcome.HELD, shown_at=None), "23:00", None),
        (record("10:00", outcome=Outcome.HELD, shown_at=None), TOMORROW, Outcome.DROPPED),
    ],
)
def test_what_becomes_of_a_nudge_by_itself(
    found: NudgeRecord, now: str, becomes: Outcome | None
) -> None:
    moment = at(now)
    today = DAY if now != TOMORROW else DAY + timedelta(days=1)
    assert outcome_of_waiting(found, moment, USUAL, today) is becomes


def agenda(now: str, *plans: NudgePlan, history: History | None = None) -> list[Entry]:
    place = Place(FixedClock().localize, sun)
    return day_plan(at(now), plans, history or History(), USUAL, place)


def told(entries: list[Entry]) -> list[tuple[str, str | None, State, Reason]]:
    return [
        (
            entry.step,
            f"{entry.at:%d %H:%M}" if entry.at else None,
            entry.state,
            entry.why.reason,
        )
        for entry in entries
    ]


def test_the_page_and_the_decision_agree() -> None:
    plans = (
        plan(TEN),
        plan(TEN, step="b"),
        plan(MORNING, step="c"),
        plan(BeforeSunset(), step="d"),
    )
    entries = agenda("05:00", *plans)
    found = deciding("05:00", *plans)
    assert isinstance(found, Wait)
    assert entries[0].at == found.until
    times = [entry.at for entry in entries if entry.at is not None]
    assert all(b - a >= timedelta(hours=1) for a, b in pairwise(times))


@pytest.mark.parametrize(
    ("history", "entry"),
    [
        (History(), ("22 10:00", State.PLANNED, Reason.AROUND)),
        (History(logs=(log("08:00"),)), (None, State.DONE, Reason.DONE)),
        (
            History(records=(record("09:00", outcome=Outcome.IGNORED),)),
            (None, State.DONE, Reason.ASKED),
        ),
        (History(records=(record("09:30"),)), ("22 09:30", State.PLANNED, Reason.ON_SCREEN)),
        (
            History(records=(record("09:00", outcome=Outcome.NOT_TODAY),)),
            (None, State.PAUSED, Reason.NOT_TODAY),
        ),
        (
            History(backoff={"stretch": BackoffState(BackoffLevel.ASLEEP, 0, at("05:00"))}),
            (None, State.ASLEEP, Reason.ASLEEP),
        ),
        (History(pause=PauseState(until=at("12:00"))), (None, State.PAUSED, Reason.PAUSED)),
        (
            History(pause=PauseState(until=at("10:20"))),
            ("22 10:20", State.PLANNED, Reason.AROUND),
        ),
        (History(pause=PauseState(rest_day=DAY)), (None, State.PAUSED, Reason.REST_DAY)),
        (
            History(
                records=(
                    record(
                        "2026-11-21T10:00", day=DAY - timedelta(days=1), outcome=Outcome.IGNORED
                    ),
                ),
                backoff={"stretch": BackoffState(BackoffLevel.WEEKLY, 0, at("05:00"))},
            ),
            ("28 10:00", State.PLANNED, Reason.LESS_OFTEN),
        ),
    ],
)
def test_how_a_plan_stands(history: History, entry: tuple[str | None, State, Reason]) -> None:
    assert told(agenda("09:45", plan(TEN), history=history)) == [("stretch", *entry)]


def test_a_window_that_has_gone_by_names_the_next_day() -> None:
    assert told(agenda("11:30", plan(TEN))) == [
        ("stretch", "23 10:00", State.PLANNED, Reason.AROUND)
    ]


def test_a_plan_by_the_sun_without_a_sun_says_so() -> None:
    place = Place(FixedClock().localize, no_sun)
    found = day_plan(at("05:00"), [plan(AfterSunrise())], History(), NudgeSettings(), place)
    assert told(found) == [("stretch", None, State.HELD, Reason.NO_SUN)]


def test_a_plan_inside_quiet_hours_says_so() -> None:
    found = agenda("09:00", plan(Between(time(23), time(23, 30))))
    assert told(found) == [("stretch", None, State.HELD, Reason.QUIET_HOURS)]
    assert agenda("09:00", plan(TEN, enabled=False)) == []
