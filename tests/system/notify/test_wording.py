"""Whatever a person called their step, the notification shows it, short and harmless."""

from __future__ import annotations

import html
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.system.notify.wording import (
    BUBBLE,
    WINDOWS,
    body_for,
    escaped,
    shortened,
    title_for,
    utf16_units,
)

FAMILY = "👩‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Open the blinds", "Open the blinds"),
        ("two\nlines\tand  blanks", "two lines and blanks"),
        ("", "MicroWins"),
        (" \n\x00\x07", "MicroWins"),
        ("-dash --first", "-dash --first"),
        ("a\ud800b", "a?b"),
        ('<b>"bold" & more</b>', '<b>"bold" & more</b>'),
        ("مرحبا\u200f", "مرحبا\u200f"),
    ],
)
def test_a_title_is_one_line_and_never_empty(typed: str, shown: str) -> None:
    assert title_for(typed, BUBBLE) == shown


def test_a_body_keeps_its_lines() -> None:
    assert body_for("one\r\n\r\n  two\rthree ", BUBBLE) == "one\ntwo\nthree"
    assert body_for("\0", BUBBLE) == ""


@given(st.text())
def test_every_text_fits_every_back_end(text: str) -> None:
    for room in (BUBBLE, WINDOWS):
        title, body = title_for(text, room), body_for(text, room)
        assert title
        assert "\n" not in title
        assert room.units(title) <= room.title
        assert room.units(body) <= room.body
        both = title + body
        assert not any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in both)


@given(st.text())
def test_escaping_can_be_undone(text: str) -> None:
    safe = escaped(text)
    assert "<" not in safe
    assert ">" not in safe
    assert html.unescape(safe) == html.unescape(escaped(html.unescape(safe)))


def test_a_long_text_is_shortened_not_lost() -> None:
    long = "small steps count " * 600
    body = body_for(long, BUBBLE)
    assert len(body) <= 400
    assert body.endswith("…")
    assert long.startswith(body[:-1])


@pytest.mark.parametrize("limit", range(2, 12))
def test_one_sign_is_never_parted(limit: int) -> None:
    for sign in (FAMILY, "👍🏽", "e\u0301", "❤\ufe0f"):
        cut = shortened(sign * 8, limit).removesuffix("…")
        assert cut == sign * (len(cut) // len(sign))


def test_windows_counts_its_own_way() -> None:
    title = title_for("😀" * 100, WINDOWS)
    assert utf16_units(title) <= 63
    assert title == "😀" * 31 + "…"
