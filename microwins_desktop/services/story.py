"""What the Story page tells: the counts of the journal put into the definitions of core/insight.

Holds nothing but what it is given. Each part is asked for by itself, so that the page can show
what is quick before what takes longer.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from microwins_desktop.core.insight.counting import (
    WINDOWS,
    Window,
    months_between,
    window,
    window_start,
    windows_worth_showing,
)
from microwins_desktop.core.insight.then_now import ThenAndNow, stretches, then_and_now
from microwins_desktop.core.insight.together import Pair, pairs_that_come_together
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences

STRETCHES = (30, 90, 365)
MOST_WINS = 15_000
"""Charts of hours and of what comes together look at the longest of these stretches that holds no
more wins than this: a year for nearly everyone, less where wins are logged by the hundred a day."""


class Stretch(Struct, frozen=True):
    """Days in a row, `first` and `last` (which is today) included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


class Story:
    def __init__(self, journal: Journal, preferences: Preferences) -> None:
        self._journal = journal
        self._preferences = preferences

    def first_day(self) -> date | None:
        """The first day with a win; None in an empty journal."""
        return self._journal.store.insight.first_day()

    def wins(self) -> int:
        """All wins there are. Reads the whole journal: some 70 ms for a million."""
        return self._journal.store.wins.count()

    def windows(self) -> list[Window]:
        """Days with a win in the last 7, 30 and 365, those that are worth showing."""
        first, today = self.first_day(), self._journal.today()
        if first is None:
            return []
        days = self._journal.store.insight.days(window_start(today, max(WINDOWS)), today)
        return windows_worth_showing([window(days, today, of) for of in WINDOWS], first, today)

    def months(self) -> list[tuple[date, int]]:
        """Every month since the first win with its days with a win."""
        by_month = self._journal.store.insight.days_by_month()
        return months_between(by_month, self._journal.today())

    def areas(self, of: int) -> dict[str, int]:
        """Days with a win in each area (key) in the last `of` days."""
        today = self._journal.today()
        return self._journal.store.insight.days_by_area(window_start(today, of), today)

    def stretch(self) -> Stretch:
        """The window that charts of more than days look at."""
        today = self._journal.today()
        far = self._journal.store.insight.day_of_win(MOST_WINS, today)
        fitting = [of for of in STRETCHES if far is None or window_start(today, of) > far]
        return Stretch(window_start(today, max(fitting, default=STRETCHES[0])), today)

    def hours(self, stretch: Stretch) -> tuple[int, ...]:
        """For each local hour, 0 to 23: the days of the stretch with a win in it."""
        return self._journal.store.insight.days_by_hour(stretch.first, stretch.last)

    def pairs(self, stretch: Stretch) -> list[Pair]:
        """What came together in the stretch, where the days are enough to say so."""
        insight = self._journal.store.insight
        steps = insight.days_of_steps(stretch.first, stretch.last)
        return pairs_that_come_together(steps, len(insight.days(stretch.first, stretch.last)))

    def then_and_now(self) -> ThenAndNow | None:
        """A year ago beside now, or None: one side is empty, or looking back is switched off."""
        if not self._preferences.values.look_back:
            return None
        hard_days = self._preferences.values.look_back_hard_days
        then, now = stretches(self._journal.today())
        insight = self._journal.store.insight
        return then_and_now(
            insight.kinds(*then, hard_days=hard_days), insight.kinds(*now, hard_days=hard_days)
        )
