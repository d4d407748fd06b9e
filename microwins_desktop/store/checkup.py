"""A look through a journal and its copies that changes nothing, and the repairs it offers.

A repair is done only when somebody asks for it by its name.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import Literal

from msgspec import Struct

from microwins_desktop.core.clock import Clock
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.paths import UNSAVED_NAME
from microwins_desktop.store import migrations
from microwins_desktop.store.backups import Backup, Backups, verify
from microwins_desktop.store.errors import NotFound, NotWritable, StoreError, known
from microwins_desktop.store.looking_in import is_foreign, open_unchanged
from microwins_desktop.store.orphans import free_orphans, orphans
from microwins_desktop.store.restoring import empty_search_index

State = Literal["ok", "note", "problem"]

STALE = timedelta(days=8)
"""A newest copy older than this is worth a word."""


class Finding(Struct, frozen=True):
    """What one look found: `note` is worth knowing, `problem` wants attention.

    `repair` is the name under which `doctor --repair` mends it, where it can.
    """

    check: str
    state: State
    says: str
    repair: str = ""

    def as_json(self) -> dict[str, str]:
        return {"check": self.check, "state": self.state, "says": self.says}


def look_through(path: Path) -> Iterator[Finding]:
    """What is found about the journal at `path`; the first damage ends it."""
    try:
        if path.is_dir() or path.stat().st_size == 0:
            yield Finding("journal", "problem", _("there is nothing in its file"), "journal")
            return
        with closing(open_unchanged(path)) as journal:
            yield from _findings(journal)
    except (OSError, sqlite3.Error) as error:
        trouble = known(error)
        if isinstance(trouble, NotWritable):
            # SQLite wants to write beside a journal even to read it; nothing in it is broken.
            says = _("it cannot be read while its folder may not be written")
            yield Finding("journal", "problem", says)
            return
        says = _("it cannot be read: {why}").format(why=error)
        yield Finding("journal", "problem", says, "journal")


def look_at_copies(backups: Backups, clock: Clock) -> Finding:
    """Whether there is a good copy, and how old it is."""
    every = backups.all()
    good = next((backup for backup in every if _is_good(backup)), None)
    if not every:
        return Finding("backups", "note", _("there is none yet; the app makes one every day"))
    if good is None:
        says = _("none of the copies is whole; `microwins backup` makes a new one")
        return Finding("backups", "problem", says)
    count = ngettext("{count} copy", "{count} copies", len(every)).format(count=len(every))
    says = _("{copies}, the newest whole one of {when:%Y-%m-%d %H:%M}")
    says = says.format(copies=count, when=good.made_at)
    if good != every[0]:
        return Finding("backups", "note", says + _("; a newer one is damaged"))
    old = clock.now().replace(tzinfo=None) - good.made_at > STALE
    return Finding("backups", "note" if old else "ok", says)


def look_at_remains(path: Path) -> Finding | None:
    """The files that were set aside after damage, so that they are not forgotten."""
    patterns = f"{path.stem}.damaged-*.db", f"{UNSAVED_NAME}.damaged-*"
    kept = sorted(found.name for each in patterns for found in path.parent.glob(each))
    if not kept:
        return None
    says = _("kept from earlier damage, to delete when all is there: {names}")
    return Finding("set aside", "note", says.format(names=", ".join(kept)))


def repair(name: str, path: Path, backups: Backups) -> str:
    """Mend what a finding named, after a copy was made; what was done, in a sentence.

    Raises StoreError, and NotFound for a name that mends nothing here.
    """
    if name not in ("search", "orphans"):
        raise NotFound(_("{name!r:.60} is not something that can be repaired").format(name=name))
    if not path.exists():
        return _("There is no journal yet.")
    try:
        with closing(sqlite3.connect(path, timeout=15, isolation_level=None)) as journal:
            if name == "orphans":
                backups.make(path, "before-repair")
            journal.execute("PRAGMA synchronous = full")
            journal.execute("BEGIN IMMEDIATE")
            freed = free_orphans(journal) if name == "orphans" else 0
            if name == "search":
                empty_search_index(journal)
            journal.execute("COMMIT")
    except (OSError, sqlite3.Error) as error:
        trouble = known(error)
        if trouble is None:
            raise
        raise trouble from error
    if name == "search":
        return _("The search begins anew; it fills itself the next time somebody searches.")
    says = ngettext("{count} reference was cleared.", "{count} references were cleared.", freed)
    return says.format(count=freed)


def _findings(journal: sqlite3.Connection) -> Iterator[Finding]:
    if is_foreign(journal):
        says = _("the file in its place belongs to another program")
        yield Finding("journal", "problem", says, "journal")
        return
    schema = journal.execute("PRAGMA user_version").fetchone()[0]
    if schema > migrations.CURRENT:
        says = _("it was written by a newer MicroWins; please update the program")
        yield Finding("journal", "problem", says)
        return
    verdict = journal.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        says = _("it is damaged: {what}").format(what=" ".join(str(verdict).split()))
        yield Finding("journal", "problem", says, "journal")
        return
    count = journal.execute("SELECT COUNT(*) FROM win WHERE deleted_at IS NULL").fetchone()[0]
    says = ngettext("whole, with {count} win", "whole, with {count} wins", count)
    yield Finding("journal", "ok", says.format(count=count))
    yield _references(orphans(journal))
    yield _search(journal)


def _references(lost: Sequence[tuple[str, int, str]]) -> Finding:
    if not lost:
        return Finding("references", "ok", _("every row points to one that is there"))
    tables = ", ".join(sorted({table for table, _row, _column in lost}))
    says = ngettext(
        "{count} row points to one that is not there ({tables})",
        "{count} rows point to ones that are not there ({tables})",
        len(lost),
    )
    return Finding("references", "problem", says.format(count=len(lost), tables=tables), "orphans")


def _search(journal: sqlite3.Connection) -> Finding:
    """Whether the index has the words of the wins that it claims to know."""
    from microwins_desktop.store.search import folded_words

    wrong = 0
    for title, note, words in journal.execute(
        "SELECT win.title, win.note, win_words.words FROM win"
        " LEFT JOIN win_words ON win_words.rowid = win.id WHERE win.indexed = 1"
    ):
        wrong += words != folded_words(f"{title} {note}")
    wrong += journal.execute(
        "SELECT COUNT(*) FROM win_words WHERE rowid NOT IN (SELECT id FROM win)"
    ).fetchone()[0]
    if not wrong:
        return Finding("search", "ok", _("it knows the words of every win it has read"))
    says = ngettext(
        "it does not know {count} win as it is", "it does not know {count} wins as they are", wrong
    )
    return Finding("search", "problem", says.format(count=wrong), "search")


def _is_good(backup: Backup) -> bool:
    with suppress(StoreError):
        verify(backup.path)
        return True
    return False


def readable_by_others(path: Path) -> bool:
    """Whether somebody else on this computer may look into a file or folder."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)
