"""Holds back Python's collection of garbage while a thread of ours works.

Python collects in whichever thread happens to allocate. A collection in a worker that meets Qt
objects in a circle takes them apart there, which corrupts memory. Several may hold it at once; it
runs again when the last one lets go. To be called on the main thread.
"""

from __future__ import annotations

import gc

_holders = 0


class Start:
    """Holds collection back while a program imports and builds what lasts as long as it runs: there
    is no garbage among it, and looking for some takes a tenth of a start."""

    def __init__(self) -> None:
        self._over = False
        hold()

    def over(self) -> None:
        """Everything is there, and garbage may come."""
        if not self._over:
            self._over = True
            release()

    def over_and_lasting(self) -> None:
        """Everything is there and stays, so that it need never be looked through again."""
        if not self._over:
            gc.freeze()
            self.over()


def hold() -> None:
    """No collection until `release` was called as often."""
    global _holders
    _holders += 1
    gc.disable()


def release() -> None:
    global _holders
    _holders = max(0, _holders - 1)
    if not _holders:
        gc.enable()
