"""The planned nudges: switched on and off, changed, added, and three to begin with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.core.nudging.describing import describe
from microwins_desktop.core.nudging.plan import NudgePlan
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_book import NudgeBook
from microwins_desktop.ui.kit import (
    Body,
    Card,
    FlowLayout,
    PrimaryButton,
    QuietButton,
    Secondary,
    Section,
    TextButton,
    Toggle,
)
from microwins_desktop.ui.kit.folding import FoldingRow
from microwins_desktop.ui.kit.order import tab_through
from microwins_desktop.ui.plan_editor import PlanEditor
from microwins_desktop.ui.theme import Space, Theme


class PlansCard(Card):
    """The list, or the editor in its place."""

    def __init__(self, theme: Theme, journal: Journal, book: NudgeBook) -> None:
        super().__init__(theme, margin=20)
        self._journal = journal
        self._book = book
        self.rows: list[PlanRow] = []
        self._list = QWidget()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.SMALL)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(Section(theme, _("Planned nudges")))
        self._empty = Body(theme)
        column.addWidget(self._empty)
        self._offer = Secondary(theme)
        column.addWidget(self._offer)
        column.addLayout(self._rows)
        foot = FlowLayout()
        self.begin = PrimaryButton(theme, _("Plan these three"))
        self.begin.clicked.connect(self._on_begin)
        self.add = QuietButton(theme, _("Plan a nudge"))
        self.add.clicked.connect(self._on_add)
        foot.addWidget(self.begin)
        foot.addWidget(self.add)
        column.addLayout(foot)
        self.editor = PlanEditor(theme, journal, book)
        self.editor.closed.connect(self._on_closed)
        self.editor.hide()
        self.body.addWidget(self._list)
        self.body.addWidget(self.editor)

    def look(self) -> None:
        """Show the plans there are now."""
        plans = self._book.plans()
        titles = {step.key: step.title for step in self._journal.steps()}
        self._empty.setText(_("Nothing is planned. That is fine too."))
        self._empty.setVisible(not plans)
        offered = self._book.offered() if not plans else []
        lines = [f"{titles.get(plan.step, plan.step)}: {describe(plan)}" for plan in offered]
        self._offer.setText("\n".join([_("Three soft ones to begin with:"), *lines]))
        self._offer.setVisible(bool(offered))
        self.begin.setVisible(bool(offered))
        while len(self.rows) > len(plans):
            gone = self.rows.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(plans):
            row = PlanRow(self.theme)
            row.switched.connect(self._on_switched)
            row.edit_wanted.connect(self.edit)
            self._rows.addWidget(row)
            self.rows.append(row)
            controls = [w for made in self.rows for w in (made.toggle, made.change)]
            tab_through([*controls, self.begin, self.add])
        for row, plan in zip(self.rows, plans, strict=True):
            row.show_plan(plan, titles.get(plan.step, plan.step))

    def edit(self, step: str) -> None:
        """Open the plan of a step, or its first one."""
        self.editor.edit(step)
        self._open(True)

    def _open(self, editing: bool) -> None:
        self.editor.setVisible(editing)
        self._list.setVisible(not editing)

    def _on_begin(self) -> None:
        self._book.put(self._book.offered())
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        self._open(True)
        self.editor.add()

    def _on_switched(self, step: str, on: bool) -> None:
        self._book.switch(step, on)

    def _on_closed(self) -> None:
        self._open(False)
        self.look()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)


class PlanRow(QWidget):
    """A plan in words with its switch. `edit_wanted` carries the step's key."""

    switched = Signal(str, bool)
    edit_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._step = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.toggle = Toggle(theme, "")
        self.toggle.clicked.connect(self._on_clicked)
        column.addWidget(self.toggle)
        self._words = Secondary(theme)
        self.change = TextButton(theme, _("Change"))
        self.change.clicked.connect(self._on_change)
        column.addWidget(FoldingRow(theme, self._words, self.change))

    def show_plan(self, plan: NudgePlan, title: str) -> None:
        self._step = plan.step
        self.toggle.set_words(title)
        self.toggle.setChecked(plan.enabled)
        words = describe(plan)
        self._words.setText(words[:1].upper() + words[1:])
        self.change.setAccessibleName(_("Change: {step}").format(step=title))

    def _on_clicked(self) -> None:
        self.switched.emit(self._step, self.toggle.isChecked())

    def _on_change(self) -> None:
        self.edit_wanted.emit(self._step)
