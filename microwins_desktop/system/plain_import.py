"""Gives Python its own `import` back, which PySide6 exchanges for one that reads sources.

For `from __feature__ import snake_case` and its kin, which this program does not use, PySide6 puts
a function of its own in the place of `builtins.__import__`. It reads the source of every module
that is imported from then on, Python's own ones too, to see whether PySide6 is named in it. That
takes a third of the time of a start, and the sources stay in memory: 6 MB of them.
"""

from __future__ import annotations

import builtins
import linecache

import PySide6.QtCore  # noqa: F401 - it is this that makes the exchange


def give_back() -> None:
    """Import without a look at the sources from now on, and forget those read so far."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    linecache.clearcache()
