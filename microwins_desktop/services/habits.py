"""From now-and-then to habit: one quiet offer a week at most, and what the person agreed to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from microwins_desktop.core.habits import Offer, OfferKind, OfferState, Pair
from microwins_desktop.core.model import Change
from microwins_desktop.core.nudging.options import quiet_until
from microwins_desktop.core.nudging.plan import NudgePlan, make_plan
from microwins_desktop.core.nudging.windows import Around
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store.errors import StoreError


class Plans(Protocol):
    """Where nudge plans are kept; the nudge book of the running app."""

    def plans(self) -> list[NudgePlan]: ...

    def put(self, plans: Sequence[NudgePlan]) -> bool: ...

    def remove(self, step: str) -> bool: ...


class Habits(QObject):
    """`changed` comes when an offer was answered. What was agreed to is a plan or a pair."""

    changed = Signal()

    def __init__(
        self, journal: Journal, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._preferences = preferences
        self._looked: date | None = None

    # -- offering

    def offer(self) -> Offer | None:
        """The offer of today, written down before it is shown; None on most days.

        It looks once a day, and a shown offer stays until it is answered or the day ends.
        """
        today = self._journal.today()
        store = self._journal.store.habits
        open_ones = [o for o in store.offers() if o.state is OfferState.SHOWN and o.day == today]
        if open_ones and not self._journal.is_hard_day():
            return open_ones[-1]
        if self._looked == today or self._journal.is_hard_day():
            return None
        self._looked = today
        found = self._find(today)
        if found is None:
            return None
        try:
            store.show(found, today)
        except StoreError:
            return None  # what cannot be written down is offered another day
        return next((o for o in reversed(store.offers()) if o.day == today), None)

    def _find(self, today: date) -> Offer | None:
        from microwins_desktop.core.finding import LOOKS_BACK, next_offer  # asked once a day

        store = self._journal.store
        shown = {area.key for area in store.steps.areas()}
        return next_offer(
            store.habits.moments(today - LOOKS_BACK, today),
            today,
            store.habits.offers(),
            planned={plan.step for plan in store.nudges.plans()},
            pairs=store.habits.pairs(),
            steps={step.key for step in self._journal.steps() if step.area in shown},
            hard_day=self._journal.is_hard_day(),
            silent=self._is_silent,
        )

    def _is_silent(self, at: time) -> bool:
        values = self._preferences.values
        wall = datetime.combine(self._journal.today(), at)
        return not values.nudges or quiet_until(wall, values.quiet_hours) is not None

    # -- answering

    def accept(self, offer: Offer, plans: Plans) -> None:
        """Yes: the nudge or the pair is kept, as one action to undo."""
        kept = self._plan(offer, plans) if offer.kind is OfferKind.NUDGE else self._pair(offer)
        if kept:
            self._answer(offer, OfferState.ACCEPTED)

    def not_now(self, offer: Offer) -> None:
        self._answer(offer, OfferState.NOT_NOW)

    def never(self, offer: Offer) -> None:
        """Never for this one; it can be taken back on the page of habits."""
        self._answer(offer, OfferState.NEVER)

    # -- what there is

    def pairs(self) -> list[Pair]:
        return self._journal.store.habits.pairs()

    def refused(self) -> list[Offer]:
        """What is never to be offered again."""
        found = self._journal.store.habits.offers()
        return [offer for offer in found if offer.state is OfferState.NEVER]

    def pair(self, first: str, then: str) -> bool:
        """Suggest `then` after `first` from now on."""
        return first != then and self._do(self._journal.store.habits.pair, first, then)

    def rest(self, pair: Pair, on: bool) -> bool:
        """Let a pair say nothing for a while, or speak again."""
        return self._do(self._journal.store.habits.rest, pair.id, on)

    def end(self, pair: Pair) -> bool:
        return self._do(self._journal.store.habits.end, pair.id)

    def allow_again(self, offer: Offer) -> bool:
        """Take back a "never"."""
        return self._do(self._journal.store.habits.forget_offer, offer.id)

    def _plan(self, offer: Offer, plans: Plans) -> bool:
        step = self._journal.step(offer.step)
        if step is None or offer.about is None:
            return False
        windows = [Around(offer.about)]
        return plans.put([make_plan("", step.key, windows, repeats=step.repeats)])

    def _pair(self, offer: Offer) -> bool:
        return offer.other is not None and self.pair(offer.step, offer.other)

    def _answer(self, offer: Offer, state: OfferState) -> None:
        self._do(self._journal.store.habits.answer, offer.id, state)

    def _do(self, action: Callable[..., Change], *given: object) -> bool:
        done = self._journal.act(action, *given)
        if done:
            self.changed.emit()
        return done
