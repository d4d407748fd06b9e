"""Planning a nudge for one step: which days, at what times, how often at most."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.core.nudging.defaults import window_for
from microwins_desktop.core.nudging.describing import WEEKDAY_NAMES
from microwins_desktop.core.nudging.plan import ALL_DAYS, MOST_PER_DAY, NudgePlan, make_plan
from microwins_desktop.core.nudging.windows import PlanError, Window
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_book import NudgeBook
from microwins_desktop.ui.kit import (
    Body,
    Choice,
    FlowLayout,
    NumberField,
    PrimaryButton,
    QuietButton,
    Secondary,
    Section,
    TextButton,
)
from microwins_desktop.ui.kit.chip import Chip
from microwins_desktop.ui.kit.order import tab_through
from microwins_desktop.ui.plan_window import WindowFields
from microwins_desktop.ui.theme import Space, Theme


class PlanEditor(QWidget):
    """A quiet form in place of a list. `closed` comes when the person is done either way."""

    closed = Signal()

    def __init__(
        self, theme: Theme, journal: Journal, book: NudgeBook, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._journal = journal
        self._book = book
        self.windows: list[WindowFields] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.SMALL)
        self._build(theme)

    def edit(self, step: str) -> None:
        """Change the plan of a step, or make its first one."""
        found, plan = self._journal.step(step), self._book.plan_of(step)
        self._fill_steps(step)
        self._heading.setText(_("A nudge for: {step}").format(step=found.title if found else step))
        self.step.hide()
        self._step_label.hide()
        self._show(plan, [window_for(found)] if found else [])
        self.remove.setVisible(plan is not None)
        self.days[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> None:
        """Plan a nudge for a step that is chosen here."""
        self._fill_steps(None)
        self._heading.setText(_("Plan a nudge"))
        self.step.show()
        self._step_label.show()
        self.remove.hide()
        self._on_step()
        self.step.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _build(self, theme: Theme) -> None:
        self._heading = Section(theme)
        self._step_label = Body(theme, _("Step"))
        self.step = Choice(theme, _("Step"))
        self.step.activated.connect(self._on_step)
        days = FlowLayout(gap=Space.SMALL)
        self.days = [Chip(theme, _(name)) for name in WEEKDAY_NAMES]
        for chip in self.days:
            days.addWidget(chip)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.STEP)
        self.more = QuietButton(theme, _("Add a time"))
        self.more.clicked.connect(self._on_more)
        self.per_day = NumberField(theme, _("Nudges a day, at most"), 1, MOST_PER_DAY)
        often = FlowLayout()
        often.addWidget(Body(theme, _("At most a day")))
        often.addWidget(self.per_day)
        self._problem = Secondary(theme)
        lead = Qt.AlignmentFlag.AlignLeading
        for widget in (self._heading, self._step_label, self.step):
            self._column.addWidget(widget)
        self._column.addWidget(Body(theme, _("On")))
        self._column.addLayout(days)
        self._column.addWidget(Body(theme, _("When")))
        self._column.addLayout(self._list)
        self._column.addWidget(self.more, 0, lead)
        self._column.addLayout(often)
        self._column.addWidget(self._problem)
        self._column.addLayout(self._foot(theme))

    def _foot(self, theme: Theme) -> FlowLayout:
        self.save = PrimaryButton(theme, _("Save"))
        self.save.clicked.connect(self._on_save)
        self.leave = TextButton(theme, _("Leave it"))
        self.leave.clicked.connect(self.closed)
        self.remove = TextButton(theme, _("Remove this nudge"))
        self.remove.clicked.connect(self._on_remove)
        foot = FlowLayout()
        for button in (self.save, self.leave, self.remove):
            foot.addWidget(button)
        return foot

    # Filling

    def _fill_steps(self, chosen: str | None) -> None:
        self.step.clear()
        for step in self._journal.steps():
            self.step.addItem(step.title, step.key)
        self.step.setCurrentIndex(max(0, self.step.findData(chosen or "")))

    def _show(self, plan: NudgePlan | None, offered: list[Window]) -> None:
        days = plan.days if plan is not None else ALL_DAYS
        for number, chip in enumerate(self.days):
            chip.setChecked(number in days)
        windows = list(plan.windows) if plan is not None else offered
        for fields in self.windows:
            fields.hide()
            fields.deleteLater()
        self.windows = []
        for window in windows:
            self._add_window(window)
        self.per_day.setValue(plan.per_day if plan is not None else max(1, len(windows)))
        self._say("")

    def _add_window(self, window: Window) -> WindowFields:
        fields = WindowFields(self._theme)
        fields.show_window(window)
        fields.removed.connect(self._on_window_removed)
        self._list.addWidget(fields)
        fields.show()  # at once, so that it can take the focus
        self.windows.append(fields)
        made = [widget for window in self.windows for widget in window.controls]
        tab_through([self.days[-1], *made, self.more, self.per_day, self.save])
        return fields

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    # What happens

    def _on_step(self) -> None:
        key = str(self.step.currentData() or "")
        step = self._journal.step(key)
        self._show(self._book.plan_of(key), [window_for(step)] if step else [])

    def _on_more(self) -> None:
        # One more time is one more nudge, where the person counted them so before.
        follows = self.per_day.value() == len(self.windows)
        step = self._journal.step(str(self.step.currentData() or ""))
        if step is None:
            return
        fields = self._add_window(window_for(step))
        if follows and len(self.windows) <= MOST_PER_DAY:
            self.per_day.setValue(len(self.windows))
        fields.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_window_removed(self) -> None:
        sender = self.sender()
        follows = self.per_day.value() == len(self.windows)
        gone = next((fields for fields in self.windows if fields is sender), None)
        if gone is None:
            return
        self.windows.remove(gone)
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        gone.hide()
        gone.deleteLater()
        if follows and self.windows:
            self.per_day.setValue(len(self.windows))

    def _on_save(self) -> None:
        self.per_day.interpretText()
        days = frozenset(number for number, chip in enumerate(self.days) if chip.isChecked())
        try:
            windows = [fields.chosen() for fields in self.windows]
            key = str(self.step.currentData() or "")
            plan = make_plan("", key, windows, days=days, per_day=self.per_day.value())
        except PlanError as error:
            self._say(str(error))
            return
        if self._book.put([plan]):
            self.closed.emit()

    def _on_remove(self) -> None:
        if self._book.remove(str(self.step.currentData() or "")):
            self.closed.emit()
