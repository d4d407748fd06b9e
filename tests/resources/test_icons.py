"""The picture files are the shapes the program draws, and each platform can read its own."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from devtools import icons
from microwins_desktop.core.catalogue import SHAPES
from microwins_desktop.paths import DESKTOP_ID, resources
from microwins_desktop.ui.kit.icons import APP_SIZES, TRAY_SIZES, app_icon, tray_icon
from microwins_desktop.ui.kit.shapes import shape_path
from microwins_desktop.ui.theme.tokens import TRAY

FOLDER = resources() / "icons"
AGAIN = "make them anew: python -m devtools.icons"


def difference(one: QImage, other: QImage) -> float:
    """The mean difference of a colour channel, 0 to 255."""
    first, second = (i.convertToFormat(QImage.Format.Format_RGBA8888) for i in (one, other))
    assert first.size() == second.size()
    pairs = list(zip(bytes(first.constBits()), bytes(second.constBits()), strict=True))
    return sum(abs(a - b) for a, b in pairs) / len(pairs)


def test_the_drawings_are_up_to_date() -> None:
    for path, text in icons.svg_files().items():
        assert (FOLDER / path).read_text(encoding="utf-8") == text, AGAIN


@pytest.mark.parametrize("side", icons.PNG_SIZES)
def test_the_pictures_are_up_to_date(side: int) -> None:
    shipped = QImage(str(FOLDER / f"hicolor/{side}x{side}/apps/{DESKTOP_ID}.png"))
    # Not to the bit: another Qt may smooth an edge a little differently.
    assert difference(shipped, icons.picture(icons.app_svg(side), side)) < 1, AGAIN


def test_no_picture_is_left_from_earlier() -> None:
    made = {*icons.svg_files(), "microwins.ico", "microwins.icns"}
    made |= {f"hicolor/{side}x{side}/apps/{DESKTOP_ID}.png" for side in icons.PNG_SIZES}
    made |= set(icons.tray_pictures())
    found = {p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*") if p.is_file()}
    assert found == made


def test_the_signs_of_the_tray_are_up_to_date(qtbot: QtBot) -> None:
    for path, image in icons.tray_pictures().items():
        assert difference(QImage(str(FOLDER / path)), image) < 1, AGAIN


def test_the_program_finds_its_icons_in_every_size(qtbot: QtBot) -> None:
    for icon, sizes in ((app_icon(), APP_SIZES), (tray_icon(False), TRAY_SIZES)):
        found = {icon.pixmap(side).toImage().width() for side in sizes}
        assert found == set(sizes)


def test_the_dot_is_apart_from_the_sun(qtbot: QtBot) -> None:
    plain, dotted = (tray_icon(dot).pixmap(48).toImage() for dot in (False, True))
    assert dotted.pixelColor(39, 39) == QColor(TRAY)
    assert plain.pixelColor(39, 39) != QColor(TRAY)
    assert dotted.pixelColor(28, 39).alpha() == 0


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_keeps_its_curves(qtbot: QtBot, shape: str) -> None:
    large = QPixmap(24, 24)
    large.fill(QColor("white"))
    painter = QPainter(large)
    painter.fillPath(shape_path(shape), QColor("black"))
    painter.end()
    assert "C" in icons.path_data(shape_path(shape))
    svg = icons.mark_svg(shape, "#000000", 24).replace(
        "<path", '<rect fill="#fff" width="24" height="24"/><path'
    )
    assert difference(large.toImage(), icons.picture(svg, 24)) < 14


def test_windows_finds_every_size_in_its_icon() -> None:
    data = (FOLDER / "microwins.ico").read_bytes()
    _zero, kind, count = struct.unpack_from("<3H", data)
    assert (kind, count) == (1, len(icons.ICO_SIZES))
    for index, side in enumerate(icons.ICO_SIZES):
        width, height, *_rest, size, offset = struct.unpack_from("<4B2H2I", data, 6 + 16 * index)
        assert width == height == side % 256
        image = QImage.fromData(data[offset : offset + size])
        assert (image.width(), image.height()) == (side, side)


@pytest.mark.parametrize("name", ["microwins.ico", "microwins.icns"])
def test_qt_reads_the_icon_files_of_other_platforms(name: str, tmp_path: Path) -> None:
    image = QImage(str(FOLDER / name))
    assert not image.isNull()
    assert image.pixelColor(image.width() // 2, image.height() // 2) == QColor("#2f6f6b")
