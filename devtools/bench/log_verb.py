"""`microwins log` as a whole process, beside one that only imports peewee."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from devtools.bench.measuring import interleaved, seconds
from devtools.bench.row import Bench, Row
from devtools.bench.table import Bar, Line

TIMES = 25


def measure(bench: Bench) -> Iterator[Line]:
    folder = bench.new_folder("log")
    surroundings = bench.surroundings(folder / "data")

    def run(*command: str) -> None:
        subprocess.run(
            [sys.executable, *command],
            cwd=folder,
            env=surroundings,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def ours() -> float:
        return seconds(lambda: run("-m", "microwins_desktop", "log", "x"))

    def reference() -> float:
        return seconds(lambda: run("-c", "import peewee"))

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
