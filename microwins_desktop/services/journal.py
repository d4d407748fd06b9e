"""The journal of the running app: every change goes through here and is told to everyone.

All methods run on the main thread and return after the commit; `changed` follows at once. A win
that cannot be written now is kept in memory and tried again until it is on disk.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from microwins_desktop.core.clock import Clock
from microwins_desktop.core.days import day_of, next_day_start
from microwins_desktop.core.model import Area, Change, CheckIn, Size, Step, Topic, Win
from microwins_desktop.core.suggest import Suggestion
from microwins_desktop.i18n import _
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.suggesting import Suggesting
from microwins_desktop.services.waiting import Unsaved, Waiting
from microwins_desktop.store import Store
from microwins_desktop.store.errors import NotFound, StoreError
from microwins_desktop.store.history import Action
from microwins_desktop.store.wins import NewWin

_LONGEST_SLEEP = timedelta(hours=1)


class Journal(QObject):
    """`changed` carries a `Change`; `unsaved_changed` an `Unsaved`; `failed` a plain sentence."""

    changed = Signal(object)
    unsaved_changed = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        store: Store,
        clock: Clock,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._clock = clock
        self._preferences = preferences
        self._waiting = Waiting(self._write, self)
        self._waiting.changed.connect(self.unsaved_changed)
        self._waiting.written.connect(self.announce)
        self._seen = store.database.data_version()
        self._suggesting = Suggesting(store)
        self._steps: list[Step] | None = None
        self._areas: list[Area] | None = None
        self._day = self.today()
        self._dawn = QTimer(self)
        self._dawn.setSingleShot(True)
        self._dawn.timeout.connect(self.notice_time)
        self._wait_for_dawn()
        preferences.changed.connect(self._on_preferences)

    # -- what time it is for this person

    def now(self) -> datetime:
        return self._clock.now()

    def today(self) -> date:
        return day_of(self._clock.now(), self._preferences.values.day_start)

    def day_of(self, at: datetime) -> date:
        """The person's day that an instant falls on here."""
        return day_of(at.astimezone(self.now().tzinfo), self._preferences.values.day_start)

    def instant(self, day: date, at: time, known: bool = True) -> datetime:
        """The instant of wall time `at` on the person's `day`; noon where it is not `known`.

        Hours before the day starts are the end of that day's night: the next calendar date.
        """
        if not known:
            return self._clock.localize(datetime.combine(day, time(12)))
        if at < self._preferences.values.day_start:
            day += timedelta(days=1)
        return self._clock.localize(datetime.combine(day, at))

    # -- changing

    def log_step(
        self, key: str, size: Size | None = None, source: str = "window", note: str = ""
    ) -> Win | None:
        """Log a step; on a hard day its smallest size unless `size` says otherwise.

        Returns the win; None where it is kept and tried again, or where there is no such step.
        """
        with self._store.database.steady():
            step, hard_day = self._step_to_log(key)
            if step is None:
                self.failed.emit(f"{key}?")
                return None
            chosen = size or (step.sizes[-1] if hard_day else Size.WHOLE)
            new = NewWin(at=self.now(), step=step, size=chosen, source=source, note=note)
            return self.log(new)

    def log_text(
        self, text: str, source: str = "window", note: str = "", day: date | None = None
    ) -> Win | None:
        """Log what the person typed; words of a known step log that step. Raises TextError.

        With a `day` that is not today, the win is put there with its hour not known.
        """
        meant = None
        with suppress(StoreError):  # the words are kept as they are, then
            meant = self._store.steps.meant_by(text)
        new = NewWin(at=self.now(), title=text, source=source, note=note)
        if meant is not None:
            new = replace(new, step=meant[0], size=meant[1], title="")
        if day is not None and day != self.today():
            noon = self.instant(day, time(12), known=False)
            new = replace(new, at=noon, day=day, time_known=False)
        return self.log(new)

    def log(self, new: NewWin) -> Win | None:
        """Log a win given in full; None where it is kept and tried again. Raises TextError."""
        day = new.day or day_of(new.at, self._preferences.values.day_start)
        change = self._waiting.log(replace(new, day=day))
        if change is None:
            return None
        self.announce(change)
        return change.wins[0]

    def edit(self, ident: str, **fields: Any) -> bool:
        """Change a win; see `store.wins.Wins.edit`. Raises TextError; whether it was done."""
        return self.act(self._store.wins.edit, ident, **fields)

    def resize(self, ident: str, size: Size) -> bool:
        return self.act(self._store.wins.edit, ident, size=size)

    def delete(self, ident: str) -> bool:
        return self.act(self._store.wins.delete, ident)

    def undo(self) -> bool:
        """Take back the newest change; a win that is not on disk yet is the newest there is."""
        if self._waiting:
            self._waiting.drop_newest()
            return True
        return self.act(self._store.history.undo)

    def take_back(self, ident: str) -> bool:
        """Undo the newest change where it was one of this win; otherwise remove the win."""
        if not self._waiting and self._store.history.newest_concerns(ident):
            return self.undo()
        return self.delete(ident)

    def redo(self) -> bool:
        return self.act(self._store.history.redo)

    def set_hard_day(self, on: bool) -> bool:
        """Switch the hard day on until the next day starts, or off."""
        return self.act(self._store.check_ins.put, "hard-day", self.today(), hard=on)

    def set_rest_day(self, on: bool) -> bool:
        """Make today a day without nudges, or an ordinary one again."""
        return self.act(self._store.check_ins.put, "rest-day", self.today(), rest=on)

    def check_in(self, day: date, **fields: Any) -> bool:
        """Keep `energy`, `line` or `rest` of a day. Raises TextError."""
        return self.act(self._store.check_ins.put, "check-in", day, **fields)

    def keep_as_step(self, title: str, area: str) -> Step | None:
        """Keep free text as an own step, so that it can be logged with one click."""
        try:
            step, change = self._store.steps.add(Step(key="", title=title, area=area, whole=title))
        except StoreError as error:
            self.failed.emit(_("That was not kept: {why}.").format(why=error))
            return None
        self.announce(change)
        return step

    def act(self, action: Callable[..., Change], *given: Any, **fields: Any) -> bool:
        """Carry out a store's action and tell everyone; whether it was done. Raises TextError.

        What cannot be written is said through `failed`; what is gone is no trouble.
        """
        try:
            change = action(*given, **fields)
        except NotFound:
            return False
        except StoreError as error:
            self.failed.emit(_("That was not changed: {why}.").format(why=error))
            return False
        if Topic.OPTIONS in change.topics:  # an import that brought settings, undone or redone
            self._preferences.reload()
        self.announce(change)
        return True

    def announce(self, change: Change) -> None:
        """Tell everyone of a change that was just committed."""
        if change.concerns(Topic.STEPS, Topic.AREAS):
            self.forget_names()
        with self._store.database.steady():
            self.changed.emit(change)

    # -- reading

    def wins_of(self, day: date) -> list[Win]:
        return self._store.wins.of_day(day)

    def count_today(self) -> int:
        """The wins of today, with those that are not on disk yet."""
        return self._store.wins.count_of_day(self.today()) + self._waiting.count_of_day(
            self.today()
        )

    def check_in_of(self, day: date) -> CheckIn:
        return self._store.check_ins.of_day(day)

    def is_hard_day(self) -> bool:
        return self._store.check_ins.of_day(self.today()).hard

    def steps(self) -> list[Step]:
        """The steps to choose from. Kept until they change, as every view asks for them."""
        if self._steps is None:
            self._steps = self._store.steps.all()
        return list(self._steps)

    def step(self, key: str) -> Step | None:
        return self._store.steps.get(key)

    def areas(self) -> list[Area]:
        if self._areas is None:
            self._areas = self._store.steps.areas(hidden=True)
        return list(self._areas)

    def forget_names(self) -> None:
        """Read steps and areas anew: their words have another language now."""
        self._steps = self._areas = None

    def next_undo(self) -> Action | None:
        if self._waiting:
            return Action("log", self._waiting.now.titles[-1])
        return self._store.history.next_undo()

    def next_redo(self) -> Action | None:
        return self._store.history.next_redo()

    def days_with_a_win(self, last_days: int) -> int:
        """How many of the last `last_days` days, today included, have a win."""
        today = self.today()
        return self._store.wins.days_with_a_win(today - timedelta(days=last_days - 1), today)

    def suggestions(self, limit: int) -> list[Suggestion]:
        """What to offer now, best first: the same for everyone who asks within a minute."""
        return self._suggesting.at(self.now(), self.today())[:limit]

    @property
    def store(self) -> Store:
        """For reading what no method above gives (tallies, search); never for writing."""
        return self._store

    # -- what happens by itself

    def notice_others(self) -> None:
        """Look whether another process changed the journal, and tell everyone if so."""
        version = self._store.database.data_version()
        if version != self._seen:
            self._seen = version
            self._preferences.reload()
            self._tell_everything("external", external=True)

    def notice_time(self) -> None:
        """Look whether a new day has begun; to be called after a wake-up or a clock change too."""
        self._wait_for_dawn()
        if self._day != self.today():
            self._day = self.today()
            self._tell_everything("new-day")

    def save_unsaved(self) -> None:
        """Try again to write the wins that are not on disk yet, oldest first."""
        self._waiting.try_again()

    @property
    def unsaved(self) -> Unsaved:
        """The wins that are not on disk yet."""
        return replace(self._waiting.now, reads_only=self._store.reads_only)

    @property
    def waiting(self) -> Waiting:
        """What keeps those wins."""
        return self._waiting

    def _write(self, new: NewWin) -> Change:
        return self._store.wins.log(new, self._preferences.values.day_start)

    def _step_to_log(self, key: str) -> tuple[Step | None, bool]:
        """A step, and whether the day is hard; from memory where nothing can be read just now."""
        try:
            return self._store.steps.get(key), self.is_hard_day()
        except StoreError:
            return next((step for step in self._steps or () if step.key == key), None), False

    def _tell_everything(self, kind: str, external: bool = False) -> None:
        self.announce(Change(kind, frozenset({Topic.EVERYTHING}), external=external))

    def _wait_for_dawn(self) -> None:
        # Timers stand still in suspend, so the wall clock is asked again at least every hour.
        now = self._clock.now()
        dawn = self._clock.localize(next_day_start(now, self._preferences.values.day_start))
        wait = min(max(dawn - now, timedelta(seconds=1)), _LONGEST_SLEEP)
        self._dawn.start(int(wait.total_seconds() * 1000) + 50)

    def _on_preferences(self, keys: frozenset[str]) -> None:
        if "day_start" in keys:
            self.notice_time()
