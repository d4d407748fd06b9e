"""When the sun rises and sets for this person: computed here, offline, never looked up anywhere.

The place is the one the person typed, or the reference place of their time zone, which the tz
database names for every zone. That is near enough for "after sunrise" and gives nothing away.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from pathlib import Path

from microwins_desktop.core.nudging.walls import Localize
from microwins_desktop.core.nudging.windows import Sun, SunTimes

Coordinates = tuple[float, float]
"""Latitude and longitude in degrees, north and east positive."""

_ZONE_FOLDERS = (Path("/usr/share/zoneinfo"), Path("/usr/lib/zoneinfo"))
_NOON = time(12, 0)
_PAIR = re.compile(r"([+-]\d{4,7})([+-]\d{5,7})")


def sun_of(localize: Localize, coordinates: Coordinates | None) -> Sun:
    """Sun times as wall times of the person's zone, at `coordinates` or the zone's place.

    Nothing is worked out, or even loaded, before somebody asks for a day.
    """

    def times(day: date) -> SunTimes | None:
        place = coordinates or place_of_zone(system_zone() or "")
        if place is None:
            return None
        # The offset at noon is the one in force at sunrise and sunset, whatever the night did.
        offset = localize(datetime.combine(day, _NOON)).utcoffset()
        return None if offset is None else _times(place, day, offset.total_seconds())

    return times


def system_zone() -> str | None:
    """The IANA name of the computer's time zone, such as `Europe/Vienna`; None if unknown."""
    if sys.platform == "win32":
        import tzlocal

        return str(tzlocal.reload_localzone())
    return _zone_of_environment() or _zone_of_link(Path("/etc/localtime")) or _zone_of_file()


@lru_cache(maxsize=8)
def place_of_zone(zone: str) -> Coordinates | None:
    """Where the tz database says the zone's namesake lies; None for `UTC` and the like."""
    if not zone:
        return None
    for name in dict.fromkeys((zone, _link_target(zone))):
        for table in ("zone.tab", "zone1970.tab"):
            for line in _lines(table):
                columns = line.split("\t")
                if len(columns) > 2 and columns[2] == name:
                    return _coordinates(columns[1])
    return None


@lru_cache(maxsize=400)
def _times(place: Coordinates, day: date, offset_seconds: float) -> SunTimes | None:
    from astral import Observer
    from astral.sun import sunrise, sunset

    observer = Observer(*place)
    zone = timezone(timedelta(seconds=offset_seconds))
    try:
        up = sunrise(observer, day, tzinfo=zone).replace(tzinfo=None)
        down = sunset(observer, day, tzinfo=zone).replace(tzinfo=None)
    except ValueError:
        return None  # a polar day or night
    return SunTimes(up, down) if up < down else None


def _zone_of_environment() -> str | None:
    zone = os.environ.get("TZ", "").removeprefix(":")
    return zone.partition("zoneinfo/")[2] or zone if zone else None


def _zone_of_link(link: Path) -> str | None:
    # Only the first step of the link keeps the person's own choice; what it names may itself be a
    # link to a zone far away.
    try:
        target = os.readlink(link)
    except OSError:
        return None
    return target.partition("zoneinfo/")[2] or None


def _zone_of_file() -> str | None:
    try:
        return Path("/etc/timezone").read_text(encoding="ascii").strip() or None
    except (OSError, ValueError):
        return None


def _link_target(zone: str) -> str:
    """The zone that an older name such as `Asia/Calcutta` stands for."""
    for line in _lines("tzdata.zi"):
        words = line.split()
        if len(words) == 3 and words[0] == "L" and words[2] == zone:
            return words[1]
    return zone


def _lines(name: str) -> Iterator[str]:
    """The lines of a file of the tz database, the system's or the one Python brings along."""
    for folder in _ZONE_FOLDERS:
        if (folder / name).is_file():
            yield from (folder / name).read_text(encoding="utf-8").splitlines()
            return
    from importlib import resources

    try:
        packaged = resources.files("tzdata").joinpath("zoneinfo", name)
        yield from packaged.read_text(encoding="utf-8").splitlines()
    except (ModuleNotFoundError, FileNotFoundError):
        return


def _coordinates(text: str) -> Coordinates | None:
    """`+4813+01620` or `+404251-0740023` (degrees, minutes, perhaps seconds) in degrees."""
    found = _PAIR.fullmatch(text)
    return (_degrees(found[1], 2), _degrees(found[2], 3)) if found else None


def _degrees(text: str, width: int) -> float:
    sign, digits = (-1 if text[0] == "-" else 1), text[1:]
    parts = digits[:width], digits[width : width + 2], digits[width + 2 :] or "0"
    return sign * (int(parts[0]) + int(parts[1]) / 60 + int(parts[2]) / 3600)
