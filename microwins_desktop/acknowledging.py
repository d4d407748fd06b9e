"""What follows a win at once: the quiet card, the soft sound, and the way on into a routine.

Where a win cannot be written yet, or a change not be made, the card says so as quietly.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from microwins_desktop import paths
from microwins_desktop.core.model import Change, Source, Win
from microwins_desktop.core.routines import Routine
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.parts import Parts
from microwins_desktop.services.voice import Voice
from microwins_desktop.services.waiting import Unsaved
from microwins_desktop.system.sound import Sound
from microwins_desktop.ui.kit.marks import NO_AREA

if TYPE_CHECKING:
    from microwins_desktop.ui.card import LogCard

_ACKNOWLEDGED = (Source.TRAY, Source.PANEL, Source.CARD, Source.TIMER, Source.NUDGE)
"""Where a win may come from that no page shows as it is logged."""

CARD_AFTER_MS = 40

MOST_TITLES = 3
"""How many wins of an earlier run are named; their day has them all."""


class Acknowledging(QObject):
    """`routine_wanted` carries a routine's key and the place to go on from.

    `icon` gives the tray icon to appear beside, or None; `is_seen` whether the window is before the
    person, who then reads there what could not be done.
    """

    routine_wanted = Signal(str, int)

    def __init__(
        self,
        parts: Parts,
        voice: Voice,
        icon: Callable[[], QSystemTrayIcon | None],
        is_seen: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._voice = voice
        self._icon = icon
        self._is_seen = is_seen
        self._win: Win | None = None
        self._waiting = 0
        self._card: LogCard | None = None
        self._next_routine: Routine | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(CARD_AFTER_MS)
        self._soon.timeout.connect(self._acknowledge)
        self._sound = Sound(paths.resources() / "sounds" / "win.wav")
        parts.routines.offered.connect(self._on_routine_offered)
        parts.journal.changed.connect(self._on_changed)
        parts.journal.unsaved_changed.connect(self._on_unsaved)
        parts.journal.waiting.returned.connect(self._on_returned)
        parts.journal.failed.connect(self._on_failed)

    @property
    def card(self) -> LogCard:
        """The card after a win, made at the first call."""
        if self._card is None:
            from microwins_desktop.ui.card import LogCard

            self._card = LogCard(self._parts.theme, self._parts.journal)
            self._card.more_wanted.connect(self._on_more)
        return self._card

    def forget_language(self) -> None:
        """Make the card again when it is next wanted, after the language changed."""
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
        self._card = None

    def say(self, title: str, words: str) -> None:
        """Show a plain sentence on the card; there is nothing to do on it."""
        self.card.show_notice(title, words)
        self._appear()

    def say_unseen(self, title: str, words: str) -> None:
        """As `say`, where the window does not say it already."""
        if not self._is_seen():
            self.say(title, words)

    def _on_changed(self, change: Change) -> None:
        wins = change.wins
        if change.kind != "log" or change.external or not wins:
            return
        if self._parts.preferences.values.sound:
            self._sound.play()
        if not _leads_on(wins[0], self._next_routine):
            self._next_routine = None
        if wins[0].source not in _ACKNOWLEDGED:
            return
        # Who wants no card after a win still gets one where it is the way on that they asked for.
        if not self._parts.preferences.values.card_after_log and self._next_routine is None:
            return
        self._win = wins[0]
        # After the commit, and once every view is laid out and painted too: the card is the least
        # urgent thing there is, and must not hold the event loop together with them.
        self._soon.start()

    def _acknowledge(self) -> None:
        win, self._win = self._win, None
        if win is None:
            return
        journal = self._parts.journal
        area = next((a for a in journal.areas() if a.key == win.area), None)
        step = journal.step(win.step) if win.step else None
        shape, hue = (area.shape, area.hue) if area is not None else NO_AREA
        shape = (step.icon if step is not None else "") or shape
        routine = self._next_routine
        more = _("Go on: {name}").format(name=routine.name) if routine is not None else ""
        self.card.show_win(win, self._voice.acknowledge(win), shape, hue, more)
        self._appear()

    def _appear(self) -> None:
        from microwins_desktop.ui.places import beside_tray

        self.card.adjustSize()
        self.card.appear(*beside_tray(self._icon(), self.card.size()))

    def _on_routine_offered(self, routine: Routine) -> None:
        self._next_routine = routine

    def _on_more(self) -> None:
        """From a nudge's step on into the routine that begins with it."""
        routine, self._next_routine = self._next_routine, None
        if routine is not None:
            self.routine_wanted.emit(routine.key, 1)

    def _on_unsaved(self, unsaved: Unsaved) -> None:
        more = len(unsaved.wins) > self._waiting
        self._waiting = len(unsaved.wins)
        if more and not (self._is_seen() and unsaved.wins[-1].source == Source.WINDOW):
            says = _("Not saved yet: {why}. It is kept here and tried again.")
            self.say(unsaved.titles[-1], says.format(why=unsaved.why))

    def _on_returned(self, titles: list[str]) -> None:
        says = ngettext(
            "It waited since last time and is in your journal now: {wins}.",
            "They waited since last time and are in your journal now: {wins}.",
            len(titles),
        )
        shown, more = ", ".join(titles[:MOST_TITLES]), len(titles) - MOST_TITLES
        if more > 0:
            shown = _("{wins} and {count} more").format(wins=shown, count=more)
        head = ngettext("{count} win is saved", "{count} wins are saved", len(titles))
        self.say(head.format(count=len(titles)), says.format(wins=shown))

    def _on_failed(self, why: str) -> None:
        self.say_unseen(_("That could not be done yet"), why)


def _leads_on(win: Win, routine: Routine | None) -> bool:
    """Whether a win is the answer to the nudge with which `routine` begins."""
    return (
        routine is not None
        and win.source == Source.NUDGE
        and win.step is not None
        and routine.steps[:1] == (win.step,)
    )
