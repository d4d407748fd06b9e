"""Keepsakes: supportive messages a person received and wants to see again on a hard day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct


class Keepsake(Struct, frozen=True):
    """A message and who it came from. `kept_at` and `shown_at` are aware, in UTC.

    `id` is empty for one that is not kept yet; `shown_at` is None before it was first brought up.
    """

    text: str
    from_whom: str = ""
    kept_at: datetime | None = None
    shown_at: datetime | None = None
    shown_count: int = 0
    id: str = ""


def next_keepsake(kept: Sequence[Keepsake]) -> Keepsake | None:
    """The one to bring up next: the one seen least, and of those the one not seen for longest."""
    return min(kept, key=_how_fresh, default=None)


def _how_fresh(keepsake: Keepsake) -> tuple[int, float, str]:
    seen = keepsake.shown_at.timestamp() if keepsake.shown_at else 0.0
    return (keepsake.shown_count, seen, keepsake.id)
