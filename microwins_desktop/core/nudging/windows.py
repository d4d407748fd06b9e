"""The times a nudge may come: "around 09:00", "between 09:00 and 11:00", or by the sun.

Times are wall times of the person's own day. The text forms are those of the terminal, and the
same texts are kept in the database: `09:00`, `09:00-11:00`, `after-sunrise`, `before-sunset`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import TypeAlias

from msgspec import Struct

from microwins_desktop.i18n import _

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


class PlanError(ValueError):
    """What a person wrote cannot be read; the message is a sentence for them."""


class Around(Struct, frozen=True):
    """About this wall time."""

    at: time


class Between(Struct, frozen=True):
    """Somewhere from `start` until `end`; it runs over midnight when `end` is the earlier."""

    start: time
    end: time


class AfterSunrise(Struct, frozen=True):
    """In the hours after the sun comes up."""


class BeforeSunset(Struct, frozen=True):
    """While there is still daylight."""


Window: TypeAlias = Around | Between | AfterSunrise | BeforeSunset


class SunTimes(Struct, frozen=True):
    """Sunrise and sunset of one date, as naive wall times of the person's zone."""

    sunrise: datetime
    sunset: datetime


Sun: TypeAlias = Callable[[date], SunTimes | None]
"""Sun times of a date; None where the sun does not rise or set, or the place is not known."""


def parse_clock(text: str, *, midnight_ends: bool = False) -> time:
    """`HH:MM` as a wall time; with `midnight_ends`, `24:00` is midnight. Raises `PlanError`."""
    found = _CLOCK.fullmatch(text.strip())
    if found is not None and found.group(0).isascii():
        hour, minute = int(found.group(1)), int(found.group(2))
        if midnight_ends and (hour, minute) == (24, 0):
            return time(0, 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise PlanError(_("“{text}” is not a time such as 09:00.").format(text=text.strip()))


def parse_range(text: str) -> tuple[time, time]:
    """`HH:MM-HH:MM` as two wall times, the second exclusive. Raises `PlanError`."""
    start_text, dash, end_text = text.partition("-")
    if not dash:
        raise PlanError(_("“{text}” is not a range such as 09:00-11:00.").format(text=text.strip()))
    start, end = parse_clock(start_text), parse_clock(end_text, midnight_ends=True)
    if start == end:
        raise PlanError(_("“{text}” starts and ends at the same time.").format(text=text.strip()))
    return start, end


def parse_window(text: str) -> Window:
    """Read a window's text form. Raises `PlanError`."""
    plain = text.strip()
    if plain == "after-sunrise":
        return AfterSunrise()
    if plain == "before-sunset":
        return BeforeSunset()
    if "-" in plain:
        return Between(*parse_range(plain))
    return Around(parse_clock(plain))


def format_window(window: Window) -> str:
    """The text form that `parse_window` reads back to the same window."""
    match window:
        case Around(at):
            return f"{at:%H:%M}"
        case Between(start, end):
            return f"{start:%H:%M}-{end:%H:%M}"
        case AfterSunrise():
            return "after-sunrise"
        case BeforeSunset():
            return "before-sunset"
