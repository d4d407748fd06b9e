"""The program's own JSON: everything a person made, lossless, described in docs/FORMAT.md.

Written line by line and read entry by entry, so that a million wins need no room.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from microwins_desktop.core.days import in_range
from microwins_desktop.core.model import Size
from microwins_desktop.core.settings import BY_KEY, SettingError
from microwins_desktop.core.texts import NOTE_LIMIT, TextError, clean_note, clean_title
from microwins_desktop.exchange import json_stream
from microwins_desktop.exchange.errors import BadRow, Unreadable
from microwins_desktop.exchange.fit import checked, is_instant, is_key
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.report import Ledger
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.target import Span, Wish
from microwins_desktop.i18n import N_, _
from microwins_desktop.store import Store, portable
from microwins_desktop.store.intake import Parcel
from microwins_desktop.store.portable import Column, Table
from microwins_desktop.store.rows import stored_instant

NAME = "microwins-json"
VERSION = 1

OF_THIS_COMPUTER = ("backup_folder", "start_at_login")
"""Settings that mean something on the computer they were made on only."""

OTHER_ROWS = 200_000
"""How many rows of one section, other than wins, are taken."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SOURCE = re.compile(r"[a-z0-9:._-]{1,60}")
_SIZES = frozenset(map(str, Size))
_LARGEST = 2**53

_quoted = json.encoder.encode_basestring
_known_title = lru_cache(maxsize=4096)(clean_title)


def chunks(store: Store, span: Span, wish: Wish) -> Iterator[str]:
    """The journal as JSON text. The same journal gives the same text, wherever it lies."""
    database = store.database
    head = {"format": NAME, "version": VERSION}
    yield "{\n" + ",\n".join(f"{_quoted(k)}: {json.dumps(v)}" for k, v in head.items())
    settings = {
        key: text
        for key, text in portable.option_texts(database).items()
        if key in BY_KEY and key not in OF_THIS_COMPUTER
    }
    yield ',\n"settings": ' + json.dumps(settings, ensure_ascii=False, sort_keys=True)
    for table in portable.tables():
        found = portable.records(database, table, span.first, span.last)
        yield from _list(table.section, (json.dumps(row, ensure_ascii=False) for row in found))
    wins = portable.wins(database, span.first, span.last)
    yield from _list("wins", wish.counted(map(_win_text, wins)))
    yield "\n}\n"


def _list(section: str, entries: Iterator[str]) -> Iterator[str]:
    separator = f",\n{_quoted(section)}: [\n"
    for text in entries:
        yield separator + text
        separator = ",\n"
    yield f",\n{_quoted(section)}: []" if separator != ",\n" else "\n]"


@lru_cache(maxsize=64)
def _zone(offset_min: int) -> timezone:
    return timezone(timedelta(minutes=offset_min))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment_text(at_ms: int, offset_min: int) -> str:
    """A stored moment as ISO 8601, with milliseconds where there are any."""
    at = (_EPOCH + timedelta(milliseconds=at_ms)).astimezone(_zone(offset_min))
    return at.isoformat(timespec="milliseconds" if at_ms % 1000 else "seconds")


def _win_text(win: tuple[Any, ...]) -> str:
    (uuid, day, at_ms, offset, title, step, area, size, note, source, known, hard, quiet, changed,
     *_rest) = win  # fmt: skip
    return (
        f'{{"id": {_quoted(uuid)}, "day": {_quoted(day)}, "at": "{moment_text(at_ms, offset)}", '
        f'"step": {_quoted(step) if step is not None else "null"}, "title": {_quoted(title)}, '
        f'"area": {_quoted(area) if area is not None else "null"}, "size": {_quoted(size)}, '
        f'"note": {_quoted(note)}, "source": {_quoted(source)}, '
        f'"time_known": {"true" if known else "false"}, "hard": {"true" if hard else "false"}, '
        f'"quiet": {"true" if quiet else "false"}, "changed_at": {changed}}}'
    )


# -- reading


def load(source: Source, parcel: Parcel, ledger: Ledger) -> Iterator[tuple[Any, ...]]:
    """The wins of an export as `Intake.stage` takes them; everything else goes into `parcel`."""
    tables = {table.section: table for table in portable.tables()}
    counts: dict[str, int] = {}
    named = False
    with source.text() as file:
        for section, value in json_stream.pieces(file):
            count = counts[section] = counts.get(section, 0) + 1
            where = f"{section} {count}"
            try:
                if section == "wins":
                    ledger.count_record()
                    yield win_row(value, parcel, ledger.now_ms)
                elif section in tables:
                    if count > OTHER_ROWS:
                        raise BadRow(_("there are too many of them"))
                    row = _row(tables[section], value) | {"where": where}
                    parcel.add(tables[section].name, row)
                elif section == "settings":
                    parcel.settings.update(_settings(value))
                elif section == "format":
                    named = value == NAME
                elif section == "version" and value != VERSION:
                    raise Unreadable(
                        _("this export was written by a newer MicroWins; please update the program")
                    )
            except (BadRow, TextError) as error:
                ledger.leave_out(where, str(error))
    if not named:
        raise Unreadable(_("this is not an export of MicroWins"))


