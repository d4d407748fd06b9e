"""Settings: one section at a time, each made when it is first opened."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.i18n import _
from microwins_desktop.ui.kit import PageScroll, PageTitle, Segmented
from microwins_desktop.ui.page import Page
from microwins_desktop.ui.pages import Given
from microwins_desktop.ui.settings.section import SettingsSection
from microwins_desktop.ui.settings.sections import section_entries
from microwins_desktop.ui.theme import Space

WIDEST = 720
"""Pixels at 100 % text beyond which lines would be tiring to read."""

NARROW = 420
"""Pixels at 100 % text under which the page's own margins give way to its words."""


class SettingsPage(Page):
    """The frame. `go_to` opens a section by its key."""

    def __init__(self, given: Given, parent: QWidget | None = None) -> None:
        super().__init__(given.journal, parent)
        self._given = given
        self._theme = given.theme
        self._entries = section_entries()
        self._made: dict[str, SettingsSection] = {}
        self._shown = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PageTitle(self._theme, _("Settings")))
        column.addSpacing(Space.INSIDE)
        names = [entry.name for entry in self._entries]
        self._chooser = Segmented(self._theme, _("Sections"), names, wraps=True)
        self._chooser.chosen.connect(self._on_chosen)
        column.addWidget(self._chooser)
        column.addSpacing(Space.INSIDE)
        # Not a stack of widgets: that would be as high as the highest of them.
        self._sections = QVBoxLayout()
        column.addLayout(self._sections)
        column.addStretch(1)
        scroll.body.addWidget(self._inner)
        self._scroll = scroll
        self._theme.changed.connect(self._on_theme)
        self._on_theme()
        self.go_to(self._entries[0].key)

    @property
    def section(self) -> SettingsSection:
        """The section that is shown."""
        return self._made[self._shown]

    def go_to(self, key: str) -> SettingsSection:
        """Open a section and return it."""
        entry = next(entry for entry in self._entries if entry.key == key)
        if key not in self._made:
            self._made[key] = entry.make(self._given)
            self._sections.addWidget(self._made[key])
        self._shown = key
        for made, section in self._made.items():
            section.setVisible(made == key)
        self._chooser.set_index(self._entries.index(entry))
        self._scroll.verticalScrollBar().setValue(0)
        self.refresh()
        return self._made[key]

    def plan_nudge(self, step: str) -> None:
        """Open the plan of a step's nudge, or its first one."""
        from microwins_desktop.ui.settings.nudges import NudgesSection

        section = self.go_to("nudges")
        if isinstance(section, NudgesSection):
            section.plans.edit(step)
            QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        """Bring what has the focus into view, once it has its place."""
        focused = self.focusWidget()
        if focused is not None:
            self._scroll.ensureWidgetVisible(focused, 0, self._theme.px(200))

    def fill(self) -> None:
        self.section.fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def _set_margins(self) -> None:
        side = Space.PAGE if self.width() >= self._theme.px(NARROW) else Space.INSIDE
        self._scroll.body.setContentsMargins(side, Space.PAGE - 2, side, Space.PAGE - 2)

    def _on_chosen(self, index: int) -> None:
        self.go_to(self._entries[index].key)

    def _on_theme(self) -> None:
        self._inner.setMaximumWidth(self._theme.px(WIDEST))
        self._set_margins()
