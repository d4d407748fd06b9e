"""Taking wins into the index of words costs what there is to take in, not what there is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

import pytest

from microwins_desktop.core.days import DEFAULT_DAY_START
from microwins_desktop.core.model import Win
from microwins_desktop.store import Store
from microwins_desktop.store.wins import NewWin

Work = Callable[[Callable[[], object]], int]


def log(store: Store, title: str) -> Win:
    new = NewWin(at=store.database.clock.now(), title=title)
    return store.wins.log(new, DEFAULT_DAY_START).wins[0]


@pytest.fixture
def work_of(store: Store) -> Iterator[Work]:
    """How many steps of its own SQLite needs for something, in tens."""
    connection: sqlite3.Connection = store.database._connection.raw
    ticks = 0

    def tick() -> int:
        nonlocal ticks
        ticks += 1
        return 0

    def measured(done: Callable[[], object]) -> int:
        before = ticks
        done()
        return ticks - before

    connection.set_progress_handler(tick, 10)
    try:
        yield measured
    finally:
        connection.set_progress_handler(None, 10)


def test_nothing_to_take_in_is_no_work_however_many_wins_there_are(
    store: Store, work_of: Work
) -> None:
    for number in range(1000):
        log(store, title=f"Made tea {number}")
    # As after an import: SQLite has counted when all were still waiting.
    with store.database.writing():
        store.database.execute("ANALYZE")
    assert not store.search.catch_up()
    assert work_of(store.search.catch_up) < 20
    assert len(store.search.look("tea", limit=1000)) == 1000


def test_whether_there_is_a_win_is_told_without_counting_them(store: Store, work_of: Work) -> None:
    assert not store.wins.has_any()
    win = log(store, title="Made tea")
    assert store.wins.has_any()
    store.wins.delete(win.id)
    assert not store.wins.has_any()
    for number in range(150):
        log(store, title=f"Made tea {number}")
    assert work_of(store.wins.has_any) < 20
