"""A journal of a million wins over twenty years, for measuring what grows with it."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from devtools.demo.clock import NOW, DemoClock
from microwins_desktop.core.model import Source
from microwins_desktop.store import Store
from microwins_desktop.store.rows import stored_instant

DAYS = 20 * 365 + 5
WORDS = (
    *("rain", "window", "sun", "slow", "again", "kettle", "street", "quiet", "letter", "friend"),
    *("phone", "sleep", "heavy", "light", "music", "bread", "garden", "tired", "laugh", "couch"),
    *("river", "bird", "coffee", "blanket", "neighbour", "bus", "market", "snow", "cat", "dog"),
    *("song", "early", "late", "warm", "cold", "better", "alone", "together", "brother", "work"),
)
_COLUMNS = (
    "uuid, changed_at, step_id, area_id, title, size, at_ms, offset_min, time_known, day, note, "
    "source, hard, quiet, indexed"
)


def fill_many(store: Store, clock: DemoClock, wins: int = 1_000_000, days: int = DAYS) -> None:
    """Write `wins` wins over the last `days` days, in one transaction, without an undo history.

    The search index is left as after an import: it fills itself at the first search.
    """
    marks = ", ".join("?" * len(_COLUMNS.split(",")))
    with store.database.writing():
        store.database.execute_many(
            f"INSERT INTO win ({_COLUMNS}) VALUES ({marks})", _rows(store, clock, wins, days)
        )
        store.database.execute("ANALYZE")


def _rows(store: Store, clock: DemoClock, wins: int, days: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(wins)
    steps = store.steps.all()
    ids = dict(store.database.execute("SELECT key, id FROM step").fetchall())
    areas = dict(store.database.execute("SELECT key, id FROM area").fetchall())
    first = NOW.date() - timedelta(days=days - 1)
    now = store.database.now_ms()
    for number in range(days):
        day = first + timedelta(days=number)
        start, offset = stored_instant(clock.localize(datetime.combine(day, time(6))))
        text = day.isoformat()
        todays = wins * (number + 1) // days - wins * number // days
        for at in sorted(chance.randrange(16 * 3_600_000) for _ in range(todays)):
            step = steps[int(chance.random() ** 2 * len(steps))]
            yield (
                str(uuid.UUID(int=chance.getrandbits(128), version=4)),
                now,
                ids[step.key],
                areas[step.area],
                step.whole,
                "whole",
                start + at,
                offset,
                True,
                text,
                _note(chance),
                Source.TRAY.value,
                False,
                False,
                False,
            )


def _note(chance: random.Random) -> str:
    if chance.random() > 0.1:
        return ""
    return " ".join(chance.choices(WORDS, k=chance.randint(2, 9)))
