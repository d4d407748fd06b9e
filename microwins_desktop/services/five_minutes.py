"""The soft timer: any step, five minutes, one song, or a length of one's own.

It sleeps until the end and does nothing between. What runs is kept as an option, so closing the
window or the program ends nothing.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from microwins_desktop.core.model import Change, Size, Source, Step, Topic
from microwins_desktop.core.sitting import FIVE, LONGEST, SHORTEST, Sitting, sitting_from, text_of
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.store.errors import StoreError
from microwins_desktop.store.wins import NewWin

KEPT = "five_minutes"
LENGTH = "five_minutes_length"
_SOON = timedelta(hours=1)

_log = logging.getLogger(__name__)


class FiveMinutes(QObject):
    """`changed` comes when a sitting begins, ends or is gone; `ended` when its time is up."""

    changed = Signal()
    ended = Signal()

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._sitting = sitting_from(journal.store.options.get(KEPT))
        self._said_end = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        journal.changed.connect(self._on_changed)

    def start_up(self) -> None:
        """Go on with what ran when the program last ended, once everybody listens."""
        if self._sitting is not None:
            self.look()

    # -- what there is

    @property
    def sitting(self) -> Sitting | None:
        """The sitting that runs, or whose question waits for an answer."""
        return self._sitting

    @property
    def is_running(self) -> bool:
        return self._sitting is not None and self._sitting.ended(self._journal.now()) is None

    @property
    def asks(self) -> bool:
        """Whether it has ended and the person may keep it as a win."""
        return self._sitting is not None and not self.is_running

    @property
    def due(self) -> datetime | None:
        """When its time is up, in the person's zone."""
        now = self._journal.now()
        return self._sitting.due.astimezone(now.tzinfo) if self._sitting else None

    @property
    def share(self) -> float:
        """How much has passed, 0 to 1."""
        return self._sitting.share(self._journal.now()) if self._sitting else 0.0

    @property
    def minutes_left(self) -> int:
        """Begun minutes that are left."""
        if self._sitting is None:
            return 0
        left = self._sitting.left(self._journal.now())
        return -(-left // timedelta(minutes=1))

    def step(self) -> Step | None:
        """The step of the sitting; None for anything at all."""
        return self._journal.step(self._sitting.step) if self._sitting else None

    def title(self) -> str:
        """What the person sits with."""
        step = self.step()
        return step.title if step is not None else _("Anything at all")

    @property
    def length(self) -> int:
        """The length in minutes chosen last."""
        kept = self._journal.store.options.get(LENGTH, str(FIVE))
        return _within(int(kept)) if kept.isdecimal() else FIVE

    def set_length(self, minutes: int) -> None:
        """Remember a length for the next time."""
        self._keep({LENGTH: str(_within(minutes))})
        self.changed.emit()

    # -- what the person does

    def start(self, step: str = "", minutes: int | None = None) -> None:
        """Begin with a step (or with anything); one that runs gives way without a word."""
        length = _within(minutes or self.length)
        self._put(Sitting(step, self._journal.now(), length))

    def stop(self) -> None:
        """End it here; that counts as well."""
        if self._sitting is not None:
            self._said_end = True
            self._put(self._sitting.stop(self._journal.now()))

    def keep(self) -> None:
        """Log it as a win, at the moment it ended."""
        sitting, now = self._sitting, self._journal.now()
        if sitting is None:
            return
        end = sitting.ended(now) or now
        step, early = self.step(), sitting.stopped is not None
        self._put(None)
        at = end.astimezone(now.tzinfo)
        if step is None:
            words = _("A few minutes of something") if early else _("Five minutes of something")
            if not early and sitting.minutes != FIVE:
                words = _("{n} minutes of something").format(n=sitting.minutes)
            self._journal.log(NewWin(at=at, title=words, source=Source.TIMER))
            return
        size = Size.PART if early and Size.PART in step.sizes else Size.WHOLE
        if self._journal.is_hard_day():
            size = step.sizes[-1]
        self._journal.log(NewWin(at=at, step=step, size=size, source=Source.TIMER))

    def let_go(self) -> None:
        """No win, and no word about it."""
        self._put(None)

    # -- time

    def look(self) -> None:
        """See where it stands: at its end, after a wake-up, after the clock was changed."""
        sitting, now = self._sitting, self._journal.now()
        if sitting is None:
            return
        if sitting.is_forgotten(now):
            self._put(None)
            return
        if sitting.ended(now) is None:
            wait = min(sitting.left(now), _SOON)
            self._timer.start(int(wait.total_seconds() * 1000) + 20)
            self.changed.emit()
            return
        self._timer.stop()
        self.changed.emit()
        if not self._said_end:
            self._said_end = True
            self.ended.emit()

    def _put(self, sitting: Sitting | None) -> None:
        self._sitting = sitting
        self._keep({KEPT: text_of(sitting)})
        self._timer.stop()
        if sitting is not None and self.is_running:
            self._said_end = False
            self.look()
            return
        self.changed.emit()

    def _keep(self, values: dict[str, str]) -> None:
        try:
            self._journal.store.options.put(values)
        except StoreError as error:
            # It runs all the same; only a restart would not know of it.
            _log.info("the timer is not written down: %s", error)

    def _on_changed(self, change: Change) -> None:
        # A step may have another name now, and a new day may have begun.
        if self._sitting is not None and change.concerns(Topic.STEPS):
            self.look()


def _within(minutes: int) -> int:
    return max(SHORTEST, min(LONGEST, minutes))
