"""The share picture, read again by another program: the right size, and nothing but pixels."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from microwins_desktop.core.model import Area, Win
from microwins_desktop.core.sharing import ShareChoice, ShareKind, share_content
from microwins_desktop.ui.share.picture import LARGEST_MARKS, _grid, as_png, draw

AREA = Area("light", "Light & air", "sun", "light", 0)


def win(number: int, title: str = "Opened the blinds", note: str = "") -> Win:
    at = datetime(2026, 11, 26, 9, tzinfo=UTC)
    return Win(str(number), date(2026, 11, 26), at, title, area="light", note=note)


def png(wins: list[Win], choice: ShareChoice, dark: bool = False) -> bytes:
    content = share_content(ShareKind.DAY, wins, [AREA], "A day", choice)
    return as_png(draw(content, dark))


def test_it_is_a_square_with_no_metadata_but_the_programs_name(qtbot: QtBot) -> None:
    data = png([win(1, "A secret word", "A secret note")], ShareChoice(words=True, notes=True))
    with Image.open(io.BytesIO(data)) as opened:
        opened.load()
        assert opened.format == "PNG"
        assert opened.size == (1080, 1080)
        told = {key: value for key, value in opened.info.items() if isinstance(value, str)}
    assert told == {"Software": "MicroWins"}
    assert b"secret" not in data


def test_what_is_not_ticked_changes_no_pixel(qtbot: QtBot) -> None:
    plain = png([win(1)], ShareChoice())
    assert png([win(1, "Quite another title", "with a note")], ShareChoice()) == plain
    assert png([win(1, note="with a note")], ShareChoice(words=True)) == png(
        [win(1)], ShareChoice(words=True)
    )
    assert png([win(1)], ShareChoice(words=True)) != plain


def test_dark_and_light_have_their_own_ground(qtbot: QtBot) -> None:
    for dark, ground in ((False, (250, 247, 242)), (True, (29, 28, 34))):
        with Image.open(io.BytesIO(png([win(1)], ShareChoice(), dark))) as opened:
            assert opened.convert("RGB").getpixel((4, 4)) == ground


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 12, 83, 196])
def test_every_mark_fits(count: int) -> None:
    columns, side = _grid(count, 380, 220)
    rows = -(-count // columns)
    assert columns * side <= 380.01
    assert rows * side <= 220.01
    assert side <= LARGEST_MARKS[0][1]


@pytest.mark.parametrize("count", [1, 40, 400])
@pytest.mark.parametrize("title", ["ت" * 300, "眠れなかった" * 60, "w" * 2000, "a\u202eb <b>&"])
def test_any_words_can_be_drawn(qtbot: QtBot, count: int, title: str) -> None:
    wins = [win(number, title, title) for number in range(count)]
    assert png(wins, ShareChoice(True, True, True)).startswith(b"\x89PNG")
