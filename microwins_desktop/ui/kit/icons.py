"""The app's icon and the tray's sign, from the picture files that `devtools/icons.py` makes.

Both belong to the first picture of a start. A file is there in a tenth of a millisecond; painting
the same would first make the enums of Qt's brushes and pens, a tenth of a start.
"""

from __future__ import annotations

from PySide6.QtGui import QIcon

from microwins_desktop.paths import DESKTOP_ID, resources

APP_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
TRAY_SIZES = (16, 22, 24, 32, 48, 64)


def app_icon() -> QIcon:
    """The sun in the accent on a rounded piece of the page colour; the same in every look."""
    return _icon([f"hicolor/{size}x{size}/apps/{DESKTOP_ID}.png" for size in APP_SIZES])


def tray_icon(dot: bool) -> QIcon:
    """The sun as a plain sign in one colour, with a small dot while a nudge waits.

    The icon is marked as a mask, so that desktops which recolour symbolic icons can.
    """
    mark = "-dot" if dot else ""
    icon = _icon([f"tray/{size}{mark}.png" for size in TRAY_SIZES])
    icon.setIsMask(True)
    return icon


def _icon(files: list[str]) -> QIcon:
    folder = resources() / "icons"
    icon = QIcon()
    for name in files:
        icon.addFile(str(folder / name))
    return icon
