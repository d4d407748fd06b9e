"""Looking back: the wins of a week, a month and a year ago, and of a good day.

What a person asked not to be reminded of stays out, and hard days do where they wished so. The
service holds nothing, so whoever needs it makes one.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec import Struct

from microwins_desktop.core.insight.looking_back import (
    GOOD_DAY_WINS,
    Ago,
    days_ago,
    where_to_look,
    year_before,
)
from microwins_desktop.core.model import Win
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences

_TRIES = 12


class Memory(Struct, frozen=True):
    """A day that is looked back at, with at least one win of it."""

    ago: Ago
    day: date
    wins: tuple[Win, ...]


class Hindsight:
    def __init__(self, journal: Journal, preferences: Preferences) -> None:
        self._journal = journal
        self._preferences = preferences

    @property
    def wanted(self) -> bool:
        """Whether looking back is switched on."""
        return self._preferences.values.look_back

    def memories(self) -> list[Memory]:
        """What a week, a month and a year ago held; days that hold nothing to show are left out."""
        found = [self._memory(ago, day) for ago, day in days_ago(self._journal.today()).items()]
        return [memory for memory in found if memory is not None]

    def year_before(self, day: date) -> Memory | None:
        """What the same day a year earlier held."""
        before = year_before(day)
        return self._memory(Ago.YEAR, before) if before is not None else None

    def good_day(self, turn: int = 0) -> Memory | None:
        """A good day from the book: always the same one on one day, another with another `turn`."""
        first = self._journal.store.insight.first_day()
        if first is None or not self.wanted:
            return None
        today = self._journal.today()
        for wins in (GOOD_DAY_WINS, 1):
            for stretch in where_to_look(today, first, turn):
                day = self._journal.store.insight.good_day(*stretch, wins)
                if day is not None:
                    return self._memory(Ago.GOOD_DAY, day)
        return None

    def good_day_beside(self, shown: Collection[date], turn: int = 0) -> tuple[Memory | None, int]:
        """A good day that is not among `shown`, and the turn it came at, looking from `turn` on.

        None where some tries find no other; a few are enough, since days are drawn by lot.
        """
        for tried in range(turn, turn + _TRIES):
            memory = self.good_day(tried)
            if memory is None:
                break
            if memory.day not in shown:
                return memory, tried
        return None, turn

    def hush(self, ident: str, quiet: bool = True) -> bool:
        """Never bring a win up again (or allow it again). It stays in its day; to be undone."""
        return self._journal.edit(ident, quiet=quiet)

    def _memory(self, ago: Ago, day: date) -> Memory | None:
        if not self.wanted:
            return None
        hard_days = self._preferences.values.look_back_hard_days
        if not hard_days and self._journal.check_in_of(day).hard:
            return None
        wins = tuple(win for win in self._journal.wins_of(day) if not win.quiet)
        return Memory(ago, day, wins) if wins else None
