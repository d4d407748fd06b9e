"""What the program costs while it only sits in the tray: memory, wake-ups and processor time."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools.bench.measuring import interleaved
from devtools.bench.row import Bench, Row
from devtools.bench.table import Bar, Line
from devtools.box.desktop import end_process, until
from devtools.box.tray import TrayIcon

BARE = Path(__file__).with_name("bare.py")
SETTLE = 6.0
"""Seconds after the icon is there until everything that a start puts off is done."""
REST = 60.0
TIMES = 3
MB = 1024.0


def memory(bench: Bench) -> Iterator[Line]:
    """Proportional memory, each of the two alone in the tray, in turns."""
    trays = _Trays(bench)

    def ours() -> float:
        return trays.alone(trays.ours)

    def reference() -> float:
        return trays.alone(trays.bare)

    mine, theirs = interleaved(ours, reference, TIMES, warm_up=0)
    yield Line(
        "memory in the tray, window never opened",
        "MB",
        mine.median,
        Bar("more", 20, aim=12),
        theirs.median,
        f"proportional (PSS), beside a bare tray icon, median of {TIMES}",
    )


def rest(bench: Bench) -> Iterator[Line]:
    """Both at rest at the same time for `REST` seconds."""
    trays = _Trays(bench)
    ours, bare = trays.ours(), trays.bare()
    try:
        until(lambda: TrayIcon(bench.box).count() == 2, "two icons")
        time.sleep(SETTLE)
        before = _work_of(ours.pid), _work_of(bare.pid)
        time.sleep(REST)
        after = _work_of(ours.pid), _work_of(bare.pid)
    finally:
        end_process(ours)
        end_process(bare)
    mine, theirs = after[0].since(before[0]), after[1].since(before[1])
    told = f"in {REST:g} s in the tray; the bare icon beside it"
    yield Line("wake-ups at rest", "/min", mine.wakes, Bar("ours", 15), theirs.wakes, told)
    yield Line("processor time at rest", "s", mine.seconds, Bar("ours", 0.02), theirs.seconds, told)


class _Trays:
    """Starts the program hidden, or the bare icon, in the box."""

    def __init__(self, bench: Bench) -> None:
        self._box = bench.box
        self._data = bench.journal_of_a_year()

    def ours(self) -> subprocess.Popen[bytes]:
        return self._box.run("--hidden", data=self._data)

    def bare(self) -> subprocess.Popen[bytes]:
        return self._box.launch([sys.executable, BARE, "tray"])

    def alone(self, start: Callable[[], subprocess.Popen[bytes]]) -> float:
        """The proportional memory of one of them, alone in the tray, in MB."""
        process = start()
        icon = TrayIcon(self._box)
        try:
            icon.wait()
            time.sleep(SETTLE)
            return _memory_of(process.pid) / MB
        finally:
            end_process(process)
            until(lambda: not icon.is_registered(), "the icon to go")


@dataclass(frozen=True, slots=True)
class _Work:
    """What a process has done so far: times it woke up, and seconds on a processor."""

    wakes: float
    seconds: float

    def since(self, before: _Work) -> _Work:
        return _Work(self.wakes - before.wakes, self.seconds - before.seconds)


def _memory_of(pid: int) -> int:
    """Proportional memory in KiB: its own, and its share of what it shares with others."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _work_of(pid: int) -> _Work:
    wakes, nanoseconds = 0, 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        status = (thread / "status").read_text(encoding="utf-8").splitlines()
        wakes += sum(
            int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches")
        )
        nanoseconds += int((thread / "schedstat").read_text(encoding="ascii").split()[0])
    return _Work(wakes, nanoseconds / 1e9)


ROWS: Sequence[Row] = (
    Row("memory", "memory in the tray, window never opened", memory),
    Row("rest", "wake-ups and processor time at rest", rest),
)
