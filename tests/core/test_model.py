"""The values everything is made of."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from microwins_desktop.core.model import Change, Size, Step, Topic, Win


@pytest.mark.parametrize(
    ("part", "tiny", "sizes", "words"),
    [
        ("some", "bit", (Size.WHOLE, Size.PART, Size.TINY), ("all", "some", "bit")),
        ("", "bit", (Size.WHOLE, Size.TINY), ("all", "all", "bit")),
        ("some", "", (Size.WHOLE, Size.PART), ("all", "some", "some")),
        ("", "", (Size.WHOLE,), ("all", "all", "all")),
    ],
)
def test_a_step_has_the_rungs_it_has_words_for(
    part: str, tiny: str, sizes: tuple[Size, ...], words: tuple[str, ...]
) -> None:
    step = Step("key", "Title", "light", whole="all", part=part, tiny=tiny)
    assert step.sizes == sizes
    assert tuple(step.words(size) for size in Size) == words


def test_a_win_as_json() -> None:
    at = datetime.fromisoformat("2026-11-22T09:14:03.250+05:45")
    win = Win("id", date(2026, 11, 22), at, "Made tea")
    assert win.as_json() == {
        "id": "id",
        "day": "2026-11-22",
        "at": "2026-11-22T09:14:03+05:45",
        "step": None,
        "title": "Made tea",
        "area": None,
        "size": "whole",
        "note": "",
        "source": "window",
    }


def test_a_change_of_everything_concerns_everyone() -> None:
    assert Change("import", frozenset({Topic.EVERYTHING})).concerns(Topic.WINS)
    assert not Change("log", frozenset({Topic.WINS})).concerns(Topic.STEPS, Topic.AREAS)
