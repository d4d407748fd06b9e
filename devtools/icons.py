"""Writes `resources/icons` from the shapes the program itself draws: `python -m devtools.icons`.

The program paints its marks from `ui/kit/shapes.py`. Desktops, installers and Windows notifications
want files, and so does the first picture of a start (`ui/kit/icons.py`): these are made from the
same outlines. A test makes them afresh and compares.
"""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPainterPath
from PySide6.QtSvg import QSvgRenderer

from microwins_desktop.core.catalogue import load_catalogue
from microwins_desktop.paths import DESKTOP_ID, resources
from microwins_desktop.ui.kit.icons import TRAY_SIZES
from microwins_desktop.ui.kit.marks import paint_mark
from microwins_desktop.ui.kit.shapes import BOX, shape_path
from microwins_desktop.ui.theme.tokens import LIGHT, TRAY, area_hexes

APP_CORNER = 0.23  # of the side

PNG_SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 192, 256, 512)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_SIZES = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512}
SYMBOLIC_INK = "#2e3436"
"""What icon themes recolour in symbolic icons."""


def svg_files() -> dict[str, str]:
    """The text of every SVG by its path under `resources/icons`."""
    files = {
        f"hicolor/scalable/apps/{DESKTOP_ID}.svg": app_svg(256),
        f"hicolor/symbolic/apps/{DESKTOP_ID}-symbolic.svg": mark_svg("sun", SYMBOLIC_INK, 16),
    }
    for area in load_catalogue(resources() / "catalogue.toml").areas:
        colour = area_hexes(LIGHT, area.hue).mark
        files[f"areas/{area.key}.svg"] = mark_svg(area.shape, colour, 24)
    return files


def app_svg(side: int) -> str:
    """The sun in the accent on a rounded piece of the page colour, at `side` pixels."""
    inset = side * (0.12 if side >= 32 else 0.06)  # less room where pixels are few
    scale = (side - 2 * inset) / BOX
    return _svg(
        side,
        f'<rect width="{side}" height="{side}" rx="{_number(side * APP_CORNER)}" '
        f'fill="{LIGHT.bg}"/>\n'
        f'  <path transform="translate({_number(inset)} {_number(inset)}) scale({scale:.5g})" '
        f'fill="{LIGHT.accent}" fill-rule="evenodd"\n'
        f'    d="{path_data(shape_path("sun"))}"/>',
    )


def mark_svg(shape: str, colour: str, side: int) -> str:
    """One shape in one colour, filling the box as it does in the program."""
    grow = "" if side == BOX else f'transform="scale({side / BOX:.5g})" '
    data = path_data(shape_path(shape))
    return _svg(side, f'<path {grow}fill="{colour}" fill-rule="evenodd"\n    d="{data}"/>')


def path_data(path: QPainterPath) -> str:
    """The outline in SVG's own words."""
    words: list[str] = []
    kinds = QPainterPath.ElementType
    letters = {kinds.MoveToElement: "M", kinds.LineToElement: "L", kinds.CurveToElement: "C"}
    for index in range(path.elementCount()):
        element = path.elementAt(index)
        letter = letters.get(element.type, "")
        if letter == "M" and words:
            words.append("Z")
        words.append(f"{letter}{_number(element.x)} {_number(element.y)}")
    return " ".join([*words, "Z"])


def picture(svg: str, side: int) -> QImage:
    """`svg` rendered at `side` pixels."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


def tray_picture(side: int, dot: bool) -> QImage:
    """The sun as a plain sign, with a dot apart from it while something waits."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(TRAY)
    paint_mark(painter, QRectF(0, 0, side, side), "sun", colour)
    if dot:
        center = QPointF(side * 0.81, side * 0.81)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.drawEllipse(center, side * 0.27, side * 0.27)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.drawEllipse(center, side * 0.18, side * 0.18)
    painter.end()
    return image


def tray_pictures() -> dict[str, QImage]:
    """The tray's signs by their path under `resources/icons`."""
    marks = {"": False, "-dot": True}
    return {
        f"tray/{side}{mark}.png": tray_picture(side, dot)
        for side in TRAY_SIZES
        for mark, dot in marks.items()
    }


def png(image: QImage) -> bytes:
    """The picture as a PNG, as small as it gets."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # PNG knows no better compression than 100, which the writer takes as quality 0.
    image.save(buffer, "PNG", 0)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def app_png(side: int) -> bytes:
    """The app's icon at `side` pixels."""
    return png(picture(app_svg(side), side))


def ico() -> bytes:
    """A Windows icon of several sizes, each a PNG, as Windows has read them since Vista."""
    pictures = [app_png(side) for side in ICO_SIZES]
    head = struct.pack("<3H", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    for side, data in zip(ICO_SIZES, pictures, strict=True):
        # A size of 256 is written as 0.
        head += struct.pack("<4B2H2I", side % 256, side % 256, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return head + b"".join(pictures)


def icns() -> bytes:
    """A macOS icon: a row of PNGs, each under the four letters of its size."""
    chunks = b""
    for name, side in ICNS_SIZES.items():
        data = app_png(side)
        chunks += name + struct.pack(">I", 8 + len(data)) + data
    return b"icns" + struct.pack(">I", 8 + len(chunks)) + chunks


def write(folder: Path) -> int:
    """Write everything under `folder`; how many files there are."""
    files: dict[str, bytes] = {path: text.encode() for path, text in svg_files().items()}
    for side in PNG_SIZES:
        files[f"hicolor/{side}x{side}/apps/{DESKTOP_ID}.png"] = app_png(side)
    files |= {path: png(image) for path, image in tray_pictures().items()}
    files["microwins.ico"] = ico()
    files["microwins.icns"] = icns()
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return len(files)


def _svg(side: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" '
        f'viewBox="0 0 {side} {side}">\n  {inside}\n</svg>\n'
    )


def _number(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


if __name__ == "__main__":
    application = QGuiApplication([])
    print(f"{write(resources() / 'icons')} icons written")
