"""Story: the days with a win, in windows that say so, and everything that only grows."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.core.insight.counting import Window
from microwins_desktop.core.model import Change, Topic
from microwins_desktop.i18n import _, ngettext, pgettext
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.story import Story
from microwins_desktop.ui.kit import Body, Caption, Card, PageScroll, PageTitle, Section
from microwins_desktop.ui.page import Page
from microwins_desktop.ui.theme import Space, Theme


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
        self._story = Story(journal, preferences)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        column = scroll.body
        column.setContentsMargins(Space.PAGE, Space.PAGE - 2, Space.PAGE, Space.PAGE - 2)
        column.setSpacing(Space.CARDS)
        self._title = PageTitle(theme, pgettext("page", "Story"))
        self._all = Caption(theme)
        self._days = Card(theme, margin=22)
        self._days.body.addWidget(Section(theme, _("Days with a win")))
        self._windows = Body(theme)
        self._days.body.addWidget(self._windows)
        for widget in (self._title, self._all, self._days):
            column.addWidget(widget)
        column.addStretch(1)

    def fill(self) -> None:
        count = self._story.wins()
        self._all.setText(all_words(count))
        windows = self._story.windows()
        self._windows.setText("\n".join(window_words(found) for found in windows))
        self._days.setVisible(bool(windows))

    def concerned_by(self, change: Change) -> bool:
        return change.concerns(Topic.WINS, Topic.STEPS, Topic.AREAS, Topic.CHECK_INS)


def window_words(found: Window) -> str:
    """Such as "18 of the last 30 days"."""
    locale = QLocale()
    return _("{k} of the last {n} days").format(
        k=locale.toString(found.days), n=locale.toString(found.of)
    )


def all_words(count: int) -> str:
    """All wins so far; a kind line where there are none yet."""
    if not count:
        return _("Your story begins whenever you like.")
    words = ngettext("{n} small win so far", "{n} small wins so far", count)
    return words.format(n=QLocale().toString(count))
