"""People and kept words: changed as actions that can be undone, brought back one a day."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from support.clock import FixedClock

from microwins_desktop.core.keepsakes import Keepsake
from microwins_desktop.core.people import Person, Role
from microwins_desktop.core.texts import TextError
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.keeping import Keeping


@pytest.fixture
def keeping(journal: Journal) -> Keeping:
    return Keeping(journal)


def names(keeping: Keeping) -> list[str]:
    return [person.name for person in keeping.people()]


def test_people_are_kept_changed_moved_and_removed(keeping: Keeping, journal: Journal) -> None:
    for name in ("Mum", "Dr B.", "Neighbour"):
        assert keeping.put_person(Person(name, "01 23"))
    last = keeping.people()[2]
    assert keeping.move_person(last.id, -1)
    assert names(keeping) == ["Mum", "Neighbour", "Dr B."]
    assert keeping.move_person(last.id, -5)
    assert names(keeping) == ["Neighbour", "Mum", "Dr B."]
    doctor = keeping.people()[2]
    keeping.put_person(Person("Dr B.", "09", "Tuesdays", Role.PROVIDER, doctor.id))
    assert keeping.people()[2] == Person("Dr B.", "09", "Tuesdays", Role.PROVIDER, doctor.id)
    assert keeping.remove_person(doctor.id)
    assert names(keeping) == ["Neighbour", "Mum"]
    for _ in range(3):
        journal.undo()
    assert names(keeping) == ["Mum", "Neighbour", "Dr B."]


def test_a_person_needs_a_name(keeping: Keeping) -> None:
    with pytest.raises(TextError):
        keeping.put_person(Person("  "))
    assert keeping.people() == []


def test_whoever_is_gone_cannot_be_changed(keeping: Keeping) -> None:
    assert not keeping.remove_person("nobody")
    assert not keeping.remove_keepsake("nothing")


def test_every_change_is_told(qtbot: QtBot, keeping: Keeping, journal: Journal) -> None:
    with qtbot.waitSignal(journal.changed):
        keeping.put_person(Person("Mum"))
    with qtbot.waitSignal(journal.changed):
        keeping.put_keepsake(Keepsake("You did well."))


def test_kept_words_come_one_a_day_and_in_turn(
    keeping: Keeping, journal: Journal, clock: FixedClock
) -> None:
    for text in ("First", "Second", "Third"):
        keeping.put_keepsake(Keepsake(text, "Mum"))
    seen = []
    for _day in range(6):
        chosen = keeping.keepsake_of_today()
        assert chosen is not None
        # The same all day, also for a program that was started again.
        for later in (keeping, Keeping(journal)):
            again = later.keepsake_of_today()
            assert again is not None
            assert again.id == chosen.id
        seen.append(chosen.text)
        clock.advance(days=1)
    assert sorted(seen[:3]) == sorted(seen[3:]) == ["First", "Second", "Third"]


def test_words_that_were_put_aside_do_not_come(keeping: Keeping) -> None:
    keeping.put_keepsake(Keepsake("First"))
    chosen = keeping.keepsake_of_today()
    assert chosen is not None
    keeping.remove_keepsake(chosen.id)
    assert keeping.keepsake_of_today() is None
