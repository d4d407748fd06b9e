"""With a million wins over twenty years: turned pages, found wins, the story told, the start."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from devtools.bench.measuring import Sample, interleaved, seconds
from devtools.bench.row import Bench, Row
from devtools.bench.starting import TIMES as STARTS
from devtools.bench.starting import Starts
from devtools.bench.table import Bar, Line
from devtools.demo.clock import DemoClock
from devtools.demo.million import fill_many
from microwins_desktop.opening import BUSY_MS, open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.ui.page import Page

if TYPE_CHECKING:
    from microwins_desktop.desktop import Desktop
    from microwins_desktop.ui.calendar.page import CalendarPage

MS = 1000.0
MONTHS, YEARS, STORIES, PORTIONS = 110, 19, 15, 200
SEARCHES = ("blank", "kettle st", "a", "heavy", "w", "opened the", "brother")
_SETTLE_MS = 200


def measure(bench: Bench) -> Iterator[Line]:
    data = bench.new_folder("million")
    with open_journal(DataFolder(data), DemoClock()) as store:
        fill_many(store, DemoClock())
    command = [sys.executable, "-m", "devtools.bench.many", str(data)]
    done = subprocess.run(
        command, env=bench.box.environment, check=True, stdout=subprocess.PIPE, text=True
    )
    found = {name: Sample(tuple(values)) for name, values in json.loads(done.stdout).items()}
    for key, name, most in (
        ("month", "a month turned and painted, p99", 16),
        ("week", "a week turned and painted, p99", 16),
        ("year", "a year turned and painted, p99", 50),
        ("cold", "first results, index still empty, p99", 50),
        ("warm", "first results, every win indexed, p99", 50),
        ("held", "a portion taken into the index, p99", 16),
    ):
        sample = found[key]
        note = f"of a million wins; {len(sample.values)} times, median {sample.median * MS:.1f} ms"
        yield Line(name, "ms", sample.p99 * MS, Bar("ours", most), note=note)
    story = found["story"]
    yield Line(
        "the story told and painted, median",
        "ms",
        story.median * MS,
        Bar("ours", 100),
        note=f"of a million wins; {len(story.values)} times, p99 {story.p99 * MS:.1f} ms",
    )
    yield from _starts(bench, data)


def _starts(bench: Bench, data: Path) -> Iterator[Line]:
    nothing = bench.new_folder("nothing")
    with open_journal(DataFolder(nothing), DemoClock()):
        pass
    many, none = Starts(bench.box, data), Starts(bench.box, nothing)
    mine, theirs = interleaved(many.ours, none.ours, STARTS, warm_up=2)
    yield Line(
        "start with a million wins",
        "s",
        mine.median,
        Bar("ratio", 1.1),
        theirs.median,
        f"beside an empty journal, median of {STARTS}",
    )


def look_around(data: Path) -> dict[str, list[float]]:
    """Turn pages and search in the real window; seconds of each."""
    from PySide6.QtCore import QEventLoop, QTimer

    from microwins_desktop import app
    from microwins_desktop.core import collecting
    from microwins_desktop.desktop import Desktop
    from microwins_desktop.parts import make_parts
    from microwins_desktop.ui.calendar.page import CalendarPage

    start = collecting.Start()
    application = app._make_application()
    folder, clock = DataFolder(data), DemoClock()
    store = open_journal(folder, clock, BUSY_MS)
    desktop = Desktop(make_parts(application, store, clock), folder)
    desktop.start("start", hidden=False)

    def wait(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    wait(_SETTLE_MS)
    start.over_and_lasting()  # as the program does once it has settled
    page = desktop.window.go_to("calendar")
    assert isinstance(page, CalendarPage)
    found: dict[str, list[float]] = {}
    for view, (name, times) in enumerate((("month", MONTHS), ("week", MONTHS), ("year", YEARS))):
        page._header.views.set_index(view)
        page._on_view(view)
        page.show_day(clock.now().date())
        found[name] = [_turned(page, wait) for _each in range(times)]
    page._finding.open()
    found["cold"] = [_searched(page, words, wait) for words in SEARCHES]
    found["held"] = [seconds(page._finding._finder._on_next) for _each in range(PORTIONS)]
    while store.search.catch_up(20_000, durable=False):
        pass
    found["warm"] = [_searched(page, words, wait) for words in SEARCHES * 8]
    found["story"] = [_told(desktop, wait) for _each in range(STORIES)]
    return found


def _told(desktop: Desktop, wait: Callable[[int], None]) -> float:
    """The Story page opened after something changed, until it is filled and painted."""
    page = desktop.window.go_to("story")
    wait(_SETTLE_MS)
    desktop.window.go_to("today")
    assert isinstance(page, Page)
    page.refresh()
    start = time.perf_counter()
    desktop.window.go_to("story")
    page.repaint()
    taken = time.perf_counter() - start
    wait(_SETTLE_MS)
    return taken


def _turned(page: CalendarPage, wait: Callable[[int], None]) -> float:
    """A page turned, until its first picture is painted; its day and its movement come after."""
    start = time.perf_counter()
    page._on_stepped(-1)
    page._grid.viewport().repaint()
    taken = time.perf_counter() - start
    wait(_SETTLE_MS)
    return taken


def _searched(page: CalendarPage, words: str, wait: Callable[[int], None]) -> float:
    start = time.perf_counter()
    page._finding.bar.field.edit.setText(words)
    page._finding.results.view.viewport().repaint()
    taken = time.perf_counter() - start
    wait(_SETTLE_MS // 2)
    return taken


ROWS = (Row("many", "calendar, search, story and start with a million wins", measure),)

if __name__ == "__main__":
    print(json.dumps(look_around(Path(sys.argv[1]))))
