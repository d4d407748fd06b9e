"""Whole years of nudges, in zones whose clocks change, with people who answer as they like."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.clock import FixedClock
from support.nudge_year import Answer, Life

from microwins_desktop.core.days import day_of
from microwins_desktop.core.nudging.history import NudgeRecord, Outcome
from microwins_desktop.core.nudging.options import NudgeSettings, quiet_until
from microwins_desktop.core.nudging.plan import NudgePlan, make_plan
from microwins_desktop.core.nudging.policy import TRY_AGAIN
from microwins_desktop.core.nudging.presence import Presence
from microwins_desktop.core.nudging.windows import (
    AfterSunrise,
    Around,
    BeforeSunset,
    Between,
    SunTimes,
    Window,
)

ZONES = ("Europe/Vienna", "America/New_York", "Australia/Lord_Howe")


def sun(day: date) -> SunTimes | None:
    """Six to six, and a few days without any sun at all."""
    if day.month == 12 and day.day > 20:
        return None
    return SunTimes(datetime.combine(day, time(6, 0)), datetime.combine(day, time(18, 0)))


PLANS = (
    make_plan("a", "open-blinds", [AfterSunrise()]),
    make_plan("b", "drink-water", [Between(time(9), time(20))], per_day=4, repeats=True),
    make_plan("c", "stretch", [Around(time(2, 30)), Between(time(15), time(17))]),
    make_plan("d", "wind-down", [Between(time(21), time(1))], days=frozenset({0, 2, 5})),
    make_plan("e", "step-outside", [BeforeSunset()]),
)

moments = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))
windows: st.SearchStrategy[Window] = st.one_of(
    moments.map(Around),
    st.tuples(moments, moments)
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: Between(*pair)),
    st.just(AfterSunrise()),
    st.just(BeforeSunset()),
)


@st.composite
def plan_lists(draw: st.DrawFn) -> list[NudgePlan]:
    return [
        make_plan(
            f"plan-{number}",
            f"step-{number}",
            draw(st.lists(windows, min_size=1, max_size=3)),
            days=draw(st.frozensets(st.integers(0, 6), min_size=1)),
            per_day=draw(st.integers(1, 4)),
            repeats=draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 4)))
    ]


ranges = st.tuples(moments, moments).filter(lambda pair: pair[0] != pair[1])
options = st.builds(
    NudgeSettings,
    cap_per_day=st.integers(0, 8),
    min_minutes=st.integers(0, 240),
    quiet_hours=st.lists(ranges, max_size=2).map(tuple),
    later_minutes=st.integers(1, 120),
    day_start=st.sampled_from([time(4), time(0), time(2, 30), time(6)]),
)
answers: st.SearchStrategy[Answer | None] = st.one_of(
    st.none(),
    st.tuples(
        st.sampled_from(
            [Outcome.DID, Outcome.SMALLER, Outcome.LATER, Outcome.NOT_TODAY, Outcome.DISMISSED]
        ),
        st.integers(0, 29).map(lambda minutes: timedelta(minutes=minutes)),
    ),
)
presences = st.sampled_from(
    [Presence(), Presence(), Presence(full_screen=True), Presence(locked=True)]
)


def check(life: Life) -> None:
    """What is true of every life."""
    chosen = life.settings
    firsts: dict[date, list[NudgeRecord]] = {}
    shown: list[NudgeRecord] = []
    for record, (at, send) in zip(life.records, life.sent, strict=True):
        assert quiet_until(at.replace(tzinfo=None), chosen.quiet_hours) is None
        assert record.day == day_of(at, chosen.day_start)
        logged = [log for log in life.logs if log.step == record.step and log.day == record.day]
        before = [log for log in logged if log.at < at]
        assert not before or (send.plan.repeats and len(before) < send.plan.per_day)
        for other in shown[-6:]:
            assert other.shown_at is not None
            own = (other.plan, other.slot, other.day) == (record.plan, record.slot, record.day)
            assert own or at - other.shown_at >= chosen.distance
        shown.append(record)
        if record.turn == 0:
            firsts.setdefault(record.day, []).append(record)
    for found in firsts.values():
        assert len(found) <= chosen.cap_per_day
        for plan in life.plans:
            own_plan = [record for record in found if record.plan == plan.id]
            assert len(own_plan) <= plan.per_day
            assert len({record.slot for record in own_plan}) == len(own_plan)
    for at, wait in life.waits:
        assert wait.until > at


@pytest.mark.parametrize("zone", ZONES)
def test_a_year_with_someone_who_answers_now_and_then(zone: str) -> None:
    pattern: list[Answer | None] = [
        (Outcome.DID, timedelta(minutes=3)),
        None,
        (Outcome.LATER, timedelta(minutes=1)),
        (Outcome.SMALLER, timedelta(minutes=10)),
        (Outcome.NOT_TODAY, timedelta(minutes=2)),
        (Outcome.DID, timedelta()),
        (Outcome.DISMISSED, timedelta(minutes=5)),
    ]
    life = Life(
        FixedClock("2026-01-01T04:00:00", zone),
        PLANS,
        NudgeSettings(),
        sun,
        answer=lambda number: pattern[number % len(pattern)],
    )
    life.until(FixedClock("2027-01-01T04:00:00", zone).now())
    check(life)
    months = {at.month for at, _ in life.sent}
    assert months == set(range(1, 13))
    assert len(life.sent) > 365
    assert len(life.waits) < 366 * 30


@pytest.mark.parametrize("zone", ZONES)
def test_a_year_with_someone_who_never_answers_grows_quiet(zone: str) -> None:
    life = Life(
        FixedClock("2026-01-01T04:00:00", zone), PLANS, NudgeSettings(), sun, lambda number: None
    )
    life.until(FixedClock("2027-01-01T04:00:00", zone).now())
    check(life)
    for plan in PLANS:
        own = [at for at, send in life.sent if send.plan is plan]
        assert len(own) == 9, "three as usual, three at half the pace, three a week apart"
        weekly = pairwise(own[6:])
        assert all(later - earlier > timedelta(days=6) for earlier, later in weekly)


@pytest.mark.parametrize("zone", ZONES)
def test_one_log_wakes_what_had_gone_to_rest_and_only_that(zone: str) -> None:
    life = Life(
        FixedClock("2026-01-01T04:00:00", zone), PLANS, NudgeSettings(), sun, lambda number: None
    )
    summer = FixedClock("2026-07-01T04:00:00", zone).now()
    life.until(summer)
    asleep = len(life.sent)
    assert life.sent[-1][0] < summer - timedelta(days=30), "quiet for long"
    life.log("stretch")
    life.until(FixedClock("2027-01-01T04:00:00", zone).now())
    check(life)
    woken = life.sent[asleep:]
    assert {send.plan.step for _, send in woken} == {"stretch"}
    assert woken[0][0] - summer < timedelta(days=2)
    assert len(woken) == 9, "the same ladder again"


@pytest.mark.parametrize("zone", ZONES)
def test_half_the_pace_is_every_second_of_its_days(zone: str) -> None:
    plan = make_plan("a", "open-blinds", [AfterSunrise()])
    start = FixedClock("2026-03-01T04:00:00", zone)
    life = Life(start, [plan], NudgeSettings(), sun, lambda number: None)
    life.until(FixedClock("2026-06-01T04:00:00", zone).now())
    check(life)
    days = [record.day for record in life.records]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    assert gaps == [1, 1, 2, 2, 2, 7, 7, 7]


@given(
    plans=plan_lists(),
    chosen=options,
    zone=st.sampled_from(ZONES),
    start=st.sampled_from(["2026-03-27", "2026-10-23", "2026-04-03", "2026-03-06", "2026-10-30"]),
    replies=st.lists(answers, min_size=1, max_size=12),
    moods=st.lists(presences, min_size=1, max_size=8),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_life_around_a_change_of_the_clocks(
    plans: list[NudgePlan],
    chosen: NudgeSettings,
    zone: str,
    start: str,
    replies: list[Answer | None],
    moods: list[Presence],
) -> None:
    life = Life(
        FixedClock(f"{start}T12:00:00", zone),
        plans,
        chosen,
        sun,
        answer=lambda number: replies[number % len(replies)],
        presence=lambda number: moods[number % len(moods)],
    )
    life.until(life.clock.now() + timedelta(days=6))
    check(life)
    assert len(life.waits) < 6 * (timedelta(days=1) / TRY_AGAIN)
