"""What the person planned: for which step, on which weekdays, in which windows, how often."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from microwins_desktop.core.nudging.windows import PlanError, Window, format_window, parse_window
from microwins_desktop.i18n import _

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALL_DAYS = frozenset(range(7))
MOST_PER_DAY = 24


class NudgePlan(Struct, frozen=True):
    """A gentle reminder for one step.

    `days` are weekdays, Monday 0. `per_day` is the most nudges a day; where it exceeds the number
    of windows, "between" windows are shared out evenly. `repeats` comes from the step: such a step
    is done for the day only after `per_day` logs. `source` tells where the plan came from when the
    person did not make it here ("welcome", "import:FORMAT"); imported plans arrive switched off.
    """

    id: str
    step: str
    windows: tuple[Window, ...]
    days: frozenset[int] = ALL_DAYS
    per_day: int = 1
    enabled: bool = True
    repeats: bool = False
    source: str = ""

    def on(self, day: date) -> bool:
        """Whether the plan speaks on this day of the person's."""
        return day.weekday() in self.days


def make_plan(
    id: str,  # noqa: A002 - the field's own name
    step: str,
    windows: Iterable[Window],
    *,
    days: frozenset[int] = ALL_DAYS,
    per_day: int | None = None,
    enabled: bool = True,
    repeats: bool = False,
    source: str = "",
) -> NudgePlan:
    """A plan that holds together; by default one nudge a window. Raises `PlanError`."""
    distinct = tuple(dict.fromkeys(windows))
    if not distinct:
        raise PlanError(_("A nudge needs at least one time."))
    if not days or not days <= ALL_DAYS:
        raise PlanError(_("A nudge needs at least one weekday."))
    count = len(distinct) if per_day is None else per_day
    if not 1 <= count <= MOST_PER_DAY:
        raise PlanError(_("Nudges a day can be from 1 to {most}.").format(most=MOST_PER_DAY))
    return NudgePlan(id, step, distinct, days, count, enabled, repeats, source)


def parse_days(text: str) -> frozenset[int]:
    """`mon,wed,fri` as weekdays, Monday 0. Raises `PlanError`."""
    names = [name.strip().lower() for name in text.split(",")]
    for name in names:
        if name not in WEEKDAYS:
            raise PlanError(_("“{text}” is not a weekday such as mon or tue.").format(text=name))
    return frozenset(WEEKDAYS.index(name) for name in names)


def format_days(days: Iterable[int]) -> str:
    """The text form that `parse_days` reads."""
    return ",".join(WEEKDAYS[number] for number in sorted(days))


def days_to_mask(days: Iterable[int]) -> int:
    """Weekdays as bits, Monday 1, Sunday 64."""
    return sum(1 << number for number in set(days))


def mask_to_days(mask: int) -> frozenset[int]:
    """Weekdays from bits; bits above Sunday are left out."""
    return frozenset(number for number in range(7) if mask >> number & 1)


def windows_to_json(windows: Iterable[Window]) -> str:
    """Windows as compact JSON for the database, such as `["09:00","12:00-14:00"]`."""
    return json.dumps([format_window(window) for window in windows], separators=(",", ":"))


def windows_from_json(text: str) -> tuple[Window, ...]:
    """Read `windows_to_json` back. Raises `PlanError`."""
    try:
        found = json.loads(text)
    except ValueError as error:
        raise PlanError(_("The times of this nudge cannot be read.")) from error
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise PlanError(_("The times of this nudge cannot be read."))
    return tuple(parse_window(item) for item in found)
