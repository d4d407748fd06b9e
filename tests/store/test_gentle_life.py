"""Routines, pairs, offers, keepsakes and people: kept, changed, and every change taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from support.clock import FixedClock

from microwins_desktop.core.habits import Offer, OfferKind, OfferState
from microwins_desktop.core.keepsakes import next_keepsake
from microwins_desktop.core.model import Change, Topic
from microwins_desktop.core.people import Person, Role
from microwins_desktop.core.routines import Routine
from microwins_desktop.core.texts import TextError
from microwins_desktop.opening import bring_catalogue_up_to_date, open_journal
from microwins_desktop.paths import DataFolder
from microwins_desktop.store import Store, migrations
from microwins_desktop.store.errors import NotFound

TODAY = date(2026, 11, 22)


def everything(store: Store) -> tuple[object, ...]:
    """All these parts as a person would see them."""
    return (
        store.routines.all(archived=True),
        store.habits.pairs(),
        store.habits.offers(),
        store.keepsakes.all(),
        store.people.all(),
    )


def test_a_journal_of_the_first_schema_moves_up_with_a_copy_kept(
    tmp_path: Path, clock: FixedClock
) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.root.mkdir(mode=0o700)
    old = sqlite3.connect(folder.database)
    for statement in migrations.statements(1):
        old.execute(statement)
    old.execute(
        "INSERT INTO win (uuid, changed_at, title, size, at_ms, offset_min, time_known, day, note,"
        " source, hard, quiet) VALUES ('u', 1, 'Fed the cat', 'whole', 1, 60, 1, '2026-11-20', '',"
        " 'window', 0, 0)"
    )
    old.execute("PRAGMA user_version = 1")
    old.commit()
    old.close()
    with open_journal(folder, clock) as store:
        assert [win.title for win in store.wins.of_day(date(2026, 11, 20))] == ["Fed the cat"]
        assert [routine.key for routine in store.routines.all()] == ["soft-start", "wind-down"]
    copies = list(folder.backups.iterdir())
    assert [copy.name.rpartition("-")[0][-13:] for copy in copies] == ["before-schema"]
    copy = sqlite3.connect(copies[0])
    assert copy.execute("SELECT title FROM win").fetchall() == [("Fed the cat",)]
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    copy.close()


def test_two_routines_are_there_from_the_start(store: Store) -> None:
    soft, down = store.routines.all()
    assert soft.steps == ("sit-up", "open-blinds", "drink-water", "wash-face")
    assert soft.builtin
    assert down.builtin
    assert (soft.name, down.name) == ("Soft start", "Wind down")
    assert store.history.next_undo() is None


def acts(store: Store) -> dict[str, Callable[[], object]]:
    """One of each thing a person can do here."""
    soft = store.routines.get("soft-start")
    assert soft is not None
    nudge = Offer(OfferKind.NUDGE, "open-blinds", about=time(9))
    shown = store.habits.show(nudge, TODAY)
    store.habits.pair("open-blinds", "drink-water")
    store.keepsakes.add("You made my week.", "Mara")
    store.people.add(Person("Mara", "0660 1"))
    store.people.add(Person("Dr. Ilic", role=Role.PROVIDER))
    pair, mara, ilic = store.habits.pairs()[0], *store.people.all()
    kept = store.keepsakes.all()[0]
    own = Routine("", "Tea", ("warm-drink", "sit-by-window", "warm-drink"))
    return {
        "add routine": lambda: store.routines.add(own),
        "rename": lambda: store.routines.edit(replace(soft, name="Slow start", nudged=True)),
        "reorder steps": lambda: store.routines.edit(replace(soft, steps=soft.steps[::-1])),
        "swap steps": lambda: store.routines.edit(replace(soft, steps=("stretch", "sit-up"))),
        "archive": lambda: store.routines.archive("soft-start", True),
        "delete": lambda: store.routines.delete("wind-down"),
        "order": lambda: store.routines.reorder(["wind-down", "soft-start"]),
        "pair": lambda: store.habits.pair("stretch", "drink-water"),
        "rest": lambda: store.habits.rest(pair.id, on=False),
        "end": lambda: store.habits.end(pair.id),
        "not now": lambda: store.habits.answer(shown, OfferState.NOT_NOW),
        "forget": lambda: store.habits.forget_offer(shown),
        "keep": lambda: store.keepsakes.add("Thank you for asking."),
        "edit kept": lambda: store.keepsakes.edit(kept.id, "You made my day.", ""),
        "put aside": lambda: store.keepsakes.delete(kept.id),
        "add person": lambda: store.people.add(Person("Jo")),
        "edit person": lambda: store.people.edit(replace(mara, note="after six")),
        "delete person": lambda: store.people.delete(mara.id),
        "order people": lambda: store.people.reorder([ilic.id, mara.id]),
    }


ACTS = (
    *("add routine", "rename", "reorder steps", "swap steps", "archive", "delete", "order"),
    *("pair", "rest", "end", "not now", "forget", "keep", "edit kept", "put aside"),
    *("add person", "edit person", "delete person", "order people"),
)


@pytest.mark.parametrize("name", ACTS)
def test_each_act_can_be_undone_and_redone(store: Store, name: str) -> None:
    prepared = acts(store)
    assert set(prepared) == set(ACTS)
    before = everything(store)
    prepared[name]()
    after = everything(store)
    assert after != before
    undone = store.history.undo()
    assert everything(store) == before
    assert undone.topics
    assert undone.topics <= {
        *(Topic.ROUTINES, Topic.HABITS, Topic.KEEPSAKES, Topic.PEOPLE),
    }
    store.history.redo()
    assert everything(store) == after


def test_an_own_routine_keeps_its_order_and_its_repeats(store: Store) -> None:
    steps = ("warm-drink", "sit-by-window", "warm-drink")
    key, change = store.routines.add(Routine("", "Tea", steps))
    found = store.routines.get(key)
    assert found is not None
    assert found.steps == steps
    assert key == "tea"
    assert change.concerns(Topic.ROUTINES)
    again, _change = store.routines.add(Routine("", "Tea"))
    assert again == "tea-2"


def test_a_changed_routine_stays_as_the_person_made_it(store: Store) -> None:
    soft = store.routines.get("soft-start")
    assert soft is not None
    store.routines.edit(replace(soft, steps=("sit-up",)))
    store.options.remove("catalogue")
    assert bring_catalogue_up_to_date(store)
    kept = store.routines.get("soft-start")
    assert kept is not None
    assert kept.steps == ("sit-up",)
    down = store.routines.get("wind-down")
    assert down is not None
    assert len(down.steps) == 4


def test_an_archived_step_is_left_out_and_comes_back(store: Store) -> None:
    store.steps.edit("wash-face", "archive", archived=True)
    soft = store.routines.get("soft-start")
    assert soft is not None
    assert "wash-face" not in soft.steps
    store.history.undo()
    soft = store.routines.get("soft-start")
    assert soft is not None
    assert soft.steps[-1] == "wash-face"


@pytest.mark.parametrize("name", ["", "  ", "x" * 501])
def test_a_routine_wants_a_name(store: Store, name: str) -> None:
    with pytest.raises(TextError):
        store.routines.add(Routine("", name))
    with pytest.raises(NotFound):
        store.routines.add(Routine("", "Tea", ("no-such-step",)))
    assert len(store.routines.all(archived=True)) == 2


def test_a_pair_is_kept_once(store: Store) -> None:
    store.habits.pair("open-blinds", "drink-water")
    assert not store.habits.pair("open-blinds", "drink-water").topics
    assert [(pair.first, pair.then) for pair in store.habits.pairs()] == [
        ("open-blinds", "drink-water")
    ]
    store.habits.end(store.habits.pairs()[0].id)
    assert store.habits.pairs() == []
    store.habits.pair("open-blinds", "drink-water")
    assert len(store.habits.pairs()) == 1


def test_a_yes_is_not_an_action_of_its_own(store: Store) -> None:
    offer = Offer(OfferKind.PAIR, "open-blinds", other="drink-water")
    ident = store.habits.show(offer, TODAY)
    assert store.history.next_undo() is None
    store.habits.answer(ident, OfferState.ACCEPTED)
    assert store.history.next_undo() is None
    (kept,) = store.habits.offers()
    assert (kept.state, kept.other, kept.day) == (OfferState.ACCEPTED, "drink-water", TODAY)


def test_keepsakes_take_turns(store: Store, clock: FixedClock) -> None:
    for words in ("one", "two", "three"):
        store.keepsakes.add(words)
    seen = []
    for _turn in range(6):
        found = next_keepsake(store.keepsakes.all())
        assert found is not None
        seen.append(found.text)
        store.keepsakes.note_shown(found.id)
        clock.advance(timedelta(days=1))
    assert sorted(seen[:3]) == ["one", "three", "two"]
    assert seen[3:] == seen[:3]
    assert next_keepsake([]) is None


def test_a_keepsake_needs_words_and_keeps_lines(store: Store) -> None:
    with pytest.raises(TextError):
        store.keepsakes.add("  \n ")
    store.keepsakes.add("first\r\nsecond", "  Mara\n B ")
    (kept,) = store.keepsakes.all()
    assert (kept.text, kept.from_whom) == ("first\nsecond", "Mara B")


def test_taking_back_an_import_takes_these_along(store: Store, clock: FixedClock) -> None:
    from microwins_desktop.store.history import NEW, Touch
    from microwins_desktop.store.rows import new_uuid
    from microwins_desktop.store.tables import BatchRow, KeepsakeRow, PersonRow

    with store.database.writing():
        now = store.database.now_ms()
        batch = BatchRow.insert(
            uuid=new_uuid(), changed_at=now, format="x", name="y", made_at=now
        ).execute()
        kept = {"uuid": new_uuid(), "changed_at": now, "batch": batch}
        KeepsakeRow.insert(text="hello", kept_at=now, **kept).execute()
        PersonRow.insert(name="Mara", position=0, **(kept | {"uuid": new_uuid()})).execute()
        store.history.record("import", "y", [Touch("batch", batch, {"deleted_at": (NEW, None)})])
    clock.advance(timedelta(minutes=1))
    undone: Change = store.history.undo_kind("import")
    assert undone.concerns(Topic.KEEPSAKES)
    assert not store.keepsakes.all()
    assert not store.people.all()
    store.history.redo()
    assert store.keepsakes.all()
    assert store.people.all()
