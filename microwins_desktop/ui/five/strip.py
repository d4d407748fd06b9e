"""The timer as it is seen on Today and in the panel: a ring, what it is for, and a way to stop.

It looks at the clock once in a few seconds, and only while somebody can see it.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microwins_desktop.i18n import _, ngettext
from microwins_desktop.services.five_minutes import FiveMinutes
from microwins_desktop.ui.kit import (
    FlowLayout,
    PrimaryButton,
    QuietButton,
    Ring,
    Secondary,
    Strong,
    TextButton,
    Wash,
)
from microwins_desktop.ui.theme import Space, Theme

TICK_MS = 2000


class FiveStrip(Wash):
    """Hidden while there is no sitting. `shown` says that it came or went, so windows resize."""

    shown = Signal()

    def __init__(
        self, theme: Theme, five: FiveMinutes, parent: QWidget, *, discreet: bool = False
    ) -> None:
        """`discreet` leaves the step unnamed."""
        super().__init__(theme, parent)
        self._discreet = discreet
        self._five = five
        row = QHBoxLayout()
        row.setSpacing(Space.CARDS)
        self.ring = Ring(theme)
        self._title = Strong(theme)
        self._words = Secondary(theme)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._title)
        text.addWidget(self._words)
        row.addWidget(self.ring)
        row.addLayout(text, 1)
        self.body.addLayout(row)
        buttons = FlowLayout()
        self.stop = QuietButton(theme, _("Stop here"))
        self.stop.clicked.connect(self._on_stop)
        self.keep = PrimaryButton(theme, _("Keep it"))
        self.keep.clicked.connect(self._on_keep)
        self.leave = TextButton(theme, _("Let it go"))
        self.leave.clicked.connect(self._on_leave)
        for button in (self.stop, self.keep, self.leave):
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        five.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show where it stands."""
        was, is_there = not self.isHidden(), self._five.sitting is not None
        asks = self._five.asks
        if is_there:
            self._title.setText(_("Just five minutes") if self._discreet else self._five.title())
            self._say(asks)
            self.stop.setVisible(not asks)
            self.keep.setVisible(asks)
            self.leave.setVisible(asks)
        self.setVisible(is_there)
        self._mind_the_time()
        if was != is_there:
            self.shown.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._five.sitting is not None:
            self._say(self._five.asks)
        self._mind_the_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def _say(self, asks: bool) -> None:
        self.ring.set_share(self._five.share)
        if asks:
            self._ask(_("That counts. Keep it?"))
            return
        left = self._five.minutes_left
        said = ngettext("{n} minute left", "{n} minutes left", left).format(n=left)
        if self._words.full_text() != said:
            self._words.setText(said)

    def _ask(self, words: str) -> None:
        if self._words.full_text() == words:
            return
        self._words.setText(words)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _mind_the_time(self) -> None:
        if self._five.is_running and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()

    def _on_tick(self) -> None:
        if self._five.is_running:
            self._say(asks=False)
        else:
            self._five.look()

    def _on_stop(self) -> None:
        self._five.stop()
        self.keep.setFocus()

    def _on_keep(self) -> None:
        self._five.keep()

    def _on_leave(self) -> None:
        self._five.let_go()
