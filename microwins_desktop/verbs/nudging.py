"""`plan`, `pause` and `next`: nudges from the terminal, shared with the running app."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from microwins_desktop.core.days import day_of, next_day_start
from microwins_desktop.core.model import Step
from microwins_desktop.core.nudging.agenda import day_plan
from microwins_desktop.core.nudging.defaults import window_for
from microwins_desktop.core.nudging.describing import describe
from microwins_desktop.core.nudging.options import nudge_settings
from microwins_desktop.core.nudging.plan import (
    ALL_DAYS,
    WEEKDAYS,
    NudgePlan,
    make_plan,
    parse_days,
)
from microwins_desktop.core.nudging.saying import explain
from microwins_desktop.core.nudging.today import Entry, State
from microwins_desktop.core.nudging.walls import Place
from microwins_desktop.core.nudging.windows import (
    AfterSunrise,
    Around,
    BeforeSunset,
    Between,
    PlanError,
    Window,
    format_window,
    parse_range,
    parse_window,
)
from microwins_desktop.i18n import N_, _
from microwins_desktop.store import Store
from microwins_desktop.store.errors import NotFound
from microwins_desktop.system.sun import sun_of
from microwins_desktop.verbs.common import (
    Call,
    CouldNot,
    UsageError,
    parse_day,
    print_json,
    say,
    settings_of,
)

LONGEST_PAUSE = timedelta(days=366)

_LENGTH = re.compile(r"(\d{1,5})([hm])", re.ASCII)
_UNITS = {"h": 60, "m": 1}
_STATES = {
    State.PLANNED: N_("planned"),
    State.HELD: N_("waits"),
    State.PAUSED: N_("paused"),
    State.ASLEEP: N_("resting"),
    State.DONE: N_("done"),
}


def plan(call: Call) -> None:
    given = call.given
    asked = given.at or given.between or given.days is not None or given.per_day is not None
    if given.step is None:
        if asked or given.off:
            raise UsageError(_("say which step, such as open-blinds"))
        _list_plans(call)
    elif given.off:
        if asked:
            raise UsageError(_("--off takes the plan away, so it goes alone"))
        _take_away(call)
    else:
        _plan_step(call, bool(asked))


def pause(call: Call) -> None:
    with call.journal() as store:
        until = _pause_end(call, settings_of(store).day_start)
        store.nudge_log.pause(until)
    call.tell_app()
    if until is None:
        say(_("Nudges may come again."))
    else:
        say(_("Nudges are quiet until {until}.").format(until=f"{until:%Y-%m-%d %H:%M}"))


def next_nudges(call: Call) -> None:
    now = call.clock.now()
    with call.journal() as store:
        values = settings_of(store)
        place = Place(call.clock.localize, sun_of(call.clock.localize, values.coordinates))
        past = store.nudge_log.past(day_of(now, values.day_start))
        entries = day_plan(now, store.nudges.plans(), past, nudge_settings(values), place)
        titles = {step.key: step.title for step in store.steps.all()}
    if call.given.json:
        print_json([_entry_as_json(entry, now) for entry in entries])
        return
    if not entries:
        say(_("No nudges are planned. `microwins plan STEP` plans one."))
    for entry in entries:
        at = f"{entry.at:%Y-%m-%d %H:%M}" if entry.at else "-"
        state, title = _(_STATES[entry.state]), titles.get(entry.step, entry.step)
        say(f"{at:<16}  {state:<8}  {title}: {explain(entry.why, now)}")


def _list_plans(call: Call) -> None:
    with call.journal() as store:
        plans = store.nudges.plans()
        titles = {step.key: step.title for step in store.steps.all()}
    if call.given.json:
        print_json([_plan_as_json(found) for found in plans])
        return
    if not plans:
        say(_("No nudges are planned. `microwins plan STEP` plans one."))
    for found in plans:
        say(f"{titles.get(found.step, found.step)}: {describe(found)}")


def _plan_step(call: Call, asked: bool) -> None:
    with call.journal() as store:
        step = _step(store, call.given.step)
        before = store.nudges.plan_of(step.key)
        if asked or before is None:
            store.nudges.put([_wanted(call, step, before)])
        planned = store.nudges.plan_of(step.key)
    if asked or before is None:
        call.tell_app()
    if planned is None:
        raise CouldNot(_("the plan of {step} cannot be read").format(step=step.key))
    if call.given.json:
        print_json(_plan_as_json(planned))
    else:
        say(f"{step.title}: {describe(planned)}")


def _take_away(call: Call) -> None:
    with call.journal() as store:
        step = _step(store, call.given.step)
        before = store.nudges.plan_of(step.key)
        try:
            store.nudges.remove(step.key)
        except NotFound:
            before = None
    call.tell_app()
    if call.given.json:
        print_json(_plan_as_json(replace(before, enabled=False)) if before else None)
    else:
        say(_("No nudges for: {step}").format(step=step.title))


def _step(store: Store, text: str) -> Step:
    meant = store.steps.meant_by(text)
    if meant is None:
        says = _("{text} is not a step; `microwins steps` lists them")
        raise UsageError(says.format(text=f"{text!r:.60}"))
    step = meant[0]
    if step.archived:
        raise CouldNot(_("{step} is put away; restore it first").format(step=step.key))
    return step


def _wanted(call: Call, step: Step, before: NudgePlan | None) -> NudgePlan:
    """The plan as typed. Without times it is the one there was, or a time that suits the step."""
    given = call.given
    try:
        windows: list[Window] = [_at(text) for text in given.at or ()]
        windows += [Between(*parse_range(text)) for text in given.between or ()]
        days = parse_days(given.days) if given.days is not None else None
        per_day = given.per_day
        if not windows and before is not None:
            windows = list(before.windows)
            days = before.days if days is None else days
            per_day = before.per_day if per_day is None else per_day
        chosen = windows or [window_for(step)]
        return make_plan("", step.key, chosen, days=days or ALL_DAYS, per_day=per_day)
    except PlanError as error:
        raise UsageError(str(error)) from None


def _at(text: str) -> Window:
    window = parse_window(text)
    if isinstance(window, Between):
        raise PlanError(_("“{text}” is a range; give it to --between.").format(text=text))
    return window


def _pause_end(call: Call, day_start: Any) -> datetime | None:
    """When the pause ends, None for `off`. Raises UsageError."""
    text, now = call.given.until, call.clock.now()
    if text == "off":
        return None
    if text == "until-tomorrow":
        return call.clock.localize(next_day_start(now, day_start))
    length = _LENGTH.fullmatch(text)
    if length is not None:
        until = now + timedelta(minutes=int(length[1]) * _UNITS[length[2]])
    elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        until = call.clock.localize(datetime.combine(parse_day(text), day_start))
    else:
        says = _("{text} is not 30m, 2h, until-tomorrow, a date such as 2026-12-24, or off")
        raise UsageError(says.format(text=f"{text!r:.60}"))
    if until <= now:
        raise UsageError(_("{text} has no time left in it to pause").format(text=text))
    if until - now > LONGEST_PAUSE:
        raise UsageError(_("a pause can last a year; `settings nudges off` has no end"))
    return until


def _plan_as_json(found: NudgePlan) -> dict[str, Any]:
    windows = found.windows
    sun = (AfterSunrise, BeforeSunset)
    return {
        "step": found.step,
        "at": [format_window(window) for window in windows if isinstance(window, Around)],
        "between": [format_window(window) for window in windows if isinstance(window, Between)],
        "sun": [format_window(window) for window in windows if isinstance(window, sun)],
        "days": [WEEKDAYS[number] for number in sorted(found.days)],
        "per_day": found.per_day,
        "enabled": found.enabled,
    }


def _entry_as_json(entry: Entry, now: datetime) -> dict[str, Any]:
    return {
        "step": entry.step,
        "at": entry.at.isoformat(timespec="seconds") if entry.at else None,
        "state": str(entry.state),
        "why": explain(entry.why, now),
    }
