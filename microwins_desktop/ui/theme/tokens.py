"""Every colour, size and time of the interface, in one place.

Nothing else in the program names a colour or a radius. Three looks: light, dark and contrast (in a
light and a dark form, whichever the desktop asks for). Area colours share one lightness and
chroma, so that no area shouts; own areas take free hues at the same lightness.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, NamedTuple

from microwins_desktop.ui.theme.oklch import mix, to_hex

Token = Literal[
    "bg",
    "panel",
    "wash",
    "line",
    "line_strong",
    "ink",
    "soft",
    "faint",
    "accent",
    "accent_strong",
    "accenttext",
]
TOKENS: Final[tuple[Token, ...]] = Token.__args__  # type: ignore[attr-defined]

_SHADES: Final = (0.24, 0.46, 0.70, 1.0)


class Palette(NamedTuple):
    """One look. `line_width` and `ring_width` are device-independent pixels.

    `mark_tone` and `tile_tone` are the OKLCH (lightness, chroma) of area marks and their tiles.
    """

    name: str
    dark: bool
    bg: str  # page
    panel: str  # card, field
    wash: str  # quiet block, track, pressed
    line: str  # hairline border
    ink: str  # text
    soft: str  # secondary text
    accent: str  # the one main button, focus ring, today
    accenttext: str  # text on accent
    mark_tone: tuple[float, float]
    tile_tone: tuple[float, float]
    line_width: float = 1.0
    ring_width: float = 2.0

    @property
    def line_strong(self) -> str:
        """The border a step darker, for hover and for switches that are off."""
        return mix(self.line, self.ink, 0.22)

    @property
    def faint(self) -> str:
        """Numbers of days outside the month: there, but not asking to be read."""
        return mix(self.bg, self.soft, 0.78)

    @property
    def accent_strong(self) -> str:
        """The main button under the pointer: a step away from the page."""
        return mix(self.accent, "#ffffff" if self.dark else "#000000", 0.12)

    @property
    def shades(self) -> tuple[str, ...]:
        """Paper, then four steps towards the accent that stay apart in grey too."""
        return (self.panel, *(mix(self.panel, self.accent, share) for share in _SHADES))

    def hex(self, token: Token) -> str:
        return str(getattr(self, token))


LIGHT: Final = Palette(
    name="light",
    dark=False,
    bg="#faf7f2",
    panel="#ffffff",
    wash="#f1ece3",
    line="#e7e0d5",
    ink="#2b2a33",
    soft="#6a6672",
    accent="#2f6f6b",
    accenttext="#ffffff",
    mark_tone=(0.58, 0.115),
    tile_tone=(0.95, 0.03),
)
DARK: Final = Palette(
    name="dark",
    dark=True,
    bg="#1d1c22",
    panel="#26252d",
    wash="#2f2d37",
    line="#3a3842",
    ink="#f0ece4",
    soft="#aaa5b2",
    accent="#7cc4bd",
    accenttext="#12302d",
    mark_tone=(0.76, 0.105),
    tile_tone=(0.34, 0.045),
)
CONTRAST_LIGHT: Final = Palette(
    name="contrast",
    dark=False,
    bg="#ffffff",
    panel="#ffffff",
    wash="#efefef",
    line="#3d3d3d",
    ink="#000000",
    soft="#2e2e2e",
    accent="#004a46",
    accenttext="#ffffff",
    mark_tone=(0.40, 0.115),
    tile_tone=(1.0, 0.0),
    line_width=2.0,
    ring_width=3.0,
)
CONTRAST_DARK: Final = Palette(
    name="contrast-dark",
    dark=True,
    bg="#000000",
    panel="#000000",
    wash="#1f1f1f",
    line="#c8c8c8",
    ink="#ffffff",
    soft="#e2e2e2",
    accent="#8ff0e6",
    accenttext="#00211f",
    mark_tone=(0.86, 0.105),
    tile_tone=(0.0, 0.0),
    line_width=2.0,
    ring_width=3.0,
)
PALETTES: Final = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)


def palette_of(scheme: str, dark: bool, contrast: bool = False) -> Palette:
    """The look of a scheme ("system", "light", "dark", "contrast") on a desktop that is `dark` and
    may ask for more `contrast`."""
    if scheme == "contrast" or (scheme == "system" and contrast):
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    if scheme == "system":
        return DARK if dark else LIGHT
    return DARK if scheme == "dark" else LIGHT


class AreaHexes(NamedTuple):
    """An area's two colours: its mark, and the tile behind the mark on a button."""

    mark: str
    tile: str


