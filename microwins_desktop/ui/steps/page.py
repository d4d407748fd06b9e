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
        self._wishes = given.wishes
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
        self.step_editor = StepEditor(theme, self._tending)
        self.step_editor.closed.connect(self._on_step_closed)
        self.step_editor.nudge_wanted.connect(given.wishes.nudge_wanted)
        self._place(self.step_editor)
        self.area_editor = AreaEditor(theme, self._tending)
        self.area_editor.closed.connect(self._on_area_closed)
        self._place(self.area_editor)

        self.habits = HabitsList(theme, journal, gentle.habits, given.nudger.book)
        self.habits.closed.connect(self._on_habits_closed)
        self._place(self.habits)
        self.list.habits_wanted.connect(self._on_habits)
        self.list.pair_wanted.connect(self._on_pair)
        self.list.routines_wanted.connect(self._on_routines)

    def fill(self) -> None:
        self.list.fill()
        self.habits.fill()

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
        self._wishes.page_wanted.emit("routines")

    def _on_area_closed(self) -> None:
        self._show(self._overview)
