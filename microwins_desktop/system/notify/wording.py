"""Texts made safe and short for a notification: never markup, never an option, never cut in half.

Pure functions; what a back end needs on top (escapes of its own) it does itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from msgspec import Struct

APP = "MicroWins"

_JOINER = "\u200d"


def utf16_units(text: str) -> int:
    """The length as Windows counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Room(Struct, frozen=True):
    """How much a back end takes, counted by `units`."""

    title: int
    body: int
    units: Callable[[str], int] = len


BUBBLE = Room(120, 400)
WINDOWS = Room(63, 255, utf16_units)


def title_for(text: str, room: Room) -> str:
    """One line that is never empty: some back ends drop a notice without a title."""
    return shortened(" ".join(_clean(text).split()), room.title, room.units) or APP


def body_for(text: str, room: Room) -> str:
    """Lines without blanks around them or empty lines between them."""
    lines = (" ".join(line.split()) for line in _clean(text).split("\n"))
    return shortened("\n".join(filter(None, lines)), room.body, room.units)


def escaped(text: str) -> str:
    """`text` for a server that reads markup, so that it shows every sign as it was typed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortened(text: str, limit: int, units: Callable[[str], int] = len) -> str:
    """`text` within `limit` units, ending in an ellipsis where something had to go.

    What is seen as one sign, such as a family emoji or a letter with its accent, is not parted.
    """
    if units(text) <= limit:
        return text
    end = min(len(text), limit)
    while end and (units(text[:end]) + 1 > limit or _parts_a_sign(text, end)):
        end -= 1
    return text[:end].rstrip() + "\u2026"


def _parts_a_sign(text: str, at: int) -> bool:
    if at >= len(text):
        return False
    follower = text[at]
    return (
        text[at - 1] == _JOINER
        or follower == _JOINER
        or unicodedata.combining(follower) != 0
        or "\ufe00" <= follower <= "\ufe0f"  # variation selectors
        or "\U0001f3fb" <= follower <= "\U0001f3ff"  # skin tones
    )


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(
        " " if unicodedata.category(sign) == "Cc" and sign != "\n" else sign for sign in text
    )
