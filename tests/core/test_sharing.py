"""What is shared holds what was ticked, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.model import Area, Win
from microwins_desktop.core.sharing import (
    ShareChoice,
    ShareKind,
    as_text,
    share_content,
)

LIGHT = Area("light", "Light & air", "sun", "light", 0)
BODY = Area("body", "Body care", "bubbles", "body", 1)
AREAS = (LIGHT, BODY)
PERIOD = "Thursday 26 November 2026"


def win(title: str = "Opened the blinds", area: str | None = "light", note: str = "") -> Win:
    day = date(2026, 11, 26)
    return Win(title, day, datetime(2026, 11, 26, 9, tzinfo=UTC), title, area=area, note=note)


WINS = (
    win("Opened the blinds"),
    win("Washed my face", "body", "Cold water.\n\nIt helped."),
    win("Fed the cat", None),
    win("Aired the room"),
)


@pytest.mark.parametrize(
    ("kind", "wins", "heading"),
    [
        (ShareKind.WIN, WINS[:1], "A small win"),
        (ShareKind.DAY, WINS[:1], "A day with 1 small win"),
        (ShareKind.WEEK, WINS, "A week with 4 small wins"),
        (ShareKind.MONTH, WINS, "A month with 4 small wins"),
    ],
)
def test_headings(kind: ShareKind, wins: tuple[Win, ...], heading: str) -> None:
    assert share_content(kind, wins, AREAS, PERIOD, ShareChoice()).heading == heading


def test_unticked_there_are_areas_alone() -> None:
    content = share_content(ShareKind.DAY, WINS, AREAS, PERIOD, ShareChoice())
    assert content.areas == ((LIGHT, 2), (BODY, 1))
    assert content.marks == (LIGHT, BODY, None, LIGHT)
    assert content.items == ()
    assert as_text(content) == "A day with 4 small wins\n\nLight & air: 2\nBody care: 1\n"


def test_one_win_is_its_area_without_a_count() -> None:
    content = share_content(ShareKind.WIN, WINS[:1], AREAS, PERIOD, ShareChoice())
    assert as_text(content) == "A small win\n\nLight & air\n"


def test_all_ticked() -> None:
    choice = ShareChoice(date=True, words=True, notes=True)
    content = share_content(ShareKind.DAY, WINS, AREAS, PERIOD, choice)
    assert as_text(content) == (
        "A day with 4 small wins\nThursday 26 November 2026\n\n"
        "- Opened the blinds\n- Washed my face\n  Cold water.\n  It helped.\n"
        "- Fed the cat\n- Aired the room\n"
    )


words = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=6, max_size=30)


@given(title=words, note=words, ticks=st.builds(ShareChoice, st.booleans(), st.just(False)))
def test_words_and_notes_never_slip_through(title: str, note: str, ticks: ShareChoice) -> None:
    shared = share_content(ShareKind.DAY, [win(title, note=note)], AREAS, "period", ticks)
    told = repr((shared.heading, shared.period, shared.items, as_text(shared)))
    unrelated = "A day with 1 small win period Light & air"
    assert title in unrelated or title not in told
    assert note in unrelated or note not in told


@given(title=words, note=words)
def test_notes_stay_out_where_only_words_are_ticked(title: str, note: str) -> None:
    choice = ShareChoice(words=True)
    shared = share_content(ShareKind.DAY, [win(title, note=note)], AREAS, "", choice)
    assert [item.note for item in shared.items] == [""]
    assert shared.items[0].title == title
