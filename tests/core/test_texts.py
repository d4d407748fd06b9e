"""What people type is kept as they mean it; what could do harm later does not get in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.texts import (
    NOTE_LIMIT,
    TITLE_LIMIT,
    TextError,
    clean_note,
    clean_title,
    folded,
    match_rank,
    sought,
)

anything = st.text(st.characters(), max_size=60)  # lone surrogates and control signs too


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Made   tea  ", "Made tea"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("\x1b[31mred", "[31mred"),
        ("a\x7fb\x9cc", "a b c"),
        ("<b>not bold</b> & so", "<b>not bold</b> & so"),
        ("👩‍👩‍👧 call", "👩‍👩‍👧 call"),
        ("می‌خواهم", "می‌خواهم"),  # the joiner inside is part of the spelling
        ("x" * TITLE_LIMIT, "x" * TITLE_LIMIT),
    ],
)
def test_titles(typed: str, kept: str) -> None:
    assert clean_title(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u202eturned", "\u202eturned\u202c"),
        ("\u202eturned\u202c back", "\u202eturned\u202c back"),
        ("\u2067inside\u2069", "\u2067inside\u2069"),
        ("\u2067one \u202etwo", "\u2067one \u202etwo\u202c\u2069"),
        ("\u202eone \u2066two\u2069 three", "\u202eone \u2066two\u2069 three\u202c"),
        ("\u2067one \u202etwo\u2069 three", "\u2067one \u202etwo\u2069 three"),
        ("\u202c\u2069 nothing was open", "\u202c\u2069 nothing was open"),
    ],
)
def test_a_direction_that_is_opened_is_closed(typed: str, kept: str) -> None:
    assert clean_title(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", "   ", "\n\t", "\x00", "a\x00b", "\ud800", "caf\udce9"),
        *("\u200b", "\u2800", "\u3164", "\u202e\u202c", "\u0301"),
        *("x" * (TITLE_LIMIT + 1), "x" * 100_000, "\u202e" + "x" * (TITLE_LIMIT - 1)),
    ],
)
def test_titles_that_cannot_be_kept(typed: str) -> None:
    with pytest.raises(TextError) as caught:
        clean_title(typed)
    assert len(str(caught.value)) < 120
    assert "\n" not in str(caught.value)


@given(anything)
def test_a_title_is_one_readable_line_and_stays_it(typed: str) -> None:
    try:
        title = clean_title(typed)
    except TextError:
        return
    assert title == title.strip()
    assert title.encode("utf-8")
    assert not any(unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs") for char in title)
    assert clean_title(title) == title


@given(anything)
def test_a_note_keeps_its_lines_and_stays_as_it_is(typed: str) -> None:
    try:
        note = clean_note(typed)
    except TextError:
        return
    assert not any(unicodedata.category(char) == "Cc" for char in note if char not in "\n\t")
    assert clean_note(note) == note


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("one\r\ntwo\rthree\n", "one\ntwo\nthree"), ("", ""), ("  a\tb  ", "a\tb"), ("a\x07b", "a b")],
)
def test_notes(typed: str, kept: str) -> None:
    assert clean_note(typed) == kept


@pytest.mark.parametrize("typed", ["x" * (NOTE_LIMIT + 1), "a\0", "\udfff"])
def test_notes_that_cannot_be_kept(typed: str) -> None:
    with pytest.raises(TextError):
        clean_note(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Opened the blinds", "opened  THE blinds."),
        ("Fed the cat!", "fed the cat"),
        ("Ｔｅａ", "tea"),
        ("STRASSE", "straße"),
    ],
)
def test_the_same_words(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Fed the cat", "Fed the cats"), ("tea", "tée")])
def test_other_words(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_looking_for_something_forgives_accents() -> None:
    assert sought("Café ZOË") == "cafe zoe"


@pytest.mark.parametrize(
    ("typed", "rank"),
    [("op", 0), ("blin", 0), ("lind", 1), ("curtain", 1), ("shower", None), ("BLÍNDS", 0)],
)
def test_match_rank(typed: str, rank: int | None) -> None:
    assert match_rank(typed, "Open the blinds", ["Pulled the curtain"]) == rank
