"""What helps from one win to a gentle life, in one bundle for those who build screens."""

from __future__ import annotations

from dataclasses import dataclass

from microwins_desktop.services.five_minutes import FiveMinutes
from microwins_desktop.services.habits import Habits


@dataclass(frozen=True, slots=True)
class Gentle:
    """One of each in a running app; they keep what they know in the journal."""

    five: FiveMinutes
    habits: Habits
