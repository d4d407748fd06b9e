"""A row of the bench, and what it is given to measure with."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from devtools.bench.table import Line
from devtools.box.desktop import Desktop
from devtools.demo.clock import DemoClock
from devtools.demo.year import fill_year
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder

ROOT = Path(__file__).resolve().parents[2]


class Bench:
    """What every row may use: folders that are gone afterwards, and a clean environment."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._box: Desktop | None = None

    @property
    def box(self) -> Desktop:
        """A real desktop, started at the first call."""
        if self._box is None:
            self._box = Desktop(self.new_folder("d"))
            self._box.start()
        return self._box

    def close(self) -> None:
        if self._box is not None:
            self._box.stop()

    def new_folder(self, name: str) -> Path:
        """An empty folder for one row."""
        return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self._folder))

    def journal_of_a_year(self) -> Path:
        """A data folder of its own with the demo year in it."""
        data = self.new_folder("year")
        clock = DemoClock()
        with open_journal(DataFolder(data), clock) as store:
            fill_year(store, clock)
        return data

    def surroundings(self, data: Path) -> dict[str, str]:
        """The environment of a process of ours (or a reference) over the data folder `data`."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "XDG_", "QT_"))}
        return {
            **kept,
            "HOME": str(self._folder),
            "MICROWINS_DATA_DIR": str(data),
            "PYTHONPATH": str(ROOT),
        }


@dataclass(frozen=True, slots=True)
class Row:
    """`measure` yields one line or more; `key` is what the command line calls the row."""

    key: str
    about: str
    measure: Callable[[Bench], Iterable[Line]]
