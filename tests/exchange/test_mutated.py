"""Thousands of broken files over every importer: each is read as far as it can be, or refused in
one sentence; nothing else ever happens.

The checks try a slice of them; `MICROWINS_MUTATED=5000` tries as many as it says.
"""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import time as wall_time
from pathlib import Path

import pytest
from support.clock import FixedClock
from support.mutating import mutated
from support.trackers import ALL

from microwins_desktop.exchange.errors import Unreadable
from microwins_desktop.exchange.exporting import export_to
from microwins_desktop.exchange.importing import import_file
from microwins_desktop.exchange.registry import FORMATS
from microwins_desktop.exchange.report import Report
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.target import Span
from microwins_desktop.store import Store
from microwins_desktop.store.wins import NewWin

HOW_MANY = int(os.environ.get("MICROWINS_MUTATED", "320"))
LONGEST_SECONDS = 15.0
MOST_MEMORY_MB = 200

pytestmark = pytest.mark.timeout(3600 if HOW_MANY > 1000 else 120)

_EVERYTHING = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'win_words%'"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One whole file of every format and variant."""
    folder = tmp_path_factory.mktemp("good")
    files = {name: example.build(folder).read_bytes() for name, example in ALL.items()}
    with Store(folder / "own.db", FixedClock(), folder / "backups").open() as store:
        for number in range(8):
            note = "=1+1" if number % 2 else "two\nlines"
            new = NewWin(at=store.clock.now(), title=f"Win {number}", note=note)
            store.wins.log(new, wall_time(4))
        for name in ("json", "csv"):
            stream = io.BytesIO()
            export_to(store, stream, name, Span())
            files[f"microwins-{name}"] = stream.getvalue()
    return files


def fingerprint(path: Path) -> str:
    """Everything in the journal, to see whether anything changed."""
    found = hashlib.sha256()
    with closing(sqlite3.connect(path)) as database:
        for (table,) in database.execute(_EVERYTHING).fetchall():
            for row in database.execute(f'SELECT * FROM "{table}"'):
                found.update(repr(row).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def test_broken_files_do_no_harm(
    good: dict[str, bytes], new_store: Callable[[], Store], tmp_path: Path
) -> None:
    names = sorted(good)
    store = new_store()
    before = fingerprint(store.path)
    held = most_held_mb()
    refused = taken = 0
    for number in range(HOW_MANY):
        name = names[number % len(names)]
        path = tmp_path / "broken"
        path.write_bytes(mutated(good[name], number))
        # Every second file is forced through the importer that it was made for.
        format_name = _format_of(name) if number % 2 else None
        started = time.monotonic()
        report = tried(store, path, format_name, f"{name}, number {number}")
        assert time.monotonic() - started < LONGEST_SECONDS, f"{name}, number {number}"
        if report is None:
            refused += 1
            assert fingerprint(store.path) == before, f"{name}, number {number}"
            continue
        taken += 1
        assert_it_adds_up(report)
        if report.changed:
            assert_it_is_sound(store)
            store.history.undo()
            assert store.wins.count() == 0, f"{name}, number {number}"
            before = fingerprint(store.path)
    grown = most_held_mb() - held
    assert grown < MOST_MEMORY_MB, f"{grown} MB"
    assert refused > HOW_MANY / 10, "files that are broken through and through are among them"
    assert taken > HOW_MANY / 10, "and such that are broken in places"


def most_held_mb() -> float:
    """The most memory this process held so far; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def tried(store: Store, path: Path, format_name: str | None, named: str) -> Report | None:
    """What came of it, or None where the file was refused; anything else names the file."""
    try:
        return import_file(store, Source(path), format_name=format_name)
    except Unreadable as refusal:
        said = str(refusal)
    except Exception as error:
        error.add_note(f"{named}, as {format_name}")
        raise
    assert 0 < len(said) < 400, named
    assert "\n" not in said, named
    return None


def _format_of(name: str) -> str:
    return name if name in FORMATS else ALL[name].format


def assert_it_adds_up(report: Report) -> None:
    assert report.added >= 0
    assert report.duplicates >= 0
    for left in report.skipped:
        assert left.where
        assert 0 < len(left.why) < 300
        left.why.encode("utf-8")
        left.where.encode("utf-8")


def assert_it_is_sound(store: Store) -> None:
    """Whatever was taken in can be read, searched and taken out again."""
    for win in store.wins.between():
        assert win.title.strip()
        assert 1970 <= win.day.year <= 2100
    store.steps.all(archived=True)
    store.nudges.plans()
    store.search.find("a")
    export_to(store, io.BytesIO(), "json", Span())
    export_to(store, io.BytesIO(), "ics", Span())
    with closing(sqlite3.connect(store.path)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchone() is None
