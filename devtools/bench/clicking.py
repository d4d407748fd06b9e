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

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, QTimer
from PySide6.QtGui import QAction

from devtools.bench.measuring import Sample, interleaved
from devtools.bench.row import Bench, Row
from devtools.bench.table import Bar, Line

PAGES = ("today", "calendar")
TIMES = 150
BETWEEN_MS = 60
"""Milliseconds between two clicks, in which the event loop paints what the click changed."""
MS = 1000.0


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
            note=f"p99 of {len(held.values)} turns of the loop; median {held.median * MS:.1f} ms",
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
    """How long each turn of the event loop kept it from taking the next event."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[float] = []
        self._awake = 0.0
        self._watches = True
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._on_awake)
        dispatcher.aboutToBlock.connect(self._on_block)

    def watch(self) -> None:
        self._watches = True

    def rest(self) -> None:
        self._watches = False

    def _on_awake(self) -> None:
        self._awake = time.perf_counter()

    def _on_block(self) -> None:
        if self._awake and self._watches:
            self.held.append(time.perf_counter() - self._awake)
            self._awake = 0.0


def click_many(data: Path, page: str) -> dict[str, list[float]]:
    """Click in the tray menu many times; seconds of each click, insert and turn of the loop.

    Each win is taken back before the next click, so that the day stays as long as a day is.
    """
    from microwins_desktop import app
    from microwins_desktop.core.clock import SystemClock
    from microwins_desktop.desktop import Desktop
    from microwins_desktop.opening import open_journal
    from microwins_desktop.parts import make_parts
    from microwins_desktop.paths import DataFolder

    application = app._make_application()
    folder = DataFolder(data)
    clock = SystemClock()
    store = open_journal(folder, clock, app.BUSY_MS)
    parts = make_parts(application, store, clock)
    desktop = Desktop(parts, folder)
    desktop.start("start", hidden=False)
    desktop.window.go_to(page)
    copy = data.with_name(data.name + "-bare.db")
    store.database.execute(f"VACUUM INTO '{copy}'")
    bare = BareInsert(copy)
    watch = LoopWatch()
    step = next(action for action in desktop.tray.menu.actions() if _is_step(action))

    def wait(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def ours() -> float:
        start = time.perf_counter()
        step.trigger()
        taken = time.perf_counter() - start
        wait(BETWEEN_MS)
        watch.rest()
        parts.journal.undo()
        wait(BETWEEN_MS)
        watch.watch()
        return taken

    wait(1500)
    mine, theirs = interleaved(ours, bare, TIMES, warm_up=5)
    desktop.window.close()
    store.close()
    return {"ours": list(mine.values), "reference": list(theirs.values), "held": watch.held}


def _is_step(action: QAction) -> bool:
    return isinstance(action.data(), int) and action.isVisible()


ROWS: Sequence[Row] = (Row("click", "tray click to committed and every view refreshed", measure),)


if __name__ == "__main__":
    print(json.dumps(click_many(Path(sys.argv[1]), sys.argv[2])))
    sys.stdout.flush()
