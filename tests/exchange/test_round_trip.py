"""What goes out comes back: the journal through JSON, the wins through CSV, to the byte."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from support.journals import Action, journals, live

from microwins_desktop.exchange.exporting import export_to
from microwins_desktop.exchange.importing import import_file
from microwins_desktop.exchange.microwins_csv import defused, revived
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.target import Span
from microwins_desktop.store import Store, portable
from microwins_desktop.store.tables import TABLES, BatchRow, Row, WinRow

EXAMPLES = 25

# Shrinking would take longer than the check may: what failed is printed as it was thought up.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)

New = Callable[[], Store]


def exported(store: Store, format_name: str, span: Span | None = None) -> bytes:
    stream = io.BytesIO()
    export_to(store, stream, format_name, span or Span())
    return stream.getvalue()


def same(found: bytes, expected: bytes) -> None:
    """Byte by byte; says the lines that differ, which pytest would bury."""
    if found != expected:
        ours, theirs = found.split(b"\n"), expected.split(b"\n")
        pairs = [(one, other) for one, other in zip(ours, theirs, strict=False) if one != other]
        pytest.fail(f"{len(ours)} and {len(theirs)} lines; {pairs[:3]!r}")


def through(content: bytes, suffix: str, folder: Path, store: Store) -> None:
    path = folder / f"export.{suffix}"
    path.write_bytes(content)
    report = import_file(store, Source(path))
    assert report.skipped == ()
    assert report.added == report.read


@pytest.mark.parametrize("suffix", ["json", "csv"])
@settings(
    max_examples=EXAMPLES,
    phases=PHASES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(actions=journals())
def test_out_in_and_out_again_is_the_same(
    suffix: str, new_store: New, tmp_path: Path, actions: list[Action]
) -> None:
    first, second = new_store(), new_store()
    live(first, actions)
    content = exported(first, suffix)
    through(content, suffix, tmp_path, second)
    same(exported(second, suffix), content)
    # And again into itself: nothing is new.
    path = tmp_path / f"export.{suffix}"
    again = import_file(second, Source(path))
    assert (again.added, again.steps_added, again.changed) == (0, 0, False)
    same(exported(second, suffix), content)
    first.close()
    second.close()


@settings(
    max_examples=15,
    phases=PHASES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(actions=journals(), others=journals(6))
def test_an_import_is_taken_back_in_one_step(
    new_store: New, tmp_path: Path, actions: list[Action], others: list[Action]
) -> None:
    first, second = new_store(), new_store()
    live(first, actions)
    live(second, others)
    before = without_moments(exported(second, "json"))
    path = tmp_path / "export.json"
    path.write_bytes(exported(first, "json"))
    if import_file(second, Source(path)).changed:
        second.history.undo()
    assert without_moments(exported(second, "json")) == before
    first.close()
    second.close()


def without_moments(content: bytes) -> object:
    """An export without its changed-at, which undo moves on."""

    def plain(entry: dict[str, object]) -> dict[str, object]:
        return {name: value for name, value in entry.items() if name != "changed_at"}

    found: object = json.loads(content, object_hook=plain)
    return found


def test_every_table_a_person_fills_travels() -> None:
    """A table that is added later travels by itself; one that must not is named here."""
    travelling = {table.name for table in portable.tables()} | {"win"}
    made = {model._meta.table_name for model in TABLES if issubclass(model, Row)}
    assert travelling == made - {BatchRow._meta.table_name}


def test_every_column_of_a_win_travels() -> None:
    inside = {"id", "deleted_at", "batch", "indexed"}
    fields = set(WinRow._meta.fields) - inside
    assert fields == set(portable.WIN_COLUMNS) - {"step_title", "area_name"}


def test_deleted_wins_stay_behind(store: Store) -> None:
    from support.journals import DAY_START

    from microwins_desktop.store.wins import NewWin

    win = store.wins.log(NewWin(at=store.clock.now(), title="A secret"), DAY_START).wins[0]
    store.wins.delete(win.id)
    assert b"secret" not in exported(store, "json")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("@cmd", "'@cmd"),
        ("-5 degrees", "'-5 degrees"),
        ("'tis", "'tis"),
        ("5-3", "5-3"),
        ("\uff1d1", "'\uff1d1"),
    ],
)
def test_no_spreadsheet_takes_a_text_for_a_formula(text: str, cell: str) -> None:
    assert defused(text) == cell
    assert revived(cell) == text


def test_only_the_days_asked_for(store: Store) -> None:
    from support.journals import DAY_START

    from microwins_desktop.store.wins import NewWin

    for day in (20, 21, 22):
        at = store.clock.now().replace(day=day)
        store.wins.log(NewWin(at=at, title=f"Day {day}"), DAY_START)
        store.check_ins.put("check-in", date(2026, 11, day), line=f"line {day}")
    span = Span(date(2026, 11, 21), date(2026, 11, 21))
    content = json.loads(exported(store, "json", span))
    assert [win["title"] for win in content["wins"]] == ["Day 21"]
    assert [row["line"] for row in content["checkins"]] == ["line 21"]


def test_the_description_names_every_section_and_field() -> None:
    root = Path(__file__).resolve().parents[2]
    text = (root / "docs" / "FORMAT.md").read_text(encoding="utf-8")
    for table in portable.tables():
        line = next(line for line in text.splitlines() if line.startswith(f"| `{table.section}`"))
        for column in table.columns:
            assert column.name == "key" or f"`{column.name}`" in line, (table.name, column.name)
