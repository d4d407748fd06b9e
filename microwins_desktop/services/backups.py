"""Copies of the journal in the running app: made once a day and when asked for, and put back.

The work is done in a thread with a connection of its own; nothing here waits for it, and between
two copies nothing happens.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from microwins_desktop.core.clock import Clock
from microwins_desktop.core.model import Change
from microwins_desktop.core.rotation import DAILY, MANUAL, Counts
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store.errors import StoreError
from microwins_desktop.store.looking_in import Preview, look_into

if TYPE_CHECKING:
    from microwins_desktop.store.backups import Backup, Backups

LEFT_OVER = timedelta(hours=1)

_log = logging.getLogger(__name__)


class Result(Protocol):
    """What became of work in a thread."""

    @property
    def value(self) -> Any: ...
    @property
    def error(self) -> str: ...


class Runner(Protocol):
    """Runs `work` in a thread and then `done` in the event loop (system.aside.Aside)."""

    def run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None: ...


class _Making(Struct, frozen=True):
    """A copy to be made, and what rotation then removes. Touches nothing of Qt or the app's."""

    path: Path
    backups: Backups
    reason: str
    counts: Counts
    wanted: Collection[Path]
    before: float

    def __call__(self) -> Backup | StoreError:
        from microwins_desktop.store.restoring import sweep_rooms

        try:
            made = self.backups.make(self.path, self.reason)
            self.backups.prune(self.counts, self.wanted)
        except StoreError as error:
            return error
        sweep_rooms(self.path.parent, self.before)
        return made


class _Restoring(Struct, frozen=True):
    path: Path
    clock: Clock
    backups: Backups
    source: Path

    def __call__(self) -> Preview | StoreError:
        from microwins_desktop.store.restoring import Restores

        try:
            preview = look_into(self.source)
            Restores(self.path, self.clock, self._same).restore(self.source)
        except StoreError as error:
            return error
        return preview

    def _same(self) -> Backups:
        return self.backups


class BackupKeeper(QObject):
    """`made` carries the new copy, `restored` what was put back, `failed` a plain sentence.

    `busy_changed` says whether work is going on.
    """

    made = Signal(object)
    restored = Signal(object)
    failed = Signal(str)
    busy_changed = Signal(bool)

    def __init__(
        self,
        journal: Journal,
        preferences: Preferences,
        clock: Clock,
        runner: Runner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._preferences = preferences
        self._clock = clock
        self._runner = runner
        self._busy = False
        self._trouble = ""
        journal.changed.connect(self._on_changed)

    @property
    def busy(self) -> bool:
        return self._busy

    @property
    def trouble(self) -> str:
        """Why the last copy could not be made, in a plain sentence; "" where it could."""
        return self._trouble

    def consider(self) -> None:
        """Make today's copy where there is none yet. For the start, and for each new day.

        A journal that can only be read has nothing new, and most likely no place for a copy.
        """
        if self._journal.store.reads_only:
            return
        if not self._busy and self._backups.is_due(self._preferences.values.day_start):
            self._make(DAILY)

    def back_up_now(self) -> None:
        """Make a copy because the person wants one."""
        self._make(MANUAL)

    def restore(self, path: Path) -> None:
        """Put a copy in place of the journal; undo takes it back."""
        if self._busy:
            self.failed.emit(_("A copy is just being made; please try again in a moment."))
            return
        self._set_busy(True)
        store = self._journal.store
        work = _Restoring(store.path, self._clock, self._backups, path)
        self._runner.run(work, self._on_restored)

    def all(self) -> list[Backup]:
        """The copies there are, newest first."""
        return self._backups.all()

    def preview(self, path: Path) -> Preview:
        """What a copy holds, checked. Raises StoreError."""
        return look_into(path)

    @property
    def _backups(self) -> Backups:
        return self._journal.store.backups

    def _make(self, reason: str) -> None:
        if self._busy:
            return
        self._set_busy(True)
        values, store = self._preferences.values, self._journal.store
        counts = Counts(values.backup_daily, values.backup_weekly, values.backup_monthly)
        before = (self._clock.now() - LEFT_OVER).timestamp()
        wanted = store.restores.wanted()
        work = _Making(store.path, self._backups, reason, counts, wanted, before)
        self._runner.run(work, self._on_made)

    def _on_made(self, outcome: Result) -> None:
        self._set_busy(False)
        self._trouble = self._sentence(outcome)
        if self._trouble:
            _log.info("no copy was made: %s", self._trouble)
            self.failed.emit(_("No backup was made: {why}.").format(why=self._trouble))
        else:
            self.made.emit(outcome.value)

    def _on_restored(self, outcome: Result) -> None:
        self._set_busy(False)
        why = self._sentence(outcome)
        if why:
            self.failed.emit(_("Nothing was put back: {why}.").format(why=why))
            return
        self._journal.notice_others()
        self.restored.emit(outcome.value)

    def _sentence(self, outcome: Result) -> str:
        if isinstance(outcome.value, StoreError):
            return str(outcome.value)
        if outcome.error:
            _log.error("work on a copy broke off: %s", outcome.error)
            return _("something did not work as it should; the log says more")
        return ""

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)

    def _on_changed(self, change: Change) -> None:
        if change.kind == "new-day":
            self.consider()
