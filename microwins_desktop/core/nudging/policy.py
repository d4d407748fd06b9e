"""The heart of nudging: what to show now and why, or until when to wait and why.

Pure: the caller brings the moment, the plans, the history, what is known of the person's presence,
the settings, and the place (how clocks read there, and the sun).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from microwins_desktop.core.nudging.history import History, NudgeRecord, Outcome
from microwins_desktop.core.nudging.options import NudgeSettings
from microwins_desktop.core.nudging.plan import NudgePlan
from microwins_desktop.core.nudging.presence import Presence
from microwins_desktop.core.nudging.reasons import Reason, Why
from microwins_desktop.core.nudging.schedule import Fit, Schedule, next_try
from microwins_desktop.core.nudging.today import Candidate, Today, on_screen, stay_of
from microwins_desktop.core.nudging.walls import Place

TRY_AGAIN = timedelta(minutes=5)


class Send(Struct, frozen=True):
    """Show this now. `day` is the day it belongs to, `due_at` when it was meant to come.

    `smallest` asks for the smallest rung; `quiet` for no sound. `held` is the id of the record
    that says it was held back before, else empty.
    """

    plan: NudgePlan
    slot: str
    turn: int
    day: date
    due_at: datetime
    why: Why
    smallest: bool = False
    quiet: bool = True
    held: str = ""


class Wait(Struct, frozen=True):
    """Nothing now; decide again at `until`, an instant after now. `held` is kept back just now."""

    until: datetime
    why: Why
    held: Candidate | None = None


def decide(
    now: datetime,
    plans: Sequence[NudgePlan],
    history: History,
    presence: Presence,
    settings: NudgeSettings,
    place: Place,
) -> Send | Wait:
    """What to do at `now` (aware, in the person's zone)."""
    today = Today(now, history, settings, place)
    blocked = _blocked(today)
    if blocked is not None:
        return blocked
    candidates = [found for plan in plans if plan.enabled for found in today.sort(plan)[0]]
    fit = Schedule(today).first(candidates)
    if fit is None:
        return Wait(today.ends, Why(Reason.NOTHING_PLANNED))
    if fit.at is None:
        return Wait(today.ends, fit.why)
    if fit.at > now:
        until = min(fit.at, today.ends)
        return Wait(until, Why(Reason.PLANNED, at=today.wall(fit.at)))
    return _now(today, fit, presence)


def outcome_of_waiting(
    record: NudgeRecord, now: datetime, settings: NudgeSettings, today: date
) -> Outcome | None:
    """What has become of a nudge by itself; None while it is open or when it was answered.

    One that never reached the person, or whose hour was taken back by the clock, does not count
    as ignored.
    """
    if record.outcome is Outcome.HELD:
        return Outcome.DROPPED if record.day != today else None
    if record.outcome is not Outcome.PENDING or on_screen(record, now, settings):
        return None
    if record.shown_at is None or record.shown_at > now or not record.way:
        return Outcome.DROPPED
    return Outcome.IGNORED


def _blocked(today: Today) -> Wait | None:
    """What keeps every nudge back, whatever is planned."""
    now, pause = today.now, today.history.pause
    if not today.settings.enabled:
        return Wait(today.ends, Why(Reason.OFF))
    for record in today.history.records:
        if record.shown_at is not None and on_screen(record, now, today.settings):
            down = min(record.shown_at, now) + stay_of(today.settings)
            return Wait(down, Why(Reason.ON_SCREEN))
    if pause.rest_day == today.day:
        return Wait(today.ends, Why(Reason.REST_DAY))
    if pause.until is not None and pause.until > now:
        return Wait(pause.until, Why(Reason.PAUSED, until=today.wall(pause.until)))
    return None


def _now(today: Today, fit: Fit, presence: Presence) -> Send | Wait:
    """The nudge is due: it comes, unless the person is better left alone."""
    now, candidate = today.now, fit.candidate
    settled = presence.settled_at(now)
    if settled > now:
        until = min(settled, candidate.closes)
        return Wait(until, Why(Reason.JUST_WOKE, until=today.wall(settled)), candidate)
    reason = presence.holds()
    if reason is not None:
        return Wait(next_try(now, candidate.closes, TRY_AGAIN), Why(reason), candidate)
    waited = candidate.held is not None
    return Send(
        plan=candidate.plan,
        slot=candidate.slot,
        turn=candidate.turn,
        day=today.day,
        due_at=candidate.target,
        why=fit.why,
        smallest=today.hard,
        quiet=today.hard or waited or not presence.certain,
        held=candidate.held.id if candidate.held else "",
    )
