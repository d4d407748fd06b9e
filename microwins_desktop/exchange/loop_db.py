"""Loop Habit Tracker's own backup: an SQLite file, `user_version` 9 to 25.

`Habits` and `Repetitions`; a repetition's `timestamp` is the UTC midnight, in milliseconds, of the
person's local date. `value`: 2 done, 1 done enough by an earlier day, 0 not done, -1 not known, 3
skipped on purpose; for numeric habits the amount times 1000. Before version 16 a row simply means
done; files up to version 21 may hold a day twice, of which the first row counts. `reminder_days`
counts its bits from Saturday.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from functools import partial
from typing import Any

from microwins_desktop.core.model import Size
from microwins_desktop.exchange import sqlite_file
from microwins_desktop.exchange.errors import BadRow, Unreadable
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.found import (
    DayLine,
    Habit,
    Item,
    Reading,
    Record,
    Reminder,
    Rest,
    Tick,
    record,
)
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.sqlite_file import ForeignDatabase
from microwins_desktop.exchange.values import (
    day_of_epoch,
    flag,
    ident_of,
    number,
    text_of,
    time_of_numbers,
    whole,
)
from microwins_desktop.i18n import N_, _

OLDEST, NEWEST = 9, 25

YES, AUTOMATIC, NO, UNKNOWN, SKIPPED = 2, 1, 0, -1, 3
NOT_DONE = (AUTOMATIC, NO, UNKNOWN)

_DAY_MS = 86_400_000
_SATURDAY = 5  # Monday 0


def items_of(
    habit: str, day: Any, value: int, note: str, target: tuple[bool, float, bool]
) -> Iterator[Item]:
    """What one repetition gives. `target` is (numeric, amount, at most)."""
    numeric, amount, at_most = target
    if numeric:
        size = size_of_amount(value / 1000, amount, at_most)
        if size is not None:
            yield Tick(habit, day, size=size, note=note)
            return
    elif value == YES:
        yield Tick(habit, day, note=note)
        return
    elif value == SKIPPED:
        yield Rest(habit, day, note)
        return
    elif value not in NOT_DONE:
        raise BadRow(_("{value} is not a value of a habit").format(value=value))
    if note:
        yield DayLine(day, note)


def size_of_amount(done: float, target: float, at_most: bool) -> Size | None:
    """How large a win an amount is; None where it is none."""
    if at_most:
        return Size.WHOLE if 0 <= done <= target else None
    if done <= 0:
        return None
    return Size.WHOLE if done >= target else Size.PART


def _read(source: Source) -> Reading:
    with sqlite_file.opened(source) as database:
        if not OLDEST <= database.version <= NEWEST:
            raise Unreadable(
                _("this backup of Loop is of version {version}, which is not known").format(
                    version=database.version
                )
            )
        targets: dict[str, tuple[bool, float, bool]] = {}
        for number_, row in enumerate(_habits(database), 1):
            found = record(_("Habits row {number}").format(number=number_), partial(_nothing, row))
            if found.items:
                yield found
                continue
            habit = _habit(row)
            targets[habit.ref] = _target(row)
            yield habit
        yield from _repetitions(database, targets)


def _habits(database: ForeignDatabase) -> Iterator[dict[str, Any]]:
    wanted = (
        *("archived", "description", "question", "type", "target_type", "target_value"),
        *("reminder_hour", "reminder_min", "reminder_days"),
    )
    return database.rows("Habits", ("id", "name"), wanted, order="position")


def _nothing(row: dict[str, Any]) -> Iterator[Item]:
    """Finds out whether a habit's row can be used at all."""
    _habit(row)
    _target(row)
    return iter(())


def _habit(row: dict[str, Any]) -> Habit:
    question, description = text_of(row["question"]), text_of(row["description"])
    return Habit(
        ref=ident_of(row["id"]),
        name=text_of(row["name"]),
        note=description or question,
        archived=flag(row["archived"]),
        reminders=_reminders(row),
    )


def _reminders(row: dict[str, Any]) -> tuple[Reminder, ...]:
    if row["reminder_hour"] is None or row["reminder_min"] is None:
        return ()
    at: time = time_of_numbers(whole(row["reminder_hour"]), whole(row["reminder_min"]))
    mask = whole(row["reminder_days"]) if row["reminder_days"] is not None else 127
    days = frozenset((_SATURDAY + bit) % 7 for bit in range(7) if mask >> bit & 1)
    return (Reminder(at, days),) if days else ()


def _target(row: dict[str, Any]) -> tuple[bool, float, bool]:
    numeric = row["type"] is not None and whole(row["type"]) == 1
    amount = number(row["target_value"]) if row["target_value"] is not None else 0.0
    at_most = row["target_type"] is not None and whole(row["target_type"]) == 1
    return numeric, amount, at_most


def _repetitions(
    database: ForeignDatabase, targets: dict[str, tuple[bool, float, bool]]
) -> Iterator[Record]:
    rows = database.rows("Repetitions", ("habit", "timestamp"), ("id", "value", "notes"), "id")
    has_value = "value" in database.columns("Repetitions")
    seen: set[tuple[str, date]] = set()
    for count, row in enumerate(rows, 1):
        where = _("Repetitions row {number}").format(number=row["id"] or count)
        yield record(where, partial(_repetition, row, has_value, targets, seen))


def _repetition(
    row: dict[str, Any],
    has_value: bool,
    targets: dict[str, tuple[bool, float, bool]],
    seen: set[tuple[str, date]],
) -> Iterator[Item]:
    if row["habit"] is None or row["timestamp"] is None:
        raise BadRow(_("it belongs to no habit or no day"))
    habit = ident_of(row["habit"])
    if habit not in targets:
        raise BadRow(_("its habit is not in the file"))
    day = day_of_epoch(whole(row["timestamp"]) // _DAY_MS)
    if has_value and row["value"] is None:
        raise BadRow(_("it has no value"))
    if (habit, day) in seen:
        raise BadRow(_("the habit has that day already"))
    seen.add((habit, day))
    value = whole(row["value"]) if has_value else YES
    target = targets[habit] if has_value else (False, 0.0, False)
    return items_of(habit, day, value, text_of(row["notes"]), target)


def _knows(look: Look) -> bool:
    return look.has_tables("Habits", "Repetitions")


FORMAT = Format("loop-db", N_("Loop Habit Tracker, backup"), _knows, _read)
