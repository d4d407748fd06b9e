"""What the window says of nudges: the one that waits, and one that has gone to rest by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_words import NudgeShown
from microwins_desktop.services.nudger import Nudger
from microwins_desktop.ui.kit import (
    Body,
    FlowLayout,
    QuietButton,
    Secondary,
    Strong,
    TextButton,
    Wash,
)
from microwins_desktop.ui.nudge_answers import NudgeAnswers
from microwins_desktop.ui.theme import Space, Theme


class Nudging(QWidget):
    """Nothing at all most of the time."""

    def __init__(
        self, theme: Theme, journal: Journal, nudger: Nudger, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._board = nudger.board
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.CARDS, 0, 0)
        column.setSpacing(Space.CARDS)
        self.waiting = WaitingNudge(theme, journal, nudger)
        self.resting = RestingNudge(theme, journal, nudger)
        column.addWidget(self.waiting)
        column.addWidget(self.resting)
        self._board.showing.connect(self._on_showing)
        nudger.plan_changed.connect(self._on_plan)
        self.hide()

    def fill(self) -> None:
        """Show what waits and what rests now."""
        self.waiting.show_nudge(self._board.current)
        self.resting.look()
        self.setVisible(not (self.waiting.isHidden() and self.resting.isHidden()))

    def _on_showing(self, _nudge: NudgeShown | None) -> None:
        self.fill()

    def _on_plan(self) -> None:
        self.fill()


class WaitingNudge(Wash):
    """The nudge that waits, answered by mouse or keyboard. Its reason is said with it."""

    def __init__(self, theme: Theme, journal: Journal, nudger: Nudger) -> None:
        super().__init__(theme)
        self.body.setSpacing(2)
        self._title = Strong(theme)
        self._words = Body(theme)
        self._why = Secondary(theme)
        self.answers = NudgeAnswers(theme, journal, nudger.board)
        for widget in (self._title, self._words, self._why):
            self.body.addWidget(widget)
        self.body.addSpacing(Space.SMALL)
        self.body.addWidget(self.answers)
        self.hide()

    def show_nudge(self, nudge: NudgeShown | None) -> None:
        self.setVisible(nudge is not None)
        if nudge is None:
            return
        self._title.setText(nudge.title)
        self._words.setText(nudge.body)
        self._words.setVisible(bool(nudge.body))
        self._why.setText(nudge.why)
        self.answers.show_nudge(nudge)


class RestingNudge(Wash):
    """One quiet line about one nudge that sleeps; said until it is answered either way."""

    def __init__(self, theme: Theme, journal: Journal, nudger: Nudger) -> None:
        super().__init__(theme)
        self._journal = journal
        self._book = nudger.book
        self._step = ""
        self._words = Body(theme)
        self.body.addWidget(self._words)
        row = FlowLayout()
        self.wake = QuietButton(theme, _("Wake it"))
        self.wake.clicked.connect(self._on_wake)
        self.leave = TextButton(theme, _("Let it rest"))
        self.leave.clicked.connect(self._on_leave)
        row.addWidget(self.wake)
        row.addWidget(self.leave)
        self.body.addLayout(row)
        self.hide()

    def look(self) -> None:
        """Show the first nudge whose rest the person does not know of, if there is one."""
        resting = self._book.resting_unsaid()
        self._step = resting[0] if resting else ""
        step = self._journal.step(self._step) if self._step else None
        self.setVisible(step is not None)
        if step is not None:
            words = _("The nudge for \u201c{step}\u201d is resting. Wake it?")
            self._words.setText(words.format(step=step.title))

    def _on_wake(self) -> None:
        self._book.wake(self._step)
        self._step_back()

    def _on_leave(self) -> None:
        self._book.leave_resting(self._step)
        self._step_back()

    def _step_back(self) -> None:
        """The keyboard goes on where this line was, not into nothing."""
        if self.wake.hasFocus() or self.leave.hasFocus():
            self.focusNextChild()
        self.look()
