"""What the verbs share: their errors, what they are given, and how they print."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import Struct

from microwins_desktop.complaining import complain
from microwins_desktop.core.clock import Clock
from microwins_desktop.core.days import in_range
from microwins_desktop.core.model import Win
from microwins_desktop.core.settings import Settings, settings_from
from microwins_desktop.i18n import _
from microwins_desktop.opening import open_journal, open_or_rescue, what_happened
from microwins_desktop.paths import DataFolder
from microwins_desktop.store import Store
from microwins_desktop.store.errors import Damaged

BUSY_MS = 15_000
"""How long a verb waits for another process that holds the journal; nothing is lost meanwhile."""


class UsageError(Exception):
    """Something typed that cannot be meant; ends the program with exit code 2 and one line."""


class CouldNot(Exception):
    """Something asked for that cannot be done now; exit code 1 and one line."""


class Call(Struct, frozen=True):
    """One run of a verb: what was typed, on which folder, at which time."""

    given: argparse.Namespace
    folder: DataFolder
    clock: Clock

    def journal(self) -> Store:
        return open_journal(self.folder, self.clock, BUSY_MS)

    def rescued_journal(self) -> Store:
        """The journal, saved from a damaged file where that is needed and nobody else does it."""
        from microwins_desktop.system.lock import FolderLock, LockResult

        lock = FolderLock(self.folder.root)
        if lock.acquire() is LockResult.TAKEN:
            raise Damaged(_("the journal file cannot be read; it may be damaged"))
        try:
            opened = open_or_rescue(self.folder, self.clock, BUSY_MS, thorough=True)
        finally:
            lock.release()
        if opened.rescue is not None:
            complain(what_happened(opened))
        return opened.store

    def tell_app(self) -> None:
        """Let the running app, if there is one, show what changed."""
        from microwins_desktop.system.signalling import tell

        tell(self.folder.root, "changed")


def settings_of(store: Store) -> Settings:
    return settings_from(store.options.all())[0]


def parse_day(text: str) -> date:
    """A date such as 2026-11-22. Raises UsageError."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        says = _("{typed} is not a date such as 2026-11-22")
        raise UsageError(says.format(typed=f"{text!r:.60}")) from None
    check_in_range(day, text)
    return day


def check_in_range(day: date, typed: str) -> None:
    """Raises UsageError for a day the journal does not take."""
    if not in_range(day):
        says = _("{typed} is outside of the years 1970 to 2100")
        raise UsageError(says.format(typed=f"{typed!r:.60}"))


def print_json(value: Any) -> None:
    _as_utf8()
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


def print_wins_json(wins: Iterable[Win]) -> None:
    """A JSON array, a win a line, written as the wins come so that a long journal needs no room."""
    _as_utf8()
    write = sys.stdout.write
    separator = "[\n"
    for win in wins:
        write(separator + json.dumps(win.as_json(), ensure_ascii=False))
        separator = ",\n"
    write("[]\n" if separator == "[\n" else "\n]\n")


def say(line: str) -> None:
    print(line)  # noqa: T201


def _as_utf8() -> None:
    # JSON is UTF-8 wherever it is sent, also where the terminal's own encoding is another one.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
