"""Steps: what a person may do, at three sizes, in the order and the words that suit them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from microwins_desktop import paths
from microwins_desktop.core.model import Change, Topic
from microwins_desktop.i18n import _
from microwins_desktop.services.tending import Tending
from microwins_desktop.ui.five.menu import LengthMenu
from microwins_desktop.ui.five.strip import FiveStrip
from microwins_desktop.ui.kit import PageScroll, PageTitle
from microwins_desktop.ui.page import Page
from microwins_desktop.ui.steps.area_editor import AreaEditor
from microwins_desktop.ui.steps.habits_list import HabitsList
from microwins_desktop.ui.steps.step_editor import StepEditor
from microwins_desktop.ui.steps.steps_list import StepsList
from microwins_desktop.ui.theme import Space

if TYPE_CHECKING:
    from microwins_desktop.ui.pages import Given


class StepsPage(Page):
    """The lists, and in their place an editor while something is changed."""

    def __init__(self, given: Given, parent: QWidget | None = None) -> None:
        super().__init__(given.journal, parent)
        theme, journal, gentle = given.theme, given.journal, given.gentle
        self._given = given
        self._tending = Tending(journal, paths.resources() / "catalogue.toml")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._places = QStackedWidget(self)
        outer.addWidget(self._places)
        self._scrolls: dict[QWidget, PageScroll] = {}
        self.list = StepsList(theme, self._tending)
        self.list.step_wanted.connect(self._on_step)
        self.list.new_step_wanted.connect(self._on_new_step)
        self.list.area_wanted.connect(self._on_area)
        self._lengths = LengthMenu(gentle.five, self)
        self.list.five_minutes_wanted.connect(self._on_five)
        overview = QWidget()
        column = QVBoxLayout(overview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.INSIDE)
        column.addWidget(PageTitle(theme, _("Steps")))
        column.addWidget(FiveStrip(theme, gentle.five, overview))
        column.addWidget(self.list)
        self._overview = self._place(overview)
        self._step_editor: StepEditor | None = None
        self._area_editor: AreaEditor | None = None
        self._habits: HabitsList | None = None
        self.list.habits_wanted.connect(self._on_habits)
        self.list.pair_wanted.connect(self._on_pair)
        self.list.routines_wanted.connect(self._on_routines)

    @property
    def step_editor(self) -> StepEditor:
        """Made when it is first wanted, as are the others, so that the page opens quickly."""
        if self._step_editor is None:
            self._step_editor = StepEditor(self._given.theme, self._tending)
            self._step_editor.closed.connect(self._on_step_closed)
            self._step_editor.nudge_wanted.connect(self._given.wishes.nudge_wanted)
            self._place(self._step_editor)
        return self._step_editor

    @property
    def area_editor(self) -> AreaEditor:
        if self._area_editor is None:
            self._area_editor = AreaEditor(self._given.theme, self._tending)
            self._area_editor.closed.connect(self._on_area_closed)
            self._place(self._area_editor)
        return self._area_editor

    @property
    def habits(self) -> HabitsList:
        if self._habits is None:
            given = self._given
            habits, book = given.gentle.habits, given.nudger.book
            self._habits = HabitsList(given.theme, self.journal, habits, book)
            self._habits.closed.connect(self._on_habits_closed)
            self._place(self._habits)
            self._habits.fill()
        return self._habits

    def fill(self) -> None:
        self.list.fill()
        if self._habits is not None:
            self._habits.fill()

    def concerned_by(self, change: Change) -> bool:
        return change.concerns(Topic.STEPS, Topic.AREAS, Topic.NUDGES, Topic.HABITS)

    def _place(self, widget: QWidget) -> QWidget:
        scroll = PageScroll(self._places)
        scroll.body.setContentsMargins(Space.PAGE, Space.PAGE - 2, 28, Space.PAGE - 2)
        scroll.body.addWidget(widget)
        self._scrolls[widget] = scroll
        self._places.addWidget(scroll)
        return widget

    def _show(self, widget: QWidget) -> None:
        scroll = self._scrolls[widget]
        if widget is not self._overview:
            scroll.verticalScrollBar().setValue(0)
        self._places.setCurrentWidget(scroll)

    def _on_step(self, key: str) -> None:
        step = next((step for step in self._tending.steps() if step.key == key), None)
        if step is not None:
            self._show(self.step_editor)
            self.step_editor.edit(step)

    def _on_five(self, key: str) -> None:
        focused = self.focusWidget()
        spot = QPoint(0, focused.height()) if focused is not None else QPoint()
        self._lengths.open_for(key, (focused or self).mapToGlobal(spot))

    def _on_new_step(self, area: str) -> None:
        self._show(self.step_editor)
        self.step_editor.add(area)

    def _on_area(self, key: str) -> None:
        area = next((area for area in self._tending.areas() if area.key == key), None)
        self._show(self.area_editor)
        if area is None:
            self.area_editor.add()
        else:
            self.area_editor.edit(area)

    def _on_step_closed(self, key: str) -> None:
        self._show(self._overview)
        if key:
            self.list.reveal(key)

    def _on_habits(self) -> None:
        self._show(self.habits)

    def _on_pair(self, key: str) -> None:
        self._show(self.habits)
        self.habits.pair_with(key)

    def _on_habits_closed(self) -> None:
        self._show(self._overview)

    def _on_routines(self) -> None:
        self._given.wishes.page_wanted.emit("routines")

    def _on_area_closed(self) -> None:
        self._show(self._overview)
