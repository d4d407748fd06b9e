"""How MicroWins looks: tokens in one place, and the living theme that widgets ask."""

from microwins_desktop.ui.theme.theme import AreaColors, MotionWish, Scheme, Theme
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
