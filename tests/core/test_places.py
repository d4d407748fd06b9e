"""Entries keep their places when others come and go, and their order whatever happens."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.places import places_for

LETTERS = st.sampled_from("abcdef")


def changes(wanted: str, held: str, shown: list[bool], places: tuple[int, ...] | list[int]) -> int:
    at = dict(zip(places, wanted, strict=True))
    return sum(
        (place in at) != seen or (place in at and at[place] != held[place])
        for place, seen in enumerate(shown)
    )


@given(
    st.lists(st.tuples(LETTERS, st.booleans()), min_size=4, max_size=7),
    st.lists(LETTERS, max_size=4, unique=True),
)
def test_no_other_places_change_fewer_entries(
    before: list[tuple[str, bool]], wanted: list[str]
) -> None:
    held, shown = "".join(each for each, _seen in before), [seen for _each, seen in before]
    found = places_for(wanted, held, shown)
    assert found == sorted(set(found))
    assert len(found) == len(wanted)
    best = min(
        changes("".join(wanted), held, shown, places)
        for places in combinations(range(len(held)), len(wanted))
    )
    if best < len(wanted):
        assert changes("".join(wanted), held, shown, found) == best
    else:
        assert found == list(range(len(wanted)))


def test_two_entries_change_where_the_first_leaves_and_comes_back() -> None:
    held, shown = ["a", "b", "c", None, None, None], [True] * 3 + [False] * 3
    assert places_for(["b", "c", "d"], held, shown) == [1, 2, 3]
    held, shown = ["a", "b", "c", "d", None, None], [False] + [True] * 3 + [False] * 2
    assert places_for(["a", "b", "c"], held, shown) == [0, 1, 2]


def test_at_the_end_it_begins_anew() -> None:
    held, shown = ["a", "b", "c", "d"], [False, True, True, True]
    assert places_for(["c", "d", "e"], held, shown) == [0, 1, 2]
