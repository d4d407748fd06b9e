"""Every row of the bench. A module with rows of its own is named here, and that is all."""

from __future__ import annotations

from devtools.bench import clicking, exchanging, log_verb, many, resting, starting
from devtools.bench.row import Row

MODULES = (starting, resting, clicking, log_verb, exchanging, many)


def all_rows() -> list[Row]:
    return [row for module in MODULES for row in module.ROWS]
