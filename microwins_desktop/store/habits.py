"""Pairs of steps, and the offers that were made: once, with their answers."""

from __future__ import annotations

from datetime import date, time
from functools import partial

from microwins_desktop.core.finding import Moment
from microwins_desktop.core.habits import Offer, OfferKind, OfferState, Pair
from microwins_desktop.core.model import Change
from microwins_desktop.store import orm
from microwins_desktop.store.acting import alive, change, make, remove, step_id
from microwins_desktop.store.database import Database
from microwins_desktop.store.history import History, Touch, change_of
from microwins_desktop.store.memory import Memory, PastMemory
from microwins_desktop.store.rows import instant, new_uuid

_RHYTHM = """SELECT step.key, (win.at_ms + win.offset_min * 60000) / 3600000 % 24 AS hour,
        strftime('%w', win.day) AS weekday, COUNT(*)
    FROM win JOIN step ON step.id = win.step_id
    WHERE win.day >= ? AND win.day < ? AND win.deleted_at IS NULL AND win.time_known
    GROUP BY step.key, hour, weekday"""
"""How often each step at which hour and weekday (Sunday is 0)."""

_MOMENTS = """SELECT win.day, win.at_ms, win.offset_min, step.key
    FROM win JOIN step ON step.id = win.step_id
    WHERE win.day BETWEEN ? AND ? AND win.deleted_at IS NULL AND win.time_known"""
_PAIRS = """SELECT pair.uuid, step.key, other.key, pair.state
    FROM pair JOIN step ON step.id = pair.first_id JOIN step AS other ON other.id = pair.then_id
    WHERE pair.deleted_at IS NULL AND step.deleted_at IS NULL AND NOT step.archived
        AND other.deleted_at IS NULL AND NOT other.archived
    ORDER BY pair.id"""
_OFFERS = """SELECT offer.uuid, offer.kind, offer.about, offer.state, offer.day, offer.at_ms,
        step.key, other.key
    FROM offer JOIN step ON step.id = offer.step_id
        LEFT JOIN step AS other ON other.id = offer.other_id
    WHERE offer.deleted_at IS NULL ORDER BY offer.at_ms, offer.id"""


class Habits:
    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history
        self._pairs = Memory(database, "pair", "step")
        self._rhythm = PastMemory(database, "step")

    def moments(self, first: date, last: date) -> list[Moment]:
        """When which step was logged, where the time of day is known."""
        with self._database.reading():
            found = self._database.execute(_MOMENTS, (first.isoformat(), last.isoformat()))
            return [_moment(*values) for values in found]

    def counts_by_hour(self, first: date, day: date) -> dict[str, list[tuple[int, int, int]]]:
        """For each step key: local hour (0 to 23), weekday (Monday 0), and how often it was logged
        from `first` on and before `day`.

        The weekday is that of the person's day.
        """
        return self._rhythm.before(day, first, partial(self._read_rhythm, first, day))

    def _read_rhythm(self, first: date, day: date) -> dict[str, list[tuple[int, int, int]]]:
        found: dict[str, list[tuple[int, int, int]]] = {}
        with self._database.reading():
            rows = self._database.execute(_RHYTHM, (first.isoformat(), day.isoformat()))
            for key, hour, weekday, count in rows:
                found.setdefault(key, []).append((hour, (int(weekday) - 1) % 7, count))
        return found

    # Pairs

    def pairs(self) -> list[Pair]:
        """Every pair whose two steps are still offered, the oldest first."""
        return list(self._pairs.get("pairs", self._read_pairs))

    def _read_pairs(self) -> list[Pair]:
        with self._database.reading():
            return [
                Pair(first, then, state == "on", ident)
                for ident, first, then, state in self._database.execute(_PAIRS)
            ]

    def pair(self, first: str, then: str) -> Change:
        """Suggest `then` after `first` from now on. Raises NotFound or StoreError."""
        with self._database.writing():
            one, other = step_id(first), step_id(then)
            known = (orm.PairRow.first == one) & (orm.PairRow.then == other)
            row = orm.PairRow.get_or_none(known & orm.PairRow.deleted_at.is_null())
            if row is not None:
                touch = change(self._database, row, {"state": "on"})
            else:
                touch = make(self._database, orm.PairRow, first=one, then=other)
            return self._done("pair", str(alive(orm.StepRow, key=then).title), [touch])

    def rest(self, ident: str, on: bool) -> Change:
        """Let a pair say nothing for now, or speak again."""
        with self._database.writing():
            row = alive(orm.PairRow, uuid=ident)
            touch = change(self._database, row, {"state": "on" if on else "off"})
            return self._done("pair", row.then.title, [touch])

    def end(self, ident: str) -> Change:
        """Forget a pair."""
        with self._database.writing():
            row = alive(orm.PairRow, uuid=ident)
            return self._done("pair-off", row.then.title, [remove(self._database, row)])

    # Offers

    def offers(self) -> list[Offer]:
        """Every offer that was made, the oldest first."""
        with self._database.reading():
            return [_offer(*values) for values in self._database.execute(_OFFERS)]

    def show(self, offer: Offer, day: date) -> str:
        """Write down, before it is shown, that an offer is made; returns its id.

        Nothing a person did, so there is nothing to undo.
        """
        ident = new_uuid()
        with self._database.writing():
            now = self._database.now_ms()
            orm.OfferRow.insert(
                uuid=ident,
                changed_at=now,
                kind=offer.kind.value,
                step=step_id(offer.step),
                other=step_id(offer.other) if offer.other else None,
                about=f"{offer.about:%H:%M}" if offer.about else "",
                state=OfferState.SHOWN.value,
                day=day.isoformat(),
                at_ms=now,
            ).execute()
        return ident

    def answer(self, ident: str, state: OfferState) -> Change:
        """Keep the answer to an offer.

        A yes is not an action of its own: what it agreed to (a plan, a pair) is, and is undone.
        """
        with self._database.writing():
            row = alive(orm.OfferRow, uuid=ident)
            touch = change(self._database, row, {"state": state.value})
            if state is OfferState.ACCEPTED:
                return change_of("answer", [touch])
            return self._done("answer", row.step.title, [touch])

    def forget_offer(self, ident: str) -> Change:
        """Let the same be offered again some day, after "never"."""
        with self._database.writing():
            row = alive(orm.OfferRow, uuid=ident)
            return self._done("answer", row.step.title, [remove(self._database, row)])

    def _done(self, kind: str, title: str, touches: list[Touch]) -> Change:
        touches = [touch for touch in touches if touch.fields]
        if touches:
            self._history.record(kind, title, touches)
        return change_of(kind, touches)


def _moment(day: str, at_ms: int, offset_min: int, step: str) -> Moment:
    at = instant(at_ms, offset_min)
    own = date.fromisoformat(day)
    # A win moved to a day far from its instant keeps its wall time.
    nights = (at.date() - own).days
    minute = at.hour * 60 + at.minute + (1440 if nights == 1 else 0)
    return Moment(own, minute, step)


def _offer(
    ident: str, kind: str, about: str, state: str, day: str, at_ms: int, step: str, other: str
) -> Offer:
    return Offer(
        kind=OfferKind(kind),
        step=step,
        other=other,
        about=time.fromisoformat(about) if about else None,
        state=OfferState(state),
        day=date.fromisoformat(day),
        at=instant(at_ms, 0),
        id=ident,
    )
