"""The welcome: three short screens beside Today, each to be skipped, and never in the way.

Logging works from the first moment; the sheet lies where the day's first wins will be, and makes
room for them by itself.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSystemTrayIcon, QVBoxLayout, QWidget

from microwins_desktop import paths
from microwins_desktop.core.nudging.describing import window_words
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_book import NudgeBook
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.tending import Tending
from microwins_desktop.ui.kit import (
    Body,
    Card,
    FlowLayout,
    IconButton,
    PrimaryButton,
    Secondary,
    Section,
    TextButton,
    Toggle,
)
from microwins_desktop.ui.theme import Space, Theme
from microwins_desktop.ui.welcome.once import WELCOMED

OFFERED_STEPS = 8


class WelcomeSheet(Card):
    """`closed` comes when the last screen was left, or all of them were."""

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        book: NudgeBook,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent, margin=22)
        self._journal = journal
        self._preferences = preferences
        self._book = book
        self._at = 0
        self._pins: dict[str, Toggle] = {}
        self._nudges: dict[str, Toggle] = {}
        self._heading = Section(theme)
        leave = IconButton(theme, "close", _("Close the welcome"), size=32)
        leave.clicked.connect(self.leave)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(leave, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self._screens = (self._pinning(), self._nudging(), self._finding())
        for screen in self._screens:
            self.body.addWidget(screen)
        self.next = PrimaryButton(theme, _("Keep these"))
        self.next.clicked.connect(self._on_next)
        self.skip = TextButton(theme, _("Skip"))
        self.skip.clicked.connect(self._go_on)
        foot = FlowLayout()
        foot.addWidget(self.next)
        foot.addWidget(self.skip)
        self.body.addLayout(foot)
        self.body.addStretch(1)
        self._show(0)

    @property
    def place(self) -> int:
        """Which screen is shown, from 0."""
        return self._at

    def leave(self) -> None:
        """Be done with it, for good."""
        self._preferences.remember(WELCOMED, "yes")
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    # The screens

    def _pinning(self) -> QWidget:
        screen, column = _screen()
        words = _("Which of these would you like within reach? They come first in the tray.")
        column.addWidget(Body(self.theme, words))
        steps = self._journal.steps()
        pinned = [step for step in steps if step.pinned]
        areas = {step.area for step in pinned}
        others = [step for step in steps if step.area not in areas]
        firsts = {step.area: step for step in reversed(others)}
        for step in [*pinned, *reversed(firsts.values())][:OFFERED_STEPS]:
            self._pins[step.key] = self._switch(column, step.title, on=step.pinned)
        return screen

    def _nudging(self) -> QWidget:
        screen, column = _screen()
        words = _("A soft nudge now and then? Each comes once a day at most, or not at all.")
        column.addWidget(Body(self.theme, words))
        titles = {step.key: step.title for step in self._journal.steps()}
        for plan in self._book.offered():
            self._nudges[plan.step] = self._switch(column, titles[plan.step], on=False)
            when = window_words(plan.windows[0])
            column.addWidget(Secondary(self.theme, when))
        return screen

    def _finding(self) -> QWidget:
        screen, column = _screen()
        if QSystemTrayIcon.isSystemTrayAvailable():
            where = _("MicroWins waits in the tray, as a small sun. A click there logs a step.")
        else:
            where = _(
                "There is no tray on this desktop, so MicroWins waits in your list of windows. "
                "Starting it again opens the quick panel."
            )
        column.addWidget(Body(self.theme, where))
        column.addWidget(Secondary(self.theme, _("All of this can be changed in the settings.")))
        return screen

    def _switch(self, column: QVBoxLayout, words: str, *, on: bool) -> Toggle:
        toggle = Toggle(self.theme, words)
        toggle.setChecked(on)
        column.addWidget(toggle)
        return toggle

    # Walking through

    def _show(self, at: int) -> None:
        self._at = at
        headings = (_("Welcome"), _("Nudges"), _("Where to find it"))
        self._heading.setText(headings[at])
        for place, screen in enumerate(self._screens):
            screen.setVisible(place == at)
        last = at == len(self._screens) - 1
        self.next.set_words(_("Done") if last else _("Keep these"))
        self.skip.setVisible(not last)

    def _on_next(self) -> None:
        if self._at == 0:
            self._keep_pins()
        elif self._at == 1:
            self._keep_nudges()
        self._go_on()

    def _go_on(self) -> None:
        if self._at + 1 == len(self._screens):
            self.leave()
        else:
            self._show(self._at + 1)
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_pins(self) -> None:
        tending = Tending(self._journal, paths.resources() / "catalogue.toml")
        pinned = {step.key: step.pinned for step in self._journal.steps()}
        for key, toggle in self._pins.items():
            if pinned.get(key) != toggle.isChecked():
                tending.pin(key, toggle.isChecked())

    def _keep_nudges(self) -> None:
        chosen = [plan for plan in self._book.offered() if self._nudges[plan.step].isChecked()]
        if chosen:
            self._book.put(chosen)


def _screen() -> tuple[QWidget, QVBoxLayout]:
    screen = QWidget()
    column = QVBoxLayout(screen)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.SMALL)
    return screen, column
