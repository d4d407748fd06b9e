"""What a field of an exported row may hold, beyond its kind, so that the journal stays readable.

The program reads its own rows back without looking twice; a row from a file is therefore looked at
here, once, before it may become one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from microwins_desktop.core.catalogue import SHAPES
from microwins_desktop.core.model import DayPart, Energy
from microwins_desktop.core.nudging.plan import MOST_PER_DAY, windows_from_json
from microwins_desktop.core.nudging.reasons import Why
from microwins_desktop.exchange.errors import BadRow
from microwins_desktop.i18n import _

LATEST_MS = 4_133_980_799_000
"""The end of the year 2100, in UTC epoch milliseconds."""

_OFFSET_MINUTES = 18 * 60
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_INSTANTS = ("at_ms", "due_at", "shown_at", "answered_at", "snooze_until", "kept_at")


def checked(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The same row. Raises BadRow where a field cannot mean anything."""
    for name, value in row.items():
        if value is not None and not _fits(table, name, value):
            raise BadRow(_("its {field} cannot be read").format(field=name))
    return row


def is_key(text: str) -> bool:
    """Whether a text can be the key of a step, an area or a routine."""
    return len(text) <= 80 and _KEY.fullmatch(text) is not None


def is_instant(value: int) -> bool:
    return 0 <= value <= LATEST_MS


def _fits(table: str, name: str, value: Any) -> bool:
    if name in _INSTANTS or name in ("changed_at", "deleted_at"):
        return is_instant(value)
    if name == "key":
        return is_key(value)
    check = _CHECKS.get((table, name))
    return check is None or check(value)


def _are_day_parts(text: str) -> bool:
    return set(text.split()) <= {str(part) for part in DayPart}


def _are_windows(text: str) -> bool:
    try:
        return bool(windows_from_json(text))
    except (ValueError, RecursionError):
        return False


def _is_why(text: str) -> bool:
    if not text:
        return True
    try:
        Why.from_json(text)
        turn = json.loads(text).get("turn", 0)
    except (ValueError, TypeError, OverflowError, AttributeError, RecursionError):
        return False
    return isinstance(turn, int) and 0 <= turn < 10_000


def _is_about(text: str) -> bool:
    return not text or _CLOCK.fullmatch(text) is not None


def _is_shape(text: str) -> bool:
    return text in SHAPES


def _is_short(text: str) -> bool:
    return len(text) <= 40


def _is_energy(text: str) -> bool:
    return text in set(map(str, Energy))


def _are_weekdays(mask: int) -> bool:
    return 0 < mask < 128


def _is_per_day(count: int) -> bool:
    return 1 <= count <= MOST_PER_DAY


def _is_offset(minutes: int) -> bool:
    return abs(minutes) <= _OFFSET_MINUTES


_CHECKS: dict[tuple[str, str], Callable[[Any], bool]] = {
    ("area", "shape"): _is_shape,
    ("area", "hue"): _is_short,
    ("step", "day_parts"): _are_day_parts,
    ("step", "icon"): _is_short,
    ("routine", "icon"): _is_short,
    ("checkin", "energy"): _is_energy,
    ("nudge", "days"): _are_weekdays,
    ("nudge", "windows"): _are_windows,
    ("nudge", "per_day"): _is_per_day,
    ("nudge_log", "offset_min"): _is_offset,
    ("nudge_log", "why"): _is_why,
    ("offer", "about"): _is_about,
}
