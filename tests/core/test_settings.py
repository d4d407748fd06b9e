"""Settings say what they take, read what they wrote, and heal from what they cannot read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.settings import BY_KEY, SETTINGS, SettingError, settings_from

CONTRACT = {
    *("day_start", "week_start", "language", "theme", "text_scale", "motion", "sound", "discreet"),
    *("card_after_log", "nudges", "nudge_delivery", "nudge_cap_per_day", "nudge_min_minutes"),
    *("quiet_hours", "later_minutes", "coordinates", "backup_folder", "start_at_login"),
    *("look_back", "look_back_hard_days", "check_in"),
}

TAKEN = {
    "day_start": ["00:00", "04:00", "23:59", "5:30"],
    "week_start": ["locale", "monday", "sunday", "saturday"],
    "language": ["system", "en", "es", "fr", "de", "pt_BR", "ja", "ar"],
    "theme": ["system", "light", "dark", "contrast"],
    "text_scale": ["80", "100", "200"],
    "motion": ["system", "full", "reduced"],
    "nudge_delivery": ["auto", "notification", "card", "dot"],
    "nudge_cap_per_day": ["0", "50"],
    "nudge_min_minutes": ["0", "720"],
    "quiet_hours": ["", "22:00-08:00", "22:00-08:00,13:00-14:00"],
    "coordinates": ["", "48.2,16.4", "-90,-180", "90,180"],
}
REFUSED = {
    "day_start": ["24:00", "4", "", "04:60", "four"],
    "week_start": ["friday", "Monday", ""],
    "language": ["pt", "xx", "EN"],
    "text_scale": ["79", "201", "1e2", "", "९०", "1_00"],
    "nudges": ["yes", "1", "", "ON"],
    "nudge_cap_per_day": ["-1", "51"],
    "nudge_min_minutes": ["721"],
    "quiet_hours": ["22:00", "22:00-22:00", "22:00-25:00", "-"],
    "coordinates": ["91,0", "0,181", "1", "a,b", "nan,nan", "inf,0"],
    "backup_folder": ["a\0b", "caf\udce9", "x" * 5000],
}


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(key, text) for key, texts in table.items() for text in texts]


def test_every_setting_of_the_contract_is_there() -> None:
    assert set(BY_KEY) >= CONTRACT
    assert BY_KEY["day_start"].default == "04:00"


@pytest.mark.parametrize(("key", "text"), pairs(TAKEN))
def test_what_is_taken_is_written_as_it_is_read(key: str, text: str) -> None:
    setting = BY_KEY[key]
    value = setting.read(text)
    assert setting.read(setting.kind.write(value)) == value


@pytest.mark.parametrize(("key", "text"), pairs(REFUSED))
def test_what_is_not_taken_is_one_plain_sentence(key: str, text: str) -> None:
    with pytest.raises(SettingError) as caught:
        BY_KEY[key].read(text)
    assert key in str(caught.value)
    assert len(str(caught.value)) < 260


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_a_default_is_taken(setting: object) -> None:
    assert setting in SETTINGS
    values, healed = settings_from({})
    assert healed == ()
    key = setting.key  # type: ignore[attr-defined]
    assert BY_KEY[key].kind.write(getattr(values, key)) == BY_KEY[key].default


@given(st.dictionaries(st.sampled_from(sorted(BY_KEY)), st.text(max_size=12)))
def test_nothing_stored_keeps_the_program_from_starting(stored: dict[str, str]) -> None:
    values, healed = settings_from(stored)
    assert set(healed) <= set(stored)
    for key in healed:
        assert values.text(key) == BY_KEY[key].default
