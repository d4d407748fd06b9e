"""What the program relies on in the installed Qt, so that another version says so at once."""

from __future__ import annotations

import builtins
import json
import sys

from PySide6.QtCore import QObject, Signal


class _Speaker(QObject):
    said = Signal(bool)


def test_emitting_does_not_lose_references_to_true() -> None:
    # PySide6 6.12 on Python below 3.12 drops one with each emit and dies after some 560 of them.
    speaker = _Speaker()
    before = sys.getrefcount(True)
    for _ in range(200):
        speaker.said.emit(True)
    assert sys.getrefcount(True) > before - 50


def test_pyside_keeps_the_import_that_it_replaces() -> None:
    # `system/plain_import.py` puts it back; without it a start would read the source of everything.
    kept = builtins.__orig_import__  # type: ignore[attr-defined]
    assert kept is not builtins.__feature_import__  # type: ignore[attr-defined]
    assert kept("json") is json
