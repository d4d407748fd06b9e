"""What's next: what becomes of every nudge today, and why; the pause; and what rests."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microwins_desktop.core.model import Area, Step
from microwins_desktop.core.nudging.saying import moment_words
from microwins_desktop.core.nudging.today import Entry, State
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudger import Nudger
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.kit import (
    Body,
    DateField,
    FlowLayout,
    QuietButton,
    Secondary,
    Strong,
    Tile,
    Toggle,
)
from microwins_desktop.ui.kit.order import tab_through
from microwins_desktop.ui.pause_menu import HOUR, pause_words
from microwins_desktop.ui.settings.section import SettingsSection
from microwins_desktop.ui.theme import Space, Theme


class NextSection(SettingsSection):
    def __init__(
        self, theme: Theme, journal: Journal, preferences: Preferences, nudger: Nudger
    ) -> None:
        super().__init__(theme, preferences)
        self._journal = journal
        self._book = nudger.book
        card = self.card(_("Your nudges"))
        self._empty = Body(theme, _("Nothing is planned. That is fine too."))
        card.body.addWidget(self._empty)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.CARDS)
        card.body.addLayout(self._list)
        self.rows: list[EntryRow] = []
        self._make_pause(theme)
        self.column.addStretch(1)
        nudger.plan_changed.connect(self._on_plan)
        nudger.book.changed.connect(self._on_plan)

    def fill(self) -> None:
        entries = self._book.today()
        steps = {step.key: step for step in self._journal.steps()}
        areas = {area.key: area for area in self._journal.areas()}
        self._empty.setVisible(not entries)
        while len(self.rows) > len(entries):
            gone = self.rows.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(entries):
            row = EntryRow(self.theme)
            row.wake_wanted.connect(self._on_wake)
            self._list.addWidget(row)
            self.rows.append(row)
            tab_through([*(made.wake for made in self.rows), self.resume])
        now = self._journal.now()
        for row, entry in zip(self.rows, entries, strict=True):
            step = steps.get(entry.step)
            at = entry.at.astimezone(now.tzinfo) if entry.at is not None else None
            when = moment_words(at, now)
            area = areas.get(step.area) if step is not None else None
            row.show_entry(entry, step, area, when, self._book.explain(entry))
        self._show_pause()

    def _make_pause(self, theme: Theme) -> None:
        card = self.card(_("A pause"))
        self.paused = Body(theme)
        card.body.addWidget(self.paused)
        row = FlowLayout()
        self.resume = QuietButton(theme, _("End the pause"))
        self.resume.clicked.connect(self._on_resume)
        self.hour = QuietButton(theme, _("For an hour"))
        self.hour.clicked.connect(self._on_hour)
        self.tomorrow = QuietButton(theme, _("Until tomorrow"))
        self.tomorrow.clicked.connect(self._on_tomorrow)
        for button in (self.resume, self.hour, self.tomorrow):
            row.addWidget(button)
        card.body.addLayout(row)
        until = FlowLayout()
        self.date = DateField(theme, _("Pause until this date"))
        self.until = QuietButton(theme, _("Until this date"))
        self.until.clicked.connect(self._on_until)
        until.addWidget(self.date)
        until.addWidget(self.until)
        card.body.addLayout(until)
        self.rest = Toggle(theme, _("Today is a rest day"))
        self.rest.clicked.connect(self._on_rest)
        card.body.addWidget(self.rest)

    def _show_pause(self) -> None:
        until, now = self._book.paused_until, self._journal.now()
        words = pause_words(until, now) if until is not None else _("Nudges may come.")
        self.paused.setText(words)
        self.resume.setVisible(until is not None)
        today = self._journal.today()
        first = QDate(today.year, today.month, today.day).addDays(1)
        self.date.setDateRange(first, first.addDays(365))
        self.rest.setChecked(self._journal.check_in_of(today).rest)

    def _on_plan(self) -> None:
        if self.isVisible():
            self.fill()

    def _on_wake(self, step: str) -> None:
        self._book.wake(step)

    def _on_resume(self) -> None:
        self._book.resume()
        self.hour.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_hour(self) -> None:
        self._book.pause_for(HOUR)

    def _on_tomorrow(self) -> None:
        self._book.pause_until_tomorrow()

    def _on_until(self) -> None:
        day = self.date.date()
        self._book.pause_until_day(date(day.year(), day.month(), day.day()))

    def _on_rest(self) -> None:
        self._journal.set_rest_day(self.rest.isChecked())


class EntryRow(QWidget):
    """One nudge of the day: when, what and why. `wake_wanted` carries a resting step's key."""

    wake_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._step = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARDS)
        self._tile = Tile(theme, side=38)
        text = QVBoxLayout()
        text.setSpacing(0)
        self.title = Strong(theme)
        self.why = Secondary(theme)
        self.wake = QuietButton(theme, _("Wake it"))
        self.wake.clicked.connect(self._on_wake)
        text.addWidget(self.title)
        text.addWidget(self.why)
        text.addWidget(self.wake, 0, Qt.AlignmentFlag.AlignLeading)
        row.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)

    def show_entry(
        self, entry: Entry, step: Step | None, area: Area | None, when: str, why: str
    ) -> None:
        self._step = entry.step
        title = step.title if step is not None else entry.step
        self.title.setText(_("{step}, {when}").format(step=title, when=when) if when else title)
        self.why.setText(why)
        shape = (step.icon if step is not None else "") or (area.shape if area else "sun")
        self._tile.show_mark(shape, area.hue if area else "light")
        self.wake.setVisible(entry.state is State.ASLEEP)
        self.wake.setAccessibleName(_("Wake it: {step}").format(step=title))

    def _on_wake(self) -> None:
        self.wake_wanted.emit(self._step)
