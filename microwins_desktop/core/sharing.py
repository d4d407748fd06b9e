"""What a person shows to others of their wins: areas alone, unless they tick more.

Pure: takes wins and gives what a picture or a text holds. What is not ticked is not in the result
at all, so that no drawing can let it slip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from microwins_desktop.core.model import Area, Win
from microwins_desktop.i18n import _, ngettext


class ShareKind(StrEnum):
    """How much is shown: one win, or the wins of a day, a week or a month."""

    WIN = "win"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class ShareChoice(Struct, frozen=True):
    """What the person ticked. Notes come with the words they belong to, never alone."""

    date: bool = False
    words: bool = False
    notes: bool = False


class ShareItem(Struct, frozen=True):
    """One win by its own words, under the area it belongs to (None without one)."""

    area: Area | None
    title: str
    note: str = ""


class ShareContent(Struct, frozen=True):
    """All that may be shown.

    `marks` has the area of each win, in the order of the day; `areas` each area with its count,
    most first. `period` and `items` are empty where they were not ticked.
    """

    heading: str
    period: str
    marks: tuple[Area | None, ...]
    areas: tuple[tuple[Area, int], ...]
    items: tuple[ShareItem, ...] = ()


def share_content(
    kind: ShareKind,
    wins: Sequence[Win],
    areas: Iterable[Area],
    period: str,
    choice: ShareChoice,
) -> ShareContent:
    """What is shown of `wins`; `period` is the day, week or month in the person's language."""
    known = {area.key: area for area in areas}
    marks = tuple(known.get(win.area or "") for win in wins)
    counts = Counter(mark.key for mark in marks if mark is not None)
    items: tuple[ShareItem, ...] = ()
    if choice.words:
        items = tuple(
            ShareItem(mark, win.title, win.note if choice.notes else "")
            for mark, win in zip(marks, wins, strict=True)
        )
    return ShareContent(
        heading=_heading(kind, len(wins)),
        period=period if choice.date else "",
        marks=marks,
        areas=_most_first(counts, known),
        items=items,
    )


def as_text(content: ShareContent) -> str:
    """The same as lines of plain text, to paste where pictures are not welcome."""
    lines = [content.heading]
    if content.period:
        lines.append(content.period)
    lines.append("")
    if content.items:
        for item in content.items:
            lines.append(f"- {item.title}")
            lines.extend(f"  {line}" for line in item.note.splitlines() if line.strip())
    elif len(content.marks) == 1:
        lines.extend(area.name for area, _count in content.areas)
    else:
        lines.extend(
            _("{area}: {count}").format(area=area.name, count=count)
            for area, count in content.areas
        )
    return "\n".join(lines).strip() + "\n"


def _most_first(counts: Counter[str], known: Mapping[str, Area]) -> tuple[tuple[Area, int], ...]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], known[pair[0]].position))
    return tuple((known[key], count) for key, count in ordered)


def _heading(kind: ShareKind, count: int) -> str:
    if kind is ShareKind.WIN:
        return _("A small win")
    texts = {
        ShareKind.DAY: ngettext("A day with {n} small win", "A day with {n} small wins", count),
        ShareKind.WEEK: ngettext("A week with {n} small win", "A week with {n} small wins", count),
        ShareKind.MONTH: ngettext(
            "A month with {n} small win", "A month with {n} small wins", count
        ),
    }
    return texts[kind].format(n=count)
