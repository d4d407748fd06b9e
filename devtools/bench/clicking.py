"""A click in the tray until its win is on disk and every view shows it, beside a bare insert.

The real desktop of the program is put together in this process, as `app.run` does it, with its
window open; the click is the tray menu's own action. It runs as a process of its own inside the
box: `python -m devtools.bench.clicking DATA PAGE` prints what it measured as JSON.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QCursor

from devtools.bench.measuring import Sample, interleaved
from devtools.bench.row import Bench, Row
from devtools.bench.table import Bar, Line

PAGES = ("today", "calendar")
TIMES = 150
BETWEEN_MS = 150
"""Milliseconds between two clicks, in which the event loop paints what the click changed.

The card comes and is painted within them too."""
MS = 1000.0
BEAT = 0.001
"""Seconds between two looks at whether the event loop is free."""


def measure(bench: Bench) -> Iterator[Line]:
    for page in PAGES:
        data = bench.journal_of_a_year()
        command = [sys.executable, "-m", "devtools.bench.clicking", str(data), page]
        environment = bench.box.environment
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
        found = json.loads(done.stdout)
        ours, reference = (Sample(tuple(found[name])) for name in ("ours", "reference"))
        held = Sample(tuple(found["held"]))
        yield Line(
            f"tray click to committed and all shown, {page}",
            "ms",
            ours.median * MS,
            Bar("ratio", 2.5),
            reference.median * MS,
            f"beside a bare sqlite3 insert and commit; p99 {ours.p99 * MS:.1f} ms",
        )
        yield Line(
            f"event loop held by a click, {page}",
            "ms",
            held.p99 * MS,
            Bar("ours", 16),
            note=f"p99 of {len(held.values)} clicks; median {held.median * MS:.1f} ms",
        )


class BareInsert:
    """A row of the same width, written with the same pragmas into a journal of the same size."""

    def __init__(self, database: Path) -> None:
        from microwins_desktop.store.database import PRAGMAS

        self._connection = sqlite3.connect(database, isolation_level=None)
        for name, value in PRAGMAS.items():
            self._connection.execute(f"PRAGMA {name} = {value}")
        row = self._connection.execute("SELECT * FROM win LIMIT 1").fetchone()
        self._columns = len(row) - 2
        marks = ", ".join("?" * (self._columns + 2))
        self._insert = f"INSERT INTO win VALUES ({marks})"
        self._row = row
        self._number = 0

    def __call__(self) -> float:
        self._number += 1
        row = (None, f"bare-{self._number}", *self._row[2:])
        start = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(self._insert, row)
        self._connection.execute("COMMIT")
        return time.perf_counter() - start


class LoopWatch(QObject):
    """The longest that an event had to wait, from one `watch` to the next `rest`.

    A beat every millisecond stands for the events: how much later than that it comes is how long
    the loop was held, by whatever ran before it. (The dispatcher's own signals do not tell: with
    GLib it says that it is awake only once the events of a turn are done.)
    """

    def __init__(self) -> None:
        super().__init__()
        self.held: list[float] = []
        self._last: float | None = None
        self._longest = 0.0
        self._beat = QTimer(self)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.setInterval(1)
        self._beat.timeout.connect(self._on_beat)

    def watch(self) -> None:
        """Begin: what runs from here on holds the loop."""
        self._last, self._longest = time.perf_counter(), 0.0
        self._beat.start()

    def rest(self) -> None:
        """End, and remember the longest."""
        self._beat.stop()
        self.held.append(self._longest)

    def _on_beat(self) -> None:
        now = time.perf_counter()
        if self._last is not None:
            self._longest = max(self._longest, now - self._last - BEAT)
        self._last = now


def click_many(data: Path, page: str) -> dict[str, list[float]]:
    """Click in the tray menu many times; seconds of each click, insert and longest hold.

    Each win is taken back before the next click, so that the day stays as long as a day is.
    """
    from microwins_desktop import app
    from microwins_desktop.core import collecting
    from microwins_desktop.core.clock import SystemClock
    from microwins_desktop.desktop import Desktop
    from microwins_desktop.opening import BUSY_MS, open_journal
    from microwins_desktop.parts import make_parts
    from microwins_desktop.paths import DataFolder
    from microwins_desktop.ui.kit import TimelineRow

    start = collecting.Start()
    application = app._make_application()
    folder = DataFolder(data)
    clock = SystemClock()
    store = open_journal(folder, clock, BUSY_MS)
    parts = make_parts(application, store, clock)
    desktop = Desktop(parts, folder)
    desktop.start("start", hidden=False)
    desktop.window.go_to(page)
    copy = data.with_name(data.name + "-bare.db")
    store.database.execute(f"VACUUM INTO '{copy}'")
    bare = BareInsert(copy)
    watch = LoopWatch()
    QCursor.setPos(application.primaryScreen().geometry().topRight())  # where the tray is
    step = next(action for action in desktop.tray.menu.actions() if _is_step(action))

    def wait(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def shown() -> int:
        rows = desktop.window.findChildren(TimelineRow)
        return sum(row.isVisible() for row in rows)

    def ours() -> float:
        before = shown()
        start = time.perf_counter()
        step.trigger()
        desktop.tray.menu.tell()  # in the program the loop does, as soon as it has a moment
        taken = time.perf_counter() - start
        count = len(parts.journal.wins_of(parts.journal.today()))
        if not shown() == count == before + 1 or not desktop.tray.menu.is_told:
            raise AssertionError("the click was not shown at once")
        wait(BETWEEN_MS)
        parts.journal.undo()
        wait(BETWEEN_MS)
        return taken

    def hold() -> None:
        watch.watch()
        step.trigger()
        wait(BETWEEN_MS)
        watch.rest()
        parts.journal.undo()
        wait(BETWEEN_MS)

    wait(1500)
    start.over_and_lasting()  # as the program does once it has settled
    mine, theirs = interleaved(ours, bare, TIMES, warm_up=5)
    for _click in range(TIMES):  # here the loop itself tells the tray, as in the program
        hold()
    desktop.frame.close()
    store.close()
    return {
        "ours": list(mine.values),
        "reference": list(theirs.values),
        "held": watch.held,
    }


def _is_step(action: QAction) -> bool:
    return isinstance(action.data(), int) and action.isVisible()


ROWS: Sequence[Row] = (Row("click", "tray click to committed and every view refreshed", measure),)


if __name__ == "__main__":
    print(json.dumps(click_many(Path(sys.argv[1]), sys.argv[2])))
    sys.stdout.flush()
