"""Routines in the running app: kept, put in order, and walked one step at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from microwins_desktop.core.model import Change, Size, Source, Step, Topic
from microwins_desktop.core.routines import Routine, Walk
from microwins_desktop.services.journal import Journal


class Routines(QObject):
    """`walked` follows every move of a walk, its beginning and its end.

    `offered` carries a `Routine` whose first step was just done on its nudge, where the person
    wished the nudge to lead on. Changes are told through `journal.changed`; those methods return
    whether it was done, and raise TextError for words that cannot be kept.
    """

    walked = Signal()
    offered = Signal(object)

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._walk: Walk | None = None
        journal.changed.connect(self._on_changed)

    # -- keeping them

    def all(self, archived: bool = False) -> list[Routine]:
        return self._journal.store.routines.all(archived)

    def get(self, key: str) -> Routine | None:
        return self._journal.store.routines.get(key)

    def put(self, routine: Routine) -> bool:
        """Keep a new routine (an empty `key`), or change the one with this key."""
        if routine.key:
            return self._journal.act(self._journal.store.routines.edit, routine)
        return self._journal.act(self._add, routine)

    def archive(self, key: str, archived: bool = True) -> bool:
        return self._journal.act(self._journal.store.routines.archive, key, archived)

    def remove(self, key: str) -> bool:
        return self._journal.act(self._journal.store.routines.delete, key)

    def move(self, key: str, by: int) -> bool:
        """Put a routine `by` places further down (up when negative)."""
        order = [routine.key for routine in self.all(archived=True)]
        if key not in order:
            return False
        place = order.index(key)
        order.insert(max(0, min(len(order) - 1, place + by)), order.pop(place))
        return self._journal.act(self._journal.store.routines.reorder, order)

    # -- walking

    @property
    def walk(self) -> Walk | None:
        """Where somebody is in a routine; None while none is walked."""
        return self._walk

    @property
    def step(self) -> Step | None:
        """The step the walk asks for now."""
        key = self._walk.step if self._walk is not None else None
        return self._journal.step(key) if key else None

    def start(self, key: str, at: int = 0) -> bool:
        """Begin a routine at a place in it; whether there is such a routine with steps."""
        routine = self.get(key)
        if routine is None or not routine.steps:
            return False
        self._go(Walk(key, routine.steps, at, at))
        return True

    def did(self, size: Size | None = None) -> None:
        """The step was done, at `size` or as is usual today; it is logged, and the next comes."""
        walk, step = self._walk, self.step
        if walk is None or step is None:
            return
        self._journal.log_step(step.key, size, Source.ROUTINE)
        self._go(walk.did())

    def passed(self) -> None:
        """On to the next step; nothing is written down about this one."""
        if self._walk is not None:
            self._go(self._walk.passed())

    def back(self) -> None:
        """One step back, to look again."""
        if self._walk is not None:
            self._go(self._walk.back())

    def leave(self) -> None:
        """Stop here. What was done is logged already."""
        self._go(None)

    def _go(self, walk: Walk | None) -> None:
        # A step may have been put away since the walk began; then the next one is asked for.
        while walk is not None and walk.step is not None and not self._is_there(walk.step):
            walk = walk.passed()
        self._walk = walk
        self.walked.emit()

    def _is_there(self, key: str) -> bool:
        step = self._journal.step(key)
        return step is not None and not step.archived

    def _on_changed(self, change: Change) -> None:
        if change.kind == "log" and not change.external and change.concerns(Topic.WINS):
            for win in change.wins:
                if win.source == Source.NUDGE and win.step and self._walk is None:
                    self._offer(win.step)

    def _offer(self, first: str) -> None:
        for routine in self.all():
            if routine.nudged and routine.steps[:1] == (first,) and len(routine.steps) > 1:
                self.offered.emit(routine)
                return

    def _add(self, routine: Routine) -> Change:
        return self._journal.store.routines.add(routine)[1]
