"""Sunrise and sunset, worked out offline for the zone's place or the one a person typed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from support.clock import FixedClock

from microwins_desktop.system import sun

VIENNA = (48.2167, 16.3333)


def clock_times(zone: str, place: tuple[float, float], day: date) -> tuple[str, str] | None:
    found = sun.sun_of(FixedClock(zone=zone).localize, place)(day)
    return None if found is None else (f"{found.sunrise:%d %H:%M}", f"{found.sunset:%d %H:%M}")


@pytest.mark.parametrize(
    ("zone", "place", "day", "up", "down"),
    [
        # Published times of almanacs for these towns, to within a few minutes.
        ("Europe/Vienna", VIENNA, date(2026, 6, 21), "21 04:54", "21 20:58"),
        ("Europe/Vienna", VIENNA, date(2026, 12, 21), "21 07:42", "21 16:03"),
        ("America/New_York", (40.71, -74.01), date(2026, 3, 20), "20 06:59", "20 19:08"),
        ("Pacific/Auckland", (-36.87, 174.77), date(2026, 1, 1), "01 06:05", "01 20:43"),
    ],
)
def test_the_sun_keeps_to_the_almanac(
    zone: str, place: tuple[float, float], day: date, up: str, down: str
) -> None:
    found = sun.sun_of(FixedClock(zone=zone).localize, place)(day)
    assert found is not None
    for reckoned, published in ((found.sunrise, up), (found.sunset, down)):
        expected = datetime.strptime(f"{day:%Y-%m} {published}", "%Y-%m %d %H:%M")  # noqa: DTZ007
        assert abs(reckoned - expected) < timedelta(minutes=5)


def test_where_the_sun_does_not_rise_nothing_is_made_up() -> None:
    assert clock_times("Europe/Oslo", (69.65, 18.96), date(2026, 12, 21)) is None
    assert clock_times("Europe/Oslo", (69.65, 18.96), date(2026, 6, 21)) is None


def test_the_day_of_a_clock_change_has_its_new_offset() -> None:
    before = clock_times("Europe/Vienna", VIENNA, date(2026, 3, 28))
    after = clock_times("Europe/Vienna", VIENNA, date(2026, 3, 29))
    assert before is not None
    assert after is not None
    assert before[0].startswith("28 05:")
    assert after[0].startswith("29 06:")


@pytest.mark.parametrize(
    ("zone", "place"),
    [
        ("Europe/Vienna", (48.2167, 16.3333)),
        ("America/New_York", (40.7142, -74.0064)),
        ("Asia/Calcutta", (22.5333, 88.3667)),
        ("America/Argentina/Buenos_Aires", (-34.6, -58.45)),
    ],
)
def test_a_zone_lies_where_the_tz_database_says(zone: str, place: tuple[float, float]) -> None:
    assert sun.place_of_zone(zone) == pytest.approx(place, abs=0.01)


@pytest.mark.parametrize("zone", ["", "UTC", "Etc/GMT+3", "No/Such", "EST5EDT,M3.2.0,M11.1.0"])
def test_a_zone_without_a_place_has_none(zone: str) -> None:
    found = sun.place_of_zone(zone)
    assert found is None


def test_the_tz_database_that_python_brings_along_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sun, "_ZONE_FOLDERS", ())
    sun.place_of_zone.cache_clear()
    assert sun.place_of_zone("Europe/Vienna") == pytest.approx(VIENNA, abs=0.01)
    sun.place_of_zone.cache_clear()


@pytest.mark.parametrize(
    ("given", "zone"),
    [
        ("Europe/Vienna", "Europe/Vienna"),
        (":Asia/Tokyo", "Asia/Tokyo"),
        (":/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
    ],
)
def test_the_environment_names_the_zone(
    monkeypatch: pytest.MonkeyPatch, given: str, zone: str
) -> None:
    monkeypatch.setenv("TZ", given)
    assert sun.system_zone() == zone


def test_the_link_of_the_system_names_the_zone(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("../usr/share/zoneinfo/America/Lima")
    assert sun._zone_of_link(link) == "America/Lima"
    assert sun._zone_of_link(tmp_path / "none") is None


def test_without_a_place_there_is_no_sun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    assert sun.sun_of(FixedClock().localize, None)(date(2026, 6, 1)) is None
