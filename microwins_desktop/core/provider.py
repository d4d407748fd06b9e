"""A summary for a doctor or therapist: what a person ticked of a range of days, and nothing else.

Pure: takes wins and check-ins and gives headings, sentences and tables; drawing them is the
interface's. Nothing here measures or judges: it counts what the person wrote down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from microwins_desktop.core.model import Area, CheckIn, Energy, Win
from microwins_desktop.i18n import _, ngettext


class Part(StrEnum):
    """A part of the summary that can be ticked."""

    OVERVIEW = "overview"
    WEEKS = "weeks"
    AREAS = "areas"
    HOURS = "hours"
    ENERGY = "energy"
    WINS = "wins"
    NOTES = "notes"
    LINES = "lines"


BY_DEFAULT = frozenset({Part.OVERVIEW, Part.AREAS, Part.HOURS, Part.ENERGY})
"""Ticked at first: counts alone, none of the person's own words."""


class Heading(Struct, frozen=True):
    words: str


class Paragraph(Struct, frozen=True):
    words: str


class Table(Struct, frozen=True):
    """Rows of two columns: what, and how many or what was said."""

    rows: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Table


class ProviderChoice(Struct, frozen=True):
    """Which days (both included), which parts, and the name to put on it, if any."""

    first: date
    last: date
    parts: frozenset[Part] = BY_DEFAULT
    name: str = ""


class Summary(Struct, frozen=True):
    title: str
    blocks: tuple[Block, ...]
    foot: str


def summarise(
    choice: ProviderChoice,
    wins: Sequence[Win],
    check_ins: Sequence[CheckIn],
    areas: Iterable[Area],
    say_day: Callable[[date], str],
) -> Summary:
    """The summary of the days chosen. `say_day` writes a date in the person's language; wins and
    check-ins of other days are left out, whoever passes them."""
    inside = [win for win in wins if choice.first <= win.day <= choice.last]
    about = [one for one in check_ins if choice.first <= one.day <= choice.last]
    blocks: list[Block] = [
        Paragraph(
            _("{first} to {last}").format(first=say_day(choice.first), last=say_day(choice.last))
        )
    ]
    if choice.name.strip():
        blocks.append(Paragraph(_("For: {name}").format(name=" ".join(choice.name.split()))))
    makers: Mapping[Part, Callable[[], list[Block]]] = {
        Part.OVERVIEW: lambda: _overview(choice, inside),
        Part.WEEKS: lambda: _weeks(choice, inside, say_day),
        Part.AREAS: lambda: _areas(inside, {area.key: area.name for area in areas}),
        Part.HOURS: lambda: _hours(inside),
        Part.ENERGY: lambda: _energy(about),
        Part.WINS: lambda: _own_words(inside, say_day, Part.NOTES in choice.parts),
        Part.LINES: lambda: _lines(about, say_day),
    }
    for part, make in makers.items():
        if part in choice.parts:
            blocks.extend(make())
    if Part.NOTES in choice.parts and Part.WINS not in choice.parts:
        blocks.extend(_notes(inside, say_day))
    foot = _("Self-reported, not a clinical measurement.")
    return Summary(_("Small wins: a summary"), tuple(blocks), foot)


def _overview(choice: ProviderChoice, wins: Sequence[Win]) -> list[Block]:
    days = len({win.day for win in wins})
    length = (choice.last - choice.first).days + 1
    count = len(wins)
    lines = [
        Paragraph(_("{k} of these {n} days had a win.").format(k=days, n=length)),
        Paragraph(
            ngettext("{n} small win in all.", "{n} small wins in all.", count).format(n=count)
        ),
    ]
    if length == 1:
        lines = lines[1:]
    if not wins:
        lines = [Paragraph(_("Nothing was written down in these days."))]
    return [Heading(_("In short")), *lines]


def _weeks(
    choice: ProviderChoice, wins: Sequence[Win], say_day: Callable[[date], str]
) -> list[Block]:
    rows = []
    start = choice.first
    while start <= choice.last:
        end = min(start + timedelta(days=6), choice.last)
        inside = [win for win in wins if start <= win.day <= end]
        if inside:
            days = len({win.day for win in inside})
            rows.append(
                (
                    _("{first} to {last}").format(first=say_day(start), last=say_day(end)),
                    ngettext("{n} win", "{n} wins", len(inside)).format(n=len(inside))
                    + ", "
                    + ngettext("on {n} day", "on {n} days", days).format(n=days),
                )
            )
        start = end + timedelta(days=1)
    return _table(_("Week by week"), rows)


def _areas(wins: Sequence[Win], names: Mapping[str, str]) -> list[Block]:
    counts = Counter(names.get(win.area or "", _("Other")) for win in wins)
    return _table(_("Areas"), [(name, str(count)) for name, count in counts.most_common()])


def _hours(wins: Sequence[Win]) -> list[Block]:
    spans = (
        (_("Night (0 to 6)"), range(6)),
        (_("Morning (6 to 12)"), range(6, 12)),
        (_("Afternoon (12 to 18)"), range(12, 18)),
        (_("Evening (18 to 24)"), range(18, 24)),
    )
    known = [win.at.hour for win in wins if win.time_known]
    counted = [(name, sum(hour in span for hour in known)) for name, span in spans]
    return _table(_("Time of day"), [(name, str(count)) for name, count in counted if count])


def _energy(check_ins: Sequence[CheckIn]) -> list[Block]:
    words = {Energy.GOOD: _("good"), Energy.SOME: _("some"), Energy.LOW: _("low")}
    counts = Counter(one.energy for one in check_ins if one.energy is not None)
    rows = [(words[level], _days(counts[level])) for level in words if counts[level]]
    hard = sum(one.hard for one in check_ins)
    if hard:
        rows.append((_("marked as a hard day"), _days(hard)))
    rest = sum(one.rest for one in check_ins)
    if rest:
        rows.append((_("marked as a rest day"), _days(rest)))
    return _table(_("Energy, where it was noted"), rows)


def _days(count: int) -> str:
    return ngettext("{n} day", "{n} days", count).format(n=count)


def _own_words(wins: Sequence[Win], say_day: Callable[[date], str], notes: bool) -> list[Block]:
    rows = []
    for day in sorted({win.day for win in wins}):
        said = [_with_note(win) if notes else win.title for win in wins if win.day == day]
        rows.append((say_day(day), "\n".join(said) if notes else "; ".join(said)))
    return _table(_("Wins, in my words"), rows)


def _with_note(win: Win) -> str:
    note = " ".join(win.note.split())
    return f"{win.title}: {note}" if note else win.title


def _notes(wins: Sequence[Win], say_day: Callable[[date], str]) -> list[Block]:
    said = [(say_day(win.day), " ".join(win.note.split())) for win in wins if win.note.strip()]
    return _table(_("Notes"), said)


def _lines(check_ins: Sequence[CheckIn], say_day: Callable[[date], str]) -> list[Block]:
    said = [(say_day(one.day), one.line) for one in check_ins if one.line.strip()]
    return _table(_("Lines about the days"), said)


def _table(heading: str, rows: Sequence[tuple[str, str]]) -> list[Block]:
    return [Heading(heading), Table(tuple(rows))] if rows else []
