"""Single values of foreign files, taken strictly: what is not what it should be is a bad row."""

from __future__ import annotations

import html
import math
import re
from datetime import date, datetime, time
from typing import Any

from microwins_desktop.core.days import in_range
from microwins_desktop.exchange.errors import BadRow
from microwins_desktop.i18n import _

_NUMBER = re.compile(r"\s*[+-]?\d{1,15}(\.\d{0,15})?\s*", re.ASCII)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BREAK = re.compile(r"<br\s*/?>|</(p|div|li)>", re.IGNORECASE)
_CLOCK = re.compile(
    r"\s*(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?[\s\u00a0\u202f]*(a\.?m\.?|p\.?m\.?)?\s*",
    re.I | re.ASCII,
)


def day_of_text(text: object) -> date:
    """`2016-03-18`, `2016-3-8` or `20160318`."""
    found = re.fullmatch(
        r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})(\d{2})(\d{2})", _line(text), re.ASCII
    )
    if found is None:
        raise BadRow(_("{text} is not a date").format(text=_shown(text)))
    return day_of_numbers(*(int(part) for part in found.groups() if part is not None))


def day_of_numbers(year: int, month: int, day: int) -> date:
    try:
        made = date(year, month, day)
    except (ValueError, OverflowError, TypeError):
        text = f"{_shown(year)}-{_shown(month)}-{_shown(day)}"
        raise BadRow(_("{text} is not a date").format(text=text)) from None
    return checked_day(made)


def checked_day(day: date) -> date:
    if not in_range(day):
        raise BadRow(_("{day} is outside of the years 1970 to 2100").format(day=day))
    return day


def day_of_epoch(days: int) -> date:
    """Days since 1970-01-01."""
    if not 0 <= days < 60_000:
        raise BadRow(_("{text} is not a date").format(text=_shown(days)))
    return checked_day(date.fromordinal(date(1970, 1, 1).toordinal() + days))


def moment_of_text(text: object) -> datetime:
    """An ISO-like date and time, with a space or a T, with or without an offset."""
    try:
        moment = datetime.fromisoformat(_line(text))
    except (ValueError, OverflowError):
        raise BadRow(_("{text} is not a date and time").format(text=_shown(text))) from None
    checked_day(moment.date())
    return moment


def time_of_text(text: object) -> time:
    """`14:03`, `6:50 pm` or `6.50 PM`."""
    found = _CLOCK.fullmatch(_line(text))
    hour, minute, half = found.groups() if found else ("99", "0", None)
    return time_of_numbers(int(hour), int(minute), (half or "").replace(".", "").lower(), text)


def time_of_numbers(hour: int, minute: int, half: str = "", shown: object = "") -> time:
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif half:
        hour = 99
    if not (0 <= hour < 24 and 0 <= minute < 60):
        text = _shown(shown or f"{hour}:{minute}")
        raise BadRow(_("{text} is not a time").format(text=text))
    return time(hour, minute)


def number(value: object) -> float:
    """A finite number, given as one or as text."""
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, int) and abs(value) < 10**15:
        return float(value)
    if isinstance(value, float) and math.isfinite(value) and abs(value) < 1e15:
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value)
    raise BadRow(_("{text} is not a number").format(text=_shown(value)))


def whole(value: object) -> int:
    """A whole number, given as one or as text."""
    found = number(value)
    if found != int(found):
        raise BadRow(_("{text} is not a whole number").format(text=_shown(value)))
    return int(found)


def text_of(value: object) -> str:
    """A text; nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value) if abs(value) < 1e15 else _shown(value)
    raise BadRow(_("{text} is not a text").format(text=_shown(value)))


def ident_of(value: object) -> str:
    """An id, given as text or number; a bad row where there is none."""
    found = text_of(value).strip()
    if not found or len(found) > 1000:
        raise BadRow(_("it has no id"))
    return found


def flag(value: object) -> bool:
    """Yes or no in any of the ways files say it; nothing is no."""
    if isinstance(value, str):
        return value.strip().casefold() in ("true", "1", "yes", "on")
    return bool(value) if isinstance(value, bool | int | float) else False


def plain_text(text: str) -> str:
    """The words of a text that may hold HTML."""
    if "<" not in text and "&" not in text:
        return text
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))


def entry(value: object) -> dict[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise BadRow(_("{text} is not an entry").format(text=_shown(value)))
    return value


def entries(value: object) -> list[Any]:
    """A JSON list; an absent one is empty."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadRow(_("{text} is not a list").format(text=_shown(value)))
    return value


def _line(text: object) -> str:
    if not isinstance(text, str) or len(text) > 100:
        raise BadRow(_("{text} is not a date or time").format(text=_shown(text)))
    return text.strip()


def _shown(value: object) -> str:
    """A value as it may be shown to a person: short, on one line, without what is not text."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**18:
        return _("a very large number")
    if isinstance(value, dict | list):
        return _("a group of values")
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else f"{value}"
    return text if len(text) <= 40 else text[:39] + "\u2026"
