"""Plans are actions that can be undone; what was shown is written down and read back as it was."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from msgspec.structs import replace
from support.clock import FixedClock

from microwins_desktop.core.model import Topic
from microwins_desktop.core.nudging.history import (
    BackoffLevel,
    BackoffState,
    NudgeRecord,
    Outcome,
)
from microwins_desktop.core.nudging.plan import NudgePlan, make_plan
from microwins_desktop.core.nudging.reasons import Reason, Why
from microwins_desktop.core.nudging.windows import AfterSunrise, Around, Between
from microwins_desktop.store import Store
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.wins import NewWin

TODAY = date(2026, 11, 22)


def blinds(at: time = time(9)) -> NudgePlan:
    return make_plan("", "open-blinds", [Around(at), AfterSunrise()], days=frozenset({0, 4}))


def record(store: Store, clock: FixedClock, **changes: object) -> NudgeRecord:
    plan = store.nudges.plan_of("open-blinds")
    assert plan is not None
    made = NudgeRecord(
        id="one",
        plan=plan.id,
        step="open-blinds",
        slot="09:00",
        day=TODAY,
        due_at=clock.now(),
        shown_at=clock.now().replace(microsecond=0),
        turn=1,
        way="card",
        why=Why(
            Reason.BETWEEN,
            at=datetime.combine(TODAY, time(9)),
            until=datetime.combine(TODAY, time(11)),
        ),
        text="some-words",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_plan_comes_back_as_it_was_put(store: Store) -> None:
    change = store.nudges.put([blinds()])
    assert change.topics == {Topic.NUDGES}
    plan = store.nudges.plan_of("open-blinds")
    assert plan is not None
    assert (plan.windows, plan.days, plan.per_day) == (blinds().windows, frozenset({0, 4}), 2)
    assert plan.enabled
    assert not plan.repeats


def test_whether_a_step_repeats_comes_from_the_step(store: Store) -> None:
    store.nudges.put([make_plan("", "drink-water", [Between(time(9), time(12))])])
    found = store.nudges.plan_of("drink-water")
    assert found is not None
    assert found.repeats


def test_a_new_plan_takes_the_place_of_the_old_one(store: Store) -> None:
    store.nudges.put([blinds()])
    first = store.nudges.plan_of("open-blinds")
    store.nudges.put([blinds(time(10))])
    second = store.nudges.plan_of("open-blinds")
    assert first is not None
    assert second is not None
    assert first.id == second.id
    assert len(store.nudges.plans()) == 1
    store.history.undo()
    assert store.nudges.plan_of("open-blinds") == first


def test_every_change_of_a_plan_can_be_undone_and_done_again(store: Store) -> None:
    store.nudges.put([blinds()])
    store.nudges.switch("open-blinds", False)
    store.nudges.remove("open-blinds")
    assert store.nudges.plans() == []
    store.history.undo()
    assert [plan.enabled for plan in store.nudges.plans()] == [False]
    store.history.undo()
    assert [plan.enabled for plan in store.nudges.plans()] == [True]
    store.history.undo()
    assert store.nudges.plans() == []
    store.history.redo()
    assert [plan.step for plan in store.nudges.plans()] == ["open-blinds"]


def test_several_plans_are_one_action(store: Store) -> None:
    store.nudges.put([blinds(), make_plan("", "stretch", [Around(time(15))])])
    assert len(store.nudges.plans()) == 2
    store.history.undo()
    assert store.nudges.plans() == []


def test_putting_the_same_plan_again_is_no_action(store: Store) -> None:
    store.nudges.put([blinds()])
    before = store.history.next_undo()
    assert store.nudges.put([blinds()]).topics == frozenset()
    store.history.undo()
    assert before is not None
    assert store.nudges.plans() == []


@pytest.mark.parametrize("key", ["no-such-step", ""])
def test_an_unknown_step_has_no_plan(store: Store, key: str) -> None:
    with pytest.raises(NotFound):
        store.nudges.put([replace(blinds(), step=key)])
    with pytest.raises(NotFound):
        store.nudges.remove(key)
    assert store.nudges.plans() == []


def test_taking_away_what_is_not_planned_is_said(store: Store) -> None:
    with pytest.raises(NotFound):
        store.nudges.remove("open-blinds")


def test_the_plan_of_an_archived_step_waits(store: Store) -> None:
    store.nudges.put([blinds()])
    store.steps.edit("open-blinds", archived=True)
    assert store.nudges.plans() == []
    store.steps.edit("open-blinds", archived=False)
    assert len(store.nudges.plans()) == 1


@pytest.mark.parametrize("windows", ["", "[]", "nonsense", '["25:00"]', "[1]"])
def test_a_plan_that_cannot_be_read_is_left_alone(store: Store, windows: str) -> None:
    store.nudges.put([blinds()])
    with store.database.writing():
        store.database.execute("UPDATE nudge SET windows = ?", (windows,))
    assert store.nudges.plans() == []


def test_a_state_is_kept_without_anything_to_undo(store: Store, clock: FixedClock) -> None:
    store.nudges.put([blinds()])
    state = BackoffState(BackoffLevel.WEEKLY, 2, clock.now())
    store.nudges.keep_backoff({"open-blinds": state, "stretch": state})
    assert store.nudges.backoff() == {"open-blinds": state}
    action = store.history.next_undo()
    assert action is not None
    assert action.kind == "plan"


def test_planning_anew_wakes(store: Store, clock: FixedClock) -> None:
    store.nudges.put([blinds()])
    store.nudges.keep_backoff({"open-blinds": BackoffState(BackoffLevel.ASLEEP, 3, clock.now())})
    store.nudges.put([blinds(time(11))])
    assert store.nudges.backoff() == {"open-blinds": BackoffState()}


@pytest.mark.parametrize("rhythm", ["nonsense", "[]", '{"level":"x"}', '{"since":"2026-01-01"}'])
def test_a_state_that_cannot_be_read_is_awake(store: Store, rhythm: str) -> None:
    store.nudges.put([blinds()])
    with store.database.writing():
        store.database.execute("UPDATE nudge SET rhythm = ?", (rhythm,))
    assert store.nudges.backoff() == {"open-blinds": BackoffState()}


def test_a_win_long_after_wakes_however_old_it_is(store: Store, clock: FixedClock) -> None:
    store.nudges.put([blinds()])
    store.nudges.keep_backoff({"open-blinds": BackoffState(BackoffLevel.ASLEEP, 3, clock.now())})
    clock.advance(days=1)
    step = store.steps.get("open-blinds")
    store.wins.log(NewWin(at=clock.now(), step=step), time(4))
    clock.advance(days=90)
    past = store.nudge_log.past(clock.now().date())
    assert past.backoff["open-blinds"] == BackoffState()
    assert past.logs == ()


def test_a_record_comes_back_as_it_was_written(store: Store, clock: FixedClock) -> None:
    clock.set("2026-11-22T09:14:03")
    store.nudges.put([blinds()])
    written = record(store, clock)
    store.nudge_log.record(written)
    assert store.nudge_log.get("one") == written
    assert store.nudge_log.past(TODAY).records == (written,)


def test_an_answer_is_written_down(store: Store, clock: FixedClock) -> None:
    store.nudges.put([blinds()])
    written = record(store, clock)
    store.nudge_log.record(written)
    later = replace(
        written,
        outcome=Outcome.LATER,
        answered_at=written.due_at + timedelta(minutes=3),
        snooze_until=written.due_at + timedelta(minutes=23),
        way="notification",
    )
    store.nudge_log.change(later)
    assert store.nudge_log.get("one") == later


@pytest.mark.parametrize("outcome", [Outcome.HELD, Outcome.DROPPED])
def test_what_was_never_shown_has_no_showing(
    store: Store, clock: FixedClock, outcome: Outcome
) -> None:
    store.nudges.put([blinds()])
    written = record(store, clock, outcome=outcome, shown_at=None)
    store.nudge_log.record(written)
    assert store.nudge_log.get("one") == written
    shown = replace(written, outcome=Outcome.PENDING, shown_at=clock.now())
    store.nudge_log.change(shown)
    assert store.nudge_log.get("one").shown_at == clock.now()


def test_an_unknown_record_is_said(store: Store) -> None:
    with pytest.raises(NotFound):
        store.nudge_log.get("none")


def test_the_past_holds_the_day_and_the_wins_of_planned_steps(
    store: Store, clock: FixedClock
) -> None:
    store.nudges.put([blinds()])
    for key in ("open-blinds", "stretch"):
        store.wins.log(NewWin(at=clock.now(), step=store.steps.get(key)), time(4))
    store.check_ins.put("hard-day", TODAY, hard=True, rest=True)
    past = store.nudge_log.past(TODAY)
    assert [(log.step, log.day) for log in past.logs] == [("open-blinds", TODAY)]
    assert past.hard_day == TODAY
    assert past.pause.rest_day == TODAY
    assert store.nudge_log.past(TODAY + timedelta(days=1)).hard_day is None


def test_a_pause_is_kept_until_it_is_taken_back(store: Store, clock: FixedClock) -> None:
    until = clock.now() + timedelta(hours=2)
    store.nudge_log.pause(until)
    assert store.nudge_log.paused_until() == until
    store.nudge_log.pause(None)
    assert store.nudge_log.paused_until() is None


@pytest.mark.parametrize("text", ["", "soon", "-5", "99999999999999999999", "1.5", "٣"])
def test_a_pause_that_cannot_be_read_is_none(store: Store, text: str) -> None:
    store.options.put({"nudges_paused_until": text})
    assert store.nudge_log.paused_until() is None
