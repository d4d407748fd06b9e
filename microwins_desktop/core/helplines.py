"""Help is near: whom a person can call or write to, by country, read from `helplines.toml`.

Nothing in here makes up, formats or mends a number: it is shown as it was checked. The English
texts are also the gettext message ids; names, numbers and languages are never translated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from microwins_desktop.core.resource import ResourceError, Row, read_toml
from microwins_desktop.core.texts import match_rank
from microwins_desktop.i18n import _

VERSION = 1

_COUNTRY = re.compile(r"[A-Z]{2}")
_CHECKED = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_LOCALE = re.compile(r"[a-zA-Z]{2,3}(?:[_-][a-zA-Z]{4})?[_-]([a-zA-Z]{2})(?:[.@].*)?")


class HelpLine(Struct, frozen=True):
    """One service. `number` is how it is dialled; `text` tells of writing, empty where unknown.

    `coverage` is the part of the country it serves, empty for all of it. `languages` are ISO 639
    codes, none where they are not known.
    """

    country: str
    name: str
    number: str
    hours: str
    website: str
    text: str = ""
    languages: tuple[str, ...] = ()
    coverage: str = ""
    note: str = ""


class CountryHelp(Struct, frozen=True):
    """All that is known for one country. `emergency` is the number to dial first, if known;
    `emergency_detail` says more where several numbers matter."""

    code: str
    name: str
    lines: tuple[HelpLine, ...] = ()
    emergency: str = ""
    emergency_detail: str = ""


class HelpLines(Struct, frozen=True):
    """The countries by code. `checked` is the first day of the month the numbers were checked."""

    checked: date
    note: str
    directory: str
    directory_website: str
    countries: Mapping[str, CountryHelp]

    def country(self, code: str) -> CountryHelp | None:
        """The help in `code` (ISO 3166, any case); None for a country nothing is known of."""
        return self.countries.get(code.strip().upper())

    def search(self, text: str) -> tuple[CountryHelp, ...]:
        """Countries by name, code or the name of a line, best first; all of them for no text."""
        found = []
        for country in sorted(self.countries.values(), key=lambda one: one.name.casefold()):
            others = [country.code, *(line.name for line in country.lines)]
            rank = match_rank(text, country.name, others) if text.strip() else 0
            if rank is not None:
                exact = text.strip().upper() == country.code
                found.append((-1 if exact else rank, country))
        return tuple(country for _rank, country in sorted(found, key=lambda pair: pair[0]))

    def directory_sentence(self) -> str:
        """Where to look for every other country and line."""
        return _("{name} lists lines in many countries: {website}").format(
            name=self.directory, website=self.directory_website.removeprefix("https://")
        )

    def texts(self) -> Iterator[str]:
        """Every text that is translated; some come more than once."""
        yield self.note
        for country in self.countries.values():
            yield from filter(None, (country.name, country.emergency_detail))
            for line in country.lines:
                yield from filter(None, (line.text, line.hours, line.coverage, line.note))

    def translated(self, translate: Callable[[str], str]) -> HelpLines:
        """The same lines with every text passed through `translate`; numbers stay as they are."""

        def say(text: str) -> str:
            # gettext answers the empty text with the catalogue's own header.
            return translate(text) if text else ""

        countries = {code: _country_with(one, say) for code, one in self.countries.items()}
        return replace(self, note=say(self.note), countries=MappingProxyType(countries))


def country_of(locale_name: str) -> str:
    """The country in a locale's name such as `de_AT.UTF-8` or `zh-Hant-HK`; empty without one."""
    found = _LOCALE.fullmatch(locale_name.strip())
    return found.group(1).upper() if found else ""


def checked_sentence(month: str) -> str:
    """When the numbers were checked; `month` is written as the person's language does."""
    return _("These numbers were last checked in {month}.").format(month=month)


def load_helplines(path: Path) -> HelpLines:
    """Read and check the file. Raises `ResourceError` where anything in it is wrong."""
    file = read_toml(path)
    version = file.number("version")
    if version != VERSION:
        raise ResourceError(f"{file.where}: version {version} is not known")
    directory = file.row("directory")
    result = HelpLines(
        checked=_month(file),
        note=file.text("note"),
        directory=directory.text("name"),
        directory_website=_website(directory),
        countries=MappingProxyType(_countries(file)),
    )
    directory.close()
    file.close()
    return result


def _month(file: Row) -> date:
    found = _CHECKED.fullmatch(file.text("checked"))
    if found is None:
        raise ResourceError(f"{file.where}: checked is not a month such as 2026-11")
    return date(int(found.group(1)), int(found.group(2)), 1)


def _countries(file: Row) -> dict[str, CountryHelp]:
    lines = [_line(row) for row in file.rows("line")]
    names = _by_country(file.row("country"))
    emergency = _by_country(file.row("emergency"))
    detail = _by_country(file.row("emergency_detail"))
    for code in (*(line.country for line in lines), *emergency, *detail):
        if code not in names:
            raise ResourceError(f"{file.where}: the country {code} has no name")
    return {
        code: CountryHelp(
            code,
            name,
            tuple(line for line in lines if line.country == code),
            emergency.get(code, ""),
            detail.get(code, ""),
        )
        for code, name in names.items()
    }


def _by_country(table: Row) -> dict[str, str]:
    for code in table.names:
        if not _COUNTRY.fullmatch(code):
            raise ResourceError(f"{table.where}: {code} is not a country code such as AT")
    return {code: table.text(code) for code in table.names}


def _line(row: Row) -> HelpLine:
    name = row.text("name")
    row.named(name)
    line = HelpLine(
        country=row.text("country"),
        name=name,
        number=row.text("number"),
        hours=row.text("hours"),
        website=_website(row),
        text=row.text("text", optional=True),
        languages=row.texts("languages", optional=True),
        coverage=row.text("coverage", optional=True),
        note=row.text("note", optional=True),
    )
    row.close()
    return line


def _website(row: Row) -> str:
    website = row.text("website")
    if not website.startswith("https://"):
        raise ResourceError(f"{row.where}: {website} is not a secure address")
    return website


def _country_with(country: CountryHelp, say: Callable[[str], str]) -> CountryHelp:
    lines = tuple(
        replace(
            line,
            text=say(line.text),
            hours=say(line.hours),
            coverage=say(line.coverage),
            note=say(line.note),
        )
        for line in country.lines
    )
    detail = say(country.emergency_detail)
    return replace(country, name=say(country.name), lines=lines, emergency_detail=detail)
