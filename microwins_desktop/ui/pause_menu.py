"""Pause nudges: for an hour, until tomorrow, until a date, or for a rest day. It ends by itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from microwins_desktop.core.nudging.saying import moment_words
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_book import NudgeBook
from microwins_desktop.ui.dates import long_day
from microwins_desktop.ui.kit.menus import EntryMenu

HOUR = 60
DATES = 14
"""How many days ahead the menu names; a later end is chosen in the settings."""


class PauseMenu(EntryMenu):
    """A menu of its own in the tray. Its words follow the pause; `refresh` brings them up to date.

    Entries stay the same objects, because trays read them over D-Bus.
    """

    def __init__(self, journal: Journal, book: NudgeBook) -> None:
        super().__init__()
        self._journal = journal
        self._book = book
        self._resume = self._entry(self, self._on_resume)
        self._separator = self.addSeparator()
        self._hour = self._entry(self, self._on_hour)
        self._tomorrow = self._entry(self, self._on_tomorrow)
        self._until = EntryMenu(self)
        self.addMenu(self._until)
        self._dates = [self._entry(self._until, self._on_date) for _day in range(DATES)]
        self._rest = self._entry(self, self._on_rest)
        self._rest.setCheckable(True)
        self._shown: tuple[object, ...] = ()
        self.name()
        book.changed.connect(self.refresh)

    def name(self) -> None:
        """Words in the language in use."""
        self._shown = ()
        self._resume.setText(_("End the pause"))
        self._hour.setText(_("For an hour"))
        self._tomorrow.setText(_("Until tomorrow"))
        self._until.setTitle(_("Until a date"))
        self._rest.setText(_("Today is a rest day"))
        self.refresh()

    def refresh(self) -> None:
        """Show whether and until when nudges are paused, where that or the day is another one."""
        until, now, today = self._book.paused_until, self._journal.now(), self._journal.today()
        self._rest.setChecked(self._journal.check_in_of(today).rest)
        shown = until, now.date(), today
        if shown == self._shown:
            return
        self._shown = shown
        if until is None:
            self.setTitle(_("Pause nudges"))
        else:
            words = _("Pause nudges (until {moment})")
            self.setTitle(words.format(moment=moment_words(until, now)))
        self._resume.setVisible(until is not None)
        self._separator.setVisible(until is not None)
        for number, action in enumerate(self._dates, start=1):
            day = today + timedelta(days=number)
            action.setData(day.isoformat())
            action.setText(day_words(day))

    def _entry(self, menu: QMenu, slot: object) -> QAction:
        action = QAction(menu)
        action.triggered.connect(slot)
        menu.addAction(action)
        return action

    def _on_resume(self) -> None:
        self._book.resume()

    def _on_hour(self) -> None:
        self._book.pause_for(HOUR)

    def _on_tomorrow(self) -> None:
        self._book.pause_until_tomorrow()

    def _on_date(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._book.pause_until_day(date.fromisoformat(str(action.data())))

    def _on_rest(self, on: bool) -> None:
        self._journal.set_rest_day(on)


def day_words(day: date) -> str:
    """A date as a person says it, such as "Thursday 26 November"."""
    return long_day(QDate(day.year, day.month, day.day))


def pause_words(until: datetime, now: datetime) -> str:
    """The pause in one sentence, for the tooltip and the settings."""
    return _("Nudges are paused until {until}.").format(until=moment_words(until, now))