# key: hue in degrees, mark and tile in light, mark and tile in dark.
_DRAWN: Final[dict[str, tuple[int, str, str, str, str]]] = {
    "light": (75, "#a26f17", "#fbecd9", "#d8a761", "#46351c"),
    "nourish": (226, "#0087ad", "#daf3fe", "#5dbfe3", "#1b3d49"),
    "body": (300, "#8569b4", "#f1eaff", "#bba2ea", "#3b334c"),
    "health": (20, "#b45c5e", "#ffe7e6", "#ec9695", "#4d2e2e"),
    "space": (145, "#4a8c4e", "#e3f4e2", "#86c387", "#293e29"),
    "move": (45, "#b1623d", "#ffe9de", "#e99b78", "#4c3024"),
    "connect": (350, "#ac5c84", "#ffe7f1", "#e495ba", "#4a2e3b"),
    "rest": (270, "#6076be", "#e6eeff", "#97aef4", "#2f3750"),
    "mind": (190, "#008f89", "#d9f5f3", "#52c6c0", "#173f3d"),
    "admin": (110, "#7f801e", "#eff1da", "#b5b765", "#393a1e"),
}
AREA_HUES: Final = tuple(_DRAWN)
FREE_HUES: Final = ("325", "248", "168", "208", "128", "92", "60", "5", "285", "33")
"""Hue names for own areas, those farthest from the built-in ones first."""


@lru_cache(maxsize=256)
def area_hexes(palette: Palette, hue: str) -> AreaHexes:
    """The colours of `hue`: a built-in area's key or degrees as text; a quiet grey for neither."""
    drawn = _DRAWN.get(hue)
    if drawn is not None and palette is LIGHT:
        return AreaHexes(drawn[1], drawn[2])
    if drawn is not None and palette is DARK:
        return AreaHexes(drawn[3], drawn[4])
    if drawn is not None:
        angle = float(drawn[0])
    elif hue.isdecimal() and hue.isascii():
        angle = float(hue) % 360
    else:
        return AreaHexes(palette.soft, palette.wash)
    return AreaHexes(to_hex(*palette.mark_tone, angle), to_hex(*palette.tile_tone, angle))


class TypeStyle(NamedTuple):
    """A text role: size in pixels at 100 %, weight, and whether its figures align in columns."""

    size: int
    weight: int
    tabular: bool = False


Role = Literal[
    "title",
    "section",
    "body",
    "strong",
    "button",
    "secondary",
    "secondary_strong",
    "time",
    "number",
]
TYPE: Final[dict[Role, TypeStyle]] = {
    "title": TypeStyle(27, 600),
    "section": TypeStyle(17, 650),
    "body": TypeStyle(15, 400),
    "strong": TypeStyle(15, 600),
    "button": TypeStyle(15, 500),
    "secondary": TypeStyle(13, 400),
    "secondary_strong": TypeStyle(13, 600),
    "time": TypeStyle(13, 400, tabular=True),
    "number": TypeStyle(15, 500, tabular=True),
}


class Space:
    """Distances in pixels, in steps of 4. They do not grow with the text, so that room remains."""

    STEP: Final = 4
    SMALL: Final = 8
    INSIDE: Final = 16
    CARDS: Final = 14
    PAGE: Final = 36


class Radius:
    """Corner radii in pixels."""

    SMALL: Final = 8
    FIELD: Final = 12
    CARD: Final = 16
    FLOAT: Final = 20


class Motion:
    """Durations in milliseconds, before the person's wish for less."""

    QUICK: Final = 120
    NORMAL: Final = 150
    SLOW: Final = 180


HIT: Final = 44
"""The smallest side of a main control at 100 % text, in pixels."""

TRAY: Final = "#3f8e88"
"""The tray's sign. A panel does not tell its colour, so this holds 3 to 1 on light and dark."""
