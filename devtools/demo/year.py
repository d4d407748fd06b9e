"""Fills a journal with the demo year, always the same, through the store's own functions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from devtools.demo.chapters import (
    CHAPTERS,
    HABITS,
    LINES,
    MOMENTS,
    NOTES,
    REST_DAYS,
    TODAY,
    Chapter,
    Habit,
)
from devtools.demo.clock import NOW, DemoClock
from microwins_desktop.core.days import DEFAULT_DAY_START
from microwins_desktop.core.model import Size, Source, Step
from microwins_desktop.core.nudging.defaults import OFFERED
from microwins_desktop.core.nudging.plan import NudgePlan
from microwins_desktop.store import Store
from microwins_desktop.store.wins import NewWin

SEED = 26
_SOURCES = (Source.TRAY, Source.TRAY, Source.WINDOW, Source.PANEL, Source.NUDGE)


def fill_year(store: Store, clock: DemoClock) -> None:
    """Log the year that ends on the demo's today; the journal is to hold the starter steps."""
    year = _Year(store, clock)
    with store.database.writing():
        plans = [NudgePlan(id="", step=step, windows=(window,)) for step, window in OFFERED]
        store.nudges.put(plans)
        for back in range(364, 0, -1):
            year.live(NOW.date() - timedelta(days=back))
        year.live_today()


class _Year:
    def __init__(self, store: Store, clock: DemoClock) -> None:
        self._store = store
        self._clock = clock
        self._random = random.Random(SEED)
        self._steps = {step.key: step for step in store.steps.all()}

    def live(self, day: date) -> None:
        """One day: what was done on it, what was said about it, and what was written down."""
        chapter = [chapter for chapter in CHAPTERS if chapter.start <= day][-1]
        if chapter.days == 0:
            return
        wins = sorted(self._wins_of(day, chapter), key=_moment)
        for new in wins:
            self._store.wins.log(new, DEFAULT_DAY_START)
        self._check_in(day, chapter, len(wins))

    def live_today(self) -> None:
        for key, minute, size, note in TODAY:
            self._log(self._steps[key], NOW.date(), minute, Size(size), note)

    def _wins_of(self, day: date, chapter: Chapter) -> Iterator[NewWin]:
        for moment in MOMENTS:
            if moment.day == day:
                yield NewWin(
                    at=self._at(day, moment.minute),
                    title=moment.title,
                    area=moment.area,
                    note=moment.note,
                )
        if day in REST_DAYS:
            yield self._win(Habit("rest-on-purpose", 11 * 60, 1), day, chapter)
            return
        if self._random.random() > chapter.days:
            return
        luck = chapter.much * self._random.uniform(0.5, 1.5)
        for habit in HABITS:
            if habit.weekdays and day.weekday() > 4:
                continue
            if self._random.random() < habit.share * luck:
                yield self._win(habit, day, chapter)

    def _win(self, habit: Habit, day: date, chapter: Chapter) -> NewWin:
        step = self._steps[habit.step]
        spread = self._random.gauss(0, 25)
        return NewWin(
            at=self._at(day, habit.minute + int(spread)),
            step=step,
            size=self._size(step, chapter.much),
            note=self._note(step.key),
            source=self._random.choice(_SOURCES),
        )

    def _size(self, step: Step, much: float) -> Size:
        """On days with little strength the smaller sizes."""
        small = self._random.random()
        wanted = Size.WHOLE if small < 0.35 + much else Size.PART if small < 0.9 else Size.TINY
        return wanted if wanted in step.sizes else Size.WHOLE

    def _note(self, step: str) -> str:
        notes = NOTES.get(step, ())
        return self._random.choice(notes) if notes and self._random.random() < 0.12 else ""

    def _log(self, step: Step, day: date, minute: int, size: Size, note: str) -> None:
        new = NewWin(at=self._at(day, minute), step=step, size=size, note=note, source=Source.TRAY)
        self._store.wins.log(new, DEFAULT_DAY_START)

    def _check_in(self, day: date, chapter: Chapter, done: int) -> None:
        rest = day in REST_DAYS
        if not rest and self._random.random() < 0.35:
            return
        energy = "low" if chapter.much < 0.17 or not done else "good" if done > 7 else "some"
        line = "A day for nothing at all." if rest else self._random.choice(LINES[energy])
        hard = energy == "low" and self._random.random() < 0.6
        self._store.check_ins.put("check-in", day, energy=energy, line=line, hard=hard, rest=rest)

    def _at(self, day: date, minute: int) -> datetime:
        return self._clock.localize(datetime.combine(day, time(minute // 60, minute % 60)))


def _moment(new: NewWin) -> datetime:
    return new.at
