"""Every setting, declared once: its key, what it takes, its default and its words.

Values are stored and typed in the terminal as text. A stored text that no longer parses heals to
its default, so that a bad value can never keep the program from starting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

from msgspec import Struct

from microwins_desktop.i18n import N_

TimeRange = tuple[time, time]


class SettingError(ValueError):
    """A value a setting does not take; its message is one plain sentence for the person."""


class Kind(Struct, frozen=True):
    """How a value is read from text, written as text, and described to the person."""

    parse: Callable[[str], Any]
    write: Callable[[Any], str]
    takes: str
    choices: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None


class Setting(Struct, frozen=True):
    key: str
    kind: Kind
    default: str
    label: str

    def read(self, text: str) -> Any:
        """The typed value of `text`; raises SettingError with a sentence that names the setting."""
        try:
            return self.kind.parse(text.strip())
        except ValueError:
            raise SettingError(f"{self.key} takes {self.kind.takes}, not {text!r:.60}") from None


def parse_time(text: str) -> time:
    """`HH:MM` on a 24-hour clock; raises ValueError otherwise."""
    if not re.fullmatch(r"\d{1,2}:\d{2}", text, re.ASCII):
        raise ValueError(text)
    hours, minutes = text.split(":")
    return time(int(hours), int(minutes))


def write_time(value: time) -> str:
    return f"{value.hour:02}:{value.minute:02}"


def parse_ranges(text: str) -> tuple[TimeRange, ...]:
    """`22:00-08:00,13:00-14:00`, or nothing. A range may run past midnight; none is empty."""
    ranges: list[TimeRange] = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        start, dash, end = part.partition("-")
        if not dash or parse_time(start.strip()) == parse_time(end.strip()):
            raise ValueError(text)
        ranges.append((parse_time(start.strip()), parse_time(end.strip())))
    return tuple(ranges)


def write_ranges(ranges: tuple[TimeRange, ...]) -> str:
    return ",".join(f"{write_time(start)}-{write_time(end)}" for start, end in ranges)


def parse_coordinates(text: str) -> tuple[float, float] | None:
    """`lat,lon` in degrees, north and east positive, or nothing."""
    if not text:
        return None
    latitude, comma, longitude = text.partition(",")
    place = float(latitude), float(longitude)
    if not comma or not (-90 <= place[0] <= 90 and -180 <= place[1] <= 180):
        raise ValueError(text)
    return place


def write_coordinates(place: tuple[float, float] | None) -> str:
    return f"{place[0]:g},{place[1]:g}" if place else ""


def _one_of(*choices: str) -> Kind:
    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    return Kind(parse, str, "one of " + ", ".join(choices), choices=choices)


def _number(low: int, high: int) -> Kind:
    def parse(text: str) -> int:
        # int() also takes "1_0" and digits of other scripts; a setting says what it looks like.
        if not re.fullmatch(r"\d{1,6}", text, re.ASCII) or not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    return Kind(parse, str, f"a whole number from {low} to {high}", bounds=(low, high))


def _parse_switch(text: str) -> bool:
    if text not in ("on", "off"):
        raise ValueError(text)
    return text == "on"


def _write_switch(value: bool) -> str:
    return "on" if value else "off"


def _parse_folder(text: str) -> str:
    if "\0" in text or len(text) > 4000:
        raise ValueError(text)
    text.encode()  # a name of bytes that are not text could not be kept; its error is a ValueError
    return text


_SWITCH = Kind(_parse_switch, _write_switch, "on or off", choices=("on", "off"))
_TIME = Kind(parse_time, write_time, "a time such as 04:00")
_RANGES = Kind(parse_ranges, write_ranges, "ranges such as 22:00-08:00,13:00-14:00, or nothing")
_PLACE = Kind(parse_coordinates, write_coordinates, "latitude,longitude in degrees, or nothing")
_FOLDER = Kind(_parse_folder, str, "a folder, or nothing for the usual place")

LANGUAGES = ("en", "es", "fr", "de", "pt_BR", "ja", "ar")

SETTINGS: tuple[Setting, ...] = (
    Setting("day_start", _TIME, "04:00", N_("A new day starts at")),
    Setting(
        "week_start",
        _one_of("locale", "monday", "sunday", "saturday"),
        "locale",
        N_("A week starts on"),
    ),
    Setting("language", _one_of("system", *LANGUAGES), "system", N_("Language")),
    Setting("theme", _one_of("system", "light", "dark", "contrast"), "system", N_("Colours")),
    Setting("text_scale", _number(80, 200), "100", N_("Text size, in percent")),
    Setting("motion", _one_of("system", "full", "reduced"), "system", N_("Movement on screen")),
    Setting("sound", _SWITCH, "off", N_("A soft sound after a win")),
    Setting("discreet", _SWITCH, "off", N_("Discreet mode")),
    Setting("card_after_log", _SWITCH, "on", N_("A small card after a win")),
    Setting("nudges", _SWITCH, "on", N_("Nudges")),
    Setting(
        "nudge_delivery",
        _one_of("auto", "notification", "card", "dot"),
        "auto",
        N_("How a nudge appears"),
    ),
    Setting("nudge_cap_per_day", _number(0, 50), "6", N_("Nudges a day, at most")),
    Setting("nudge_min_minutes", _number(0, 720), "45", N_("Minutes between two nudges")),
    Setting("quiet_hours", _RANGES, "22:00-08:00", N_("Quiet hours")),
    Setting("later_minutes", _number(1, 720), "20", N_("Minutes until a nudge asks again")),
    Setting("coordinates", _PLACE, "", N_("Place for sunrise and sunset")),
    Setting("backup_folder", _FOLDER, "", N_("Folder for backups")),
    Setting("backup_daily", _number(1, 366), "7", N_("Daily backups to keep")),
    Setting("backup_weekly", _number(0, 520), "4", N_("Weekly backups to keep")),
    Setting("backup_monthly", _number(0, 120), "6", N_("Monthly backups to keep")),
    Setting("start_at_login", _SWITCH, "off", N_("Start when the computer starts")),
    Setting("look_back", _SWITCH, "on", N_("Look back at earlier wins")),
    Setting("look_back_hard_days", _SWITCH, "on", N_("Include hard days when looking back")),
    Setting("check_in", _SWITCH, "on", N_("Ask how the day feels, once a day")),
)

BY_KEY: Mapping[str, Setting] = {setting.key: setting for setting in SETTINGS}


class Settings(Struct, frozen=True):
    """The typed values in force. Field names are the setting keys."""

    day_start: time
    week_start: str
    language: str
    theme: str
    text_scale: int
    motion: str
    sound: bool
    discreet: bool
    card_after_log: bool
    nudges: bool
    nudge_delivery: str
    nudge_cap_per_day: int
    nudge_min_minutes: int
    quiet_hours: tuple[TimeRange, ...]
    later_minutes: int
    coordinates: tuple[float, float] | None
    backup_folder: str
    backup_daily: int
    backup_weekly: int
    backup_monthly: int
    start_at_login: bool
    look_back: bool
    look_back_hard_days: bool
    check_in: bool

    def text(self, key: str) -> str:
        """The value of `key` as the terminal shows it."""
        return BY_KEY[key].kind.write(getattr(self, key))


def settings_from(stored: Mapping[str, str]) -> tuple[Settings, tuple[str, ...]]:
    """The settings that `stored` texts give, and the keys that healed to their default."""
    values: dict[str, Any] = {}
    healed: list[str] = []
    for setting in SETTINGS:
        try:
            values[setting.key] = setting.read(stored.get(setting.key, setting.default))
        except SettingError:
            healed.append(setting.key)
            values[setting.key] = setting.read(setting.default)
    return Settings(**values), tuple(healed)
