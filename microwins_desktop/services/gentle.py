"""What helps from one win to a gentle life, in one bundle for those who build screens."""

from __future__ import annotations

from msgspec import Struct

from microwins_desktop.services.five_minutes import FiveMinutes
from microwins_desktop.services.habits import Habits


class Gentle(Struct, frozen=True):
    """One of each in a running app; they keep what they know in the journal."""

    five: FiveMinutes
    habits: Habits
