"""From process start to a window on screen and an icon in the tray, beside a bare window."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from jeepney import MatchRule, message_bus
from jeepney.io.blocking import open_dbus_connection

from devtools.bench.measuring import Sample, interleaved
from devtools.bench.row import Bench, Row
from devtools.bench.table import Bar, Line
from devtools.box.desktop import WATCHER, Desktop, end_process, until
from devtools.box.tray import TrayIcon

TIMES = 15
WATCHED = Path(__file__).with_name("watched.py")
PATIENCE = 30.0


def measure(bench: Bench) -> Iterator[Line]:
    box = bench.box
    data = bench.journal_of_a_year()
    starts = Starts(box, data)
    mine, theirs = interleaved(starts.ours, starts.reference, TIMES, warm_up=2)
    painted = (
        Sample(tuple(starts.painted["microwins"][2:])),
        Sample(tuple(starts.painted["bare"][2:])),
    )
    yield Line(
        "start to window exposed and icon in the tray",
        "s",
        mine.median,
        Bar("ratio", 1.4, aim=1.2),
        theirs.median,
        f"beside a bare window with a tray icon, median of {TIMES}; p99 {mine.p99:.2f} and "
        f"{theirs.p99:.2f} s; first picture {painted[0].median:.2f} and {painted[1].median:.2f} s",
    )
    whole = Sample(tuple(starts.whole[2:]))
    yield Line(
        "start to the whole Today page on screen",
        "s",
        whole.median,
        Bar("ratio", 2.5, aim=2),
        painted[1].median,
        f"beside the bare window's first picture; p99 {whole.p99:.2f} s",
    )


class Starts:
    """Starts a program in the box and waits until it is there, in seconds."""

    def __init__(self, box: Desktop, data: Path) -> None:
        self._box = box
        self._data = data
        self.painted: dict[str, list[float]] = {"microwins": [], "bare": []}
        self.whole: list[float] = []

    def ours(self) -> float:
        return self._start("microwins")

    def reference(self) -> float:
        return self._start("bare")

    def _start(self, program: str) -> float:
        read, write = os.pipe()
        bus = open_dbus_connection(self._box.environment["DBUS_SESSION_BUS_ADDRESS"])
        rule = MatchRule(type="signal", interface=WATCHER, member="StatusNotifierItemRegistered")
        bus.send_and_get_reply(message_bus.AddMatch(rule))
        command = [sys.executable, WATCHED, str(write), program]
        with bus.filter(rule) as queue, os.fdopen(read) as said:
            begin = time.monotonic()
            process = self._box.launch(command, self._data, pass_fds=(write,))
            os.close(write)
            try:
                bus.recv_until_filtered(queue, timeout=PATIENCE)
                registered = time.monotonic()
                exposed, painted = (_moment(said.readline()) for _ in range(2))
                if program == "microwins":
                    self.whole.append(_moment(said.readline()) - begin)
            finally:
                end_process(process)
                bus.close()
        until(lambda: not TrayIcon(self._box).is_registered(), "the icon to go")
        self.painted[program].append(painted - begin)
        return max(registered, exposed) - begin


def _moment(line: str) -> float:
    _what, moment = line.split()
    return float(moment)


ROWS: Sequence[Row] = (Row("start", "process start to window and tray icon", measure),)
