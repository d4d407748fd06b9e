"""Searching in the calendar page: the line above, the found wins in the calendar's place."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from microwins_desktop.core.model import EVERYTHING, Sieve, Win
from microwins_desktop.services.finder import Finder, Found
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.calendar.find_bar import FindBar
from microwins_desktop.ui.calendar.results import Results
from microwins_desktop.ui.theme import Theme


class Finding(QObject):
    """Ctrl+F and / open the line, Escape closes it. `pages` shows the calendar or the results.

    `sieve_changed` carries the `Sieve` for the calendar; `day_wanted` a day to show beside the
    results; `day_opened` one to go to; `open_changed` whether the line is there.
    """

    sieve_changed = Signal(object)
    day_wanted = Signal(object)
    day_opened = Signal(object)
    open_changed = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        calendar: QWidget,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self.bar = FindBar(theme, journal)
        self.bar.hide()
        self.results = Results(theme, journal, preferences)
        self.pages = QStackedWidget()
        self.pages.addWidget(calendar)
        self.pages.addWidget(self.results)
        self._finder = Finder(journal, self)
        self._sieve: Sieve = EVERYTHING
        self._finder.found.connect(self._on_found)
        self.bar.changed.connect(self._on_changed)
        self.bar.left.connect(self.close)
        self.bar.down.connect(self.results.enter)
        self.results.back.connect(self._on_back)
        self.results.chosen.connect(self._on_chosen)
        self.results.opened.connect(self._on_opened)
        for keys in (QKeySequence(QKeySequence.StandardKey.Find), QKeySequence("/")):
            shortcut = QShortcut(keys, page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.open)

    def toggle(self) -> None:
        if self.bar.isHidden():
            self.open()
        else:
            self.close()

    def open(self) -> None:
        self.bar.open()
        self._finder.warm()
        self.open_changed.emit(True)

    def close(self) -> None:
        """Back to the whole calendar."""
        self.bar.forget()
        self.bar.hide()
        self._on_changed()
        self._finder.rest()
        self.open_changed.emit(False)

    def _on_changed(self) -> None:
        text, sieve = self.bar.text, self.bar.sieve
        if sieve != self._sieve:
            self._sieve = sieve
            self.sieve_changed.emit(sieve)
        if text:
            self._finder.find(text, sieve)
        else:
            self.pages.setCurrentIndex(0)
            self._finder.forget()

    def _on_found(self, found: Found) -> None:
        if found.text == self.bar.text:
            self.results.show_found(found)
            self.pages.setCurrentIndex(1)

    def _on_back(self) -> None:
        self.bar.field.edit.setFocus()

    def _on_chosen(self, win: Win) -> None:
        self.day_wanted.emit(win.day)

    def _on_opened(self, win: Win) -> None:
        day: date = win.day
        self.close()
        self.day_opened.emit(day)
