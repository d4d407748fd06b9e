"""Undo and redo lead back and forth exactly, whatever was done, also over a restart."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from support.clock import FixedClock

from microwins_desktop.core.days import DEFAULT_DAY_START
from microwins_desktop.core.model import Area, Energy, Size, Step, Topic, Win
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.store import Store
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.history import KEPT_ACTIONS, NEW, Touch, change_of
from microwins_desktop.store.wins import NewWin

DAY = date(2026, 11, 22)


def log(store: Store, title: str, **fields: Any) -> Win:
    new = NewWin(at=store.clock.now(), title=title, **fields)
    return store.wins.log(new, DEFAULT_DAY_START).wins[0]


def state(store: Store) -> tuple[Any, ...]:
    """All that a person can see of their journal."""
    days = [DAY + timedelta(days=shift) for shift in range(-3, 4)]
    return (
        list(store.wins.between()),
        [store.check_ins.of_day(day) for day in days],
        store.steps.all(archived=True),
        store.steps.areas(hidden=True),
        store.nudges.plans(),
    )


# Each action as (store, a number to choose with): one change, or none where there is nothing to
# change.


def do_log(store: Store, n: int) -> None:
    log(store, f"win {n}", size=list(Size)[n % 3])


def do_log_step(store: Store, n: int) -> None:
    steps = store.steps.all(archived=True)
    new = NewWin(at=store.clock.now(), step=steps[n % len(steps)], size=list(Size)[n % 3])
    store.wins.log(new, DEFAULT_DAY_START)


def do_edit(store: Store, n: int) -> None:
    wins = list(store.wins.between())
    if not wins:
        return
    steps = store.steps.all(archived=True)
    moment = store.clock.now() - timedelta(hours=n)
    fields: list[dict[str, Any]] = [
        {"title": f"changed {n}"},
        {"size": list(Size)[n % 3]},
        {"note": f"note {n}"},
        {"day": DAY - timedelta(days=n % 3), "at": moment, "time_known": n % 2 == 0},
        {"hard": n % 2 == 0, "quiet": n % 3 == 0},
        {"step": steps[n % len(steps)]},
    ]
    store.wins.edit(wins[n % len(wins)].id, **fields[n % len(fields)])


def do_delete(store: Store, n: int) -> None:
    wins = list(store.wins.between())
    if wins:
        store.wins.delete(wins[n % len(wins)].id)


def do_check_in(store: Store, n: int) -> None:
    day = DAY + timedelta(days=n % 3 - 1)
    fields: list[dict[str, Any]] = [
        {"energy": list(Energy)[n % 3]},
        {"line": f"line {n}"},
        {"hard": n % 2 == 0},
        {"rest": n % 2 == 0},
    ]
    store.check_ins.put("check-in", day, **fields[n % 4])


def do_reorder(store: Store, n: int) -> None:
    keys = [step.key for step in store.steps.all()]
    turn = n % len(keys)
    store.steps.reorder(keys[turn:] + keys[:turn] if n % 2 else keys[:turn][::-1])


def do_reorder_areas(store: Store, n: int) -> None:
    keys = [area.key for area in store.steps.areas()]
    store.steps.reorder_areas(keys[n % len(keys) :] + keys[: n % len(keys)])


def do_step(store: Store, n: int) -> None:
    steps = store.steps.all(archived=True)
    key = steps[n % len(steps)].key
    if n % 4 == 0:
        store.steps.add(Step(key="", title=f"Own {n}", area="light", whole=f"Did own {n}"))
    elif n % 4 == 1:
        store.steps.edit(key, title=f"Named {n}", tiny="")
    elif n % 4 == 2:
        store.steps.edit(key, "archive", archived=n % 8 == 2)
    else:
        store.steps.edit(key, "pin", pinned=n % 8 == 3)


def do_area(store: Store, n: int) -> None:
    areas = store.steps.areas(hidden=True)
    if n % 3 == 0:
        store.steps.add_area(Area("", f"Area {n}", "heart", "own-1", builtin=False))
    elif n % 3 == 1:
        store.steps.edit_area(areas[n % len(areas)].key, name=f"Area {n}")
    else:
        store.steps.edit_area(areas[n % len(areas)].key, hidden=n % 2 == 0)


ACTIONS: tuple[Callable[[Store, int], None], ...] = (
    do_log,
    do_log_step,
    do_edit,
    do_delete,
    do_check_in,
    do_reorder,
    do_reorder_areas,
    do_step,
    do_area,
)


def undo_all(store: Store) -> int:
    count = 0
    while store.history.next_undo() is not None:
        store.history.undo()
        count += 1
    return count


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.sampled_from(ACTIONS), st.integers(0, 500), st.integers(0, 3)),
        max_size=14,
    )
)
def test_undo_and_redo_are_exact(
    actions: list[tuple[Callable[[Store, int], None], int, int]],
) -> None:
    """After any actions, with some undone and redone in between, the way back goes through every
    state there was, and the way forth again through the same ones."""
    clock = FixedClock()
    with tempfile.TemporaryDirectory() as folder:
        place = DataFolder(Path(folder) / "data")
        with open_journal(place, clock) as store:
            past = [state(store)]
            for action, number, undone in actions:
                clock.advance(minutes=7)
                action(store, number)
                now = state(store)
                if now != past[-1]:
                    past.append(now)
                back = 0
                while back < undone and store.history.next_undo() is not None:
                    store.history.undo()
                    back += 1
                    assert state(store) == past[-1 - back]
                for _ in range(back // 2):
                    store.history.redo()
                    back -= 1
                    assert state(store) == past[-1 - back]
                del past[len(past) - back :]
        with open_journal(place, clock) as store:  # after a restart
            assert state(store) == past[-1]
            for before in past[-2::-1]:
                store.history.undo()
                assert state(store) == before
            assert store.history.next_undo() is None
            for after in past[1:]:
                store.history.redo()
                assert state(store) == after


def test_what_changes_nothing_is_nothing_to_undo(store: Store) -> None:
    win = log(store, "Made tea")
    store.wins.edit(win.id, title="Made tea", size=Size.WHOLE)
    store.check_ins.put("hard-day", DAY, hard=True)
    store.check_ins.put("hard-day", DAY, hard=True)
    keys = [step.key for step in store.steps.all()]
    store.steps.reorder(keys)
    store.steps.edit(keys[0], pinned=store.steps.all()[0].pinned)
    assert undo_all(store) == 2


def test_a_new_action_drops_what_was_undone(store: Store) -> None:
    log(store, "One")
    store.history.undo()
    log(store, "Two")
    assert store.history.next_redo() is None
    with pytest.raises(NotFound):
        store.history.redo()
    assert [win.title for win in store.wins.between()] == ["Two"]


def test_undo_says_what_it_did(store: Store) -> None:
    win = log(store, "Made tea")
    change = store.history.undo()
    assert (change.kind, change.undoes, change.removed) == ("undo", "log", (win,))
    assert change.topics == {Topic.WINS}
    assert change.days == {win.day}
    change = store.history.redo()
    assert (change.kind, change.undoes, change.wins) == ("redo", "log", (win,))


def test_a_win_moved_to_another_day_concerns_both(store: Store) -> None:
    win = log(store, "Made tea")
    yesterday = win.day - timedelta(days=1)
    change = store.wins.edit(win.id, day=yesterday)
    assert change.days == {win.day, yesterday}
    assert store.history.undo().days == {win.day, yesterday}


def import_two(store: Store) -> list[str]:
    """What an import does: a batch, its wins, and one action for all of it."""
    ids = []
    with store.database.writing():
        now = store.database.now_ms()
        sql = "INSERT INTO batch (uuid, changed_at, format, name, made_at) VALUES (?, ?, ?, ?, ?)"
        batch = store.database.execute(sql, ("b", now, "loop-csv", "x.csv", now)).lastrowid
        for number in (1, 2):
            ids.append(f"imported-{number}")
            store.database.execute(
                "INSERT INTO win (uuid, changed_at, batch_id, title, size, at_ms, offset_min,"
                " time_known, day, note, source, hard, quiet)"
                " VALUES (?, ?, ?, ?, 'whole', ?, 60, 1, '2026-11-20', '', 'import:x', 0, 0)",
                (ids[-1], now, batch, f"Imported {number}", now + number),
            )
        store.history.record(
            "import", "x.csv", [Touch("batch", batch, {"deleted_at": (NEW, None)})]
        )
    return ids


def titles(store: Store) -> list[str]:
    return sorted(win.title for win in store.wins.between())


@pytest.mark.parametrize("later", [timedelta(), timedelta(seconds=1)])
def test_what_was_deleted_by_hand_stays_away_when_its_import_comes_back(
    store: Store, clock: FixedClock, later: timedelta
) -> None:
    first, _second = import_two(store)
    store.wins.delete(first)
    clock.advance(later)
    store.history.undo_kind("import")
    assert titles(store) == []
    clock.advance(later)
    store.history.redo()
    assert titles(store) == ["Imported 2"]
    store.history.undo()
    assert titles(store) == []


def test_taking_back_an_import_leaves_what_came_after_it(store: Store) -> None:
    log(store, "Before")
    import_two(store)
    log(store, "After")
    change = store.history.undo_kind("import")
    assert (change.undoes, change.topics) == ("import", {Topic.EVERYTHING})
    assert titles(store) == ["After", "Before"]
    store.history.undo()
    assert titles(store) == ["Before"]
    store.history.redo()
    assert titles(store) == ["After", "Before"]
    store.history.redo()
    assert titles(store) == ["After", "Before", "Imported 1", "Imported 2"]
    store.history.undo()
    assert titles(store) == ["After", "Before"]


def test_the_far_past_is_forgotten_but_an_import_is_not(store: Store) -> None:
    import_two(store)
    with store.database.writing():
        for number in range(KEPT_ACTIONS + 300):
            store.history.record("edit", f"{number}", [])
    (kept,) = store.database.execute("SELECT COUNT(*) FROM history").fetchone()
    assert KEPT_ACTIONS <= kept <= KEPT_ACTIONS + 300
    store.history.undo_kind("import")
    assert titles(store) == []


def test_undo_never_moves_a_win_to_another_day(store: Store, clock: FixedClock) -> None:
    win = log(store, "Made tea")
    clock.travel("Pacific/Auckland")
    clock.advance(days=2)
    store.wins.edit(win.id, note="with honey")
    store.history.undo()
    (back,) = store.wins.between()
    assert replace(back) == win
    assert isinstance(back.at, datetime)


def test_a_change_of_nothing_concerns_nobody() -> None:
    assert change_of("edit", []).topics == frozenset()
