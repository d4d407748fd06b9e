"""The nudge on screen: at most one, how it reaches the person, and what they answer.

Kept apart from the deciding in `nudger`, which knows when a nudge comes; this knows what becomes
of it. It is the notifier's listener (see `core.nudging.ports`).
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from microwins_desktop.core.clock import Clock
from microwins_desktop.core.model import Step
from microwins_desktop.core.nudging.backoff import after_outcome, current
from microwins_desktop.core.nudging.history import BackoffState, History, NudgeRecord, Outcome
from microwins_desktop.core.nudging.ports import Answer, Notifier, Way
from microwins_desktop.core.nudging.today import on_screen
from microwins_desktop.core.wording import NudgeText
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_book import NudgeBook
from microwins_desktop.services.nudge_words import NudgeShown, notice_of, shown
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store.errors import StoreError
from microwins_desktop.store.wins import NewWin

_log = logging.getLogger(__name__)


class NudgeBoard(QObject):
    """`showing` carries the nudge that waits for an answer, or None; `ended` follows an answer."""

    showing = Signal(object)
    ended = Signal()

    def __init__(
        self,
        journal: Journal,
        preferences: Preferences,
        clock: Clock,
        notifier: Notifier,
        book: NudgeBook,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._preferences = preferences
        self._clock = clock
        self._notifier = notifier
        self._book = book
        self._current: NudgeShown | None = None
        self._record: NudgeRecord | None = None

    def start(self) -> None:
        """Listen, and take up the nudge that was waiting when the program last ended."""
        self._notifier.listen(self)
        self._preferences.changed.connect(self._on_preferences)
        self._adopt()

    @property
    def current(self) -> NudgeShown | None:
        """The nudge that waits for an answer."""
        return self._current

    @property
    def record(self) -> NudgeRecord | None:
        """The same nudge as it is written down."""
        return self._record

    # -- answers

    def did_it(self) -> None:
        """Log the step at the offered size, on the day the nudge was shown."""
        self._log_win(Outcome.DID)

    def smaller(self) -> None:
        """Log the step one size down."""
        self._log_win(Outcome.SMALLER)

    def later(self, minutes: int | None = None) -> None:
        """Ask again after `minutes`, else after the time in the settings."""
        wait = minutes or self._preferences.values.later_minutes
        self._end(Outcome.LATER, self._clock.now() + timedelta(minutes=wait))

    def not_today(self) -> None:
        """Leave the step alone until tomorrow."""
        self._end(Outcome.NOT_TODAY)

    def dismiss(self) -> None:
        """Put the nudge aside without an answer."""
        self._end(Outcome.DISMISSED)

    # -- what the notifier tells

    def delivered(self, ident: str) -> None:
        if self._is_current(ident):
            self._go(Way.NOTIFICATION)

    def not_delivered(self, ident: str) -> None:
        if self._is_current(ident):
            auto = self._preferences.values.nudge_delivery == "auto"
            self._go(Way.CARD if auto else Way.DOT)

    def acted(self, ident: str, action: str) -> None:
        if not self._is_current(ident):
            return
        match action:
            case Answer.DID:
                self.did_it()
            case Answer.SMALLER:
                self.smaller()
            case Answer.LATER:
                self.later()
            case Answer.NOT_TODAY:
                self.not_today()

    def opened(self, ident: str) -> None:
        if self._is_current(ident):
            self._go(Way.CARD)

    def closed(self, ident: str, by_person: bool) -> None:
        # One that expired by itself still waits, as the first entry of the tray menu; and a click
        # closes the bubble too, after it has opened the card.
        if not by_person or not self._is_current(ident) or self._current is None:
            return
        if self._current.way is not Way.CARD:
            self.dismiss()

    # -- on screen

    def put_up(
        self, record: NudgeRecord, step: Step, text: NudgeText, *, smallest: bool, quiet: bool
    ) -> None:
        """Show a nudge that has been written down, the way the person chose."""
        now, values = self._clock.now(), self._preferences.values
        delivery = values.nudge_delivery
        notifies = delivery not in (Way.CARD, Way.DOT)
        way = Way.DOT if notifies else Way(delivery)
        nudge = shown(record, step, text, smallest=smallest, way=way, now=now)
        self._record, self._current = record, nudge
        if not notifies:
            self._go(way)
            return
        self.showing.emit(nudge)
        self._notifier.show(notice_of(nudge, quiet=quiet or not values.sound))

    def withdraw(self) -> None:
        """Take the nudge down because it is no longer wanted; that says nothing about it."""
        record = self._record
        if record is not None:
            self._take_down()
            self._journal.store.nudge_log.change(replace(record, outcome=Outcome.WITHDRAWN))

    def _go(self, way: Way) -> None:
        """The nudge reaches the person this way; until now it was known to nobody."""
        if self._record is None or self._current is None:
            return
        self._record = replace(self._record, way=way.value)
        self._current = replace(self._current, way=way)
        try:
            self._journal.store.nudge_log.change(self._record)
        except StoreError as error:
            _log.info("how a nudge was shown is not written down: %s", error)
        self.showing.emit(self._current)

    def _take_down(self) -> None:
        if self._record is None:
            return
        ident = self._record.id
        self._record = self._current = None
        self._notifier.withdraw(ident)
        self.showing.emit(None)

    def _on_preferences(self, keys: frozenset[str]) -> None:
        """Discreet mode holds at once, also for what is on screen already."""
        nudge = self._current
        if nudge is None or "discreet" not in keys or not self._preferences.values.discreet:
            return
        self._current = replace(nudge, title=_("A small moment for you"), body="")
        self.showing.emit(self._current)
        if nudge.way is Way.NOTIFICATION:
            self._notifier.show(notice_of(self._current, quiet=True))

    def _adopt(self) -> None:
        """Take up again the nudge that was waiting when the program last ended."""
        now, settings = self._clock.now(), self._book.settings()
        for record in self._book.past().records:
            step = self._journal.step(record.step)
            if step is None or not on_screen(record, now, settings):
                continue
            discreet = self._preferences.values.discreet
            title = _("A small moment for you") if discreet else step.title
            text = NudgeText(record.text, title, "")
            nudge = shown(record, step, text, smallest=False, way=Way.DOT, now=now)
            self._record, self._current = record, nudge
            self._go(Way.DOT)

    # -- ending

    def _log_win(self, outcome: Outcome) -> None:
        nudge = self._current
        if nudge is None:
            return
        size = nudge.size if outcome is Outcome.DID else nudge.smaller
        now = self._clock.now()
        self._end(outcome)
        self._journal.log(NewWin(at=now, step=nudge.step, size=size, source="nudge", day=nudge.day))

    def _end(self, outcome: Outcome, snooze_until: datetime | None = None) -> None:
        record = self._record
        if record is None:
            return
        now = self._clock.now()
        ended = replace(record, outcome=outcome, answered_at=now, snooze_until=snooze_until)
        try:
            self.finish(ended, self._book.past(), now)
        except StoreError as error:
            self._take_down()
            self._journal.failed.emit(str(error))
        self.ended.emit()

    def finish(self, record: NudgeRecord, past: History, at: datetime) -> None:
        """Write down how a nudge ended, and what that means for the next ones; take it down.

        Raises StoreError.
        """
        self._journal.store.nudge_log.change(record)
        before = past.backoff.get(record.step, BackoffState())
        state = after_outcome(current(before, record.step, past.logs), record.outcome, at)
        if state != before:
            self._journal.store.nudges.keep_backoff({record.step: state})
        if self._is_current(record.id):
            self._take_down()

    def _is_current(self, ident: str) -> bool:
        return self._record is not None and self._record.id == ident
