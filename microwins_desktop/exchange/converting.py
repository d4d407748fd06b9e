"""How what a reader found becomes wins, steps, check-in lines and nudges.

The identity of a win is made from the format, the habit, the day and the how-manieth of that day it
is, so that the same file again, or a newer export of the same data, adds only what is new.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct, field

from microwins_desktop.core.clock import Clock
from microwins_desktop.core.days import noon_of
from microwins_desktop.core.model import Size
from microwins_desktop.core.nudging.plan import MOST_PER_DAY, days_to_mask, windows_to_json
from microwins_desktop.core.nudging.windows import Around
from microwins_desktop.core.texts import NOTE_LIMIT, TITLE_LIMIT, TextError, clean_note, clean_title
from microwins_desktop.exchange import limits
from microwins_desktop.exchange.errors import BadRow, Unreadable
from microwins_desktop.exchange.found import (
    DayLine,
    Habit,
    Item,
    Reading,
    Record,
    Rest,
    Skip,
    Tick,
)
from microwins_desktop.exchange.guess import area_of
from microwins_desktop.exchange.report import Ledger, Options
from microwins_desktop.exchange.values import checked_day
from microwins_desktop.i18n import _
from microwins_desktop.store.intake import STEPS_AREA, Parcel
from microwins_desktop.store.rows import stored_instant

REST_STEP = "rest-on-purpose"

_IDENTITIES = uuid.uuid5(uuid.NAMESPACE_DNS, "import.microwins.invalid")


def identity(*parts: str) -> str:
    """A uuid that is the same for the same parts, wherever and whenever it is made."""
    text = "\n".join(part.replace("\n", " ") for part in parts)
    return str(uuid.uuid5(_IDENTITIES, text.encode("utf-8", "backslashreplace").decode("utf-8")))


class Converter(Struct):
    """Turns one file's findings into staged wins and a parcel of everything else."""

    parcel: Parcel
    ledger: Ledger
    options: Options
    clock: Clock
    _titles: dict[str, str] = field(default_factory=dict)
    _ordinals: dict[tuple[str, date], int] = field(default_factory=dict)
    _lines: dict[date, list[str]] = field(default_factory=dict)

    def wins(self, reading: Reading) -> Iterator[tuple[Any, ...]]:
        """The wins of a file as `Intake.stage` takes them, one by one."""
        for found in reading:
            if isinstance(found, Habit):
                self._habit(found)
                continue
            self.ledger.count_record()
            if self.ledger.read > limits.RECORDS:
                raise Unreadable(_("the file holds too many rows"))
            for item in found.items:
                win = self._item(found, item)
                if win is not None:
                    yield win
        self._check_ins()

    def _item(self, record: Record, item: Item) -> tuple[Any, ...] | None:
        try:
            match item:
                case Tick():
                    return self._tick(item.habit, item.day, item.at, item.size, item.note)
                case Rest():
                    return self._rest(record, item)
                case DayLine():
                    self._line(item.day, item.text)
                case Skip():
                    self.ledger.leave_out(record.where, item.why)
        except (BadRow, TextError) as error:
            self.ledger.leave_out(record.where, str(error))
        return None

    # -- habits

    def _habit(self, habit: Habit) -> None:
        if habit.ref in self._titles:
            return
        if len(self._titles) >= limits.HABITS:
            raise Unreadable(_("the file holds too many habits"))
        title = self._title(habit.name)
        self._titles[habit.ref] = title
        join = self.options.joined(habit.ref, title)
        guessed = area_of(title, habit.words, habit.note)
        area = self.options.area(habit.ref, title) or guessed
        self.ledger.note_habit(habit.ref, title, area, join or "", habit.archived)
        key = self._key(habit.ref)
        self.parcel.ref("step", key)
        self.parcel.add(
            "step",
            {
                "id": identity(self.parcel.format, "habit", habit.ref),
                "key": key,
                "keyless": True,
                "join": join,
                "area": area,
                "title": title,
                "whole": title,
                "why": self._about(habit.note),
                "archived": habit.archived,
            },
        )
        self._nudge(habit, key)

    def _nudge(self, habit: Habit, key: str) -> None:
        times = dict.fromkeys(reminder.at for reminder in habit.reminders)
        if not times:
            return
        days = frozenset(day for reminder in habit.reminders for day in reminder.days)
        self.parcel.add(
            "nudge",
            {
                "id": identity(self.parcel.format, "nudge", habit.ref),
                "step": key,
                "days": days_to_mask(days),
                "windows": windows_to_json([Around(at) for at in list(times)[:MOST_PER_DAY]]),
                "per_day": min(len(times), MOST_PER_DAY),
                "enabled": False,
            },
        )

    def _title(self, name: str) -> str:
        readable = name[: TITLE_LIMIT * 4].encode("utf-8", "replace").decode().replace("\0", " ")
        try:
            return clean_title(readable[:TITLE_LIMIT])
        except TextError:
            return _("Without a name")

    def _about(self, note: str) -> str:
        readable = note[:TITLE_LIMIT].encode("utf-8", "replace").decode().replace("\0", " ")
        return " ".join(clean_note(readable).split())

    def _key(self, ref: str) -> str:
        # Never a key of the journal's own: a habit is found there by its uuid alone.
        return f"{self.parcel.format}:{ref}"

    # -- wins

    def _tick(
        self, habit: str, day: date, at: datetime | None, size: Size, note: str, rest: bool = False
    ) -> tuple[Any, ...]:
        title = _("Rested on purpose") if rest else self._titles.get(habit)
        if title is None:
            raise BadRow(_("its habit is not in the file"))
        checked_day(day)
        note = clean_note(note) if note else ""
        moment, known = self._moment(day, at)
        if at is not None and at.tzinfo is not None and known:
            day = checked_day(moment.date())
        at_ms, offset = stored_instant(moment)
        who = f"{habit}\nrest" if rest else habit
        ordinal = self._ordinals[who, day] = self._ordinals.get((who, day), -1) + 1
        key = REST_STEP if rest else self._key(habit)
        self.ledger.count_tick(habit)
        return (
            identity(self.parcel.format, "rest" if rest else "win", habit, str(day), str(ordinal)),
            self.parcel.ref("step", key),
            STEPS_AREA,
            *(title, size.value, at_ms, offset, known, day.isoformat(), note),
            *(f"import:{self.parcel.format}", False, False, self.ledger.now_ms),
        )

    def _moment(self, day: date, at: datetime | None) -> tuple[datetime, bool]:
        try:
            if at is None:
                return self.clock.localize(noon_of(day)), False
            if at.tzinfo is None:
                return self.clock.localize(at), True
            if at.utcoffset() == timedelta():
                return self._localized(at), True
            return at, True
        except (OverflowError, ValueError, OSError):
            raise BadRow(_("{text} is not a date and time").format(text=at or day)) from None

    def _localized(self, at: datetime) -> datetime:
        """An instant given in UTC, in the offset in force here at that time."""
        here = self.clock.localize(at.replace(tzinfo=None))
        for _turn in range(2):  # the offset at the wall time just found may be another one
            offset = here.utcoffset() or timedelta()
            here = self.clock.localize(at.replace(tzinfo=None) + offset)
        return here

    def _rest(self, record: Record, item: Rest) -> tuple[Any, ...] | None:
        if self.options.keep_rest:
            return self._tick(item.habit, item.day, None, Size.WHOLE, item.note, rest=True)
        self.ledger.leave_out(record.where, _("it was skipped on purpose"), rest=True)
        if item.note:
            self._line(item.day, item.note)
        return None

    # -- days

    def _line(self, day: date, text: str) -> None:
        said = clean_note(text)
        lines = self._lines.setdefault(checked_day(day), [])
        if said and said not in lines and sum(map(len, lines)) + len(said) < NOTE_LIMIT:
            lines.append(said)

    def _check_ins(self) -> None:
        for day, lines in sorted(self._lines.items()):
            if lines:
                self.parcel.add(
                    "checkin",
                    {
                        "id": identity(self.parcel.format, "day", day.isoformat()),
                        "day": day.isoformat(),
                        "line": "\n".join(lines),
                        "lines": lines,
                    },
                )
