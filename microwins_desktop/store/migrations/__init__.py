"""How a journal of an older version becomes one of this version, step by step.

The schema number is SQLite's `user_version`. Each step is frozen once released: it never imports
today's tables, so that it does tomorrow what it did on the day it was written.
"""

from __future__ import annotations

import importlib

STEPS = ("m0001_start", "m0002_gentle_life")

CURRENT = len(STEPS)


def statements(number: int) -> tuple[str, ...]:
    """The SQL statements that lead from schema `number - 1` to schema `number`."""
    module = importlib.import_module(f"{__name__}.{STEPS[number - 1]}")
    found: tuple[str, ...] = module.STATEMENTS
    return found
