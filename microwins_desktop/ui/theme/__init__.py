"""How MicroWins looks: tokens in one place, and the living theme that widgets ask.

The theme is imported when it is first asked for: the first picture needs the tokens only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from microwins_desktop.ui.theme.tokens import (
    FREE_HUES,
    HIT,
    Motion,
    Palette,
    Radius,
    Role,
    Space,
    Token,
)

if TYPE_CHECKING:
    from microwins_desktop.ui.theme.theme import AreaColors, MotionWish, Scheme, Theme

__all__ = [
    "FREE_HUES",
    "HIT",
    "AreaColors",
    "Motion",
    "MotionWish",
    "Palette",
    "Radius",
    "Role",
    "Scheme",
    "Space",
    "Theme",
    "Token",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"the theme has no {name}")
    from microwins_desktop.ui.theme import theme

    found: object = getattr(theme, name)
    globals()[name] = found
    return found
