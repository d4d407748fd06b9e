"""Help lines are shown exactly as they were checked, and the right country is found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from microwins_desktop.core import helplines
from microwins_desktop.core.helplines import HelpLines, load_helplines
from microwins_desktop.core.resource import ResourceError
from microwins_desktop.paths import resources

FILE = resources() / "helplines.toml"

# Typed a second time on purpose: a slip of the finger in the file shows here. A number changes in
# both places only after a person has checked it with the service.
NUMBERS = """
US 988 | CA 988 | GB 116 123 | GB 111 | IE 116 123 | IE 1800 247 247 | DE 0800 111 0 111 | AT 142
CH 143 | FR 3114 | BE 1813 | BE 0800 32 123 | NL 113 | LU 45 45 45 | ES 024 | PT 1411
IT 02 2327 2327 | GR 10306 | PL 116 123 | CZ 116 123 | SE 90101 | NO 116 123 | DK 70 201 201
FI 09 2525 0111 | IS 1717 | UA 7333 | AU 13 11 14 | AU 1300 22 4636 | NZ 1737 | JP 0120-279-338
JP 0120-783-556 | KR 109 | IN 14416 | SG 1771 | SG 1767 | HK 18111 | MY 15555 | PH 1553
ZA 0800 567 567 | KE 1199 | IL 1201 | BR 188 | CL *4141 | MX 800 911 2000
"""
EMERGENCY = """
US 911 CA 911 GB 999 IE 112 AU 000 NZ 111 DE 112 AT 112 CH 112 FR 112 BE 112 NL 112 LU 112 ES 112
PT 112 IT 112 GR 112 PL 112 CZ 112 SE 112 NO 113 DK 112 FI 112 IS 112 JP 119 KR 119 IN 112 SG 995
HK 999 MY 999 PH 911 ZA 112 KE 999 BR 192 AR 911 CL 131 MX 911 CO 123 IL 101 EG 123 AE 998 SA 997
MA 150 TR 112 UA 103
"""


@pytest.fixture(scope="module")
def lines() -> HelpLines:
    return load_helplines(FILE)


def test_the_numbers_are_those_that_were_checked(lines: HelpLines) -> None:
    expected = sorted(
        item.strip() for item in NUMBERS.replace("\n", "|").split("|") if item.strip()
    )
    shown = [f"{line.country} {line.number}" for c in lines.countries.values() for line in c.lines]
    assert sorted(shown) == expected


def test_the_emergency_numbers_are_those_that_were_checked(lines: HelpLines) -> None:
    words = EMERGENCY.split()
    expected = dict(zip(words[::2], words[1::2], strict=True))
    assert {c.code: c.emergency for c in lines.countries.values() if c.emergency} == expected


def test_every_country_offers_something(lines: HelpLines) -> None:
    assert all(country.lines or country.emergency for country in lines.countries.values())


def test_the_month_of_the_check_and_the_directory_are_said(lines: HelpLines) -> None:
    assert lines.checked == date(2026, 11, 1)
    assert "November 2026" in helplines.checked_sentence("November 2026")
    assert lines.directory_sentence().endswith(": findahelpline.com")


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("de_AT.UTF-8", "AT"),
        ("pt-BR", "BR"),
        ("zh_Hant_HK", "HK"),
        ("en_GB@euro", "GB"),
        ("ja_jp", "JP"),
        ("C", ""),
        ("C.UTF-8", ""),
        ("de", ""),
        ("en_001", ""),
        ("", ""),
    ],
)
def test_the_country_of_a_locale(name: str, country: str) -> None:
    assert helplines.country_of(name) == country


def test_a_country_is_found_by_code_in_any_case(lines: HelpLines) -> None:
    found = lines.country(" at ")
    assert found is not None
    assert (found.name, found.emergency) == ("Austria", "112")
    assert lines.country("XX") is None
    assert lines.country("") is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("aus", ("Australia", "Austria")),
        ("turkiye", ("Türkiye",)),
        ("KINGDOM", ("United Kingdom",)),
        ("at", ("Austria",)),
        ("samaritans", ("Ireland", "Singapore", "United Kingdom")),
        ("よりそい", ("Japan",)),
    ],
)
def test_countries_are_found_as_one_types(
    lines: HelpLines, typed: str, first: tuple[str, ...]
) -> None:
    found = tuple(country.name for country in lines.search(typed))
    assert set(found[: len(first)]) == set(first)


def test_no_words_show_every_country_by_name(lines: HelpLines) -> None:
    names = [country.name for country in lines.search("  ")]
    assert names == sorted(names, key=str.casefold)
    assert len(names) == len(lines.countries)
    assert lines.search("nowhere at all") == ()


def test_translating_leaves_names_and_numbers_alone(lines: HelpLines) -> None:
    asked: list[str] = []

    def shout(text: str) -> str:
        asked.append(text)
        return text.upper()

    said = lines.translated(shout)
    assert set(asked) == set(lines.texts())
    assert "" not in asked
    for code, country in lines.countries.items():
        assert said.countries[code].name == country.name.upper()
        assert said.countries[code].emergency == country.emergency
        for before, after in zip(country.lines, said.countries[code].lines, strict=True):
            assert (after.name, after.number, after.website) == (
                before.name,
                before.number,
                before.website,
            )


LINE = '[[line]]\ncountry = "AT"\nname = "A"\nnumber = "1"\nhours = "24/7"\nwebsite = "https://a"\n'
REST = '[country]\nAT = "Austria"\n[emergency]\n[emergency_detail]\n'
HEAD = (
    'version = 1\nchecked = "2026-11"\nnote = "n"\n[directory]\nname = "d"\nwebsite = "https://d"\n'
)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (HEAD.replace("1", "2", 1) + LINE + REST, "version 2 is not known"),
        (HEAD.replace("2026-11", "2026-13") + LINE + REST, "not a month"),
        (HEAD + LINE.replace("AT", "FR") + REST, "FR has no name"),
        (HEAD + LINE.replace('number = "1"', "number = 1") + REST, "A: number is not a text"),
        (HEAD + LINE.replace("https://a", "http://a") + REST, "not a secure address"),
        (HEAD + LINE + 'fax = "1"\n' + REST, "unknown field fax"),
        (HEAD + LINE + REST.replace("AT", "Austria", 1), "not a country code"),
        ("version = 1", "directory is not given"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "helplines.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match=complaint):
        load_helplines(path)
