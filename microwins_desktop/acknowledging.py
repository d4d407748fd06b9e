"""What follows a win at once: the quiet card, the soft sound, and the way on into a routine."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from microwins_desktop import paths
from microwins_desktop.core.model import Change, Source
from microwins_desktop.core.routines import Routine
from microwins_desktop.i18n import _
from microwins_desktop.parts import Parts
from microwins_desktop.services.voice import Voice
from microwins_desktop.system.sound import Sound
from microwins_desktop.ui.card import LogCard
from microwins_desktop.ui.tray import Tray

_ACKNOWLEDGED = (Source.TRAY, Source.PANEL, Source.CARD, Source.TIMER, Source.NUDGE)
"""Where a win may come from that no page shows as it is logged."""


class Acknowledging(QObject):
    """`routine_wanted` carries a routine's key and the place to go on from."""

    routine_wanted = Signal(str, int)

    def __init__(self, parts: Parts, voice: Voice, tray: Tray, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._voice = voice
        self._tray = tray
        self._card: LogCard | None = None
        self._next_routine: Routine | None = None
        self._sound = Sound(paths.resources() / "sounds" / "win.wav")
        parts.routines.offered.connect(self._on_routine_offered)
        parts.journal.changed.connect(self._on_changed)

    @property
    def card(self) -> LogCard:
        """The card after a win, made at the first call."""
        if self._card is None:
            self._card = LogCard(self._parts.theme, self._parts.journal)
            self._card.undo_wanted.connect(self._on_card_undo)
            self._card.more_wanted.connect(self._on_more)
        return self._card

    def forget_language(self) -> None:
        """Make the card again when it is next wanted, after the language changed."""
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
        self._card = None

    def _on_changed(self, change: Change) -> None:
        wins = change.wins
        if change.kind != "log" or change.external or not wins:
            return
        if self._parts.preferences.values.sound:
            self._sound.play()
        if wins[0].source != Source.NUDGE:
            self._next_routine = None
        if wins[0].source not in _ACKNOWLEDGED:
            return
        if not self._parts.preferences.values.card_after_log:
            return
        # After the commit and every refresh: the card is the least urgent thing there is.
        QTimer.singleShot(0, self, self._acknowledge)

    def _acknowledge(self) -> None:
        from microwins_desktop.ui.places import beside_tray

        journal = self._parts.journal
        newest = journal.store.wins.newest(1)
        if not newest:
            return
        win = newest[0]
        area = next((a for a in journal.areas() if a.key == win.area), None)
        step = journal.step(win.step) if win.step else None
        shape = (step.icon if step else "") or (area.shape if area else "sun")
        hue = area.hue if area else "light"
        routine = self._next_routine
        more = _("Go on: {name}").format(name=routine.name) if routine is not None else ""
        self.card.show_win(win, self._voice.acknowledge(win), shape, hue, more)
        self.card.adjustSize()
        icon: QSystemTrayIcon | None = self._tray.geometry_hint()
        self.card.appear(*beside_tray(icon, self.card.size()))

    def _on_routine_offered(self, routine: Routine) -> None:
        self._next_routine = routine

    def _on_more(self) -> None:
        """From a nudge's step on into the routine that begins with it."""
        routine, self._next_routine = self._next_routine, None
        if routine is not None:
            self.routine_wanted.emit(routine.key, 1)

    def _on_card_undo(self) -> None:
        self._parts.journal.undo()
