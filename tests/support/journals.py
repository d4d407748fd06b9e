"""Journals as hypothesis thinks them up: what a person may have done, in the order they did it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from microwins_desktop.core.habits import Offer, OfferKind, OfferState
from microwins_desktop.core.model import Area, DayPart, Energy, Size, Step
from microwins_desktop.core.nudging.history import (
    BackoffLevel,
    BackoffState,
    NudgeRecord,
    Outcome,
)
from microwins_desktop.core.nudging.plan import make_plan
from microwins_desktop.core.nudging.reasons import Reason, Why
from microwins_desktop.core.nudging.windows import AfterSunrise, Around, Between
from microwins_desktop.core.people import Person, Role
from microwins_desktop.core.routines import Routine
from microwins_desktop.store import Store
from microwins_desktop.store.errors import NotFound
from microwins_desktop.store.wins import NewWin

Action = Callable[[Store], object]

DAY_START = time(4)
STEPS = ("open-blinds", "drink-water", "rest-on-purpose", "my-own-step", "a-second-one")

_letters = st.characters(exclude_categories=("Cs", "Cc"))
_words = st.one_of(
    st.text(_letters, min_size=1, max_size=25),
    st.sampled_from(
        ["=1+1", "'=x", "''@y", "-5", "+49", "a\tb", '"quoted", and', "کتاب", "窓を開けた"]
    ),
).filter(lambda text: bool(text.strip()) and bool(text.split()))
_notes = st.one_of(
    st.just(""),
    _words,
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40),
)
_days = st.dates(date(1971, 1, 2), date(2099, 12, 30))
_offsets = st.sampled_from([-720, -210, 0, 60, 330, 345, 840])
_sizes = st.sampled_from(list(Size))


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    naive = draw(st.datetimes(datetime(1971, 1, 2), datetime(2099, 12, 30)))  # noqa: DTZ001
    rounded = naive.replace(microsecond=naive.microsecond // 1000 * 1000)
    return rounded.replace(tzinfo=timezone(timedelta(minutes=draw(_offsets))))


def _step(store: Store, key: str | None) -> Step | None:
    return store.steps.get(key) if key else None


@st.composite
def new_wins(draw: st.DrawFn) -> NewWin:
    """A win as the app makes one: with a step whose words it has, or with words of its own."""
    step = draw(
        st.none()
        | st.builds(Step, key=st.just("a-step"), title=_words, area=st.just("mind"), whole=_words)
    )
    return NewWin(
        at=draw(moments()), step=step, title="" if step else draw(_words), note=draw(_notes),
        size=draw(_sizes), source=draw(st.sampled_from(["tray", "cli"])), hard=draw(st.booleans()),
        time_known=draw(st.booleans()), day=draw(st.none() | _days),
    )  # fmt: skip


@st.composite
def logs(draw: st.DrawFn) -> Action:
    at, title, note, size = draw(moments()), draw(_words), draw(_notes), draw(_sizes)
    key, hard, known = (
        draw(st.none() | st.sampled_from(STEPS)),
        draw(st.booleans()),
        draw(st.booleans()),
    )
    area = draw(st.sampled_from([None, "light", "my-own-area"]))
    source = draw(st.sampled_from(["tray", "cli", "nudge", "import:loop-db"]))

    def log(store: Store) -> object:
        known_area = area if area in {found.key for found in store.steps.areas(True)} else None
        new = NewWin(
            at=at, step=_step(store, key), title=title, area=known_area, size=size, note=note,
            source=source, hard=hard, time_known=known, day=None if known else at.date(),
        )  # fmt: skip
        return store.wins.log(new, DAY_START)

    return log


@st.composite
def changes(draw: st.DrawFn) -> Action:
    """Something done to the newest win."""
    what = draw(st.sampled_from(["delete", "note", "quiet", "day", "step"]))
    note, day = draw(_notes), draw(_days)

    def change(store: Store) -> object:
        newest = store.wins.newest(1)
        if not newest:
            return None
        ident = newest[0].id
        step = store.steps.get("open-blinds")
        edits: dict[str, Callable[[], object]] = {
            "delete": lambda: store.wins.delete(ident),
            "note": lambda: store.wins.edit(ident, note=note),
            "quiet": lambda: store.wins.edit(ident, quiet=True),
            "day": lambda: store.wins.edit(ident, day=day),
            "step": lambda: store.wins.edit(ident, step=step),
        }
        return edits[what]()

    return change


@st.composite
def arrangements(draw: st.DrawFn) -> Action:
    """Something done to steps, areas and routines."""
    what = draw(st.integers(0, 9))
    title, area_name, words, flag = draw(_words), draw(_words), draw(_notes), draw(st.booleans())

    def arrange(store: Store) -> object:
        own = Step(
            key="", title="My own step", area="mind", whole=title, tiny=title, icon="\U0001f98a",
            day_parts=frozenset({DayPart.MORNING}), repeats=flag, pinned=flag,
        )  # fmt: skip
        routines = [routine.key for routine in store.routines.all(archived=True)]
        deeds: list[Callable[[], object]] = [
            lambda: store.steps.add(own),
            lambda: store.steps.add(Step(key="", title="A second one", area="rest", whole=title)),
            lambda: store.steps.add_area(Area("", "My own area", "ring", "325")),
            lambda: store.steps.edit("open-blinds", title=title, why=words),
            lambda: store.steps.edit("drink-water", pinned=flag, archived=not flag),
            lambda: store.steps.edit_area("light", name=area_name, hidden=flag),
            lambda: store.steps.reorder(["rest-on-purpose", "open-blinds"]),
            lambda: store.routines.add(
                Routine(key="", name=title, steps=("drink-water", "open-blinds"), nudged=flag)
            ),
            lambda: store.routines.archive(routines[0], flag),
            lambda: store.routines.edit(
                Routine(key=routines[0], name=title, steps=("drink-water",), nudged=flag)
            ),
        ]
        return deeds[what]()

    return arrange


@st.composite
def check_ins(draw: st.DrawFn) -> Action:
    day, line = draw(_days), draw(_notes)
    energy, hard, rest = (
        draw(st.sampled_from([None, *Energy])),
        draw(st.booleans()),
        draw(st.booleans()),
    )

    def check_in(store: Store) -> object:
        return store.check_ins.put("check-in", day, line=line, energy=energy, hard=hard, rest=rest)

    return check_in


@st.composite
def nudges(draw: st.DrawFn) -> Action:
    what, key, at = draw(st.integers(0, 3)), draw(st.sampled_from(STEPS[:3])), draw(moments())
    days = draw(st.frozensets(st.integers(0, 6), min_size=1))
    windows = draw(
        st.sampled_from([[Around(time(9))], [Between(time(9), time(11)), AfterSunrise()]])
    )
    outcome, ident = draw(st.sampled_from(list(Outcome))), str(draw(st.uuids(version=4)))

    def nudge(store: Store) -> object:
        plan = store.nudges.plan_of(key)
        if what == 0 or plan is None:
            return store.nudges.put([make_plan("", key, windows, days=days)])
        if what == 1:
            return store.nudges.remove(key)
        if what == 2:
            return store.nudges.keep_backoff({key: BackoffState(BackoffLevel.NORMAL, 2, at)})
        return store.nudge_log.record(
            NudgeRecord(
                id=ident,
                plan=plan.id,
                step=key,
                slot="09:00",
                day=at.date(),
                due_at=at,
                shown_at=at,
                turn=1,
                way="card",
                why=Why(Reason.PLANNED),
                text="ask",
                outcome=outcome,
            )
        )

    return nudge


@st.composite
def company(draw: st.DrawFn) -> Action:
    """Pairs, offers, keepsakes and people."""
    what, day, words, whom = draw(st.integers(0, 5)), draw(_days), draw(_words), draw(_notes)
    state = draw(st.sampled_from(list(OfferState)))

    def keep(store: Store) -> object:
        deeds: list[Callable[[], object]] = [
            lambda: store.habits.pair("open-blinds", "drink-water"),
            lambda: store.habits.answer(
                store.habits.show(Offer(OfferKind.NUDGE, "open-blinds", about=time(9, 5)), day),
                state,
            ),
            lambda: store.habits.show(Offer(OfferKind.PAIR, "open-blinds", "drink-water"), day),
            lambda: store.keepsakes.add(words, whom),
            lambda: store.keepsakes.note_shown(store.keepsakes.all()[0].id),
            lambda: store.people.add(
                Person(name=words, number="112", note=whom, role=Role.PROVIDER)
            ),
        ]
        return deeds[what]()

    return keep


@st.composite
def habits_of_the_app(draw: st.DrawFn) -> Action:
    """Settings, undo and redo."""
    what = draw(st.integers(0, 4))
    texts: list[dict[str, Any]] = [
        {"day_start": "05:30"},
        {"language": "ja", "coordinates": "48.2,16.4"},
    ]

    def live(store: Store) -> object:
        if what < 2:
            return store.options.put(texts[what])
        return store.history.undo() if what < 4 else store.history.redo()

    return live


def journals(most: int = 14) -> st.SearchStrategy[list[Action]]:
    """Lists of actions; `live` does them."""
    one = st.one_of(
        logs(), logs(), logs(), changes(), arrangements(), check_ins(), nudges(), company(),
        habits_of_the_app(),
    )  # fmt: skip
    return st.lists(one, max_size=most)


def live(store: Store, actions: list[Action]) -> None:
    """Do what was thought up; what cannot be done just then is left undone."""
    for action in actions:
        try:
            action(store)
        except (NotFound, IndexError, ValueError):
            continue