def win_row(value: Any, parcel: Parcel, now_ms: int) -> tuple[Any, ...]:
    """One win, checked, as `Intake.stage` takes it. Raises BadRow or TextError."""
    if not isinstance(value, dict):
        raise BadRow(_("it is not a win"))
    get: Any = value.get
    at, day, size, note = get("at"), get("day"), get("size", "whole"), get("note", "")
    try:
        moment = datetime.fromisoformat(at)
        at_ms, offset = stored_instant(moment)
        fixed = date.fromisoformat(day)
    except (TypeError, ValueError, OverflowError):
        raise BadRow(_("its day or time cannot be read")) from None
    if not in_range(fixed) or not in_range(moment.date()) or len(day) != 10:
        raise BadRow(_("its day is outside of the years 1970 to 2100"))
    if not isinstance(size, str) or size not in _SIZES:
        raise BadRow(_("its size is not one that there is"))
    step, area, source = get("step"), get("area"), get("source", "window")
    title, changed = get("title"), get("changed_at", now_ms)
    if not isinstance(title, str) or not isinstance(note, str):
        raise BadRow(_("its words are not a text"))
    if not isinstance(source, str) or not _SOURCE.fullmatch(source):
        raise BadRow(_("where it was logged from is not known"))
    return (
        _uuid_of(get("id")),
        None if step is None else parcel.ref("step", _key(step)),
        None if area is None else parcel.ref("area", _key(area)),
        *(_known_title(title), size, at_ms, offset, get("time_known", True) is True, day),
        *(clean_note(note) if note else "", source, get("hard") is True, get("quiet") is True),
        _number(changed),
    )


def title_of(text: str, otherwise: str) -> str:
    """One clean line, or `otherwise` where it is none."""
    try:
        return _known_title(text)
    except TextError:
        return otherwise


def _uuid_of(value: Any) -> str:
    if not isinstance(value, str) or not _UUID.fullmatch(found := value.lower()):
        raise BadRow(_("it has no id"))
    return found


def _key(value: Any) -> str:
    if not isinstance(value, str) or not (is_key(value) or _UUID.fullmatch(value)):
        raise BadRow(_("what it belongs to cannot be read"))
    return value


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not is_instant(value):
        raise BadRow(_("one of its numbers cannot be read"))
    return value


def _row(table: Table, value: Any) -> dict[str, Any]:
    """One record of a table, every field checked. Raises BadRow or TextError."""
    if not isinstance(value, dict):
        raise BadRow(_("it is not an entry"))
    row: dict[str, Any] = {
        column.name: _field(column, value[column.name])
        for column in table.columns
        if column.name in value
    }
    if value.get("builtin") is not True:
        row["id"] = _uuid_of(value.get("id"))
    if table.named and not isinstance(row.get("key"), str):
        raise BadRow(_("it has no key"))
    if table.dated:
        row["day"] = _day(row.get("day"))
    for name in ("changed_at", "deleted_at"):
        if value.get(name) is not None:
            row[name] = _number(value[name])
    return checked(table.name, row)


def _day(value: Any) -> str:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        raise BadRow(_("its day or time cannot be read")) from None
    if not in_range(day):
        raise BadRow(_("its day is outside of the years 1970 to 2100"))
    return day.isoformat()


def _field(column: Column, value: Any) -> Any:
    if value is None:
        if column.null:
            return None
    elif column.kind == "bool":
        if isinstance(value, bool):
            return value
    elif column.kind == "int":
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST:
            return value
    elif isinstance(value, str):
        if len(value) > NOTE_LIMIT:
            raise BadRow(_("a text of it is too long"))
        return _key(value) if column.kind == "ref" else _readable(value)
    raise BadRow(_("its {field} cannot be read").format(field=column.name))


def _readable(text: str) -> str:
    # Kept as it is, so that nothing is lost, unless it is no text at all.
    if "\0" in text:
        raise BadRow(_("it holds a NUL byte, which is not text"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise BadRow(_("it holds bytes that are not text")) from None
    return text


def _settings(value: Any) -> dict[str, str]:
    """The settings of an export that this version knows, where their values are fit."""
    found: dict[str, str] = {}
    for key, text in (value if isinstance(value, dict) else {}).items():
        if key in BY_KEY and key not in OF_THIS_COMPUTER and isinstance(text, str):
            try:
                BY_KEY[key].read(text)
            except SettingError:
                continue
            found[key] = text
    return found


def _knows(look: Look) -> bool:
    return look.json.get("format") == [NAME]


FORMAT = Format(NAME, N_("MicroWins, JSON"), _knows)
