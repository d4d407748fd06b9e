"""The program's own CSV: one win a row, for spreadsheets, and back without loss.

UTF-8 with the mark by which spreadsheets know it. A text that a spreadsheet would take for a
formula gets an apostrophe in front, which reading takes off again.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from microwins_desktop.core.texts import TextError
from microwins_desktop.exchange import microwins_json, sheet
from microwins_desktop.exchange.errors import BadRow
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.guess import FALLBACK
from microwins_desktop.exchange.microwins_json import moment_text, win_row
from microwins_desktop.exchange.report import Ledger
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.target import Span, Wish
from microwins_desktop.i18n import N_
from microwins_desktop.store import Store, portable
from microwins_desktop.store.intake import Parcel

COLUMNS = (
    *("id", "day", "at", "time_known", "title", "size", "note", "step", "step_title"),
    *("area", "area_name", "source", "hard", "quiet"),
)
_NEEDED = ("id", "day", "at", "title", "size", "source")

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_LINES = 200  # rows written at once


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula; `revived` gives the text again."""
    return f"'{text}" if _FORMULA.match(text) else text


def revived(cell: str) -> str:
    return cell[1:] if _DEFUSED.match(cell) else cell


def chunks(store: Store, span: Span, wish: Wish) -> Iterator[str]:
    """The wins as CSV text."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow(COLUMNS)
    wins = portable.wins(store.database, span.first, span.last)
    for count, win in enumerate(wish.counted(wins), 1):
        writer.writerow(_cells(win))
        if count % _LINES == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _cells(win: tuple[Any, ...]) -> tuple[str, ...]:
    (uuid, day, at_ms, offset, title, step, area, size, note, source, known, hard, quiet, _changed,
     step_title, area_name) = win  # fmt: skip
    texts = (title, size, note, step or "", step_title or "", area or "", area_name or "", source)
    title, size, note, step, step_title, area, area_name, source = map(defused, texts)
    return (
        *(uuid, day, moment_text(at_ms, offset), _yes(known), title, size, note),
        *(step, step_title, area, area_name, source, _yes(hard), _yes(quiet)),
    )


def _yes(value: object) -> str:
    return "yes" if value else "no"


# -- reading


def load(source: Source, parcel: Parcel, ledger: Ledger) -> Iterator[tuple[Any, ...]]:
    """The wins of an export as `Intake.stage` takes them; steps and areas go into `parcel`."""
    seen: set[tuple[str, str]] = set()
    with sheet.opened(source) as table:
        sheet.need(table, *_NEEDED)
        for line in table:
            ledger.count_record()
            try:
                if line.trouble:
                    raise BadRow(line.trouble)
                cells = {name: revived(cell) for name, cell in line.cells.items()}
                win = win_row(_win(cells), parcel, ledger.now_ms)
                _note_step(cells, parcel, seen)
                yield win
            except (BadRow, TextError) as error:
                ledger.leave_out(line.where, str(error))


def _win(cells: dict[str, str]) -> dict[str, Any]:
    win: dict[str, Any] = {name: cells[name] for name in _NEEDED if name in cells}
    win["note"] = cells.get("note", "")
    win["step"] = cells.get("step") or None
    win["area"] = cells.get("area") or None
    win["time_known"] = cells.get("time_known", "yes") != "no"
    win["hard"] = cells.get("hard") == "yes"
    win["quiet"] = cells.get("quiet") == "yes"
    return win


def _note_step(cells: dict[str, str], parcel: Parcel, seen: set[tuple[str, str]]) -> None:
    """A step or area that the journal does not have is made from what the row says of it."""
    area, step = cells.get("area", ""), cells.get("step", "")
    if area and ("area", area) not in seen:
        seen.add(("area", area))
        name = microwins_json.title_of(cells.get("area_name", ""), area)
        named = {"key": area, "name": name, "renamed": name, "builtin": False}
        parcel.add("area", named)
    if step and ("step", step) not in seen:
        seen.add(("step", step))
        title = microwins_json.title_of(cells.get("step_title", ""), step)
        named = {"key": step, "title": title, "renamed": title, "whole": title, "builtin": False}
        parcel.add("step", {**named, "area": area or FALLBACK})


def _knows(look: Look) -> bool:
    return look.header.issuperset({*_NEEDED, "time_known"})


FORMAT = Format("microwins-csv", N_("MicroWins, CSV"), _knows)
