"""Building a routine: its name, and its steps in an order that can be changed by keyboard."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microwins_desktop.core.routines import MOST_STEPS, Routine
from microwins_desktop.core.texts import TextError
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.routines import Routines
from microwins_desktop.ui.kit import (
    Body,
    Card,
    Choice,
    FlowLayout,
    IconButton,
    PrimaryButton,
    QuietButton,
    Secondary,
    Section,
    TextButton,
    TextField,
    Toggle,
    empty,
)
from microwins_desktop.ui.theme import Space, Theme


class RoutineEditor(Card):
    """`edit` fills the form; nothing is kept before Save. `closed` comes either way."""

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        routines: Routines,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent, margin=22)
        self._theme = theme
        self._journal = journal
        self._routines = routines
        self._routine = Routine("", "")
        self._steps: list[str] = []
        self._heading = Section(theme)
        self.name = TextField(theme, _("Name"), _("A name for it"), on_panel=True)
        self.name.submitted.connect(self._on_save)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.choice = Choice(theme, _("Step to add"), self)
        self.add = QuietButton(theme, _("Add this step"))
        self.add.clicked.connect(self._on_add)
        self.nudged = Toggle(theme, _("After the nudge for its first step, offer the rest"))
        self._problem = Secondary(theme)
        self.save = PrimaryButton(theme, _("Save"))
        self.save.clicked.connect(self._on_save)
        self.leave = TextButton(theme, _("Leave it"))
        self.leave.clicked.connect(self.closed)
        adding = FlowLayout()
        adding.addWidget(self.choice)
        adding.addWidget(self.add)
        ending = FlowLayout()
        ending.addWidget(self.save)
        ending.addWidget(self.leave)
        self.body.addWidget(self._heading)
        self.body.addWidget(self.name)
        self.body.addLayout(self._rows)
        self.body.addLayout(adding)
        self.body.addSpacing(Space.SMALL)
        self.body.addWidget(self.nudged)
        self.body.addWidget(self._problem)
        self.body.addLayout(ending)

    def edit(self, routine: Routine) -> None:
        """Fill the form with a routine; one without a key is new."""
        self._routine = routine
        self._steps = list(routine.steps)
        new = _("A new routine")
        self._heading.setText(_("Change this routine") if routine.key else new)
        self.name.set_text(routine.name)
        self.nudged.setChecked(routine.nudged)
        self.choice.clear()
        for step in self._journal.steps():
            self.choice.addItem(step.title, step.key)
        self._say("")
        self._show_steps()
        self.name.edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _show_steps(self) -> None:
        empty(self._rows)
        titles = {step.key: step.title for step in self._journal.steps()}
        last = len(self._steps) - 1
        for place, key in enumerate(self._steps):
            row = _StepRow(self._theme, place, titles.get(key, key), place == 0, place == last)
            row.moved.connect(self._on_moved)
            row.removed.connect(self._on_removed)
            self._rows.addWidget(row)
        self.add.setVisible(len(self._steps) < MOST_STEPS)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _focus_row(self, place: int) -> None:
        item = self._rows.itemAt(place)
        row = item.widget() if item is not None else None
        if isinstance(row, _StepRow):
            row.take_focus()

    def _on_add(self) -> None:
        key = self.choice.currentData()
        if key:
            self._steps.append(str(key))
            self._show_steps()

    def _on_moved(self, place: int, by: int) -> None:
        other = place + by
        if 0 <= other < len(self._steps):
            self._steps[place], self._steps[other] = self._steps[other], self._steps[place]
            self._show_steps()
            self._focus_row(other)

    def _on_removed(self, place: int) -> None:
        del self._steps[place]
        self._show_steps()
        self._focus_row(min(place, len(self._steps) - 1))

    def _on_save(self) -> None:
        if not self._steps:
            self._say(_("It needs one step at least."))
            return
        wanted = replace(
            self._routine,
            name=self.name.text(),
            steps=tuple(self._steps),
            nudged=self.nudged.isChecked(),
        )
        try:
            done = self._routines.put(wanted)
        except TextError as error:
            self._say(str(error))
            return
        if done:
            self.closed.emit()


class _StepRow(QWidget):
    """One step of the routine with its way up, down and out. Alt with an arrow moves it too."""

    moved = Signal(int, int)
    removed = Signal(int)

    def __init__(self, theme: Theme, place: int, title: str, first: bool, last: bool) -> None:
        super().__init__()
        self._place = place
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Body(theme, title), 1)
        self._up = IconButton(theme, "up", _("Move up: {name}").format(name=title), size=32)
        self._up.clicked.connect(self._on_up)
        self._up.setEnabled(not first)
        self._down = IconButton(theme, "down", _("Move down: {name}").format(name=title), size=32)
        self._down.clicked.connect(self._on_down)
        self._down.setEnabled(not last)
        out = IconButton(theme, "trash", _("Take out: {name}").format(name=title), size=32)
        out.clicked.connect(self._on_out)
        for button in (self._up, self._down, out):
            row.addWidget(button)

    def take_focus(self) -> None:
        """Put the focus where the row can be moved on."""
        (self._up if self._up.isEnabled() else self._down).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.AltModifier:
            if event.key() == Qt.Key.Key_Up:
                self._on_up()
                return
            if event.key() == Qt.Key.Key_Down:
                self._on_down()
                return
        super().keyPressEvent(event)

    def _on_up(self) -> None:
        self.moved.emit(self._place, -1)

    def _on_down(self) -> None:
        self.moved.emit(self._place, 1)

    def _on_out(self) -> None:
        self.removed.emit(self._place)
