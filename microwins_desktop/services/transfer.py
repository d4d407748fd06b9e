"""Export and import for the running app: in a thread, with progress, and stoppable.

The thread has its own connection to the journal and touches no Qt object; what it has to say is
fetched from a queue on the main thread. A PDF is drawn by Qt and so on the main thread, in small
slices between two events. One piece of work at a time.

    transfer.preview(path)              -> previewed(Report), a trial that changes nothing
    transfer.import_file(path, options) -> imported(Report), one action to undo
    transfer.export(path, "json", span) -> exported(path, number of wins)

Each may end with `failed(sentence)` or `cancelled()` instead; then nothing was changed.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from microwins_desktop.core import collecting
from microwins_desktop.core.clock import Clock
from microwins_desktop.core.model import Change, Topic
from microwins_desktop.exchange import exporting
from microwins_desktop.exchange.errors import Cancelled, CannotWrite, Unreadable
from microwins_desktop.exchange.importing import import_file
from microwins_desktop.exchange.report import FoundHabit as FoundHabit
from microwins_desktop.exchange.report import Options as Options
from microwins_desktop.exchange.report import Report as Report
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.target import Span, Wish
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store import Store
from microwins_desktop.store.errors import StoreError

POLL_MS = 40
SLICE_SECONDS = 0.012
WRITE_WAIT_MS = 10_000

_log = logging.getLogger(__name__)


class Progress(Struct, frozen=True):
    """How far it is: so many wins or records; `of` is 0 where nobody knows."""

    done: int
    of: int = 0


class Transfer(QObject):
    """`previewed` and `imported` carry a `Report`; `exported` the path and how many wins;
    `progress` a `Progress`; `failed` one plain sentence; `busy_changed` whether it works."""

    previewed = Signal(object)
    imported = Signal(object)
    exported = Signal(object, int)
    failed = Signal(str)
    cancelled = Signal()
    progress = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self,
        journal: Journal,
        preferences: Preferences,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._preferences = preferences
        self._clock = clock
        self._job: _Job | None = None
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        return self._job is not None

    def preview(
        self, path: Path, format_name: str | None = None, options: Options | None = None
    ) -> bool:
        """Read a file and say what importing it would do. False while other work goes on."""
        return self._import(path, format_name, options, dry_run=True)

    def import_file(
        self, path: Path, format_name: str | None = None, options: Options | None = None
    ) -> bool:
        """Import a file as one action that can be undone. False while other work goes on."""
        return self._import(path, format_name, options, dry_run=False)

    def export(self, path: Path, format_name: str, span: Span | None = None) -> bool:
        """Write the journal to `path`, whole or not at all. False while other work goes on."""
        chosen = span or Span()
        if format_name == "pdf":
            return self._draw(path, chosen)
        return self._start(partial(_export, path, format_name, chosen), self._exported)

    def cancel(self) -> None:
        """Stop what goes on; `cancelled` follows, and nothing was changed."""
        if self._job is not None:
            self._job.stop.set()

    def wait(self) -> None:
        """Stop what goes on and wait for it: to be called before the app ends."""
        self.cancel()
        if self._job is not None and self._job.thread is not None:
            self._job.thread.join(timeout=5)
        while self._job is not None and self._steps is not None:
            self._look()

    # -- what goes on

    def _import(
        self, path: Path, format_name: str | None, options: Options | None, dry_run: bool
    ) -> bool:
        work = partial(_import, path, format_name, options or Options(), dry_run)
        return self._start(work, self._previewed if dry_run else self._imported)

    def _start(self, work: Callable[[Store, _Job], Any], done: Callable[[Any], None]) -> bool:
        if self.busy:
            return False
        job = self._job = _Job(self._journal.store.path, self._clock, work, done)
        collecting.hold()
        job.thread = threading.Thread(target=job.run, name="transfer", daemon=True)
        job.thread.start()
        self._timer.start(POLL_MS)
        self.busy_changed.emit(True)
        return True

    def _draw(self, path: Path, span: Span) -> bool:
        if self.busy:
            return False
        job = self._job = _Job(self._journal.store.path, self._clock, _nothing, self._exported)
        self._steps = _drawn(job, path, span)
        self._timer.start(0)
        self.busy_changed.emit(True)
        return True

    def _look(self) -> None:
        if self._steps is not None:
            self._draw_a_slice()
        job = self._job
        newest: Progress | None = None
        while job is not None:
            try:
                said = job.says.get_nowait()
            except queue.Empty:
                break
            if isinstance(said, Progress):
                newest = said
                continue
            self._end(job, said)
            return
        if newest is not None:
            self.progress.emit(newest)

    def _draw_a_slice(self) -> None:
        end = time.monotonic() + SLICE_SECONDS
        while self._steps is not None and time.monotonic() < end:
            if next(self._steps, _END) is _END:
                self._steps = None

    def _end(self, job: _Job, outcome: _Outcome) -> None:
        self._job = None
        self._steps = None
        self._timer.stop()
        if job.thread is not None:
            job.thread.join()
            collecting.release()
        self.busy_changed.emit(False)
        if outcome.cancelled:
            self.cancelled.emit()
        elif outcome.why:
            self.failed.emit(outcome.why)
        else:
            job.done(outcome.value)

    def _previewed(self, report: Report) -> None:
        self.previewed.emit(report)

    def _imported(self, report: Report) -> None:
        if report.changed:
            self._preferences.reload()
            self._journal.announce(Change("import", frozenset({Topic.EVERYTHING})))
        self.imported.emit(report)

    def _exported(self, written: tuple[Path, int]) -> None:
        self.exported.emit(*written)


class _Outcome(Struct, frozen=True):
    value: Any = None
    why: str = ""
    cancelled: bool = False


class _Job:
    """One piece of work in its thread; it holds no Qt object that it would touch."""

    def __init__(
        self,
        path: Path,
        clock: Clock,
        work: Callable[[Store, _Job], Any],
        done: Callable[[Any], None],
    ) -> None:
        self.says: queue.SimpleQueue[Progress | _Outcome] = queue.SimpleQueue()
        self.stop = threading.Event()
        self.done = done
        self.thread: threading.Thread | None = None
        self._path = path
        self._clock = clock
        self._work = work

    def run(self) -> None:
        self.says.put(self.outcome())

    def outcome(self) -> _Outcome:
        try:
            with self.store() as store:
                return _Outcome(self._work(store, self))
        except (Unreadable, CannotWrite, StoreError) as error:
            return _Outcome(why=str(error))
        except Cancelled:
            return _Outcome(cancelled=True)
        except Exception:  # noqa: BLE001 - a bug ends the work, not the app; it is logged and said
            _log.exception("an export or import went wrong")
            return _Outcome(why=_("That did not work. The log has the details."))

    def store(self) -> Store:
        backups = self._path.parent / "backups"
        return Store(self._path, self._clock, backups, WRITE_WAIT_MS).open()

    def report(self, of: int = 0) -> Callable[[int], bool]:
        def tell(done: int) -> bool:
            self.says.put(Progress(done, of))
            return not self.stop.is_set()

        return tell


_END = object()


def _nothing(_store: Store, _job: _Job) -> None:
    """The work of a job that is done in slices instead."""


def _import(
    path: Path,
    format_name: str | None,
    options: Options,
    dry_run: bool,
    store: Store,
    job: _Job,
) -> Report:
    return import_file(
        store,
        Source(path),
        format_name=format_name,
        options=options,
        dry_run=dry_run,
        progress=job.report(),
    )


def _export(path: Path, format_name: str, span: Span, store: Store, job: _Job) -> tuple[Path, int]:
    tell = job.report(exporting.count(store, span))
    return path, exporting.export_file(store, path, format_name, span, tell)


def _drawn(job: _Job, path: Path, span: Span) -> Iterator[None]:
    """Draws a PDF step by step on the main thread and says in the end what became of it."""
    try:
        with job.store() as store:
            wish = Wish(job.report(exporting.count(store, span)))
            yield from exporting.steps(store, path, "pdf", span, wish)
        job.says.put(_Outcome((path, wish.count)))
    except (CannotWrite, StoreError) as error:
        job.says.put(_Outcome(why=str(error)))
    except Cancelled:
        job.says.put(_Outcome(cancelled=True))
