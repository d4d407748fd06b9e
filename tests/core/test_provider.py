"""The summary holds what was ticked of the days that were chosen, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop.core.model import Area, CheckIn, Energy, Win
from microwins_desktop.core.provider import (
    BY_DEFAULT,
    Heading,
    Paragraph,
    Part,
    ProviderChoice,
    Summary,
    Table,
    summarise,
)

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 14)
AREAS = (Area("light", "Light & air", "sun", "light"), Area("body", "Body care", "bubbles", "body"))


def win(
    day: int, title: str = "A title", note: str = "", hour: int = 9, area: str = "light"
) -> Win:
    at = datetime(2026, 11, day, hour, tzinfo=UTC)
    return Win(f"{day}{title}", at.date(), at, title, area=area, note=note)


WINS = (
    win(1, "Opened the blinds"),
    win(1, "Washed my face", "Cold water.\nIt helped.", 22, "body"),
    win(9, "Aired the room", hour=3),
    win(20, "Outside of the days", "never seen"),
)
ABOUT = (
    CheckIn(date(2026, 11, 1), Energy.LOW, "Grey, but all right.", hard=True),
    CheckIn(date(2026, 11, 2), Energy.LOW),
    CheckIn(date(2026, 11, 3), Energy.GOOD, rest=True),
    CheckIn(date(2026, 11, 20), Energy.GOOD, "Outside of the days"),
)


def made(*parts: Part, name: str = "") -> Summary:
    choice = ProviderChoice(FIRST, LAST, frozenset(parts), name)
    return summarise(choice, WINS, ABOUT, AREAS, date.isoformat)


def told(summary: Summary) -> str:
    lines = [summary.title, summary.foot]
    for block in summary.blocks:
        if isinstance(block, Table):
            lines += [f"{left} | {right}" for left, right in block.rows]
        else:
            lines.append(block.words)
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("part", "heading", "rows"),
    [
        (Part.AREAS, "Areas", (("Light & air", "2"), ("Body care", "1"))),
        (
            Part.WEEKS,
            "Week by week",
            (
                ("2026-11-01 to 2026-11-07", "2 wins, on 1 day"),
                ("2026-11-08 to 2026-11-14", "1 win, on 1 day"),
            ),
        ),
        (
            Part.HOURS,
            "Time of day",
            (("Night (0 to 6)", "1"), ("Morning (6 to 12)", "1"), ("Evening (18 to 24)", "1")),
        ),
        (
            Part.ENERGY,
            "Energy, where it was noted",
            (
                ("good", "1 day"),
                ("low", "2 days"),
                ("marked as a hard day", "1 day"),
                ("marked as a rest day", "1 day"),
            ),
        ),
        (
            Part.WINS,
            "Wins, in my words",
            (("2026-11-01", "Opened the blinds; Washed my face"), ("2026-11-09", "Aired the room")),
        ),
        (Part.NOTES, "Notes", (("2026-11-01", "Cold water. It helped."),)),
        (Part.LINES, "Lines about the days", (("2026-11-01", "Grey, but all right."),)),
    ],
)
def test_each_part(part: Part, heading: str, rows: tuple[tuple[str, str], ...]) -> None:
    assert made(part).blocks == (
        Paragraph("2026-11-01 to 2026-11-14"),
        Heading(heading),
        Table(rows),
    )


def test_in_short() -> None:
    assert made(Part.OVERVIEW).blocks[1:] == (
        Heading("In short"),
        Paragraph("2 of these 14 days had a win."),
        Paragraph("3 small wins in all."),
    )


def test_notes_stand_beside_their_wins_where_both_are_ticked() -> None:
    table = made(Part.WINS, Part.NOTES).blocks[-1]
    assert table == Table(
        (
            ("2026-11-01", "Opened the blinds\nWashed my face: Cold water. It helped."),
            ("2026-11-09", "Aired the room"),
        )
    )


def test_one_day_is_not_counted_as_one_of_one() -> None:
    choice = ProviderChoice(FIRST, FIRST, frozenset({Part.OVERVIEW}))
    summary = summarise(choice, WINS, ABOUT, AREAS, date.isoformat)
    assert summary.blocks[1:] == (Heading("In short"), Paragraph("2 small wins in all."))


def test_a_name_only_where_one_was_typed() -> None:
    assert made(name="  A  B ").blocks[1] == Paragraph("For: A B")
    assert made(name="  ").blocks == (Paragraph("2026-11-01 to 2026-11-14"),)


def test_days_without_anything_are_said_kindly() -> None:
    choice = ProviderChoice(date(2020, 1, 1), date(2020, 1, 2), frozenset(Part))
    summary = summarise(choice, WINS, ABOUT, AREAS, date.isoformat)
    assert told(summary).endswith("Nothing was written down in these days.")
    assert "Self-reported, not a clinical measurement." in told(summary)


def secret(sign: str) -> st.SearchStrategy[str]:
    letters = st.text(st.characters(categories=("L",)), min_size=12, max_size=30)
    return letters.map(lambda text: f"§{sign}{text}")


@given(
    title=secret("1"),
    note=secret("2"),
    line=secret("3"),
    parts=st.frozensets(st.sampled_from(Part)),
)
def test_nothing_unticked_is_ever_told(
    title: str, note: str, line: str, parts: frozenset[Part]
) -> None:
    wins = [win(3, title, note), win(20, title, note)]
    about = [CheckIn(FIRST + timedelta(days=1), Energy.SOME, line)]
    summary = summarise(ProviderChoice(FIRST, LAST, parts), wins, about, AREAS, date.isoformat)
    text = told(summary)
    assert (title in text) == (Part.WINS in parts)
    assert (note in text) == (Part.NOTES in parts)
    assert (line in text) == (Part.LINES in parts)


def test_by_default_there_are_no_own_words() -> None:
    assert not BY_DEFAULT & {Part.WINS, Part.NOTES, Part.LINES}
