"""A row of the bench, and what it is given to measure with."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from devtools.bench.table import Line

ROOT = Path(__file__).resolve().parents[2]


class Bench:
    """What every row may use: folders that are gone afterwards, and a clean environment."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new_folder(self, name: str) -> Path:
        """An empty folder for one row."""
        return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self._folder))

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
