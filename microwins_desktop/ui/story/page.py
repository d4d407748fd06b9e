"""Story: what the days hold together, in windows that say so and numbers that only grow."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from microwins_desktop.core.insight.counting import WINDOWS
from microwins_desktop.core.model import Change, Topic
from microwins_desktop.i18n import _, pgettext
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.story import Story
from microwins_desktop.ui.kit import Caption, PageScroll, PageTitle, Secondary
from microwins_desktop.ui.page import Page
from microwins_desktop.ui.story.cards import (
    AreasCard,
    DaysCard,
    HoursCard,
    ThenNowCard,
    TogetherCard,
)
from microwins_desktop.ui.story.words import all_words
from microwins_desktop.ui.theme import Space, Theme

FOLDS_BELOW = 680
"""Pixels of page width under which cards go under each other instead of beside."""

AREAS_OF = 30
"""Days that the areas are first shown for."""


class StoryPage(Page):
    """What the journal holds, looked at from further away."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(journal, parent)
        self._theme = theme
        self._preferences = preferences
        self.story = Story(journal, preferences)
        self._areas_of = AREAS_OF
        self._total = QTimer(self)
        self._total.setSingleShot(True)
        self._total.timeout.connect(self._fill_total)
        self._build()
        preferences.changed.connect(self._on_preferences)
        theme.changed.connect(self._fold)

    def _build(self) -> None:
        theme = self._theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        column = scroll.body
        column.setContentsMargins(Space.PAGE, Space.PAGE - 2, Space.PAGE, Space.PAGE - 2)
        column.setSpacing(0)
        self.title = PageTitle(theme, pgettext("page", "Story"))
        self.all = Caption(theme)
        self.more = Secondary(theme, _("More of it appears by itself, win by win."))
        self.days = DaysCard(theme)
        self.areas = AreasCard(theme)
        self.areas.window_wanted.connect(self._on_window)
        self.hours = HoursCard(theme)
        self.together = TogetherCard(theme)
        self.then_now = ThenNowCard(theme)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(Space.CARDS)
        self._columns.addWidget(self.areas, 1)
        beside = QVBoxLayout()
        beside.setSpacing(Space.CARDS)
        beside.addWidget(self.hours)
        beside.addWidget(self.together, 1)
        self._columns.addLayout(beside, 1)
        column.addWidget(self.title)
        column.addSpacing(Space.STEP)
        column.addWidget(self.all)
        column.addSpacing(Space.INSIDE + Space.STEP)
        column.addWidget(self.days)
        column.addSpacing(Space.CARDS)
        column.addLayout(self._columns)
        column.addSpacing(Space.CARDS)
        column.addWidget(self.then_now)
        column.addWidget(self.more)
        column.addStretch(1)

    def fill(self) -> None:
        windows = self.story.windows()
        self.days.show_windows(windows)
        months = self.story.months()
        self.days.show_months(months)
        self._fill_areas([found.of for found in windows])
        stretch = self.story.stretch()
        start = self._preferences.values.day_start.hour
        self.hours.show_hours(self.story.hours(stretch), start, stretch)
        looks = {area.key: (area.shape, area.hue) for area in self.journal.areas()}
        steps = {step.key: step for step in self.journal.store.steps.all(archived=True)}
        self.together.show_pairs(self.story.pairs(stretch), stretch, steps, looks)
        self.then_now.show_then_and_now(self.story.then_and_now(), looks)
        # Where there is nothing to stand beside them yet, the areas have the whole width.
        self._columns.setStretch(1, 0 if self.hours.isHidden() and self.together.isHidden() else 1)
        self.more.setVisible(bool(months) and self.together.isHidden())
        if not months:
            self.all.setText(all_words(0))
        # Counting a million wins takes longer than all of the rest, so the page is there before.
        self._total.start(0)

    def concerned_by(self, change: Change) -> bool:
        return change.concerns(Topic.WINS, Topic.STEPS, Topic.AREAS, Topic.CHECK_INS)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.all.full_text() == "":
            self._total.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fill_areas(self, shown: list[int]) -> None:
        # Windows without a day are not shown as figures, and still may be asked for areas.
        choices = [of for of in WINDOWS if of in shown]
        self.areas.setVisible(bool(choices))
        if not choices:
            return
        of = self._areas_of if self._areas_of in choices else choices[-1]
        self.areas.offer(choices, of)
        self._show_areas(of)

    def _show_areas(self, of: int) -> None:
        self.areas.show_areas(self.journal.areas(), self.story.areas(of), of)

    def _fill_total(self) -> None:
        if self.isVisible():
            self.all.setText(all_words(self.story.wins()))

    def _on_window(self, of: int) -> None:
        self._areas_of = of
        self._show_areas(of)

    def _fold(self) -> None:
        way = QBoxLayout.Direction
        narrow = self.width() < self._theme.px(FOLDS_BELOW)
        self._columns.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _on_preferences(self, keys: frozenset[str]) -> None:
        if keys & {"day_start", "look_back", "look_back_hard_days"}:
            self.refresh()
