"""What became a habit, in one place: nudges and pairs to let rest or end, and what was refused."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from microwins_desktop.core.habits import Offer, Pair
from microwins_desktop.core.model import Step
from microwins_desktop.core.nudging.describing import describe
from microwins_desktop.core.nudging.plan import NudgePlan
from microwins_desktop.i18n import _
from microwins_desktop.services.habits import Habits, Plans
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.kit import (
    Body,
    Card,
    Choice,
    FlowLayout,
    PageTitle,
    QuietButton,
    Secondary,
    Section,
    Strong,
    TextButton,
    tab_through,
)
from microwins_desktop.ui.theme import Space, Theme


class Agreed(QWidget):
    """One thing that was agreed to, and what can become of it; `chosen` carries the way's name."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, title: str, words: str, ways: tuple[tuple[str, str], ...]
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.STEP, 0, Space.STEP)
        column.setSpacing(0)
        column.addWidget(Strong(theme, title))
        if words:
            column.addWidget(Secondary(theme, words))
        row = FlowLayout()
        for name, label in ways:
            button = QuietButton(theme, label)
            button.setAccessibleName(f"{label}: {title}")
            button.setObjectName(name)
            button.clicked.connect(self._on_clicked)
            row.addWidget(button)
        column.addLayout(row)

    def _on_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.chosen.emit(button.objectName())


class HabitsList(QWidget):
    """`closed` asks for the list of steps again."""

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        habits: Habits,
        plans: Plans,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._journal = journal
        self._habits = habits
        self._plans = plans
        self._of: dict[Agreed, NudgePlan | Pair | Offer] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.CARDS)
        self.back = TextButton(theme, _("Back to the steps"))
        self.back.clicked.connect(self.closed)
        row = FlowLayout()
        row.addWidget(self.back)
        self._column.addLayout(row)
        self._column.addWidget(PageTitle(theme, _("Habits")))
        self._nudges, self._pairs, self._refused = (Card(theme), Card(theme), Card(theme))
        for card, name in (
            (self._nudges, _("At their time")),
            (self._pairs, _("One after the other")),
            (self._refused, _("Not offered any more")),
        ):
            card.body.addWidget(Section(theme, name))
            self._column.addWidget(card)
        self._none = Secondary(theme, _("Nothing yet, and nothing has to be."))
        self._nudges.body.addWidget(self._none)
        self._make_pairing()
        self._column.addStretch(1)

    def fill(self) -> None:
        """Show what there is now."""
        focused = QApplication.focusWidget()
        stays = focused is None or not any(row.isAncestorOf(focused) for row in self._of)
        for row in self._of:
            row.hide()
            row.deleteLater()
        self._of = {}
        known = {step.key: step for step in self._journal.steps()}
        plans = [plan for plan in self._plans.plans() if plan.step in known]
        for plan in plans:
            ways = (("end", _("End it")),)
            self._add(self._nudges, plan, known[plan.step].title, describe(plan), ways)
        self._none.setVisible(not plans)
        for pair in self._habits.pairs():
            first, then = known.get(pair.first), known.get(pair.then)
            if first is not None and then is not None:
                self._add_pair(pair, first, then)
        refused = self._habits.refused()
        for offer in refused:
            title = " · ".join(
                known[key].title for key in (offer.step, offer.other) if key and key in known
            )
            self._add(self._refused, offer, title, "", (("again", _("May be offered again")),))
        self._refused.setVisible(bool(refused))
        self._fill_choices(list(known.values()))
        pairing = (self._first, self._then, self._pair)
        nudges, pairs, refused_ones = (
            [row for row in self._of if row.parentWidget() is card]
            for card in (self._nudges, self._pairs, self._refused)
        )
        tab_through(self.back, *nudges, *pairs, *pairing, *refused_ones)
        if not stays:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def pair_with(self, step: str) -> None:
        """Begin a pair with this step; what comes after it is to be chosen."""
        self._first.setCurrentIndex(max(0, self._first.findData(step)))
        self._then.setFocus()

    def _add_pair(self, pair: Pair, first: Step, then: Step) -> None:
        rest = ("rest", _("Let it rest")) if pair.on else ("wake", _("Take it up again"))
        words = _("suggested after “{first}”") if pair.on else _("rests, after “{first}”")
        ways = (rest, ("end", _("End it")))
        self._add(self._pairs, pair, then.title, words.format(first=first.title), ways)

    def _add(
        self,
        card: Card,
        thing: NudgePlan | Pair | Offer,
        title: str,
        words: str,
        ways: tuple[tuple[str, str], ...],
    ) -> None:
        row = Agreed(self._theme, title, words, ways)
        row.chosen.connect(self._on_chosen)
        self._of[row] = thing
        place = 1 + sum(1 for other in self._of if other.parentWidget() is card)
        card.body.insertWidget(place, row)
        row.show()

    def _make_pairing(self) -> None:
        theme = self._theme
        self._pairs.body.addWidget(Body(theme, _("A new pair: one step suggests the next.")))
        self._first = Choice(theme, _("After this step"))
        self._then = Choice(theme, _("suggest this one"))
        self._pair = QuietButton(theme, _("Pair them"))
        self._pair.clicked.connect(self._on_pair)
        row = FlowLayout()
        for widget in (self._first, self._then, self._pair):
            row.addWidget(widget)
        self._pairs.body.addLayout(row)

    def _fill_choices(self, steps: list[Step]) -> None:
        known = [step.key for step in steps[:2]] + ["", ""]
        for choice in (self._first, self._then):
            chosen = choice.currentData() or (known[1] if choice is self._then else None)
            choice.clear()
            for step in steps:
                choice.addItem(step.title, step.key)
            choice.setCurrentIndex(max(0, choice.findData(chosen)))

    def _on_pair(self) -> None:
        self._habits.pair(str(self._first.currentData()), str(self._then.currentData()))

    def _on_chosen(self, way: str) -> None:
        row = self.sender()
        thing = self._of.get(row) if isinstance(row, Agreed) else None
        if isinstance(thing, NudgePlan):
            self._plans.remove(thing.step)
        elif isinstance(thing, Offer):
            self._habits.allow_again(thing)
        elif isinstance(thing, Pair) and way == "end":
            self._habits.end(thing)
        elif isinstance(thing, Pair):
            self._habits.rest(thing, way == "wake")
