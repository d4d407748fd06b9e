"""Loads msgspec, of which the values of the program are made, at half the price.

msgspec takes its type hints from `typing_extensions` where that is installed. To load it takes a
sixth of the time in which a win is logged, and Python's own `typing` says the same.
"""

from __future__ import annotations

import sys

_LARGE = "typing_extensions"


def load() -> None:
    """To be called before anything imports msgspec; afterwards it changes nothing."""
    if _LARGE in sys.modules or "msgspec" in sys.modules:
        return
    sys.modules[_LARGE] = None  # type: ignore[assignment]  # as if it were not installed
    try:
        import msgspec  # noqa: F401
    finally:
        del sys.modules[_LARGE]
