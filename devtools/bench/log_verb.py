"""`microwins log` as a whole process, beside one that only imports peewee."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from devtools.bench.measuring import interleaved, seconds
from devtools.bench.row import Bench, Row
from devtools.bench.table import Bar, Line

TIMES = 25
MICROWINS = Path(sys.executable).with_name("microwins")
"""The installed command."""


def measure(bench: Bench) -> Iterator[Line]:
    folder = bench.new_folder("log")
    surroundings = bench.surroundings(folder / "data")

    def run(*command: str | Path) -> None:
        subprocess.run(
            command,
            cwd=folder,
            env=surroundings,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def ours() -> float:
        return seconds(lambda: run(MICROWINS, "log", "x"))

    def reference() -> float:
        return seconds(lambda: run(sys.executable, "-c", "import peewee"))

    mine, theirs = interleaved(ours, reference, TIMES, warm_up=2)
    yield Line(
        "microwins log x, whole process",
        "ms",
        mine.median * 1000,
        Bar("ratio", 1.6),
        theirs.median * 1000,
        f"beside `import peewee`, median of {TIMES}; least {mine.least / theirs.least:.2f} times",
    )


ROWS = (Row("log", "`microwins log x` beside `import peewee`", measure),)
