"""Shows a nudge when its time has come, hears the answer, and otherwise sleeps.

`reconsider` is the only way in: the start, the timer, a wake-up, a change of journal or settings,
an answer. It asks the policy what to do now and sets one timer to when to ask again. A nudge is
written down before it is shown, so that a crash in between costs a nudge and never doubles one.
"""

from __future__ import annotations

import logging
import uuid
from datetime import datetime, timedelta

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from microwins_desktop.core.clock import Clock
from microwins_desktop.core.model import Change, Topic
from microwins_desktop.core.nudging.history import History, NudgeRecord, Outcome
from microwins_desktop.core.nudging.policy import Send, Wait, decide, outcome_of_waiting
from microwins_desktop.core.nudging.ports import Notifier, PresenceSource
from microwins_desktop.core.nudging.presence import Presence
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_board import NudgeBoard
from microwins_desktop.services.nudge_book import NudgeBook, SunOf
from microwins_desktop.services.nudge_words import words_for
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.voice import Voice
from microwins_desktop.store.errors import StoreError

_log = logging.getLogger(__name__)

LONGEST_SLEEP = timedelta(minutes=15)
"""A timer stands still in suspend; where nobody tells of the wake-up, this is how late it gets."""

GAP = timedelta(minutes=1)
TRY_AGAIN = timedelta(minutes=5)
PRESENCE_PATIENCE = timedelta(seconds=10)

_CONCERNS = (Topic.WINS, Topic.NUDGES, Topic.STEPS, Topic.CHECK_INS)


