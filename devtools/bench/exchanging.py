"""Import and export of 100,000 wins, beside the least that anybody could do with the same rows.

The reference of the import is a bare `executemany` into the same schema, that of the export a
`json.dump` of the same wins. Memory is what the process holds at most while it works, beyond what
it held at rest with the journal open.
"""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from devtools.bench.measuring import interleaved, seconds
from devtools.bench.row import ROOT, Bench, Row
from devtools.bench.table import Bar, Line

WINS = 100_000
TIMES = 3

_COLUMNS = (
    *("uuid", "changed_at", "step_id", "area_id", "title", "size", "at_ms", "offset_min"),
    *("time_known", "day", "note", "source", "hard", "quiet", "indexed"),
)

# Run in a process of its own: what it holds at rest, and at most while it works.
_WATCHED = """
import sys
from pathlib import Path
from microwins_desktop.core.clock import SystemClock
from microwins_desktop.exchange.exporting import export_file
from microwins_desktop.exchange.importing import import_file
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.target import Span
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder

def held(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))

with open_journal(DataFolder(Path(sys.argv[1])), SystemClock()) as store:
    store.wins.count()
    idle = held("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew
    if sys.argv[3] == "import":
        import_file(store, Source(Path(sys.argv[2])))
    else:
        export_file(store, Path(sys.argv[2]), "json", Span())
    print(held("VmHWM") - idle)
"""


def measure(bench: Bench) -> Iterator[Line]:
    folder = bench.new_folder("exchange")
    wins = _wins()
    export = folder / "wins.json"
    _write(export, wins)
    yield from _imports(bench, folder, export, wins)
    yield from _exports(bench, folder, export, wins)


def _imports(
    bench: Bench, folder: Path, export: Path, wins: list[dict[str, Any]]
) -> Iterator[Line]:
    turn = iter(range(1000))
    rows = [_row(win) for win in wins]

    def ours() -> float:
        from microwins_desktop.exchange.importing import import_file
        from microwins_desktop.exchange.source import Source

        with _journal(folder / f"ours-{next(turn)}") as store:
            return seconds(lambda: import_file(store, Source(export)))

    def reference() -> float:
        from microwins_desktop.store.database import PRAGMAS

        path = folder / f"bare-{next(turn)}"
        _journal(path).close()
        with closing(sqlite3.connect(path / "microwins.db", isolation_level=None)) as bare:
            for name, value in PRAGMAS.items():
                bare.execute(f"PRAGMA {name} = {value}")
            return seconds(lambda: _insert(bare, rows))

    mine, theirs = interleaved(ours, reference, TIMES, warm_up=0)
    yield Line(
        f"import {WINS:,} wins from JSON",
        "s",
        mine.median,
        Bar("ratio", 3.0),
        theirs.median,
        f"beside a bare executemany of the rows, median of {TIMES}",
    )
    yield from _memory(bench, folder / "memory", export, "import")


def _exports(
    bench: Bench, folder: Path, export: Path, wins: list[dict[str, Any]]
) -> Iterator[Line]:
    from microwins_desktop.exchange.exporting import export_file
    from microwins_desktop.exchange.importing import import_file
    from microwins_desktop.exchange.source import Source
    from microwins_desktop.exchange.target import Span

    with _journal(folder / "full") as store:
        import_file(store, Source(export))

        def ours() -> float:
            target = folder / "ours.json"
            return seconds(lambda: export_file(store, target, "json", Span()))

        def reference() -> float:
            with open(folder / "theirs.json", "w", encoding="utf-8") as file:
                return seconds(lambda: json.dump(wins, file, ensure_ascii=False))

        mine, theirs = interleaved(ours, reference, TIMES, warm_up=1)
    yield Line(
        f"export {WINS:,} wins as JSON",
        "s",
        mine.median,
        Bar("ratio", 3.0),
        theirs.median,
        f"beside json.dump of the same wins, median of {TIMES}",
    )
    yield from _memory(bench, folder / "full", folder / "again.json", "export")


def _memory(bench: Bench, data: Path, file: Path, what: str) -> Iterator[Line]:
    if not Path("/proc/self/clear_refs").exists():
        return
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, str(data), str(file), what],
        cwd=ROOT,
        env=bench.surroundings(data),
        check=True,
        capture_output=True,
        text=True,
    )
    beyond = "at most, beyond the open journal at rest"
    yield Line(f"memory while it {what}s", "MB", float(done.stdout), Bar("ours", 60.0), note=beyond)


def _journal(data: Path) -> Any:
    from microwins_desktop.core.clock import SystemClock
    from microwins_desktop.opening import open_journal
    from microwins_desktop.paths import DataFolder

    return open_journal(DataFolder(data), SystemClock())


def _insert(bare: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(_COLUMNS))
    bare.execute("BEGIN IMMEDIATE")
    bare.executemany(f"INSERT INTO win ({', '.join(_COLUMNS)}) VALUES ({marks})", rows)
    bare.execute("COMMIT")


def _wins() -> list[dict[str, Any]]:
    """Ten years and more of a busy person, the same in every run."""
    chance = random.Random(7)
    first = datetime(2012, 1, 1, 7, tzinfo=UTC)
    made: list[dict[str, Any]] = []
    for number in range(WINS):
        at = first + timedelta(minutes=75 * number + chance.randrange(60))
        made.append(
            {
                "id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
                "day": at.date().isoformat(),
                "at": at.isoformat(),
                "step": None,
                "title": f"Small win of kind {number % 80}",
                "area": None,
                "size": ("whole", "part", "tiny")[number % 3],
                "note": "It took a while, and it was worth it." if number % 5 == 0 else "",
                "source": "tray",
                "time_known": True,
                "hard": False,
                "quiet": False,
                "changed_at": int(at.timestamp() * 1000),
            }
        )
    return made


def _row(win: dict[str, Any]) -> tuple[Any, ...]:
    at_ms = int(datetime.fromisoformat(win["at"]).timestamp() * 1000)
    return (
        *(win["id"], win["changed_at"], None, None, win["title"], win["size"], at_ms, 0),
        *(1, win["day"], win["note"], win["source"], 0, 0, 0),
    )


def _write(path: Path, wins: list[dict[str, Any]]) -> None:
    content = {"format": "microwins-json", "version": 1, "wins": wins}
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


ROWS = (Row("exchange", "import and export of 100,000 wins", measure),)
