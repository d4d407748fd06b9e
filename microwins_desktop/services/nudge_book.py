"""What the person planned to be reminded of, the pause, and the day's plan as it will happen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from microwins_desktop.core.clock import Clock
from microwins_desktop.core.days import next_day_start
from microwins_desktop.core.model import Change
from microwins_desktop.core.nudging.agenda import day_plan
from microwins_desktop.core.nudging.backoff import awake, current
from microwins_desktop.core.nudging.defaults import OFFERED
from microwins_desktop.core.nudging.history import BackoffLevel, History
from microwins_desktop.core.nudging.options import NudgeSettings, nudge_settings
from microwins_desktop.core.nudging.plan import NudgePlan, make_plan
from microwins_desktop.core.nudging.saying import explain
from microwins_desktop.core.nudging.today import Entry
from microwins_desktop.core.nudging.walls import Localize, Place
from microwins_desktop.core.nudging.windows import Sun
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store.errors import StoreError

SunOf: TypeAlias = Callable[[Localize, "tuple[float, float] | None"], Sun]

LEFT_RESTING = "nudges_left_resting"
"""The option that remembers which rests the person knows of."""


class NudgeBook(QObject):
    """`changed` is emitted after a plan, the pause or a resting nudge was changed here.

    What cannot be written is said through `journal.failed`.
    """

    changed = Signal()

    def __init__(
        self,
        journal: Journal,
        preferences: Preferences,
        clock: Clock,
        sun_of: SunOf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._preferences = preferences
        self._clock = clock
        self._sun_of = sun_of

    # -- plans

    def plans(self) -> list[NudgePlan]:
        """All plans, also those that are switched off."""
        return self._journal.store.nudges.plans()

    def plan_of(self, step: str) -> NudgePlan | None:
        return self._journal.store.nudges.plan_of(step)

    def put(self, plans: Sequence[NudgePlan]) -> bool:
        """Keep plans as one action; each takes the place of its step's plan. Whether it was."""
        return self._do(self._journal.store.nudges.put, plans)

    def switch(self, step: str, on: bool) -> bool:
        return self._do(self._journal.store.nudges.switch, step, on)

    def remove(self, step: str) -> bool:
        return self._do(self._journal.store.nudges.remove, step)

    def offered(self) -> list[NudgePlan]:
        """The soft start for the welcome: three plans, none of them kept yet."""
        known = {step.key: step for step in self._journal.steps()}
        return [
            make_plan(key, key, [window], repeats=known[key].repeats, source="welcome")
            for key, window in OFFERED
            if key in known
        ]

    # -- rest

    def resting(self) -> tuple[str, ...]:
        """The steps whose nudges have gone to sleep by themselves."""
        return tuple(self._rests())

    def resting_unsaid(self) -> tuple[str, ...]:
        """Those of which the person has not yet said to let them rest."""
        left = self._journal.store.options.get(LEFT_RESTING).split()
        return tuple(step for step, rest in self._rests().items() if rest not in left)

    def leave_resting(self, step: str) -> bool:
        """Say no more of this rest; when it rests another time, that is told again."""
        rests = self._rests()
        left = set(self._journal.store.options.get(LEFT_RESTING).split()) | {rests.get(step, "")}
        said = " ".join(sorted(rest for rest in rests.values() if rest in left))
        return self._keep(self._journal.store.options.put, {LEFT_RESTING: said})

    def _rests(self) -> dict[str, str]:
        """The resting steps, each with a word for this very rest."""
        kept_states = self._journal.store.nudges.backoff().values()
        if not any(state.level is BackoffLevel.ASLEEP for state in kept_states):
            return {}  # asked after every click, and this is nearly always the answer
        past, found = self.past(), dict[str, str]()
        for plan in self.plans():
            kept = past.backoff.get(plan.step)
            state = current(kept, plan.step, past.logs) if kept is not None else awake()
            if plan.enabled and state.level is BackoffLevel.ASLEEP:
                since = int(state.since.timestamp()) if state.since is not None else 0
                found[plan.step] = f"{plan.step}@{since}"
        return found

    def wake(self, step: str) -> bool:
        """Let a resting nudge come again as it was planned."""
        return self._keep(self._journal.store.nudges.keep_backoff, {step: awake()})

    @property
    def paused_until(self) -> datetime | None:
        """When the pause ends, in the person's zone; None where nudges may come."""
        until = self._journal.store.nudge_log.paused_until()
        now = self._clock.now()
        return until.astimezone(now.tzinfo) if until is not None and until > now else None

    def pause(self, until: datetime) -> bool:
        """Keep every nudge back until `until` (aware)."""
        return self._keep(self._journal.store.nudge_log.pause, until)

    def pause_for(self, minutes: int) -> bool:
        return self.pause(self._clock.now() + timedelta(minutes=minutes))

    def pause_until_tomorrow(self) -> bool:
        """Until the person's next day starts."""
        start = self._preferences.values.day_start
        return self.pause(self._clock.localize(next_day_start(self._clock.now(), start)))

    def pause_until_day(self, day: date) -> bool:
        """Until the person's day `day` starts."""
        start = self._preferences.values.day_start
        return self.pause(self._clock.localize(datetime.combine(day, start)))

    def resume(self) -> bool:
        return self._keep(self._journal.store.nudge_log.pause, None)

    # -- the day

    def today(self) -> list[Entry]:
        """What becomes of every plan today, the next one first."""
        now = self._clock.now()
        return day_plan(now, self.plans(), self.past(), self.settings(), self.place())

    def explain(self, entry: Entry) -> str:
        """Why an entry of `today()` is as it is, in one plain sentence."""
        return explain(entry.why, self._clock.now())

    def past(self) -> History:
        return self._journal.store.nudge_log.past(self._journal.today())

    def settings(self) -> NudgeSettings:
        return nudge_settings(self._preferences.values)

    def place(self) -> Place:
        localize = self._clock.localize
        return Place(localize, self._sun_of(localize, self._preferences.values.coordinates))

    def _do(self, action: Callable[..., Change], *given: object) -> bool:
        done = self._journal.act(action, *given)
        if done:
            self.changed.emit()
        return done

    def _keep(self, action: Callable[..., None], *given: object) -> bool:
        try:
            action(*given)
        except StoreError as error:
            self._journal.failed.emit(str(error))
            return False
        self.changed.emit()
        return True