class Nudger(QObject):
    """`board` is the nudge on screen with its answers, `book` the plans, the pause and the day.

    `plan_changed` says that the day's plan may read differently now.
    """

    plan_changed = Signal()

    def __init__(
        self,
        journal: Journal,
        preferences: Preferences,
        clock: Clock,
        voice: Voice,
        presence: PresenceSource,
        notifier: Notifier,
        sun_of: SunOf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._preferences = preferences
        self._clock = clock
        self._voice = voice
        self._presence = presence
        self.book = NudgeBook(journal, preferences, clock, sun_of, self)
        self.board = NudgeBoard(journal, preferences, clock, notifier, self.book, self)
        self._woke_at: datetime | None = None
        self._asked_at: datetime | None = None
        self._due_back: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        # A coarse timer may fire early, which would cost a second wake-up for nothing.
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer)

    def start(self) -> None:
        """Begin, once everything that listens is connected."""
        self._journal.changed.connect(self._on_changed)
        self._preferences.changed.connect(self._on_preferences)
        self.book.changed.connect(self._soon)
        self.board.ended.connect(self._soon)
        self.board.start()
        self.reconsider()

    def reconsider(self) -> None:
        """Look at everything anew, now. What cannot be read or written is tried again later."""
        self._timer.stop()
        try:
            self._think(None)
        except StoreError as error:
            _log.info("nudges wait: %s", error)
            self._sleep_until(self._clock.now() + TRY_AGAIN)

    def woke(self) -> None:
        """The computer woke from suspend."""
        self._woke_at = self._clock.now()
        self.reconsider()

    # -- thinking

    def _think(self, presence: Presence | None) -> None:
        now = self._clock.now()
        past = self._settled(now)
        self._withdraw_if_done(now, past)
        plans = self.book.plans()
        if not plans and self.board.current is None:
            self.plan_changed.emit()
            return
        known = presence or Presence()
        if known.woke_at is None:
            known = replace(known, woke_at=self._woke_at)
        found = decide(now, plans, past, known, self.book.settings(), self.book.place())
        if isinstance(found, Wait):
            self._hold(found)
            self._asked_at = None
            self._sleep_until(found.until)
        elif presence is None and not self._out_of_patience(now):
            self._ask(now)
        else:
            self._asked_at = None
            self._show(now, found, past)
        self.plan_changed.emit()

    def _ask(self, now: datetime) -> None:
        """Find out whether this is a good moment. An answer that never comes means: unknown."""
        if self._asked_at is not None:
            self._sleep_until(self._asked_at + PRESENCE_PATIENCE)
            return
        self._asked_at = now
        self._sleep_until(now + PRESENCE_PATIENCE)
        self._presence.ask(self._on_presence)

    def _out_of_patience(self, now: datetime) -> bool:
        asked = self._asked_at
        return asked is not None and not asked <= now < asked + PRESENCE_PATIENCE

    def _on_presence(self, presence: Presence) -> None:
        if self._asked_at is None:
            return
        try:
            self._think(presence)
        except StoreError as error:
            self._asked_at = None
            _log.info("a nudge waits: %s", error)
            self._sleep_until(self._clock.now() + TRY_AGAIN)

    def _settled(self, now: datetime) -> History:
        """The past, once what became of earlier nudges by itself is written down."""
        today, settings = self._journal.today(), self.book.settings()
        past = self.book.past()
        over = False
        for record in past.records:
            outcome = outcome_of_waiting(record, now, settings, today)
            if outcome is None:
                continue
            over = True
            self.board.finish(replace(record, outcome=outcome), past, now)
        return self.book.past() if over else past

    def _withdraw_if_done(self, now: datetime, past: History) -> None:
        """Take the nudge down when the step was logged elsewhere, or nobody wants it any more."""
        record, nudge = self.board.record, self.board.current
        if record is None or nudge is None:
            return
        since = record.shown_at or record.due_at
        done = any(
            log.step == record.step
            and (log.at >= since or (log.day == record.day and not nudge.step.repeats))
            for log in past.logs
        )
        paused = past.pause.until is not None and past.pause.until > now
        paused = paused or past.pause.rest_day == self._journal.today()
        planned = any(plan.id == record.plan and plan.enabled for plan in self.book.plans())
        if done or paused or not planned or not self._preferences.values.nudges:
            self.board.withdraw()

    def _hold(self, wait: Wait) -> None:
        """Remember that a nudge is kept back, for the page that explains it."""
        candidate = wait.held
        if candidate is None or candidate.turn > 0:
            return
        if candidate.held is not None:
            if candidate.held.why.reason is not wait.why.reason:
                self._journal.store.nudge_log.change(replace(candidate.held, why=wait.why))
            return
        self._journal.store.nudge_log.record(
            NudgeRecord(
                id=str(uuid.uuid4()),
                plan=candidate.plan.id,
                step=candidate.plan.step,
                slot=candidate.slot,
                day=self._journal.today(),
                due_at=candidate.target,
                shown_at=None,
                outcome=Outcome.HELD,
                why=wait.why,
            )
        )

    # -- showing

    def _show(self, now: datetime, send: Send, past: History) -> None:
        step = self._journal.step(send.plan.step)
        if step is None:
            self._sleep_until(now + TRY_AGAIN)
            return
        discreet = self._preferences.values.discreet
        text = words_for(self._voice.words, step, now, past.records, discreet=discreet)
        record = NudgeRecord(
            id=send.held or str(uuid.uuid4()),
            plan=send.plan.id,
            step=step.key,
            slot=send.slot,
            day=send.day,
            due_at=send.due_at,
            shown_at=now,
            turn=send.turn,
            why=send.why,
            text=text.key,
        )
        log = self._journal.store.nudge_log
        (log.change if send.held else log.record)(record)
        self.board.put_up(record, step, text, smallest=send.smallest, quiet=send.quiet)
        self._soon()

    # -- waking

    def _sleep_until(self, until: datetime) -> None:
        now = self._clock.now()
        wait = min(max(until - now, timedelta(0)), LONGEST_SLEEP)
        self._due_back = now + wait
        self._timer.start(int(wait.total_seconds() * 1000) + 20)

    def _soon(self) -> None:
        """Reconsider once the event loop is back, however many things happened at once."""
        self._due_back = self._clock.now()
        self._timer.start(0)

    def _on_timer(self) -> None:
        now = self._clock.now()
        if self._due_back is not None and now - self._due_back > GAP:
            self._woke_at = now
        self.reconsider()

    def _on_changed(self, change: Change) -> None:
        if change.concerns(*_CONCERNS):
            self._soon()

    def _on_preferences(self, _keys: frozenset[str]) -> None:
        self._soon()
