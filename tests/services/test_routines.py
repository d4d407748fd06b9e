"""Routines: walked one at a time, left anywhere, logged as they go."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from microwins_desktop.core.model import Size
from microwins_desktop.core.routines import Routine
from microwins_desktop.core.texts import TextError
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.routines import Routines

SOFT_START = ["sit-up", "open-blinds", "drink-water", "wash-face"]


@pytest.fixture
def routines(journal: Journal) -> Routines:
    return Routines(journal)


def logged(journal: Journal) -> list[tuple[str | None, str, Size]]:
    return [(win.step, str(win.source), win.size) for win in journal.wins_of(journal.today())]


def test_two_are_there_from_the_start(routines: Routines) -> None:
    assert [routine.name for routine in routines.all()] == ["Soft start", "Wind down"]


def test_what_is_done_on_the_way_is_logged_and_nothing_else(
    routines: Routines, journal: Journal
) -> None:
    assert routines.start("soft-start")
    asked = []
    for move in (routines.did, routines.passed, lambda: routines.did(Size.TINY)):
        assert routines.step is not None
        asked.append(routines.step.key)
        move()
    routines.leave()
    assert asked == SOFT_START[:3]
    assert routines.walk is None
    assert logged(journal) == [
        ("sit-up", "routine", Size.WHOLE),
        ("drink-water", "routine", Size.TINY),
    ]


def test_at_the_end_it_knows_how_many_were_done(routines: Routines) -> None:
    routines.start("soft-start")
    routines.did()
    routines.back()
    routines.passed()
    for _step in SOFT_START[1:]:
        routines.did()
    assert routines.walk is not None
    assert routines.walk.is_over
    assert routines.walk.done == 4
    assert routines.step is None
    routines.did()
    assert routines.walk.done == 4


def test_a_hard_day_asks_for_the_smallest(routines: Routines, journal: Journal) -> None:
    journal.set_hard_day(True)
    routines.start("soft-start")
    routines.did()
    step = journal.step("sit-up")
    assert step is not None
    assert logged(journal) == [("sit-up", "routine", step.sizes[-1])]


def test_a_step_put_away_meanwhile_is_not_asked_for(routines: Routines, journal: Journal) -> None:
    routines.start("soft-start")
    journal.store.steps.edit("open-blinds", kind="archive", archived=True)
    routines.did()
    assert routines.step is not None
    assert routines.step.key == "drink-water"


def test_there_is_nothing_to_start_without_steps(routines: Routines) -> None:
    assert not routines.start("nothing")
    routines.put(Routine("", "Empty"))
    assert not routines.start("empty")
    assert routines.walk is None


def test_own_routines_are_kept_changed_moved_and_taken_back(
    routines: Routines, journal: Journal
) -> None:
    assert routines.put(Routine("", "After work", ("open-blinds", "open-blinds")))
    mine = routines.all()[-1]
    assert mine.steps == ("open-blinds", "open-blinds")
    assert routines.move(mine.key, -2)
    assert routines.all()[0].name == "After work"
    assert routines.remove(mine.key)
    assert len(routines.all()) == 2
    journal.undo()
    journal.undo()
    assert [routine.name for routine in routines.all()] == ["Soft start", "Wind down", "After work"]
    with pytest.raises(TextError):
        routines.put(Routine("", "  ", ("open-blinds",)))


def test_built_in_ones_are_put_away_and_brought_back(routines: Routines) -> None:
    assert routines.archive("soft-start")
    assert [routine.name for routine in routines.all()] == ["Wind down"]
    assert routines.archive("soft-start", archived=False)
    assert len(routines.all()) == 2


def test_a_nudge_leads_on_only_where_that_is_wished(
    qtbot: QtBot, routines: Routines, journal: Journal
) -> None:
    with qtbot.assertNotEmitted(routines.offered):
        journal.log_step("sit-up", source="nudge")
    routine = routines.get("soft-start")
    assert routine is not None
    routines.put(Routine(routine.key, routine.name, routine.steps, nudged=True))
    with qtbot.assertNotEmitted(routines.offered):
        journal.log_step("sit-up", source="tray")
    with qtbot.waitSignal(routines.offered) as offered:
        journal.log_step("sit-up", source="nudge")
    assert offered.args is not None
    assert offered.args[0].key == "soft-start"
    routines.start("soft-start", at=1)
    assert routines.step is not None
    assert routines.step.key == "open-blinds"
    with qtbot.assertNotEmitted(routines.offered):
        journal.log_step("sit-up", source="nudge")
