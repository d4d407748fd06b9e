"""The tray's menu and words: one click logs a step, the tooltip says what was done today.

Menu entries are updated in place; a menu that is rebuilt while it opens flickers and confuses
trays that read it over D-Bus. `TrayIcon` holds the icon itself.
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu

from microwins_desktop.core.model import Area, Change, Size, Source, Step, Topic
from microwins_desktop.core.places import places_for
from microwins_desktop.core.suggest import Because, Suggestion
from microwins_desktop.i18n import ngettext
from microwins_desktop.services.gentle import Gentle
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_book import NudgeBook
from microwins_desktop.services.nudge_words import NudgeShown
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.actions import Actions, menu_words, offer_words
from microwins_desktop.ui.five.menu import TrayFive, sitting_words
from microwins_desktop.ui.kit.marks import mark_icon
from microwins_desktop.ui.pause_menu import PauseMenu, pause_words
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.tray_icon import TrayIcon

STEPS = 8
PLACES = 14
"""Entries there are for steps: room for some to come and go without the others moving."""
_ICON = 16


class Tray(QObject):
    """Fills the menu and the tooltip of `icon` and keeps them true.

    While a nudge waits, its step is the first entry and the icon has a dot; `nudge_done` comes
    when that entry is clicked.
    """

    nudge_done = Signal()

    def __init__(
        self,
        icon: TrayIcon,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        actions: Actions,
        book: NudgeBook,
        gentle: Gentle | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._journal = journal
        self._preferences = preferences
        self._actions = actions
        self._book = book
        self.icon = icon
        self._offers: list[Suggestion] = []
        self._at: dict[int, Suggestion] = {}
        self._entries: list[tuple[Step, Size, Area | None]] | None = None
        self._held: list[object] = [None] * PLACES
        self._nudged: NudgeShown | None = None
        self.menu = icon.menu
        self.pause = PauseMenu(journal, book)
        self._five = TrayFive(gentle.five, self.menu) if gentle is not None else None
        self._gentle = gentle
        self._steps = [self._step_action(index) for index in range(PLACES)]
        self._fill_menu()
        self.menu.filling.connect(self._on_filling)
        self._hour = QTimer(self)
        self._hour.setSingleShot(True)
        self._hour.timeout.connect(self._on_hour)
        theme.changed.connect(self._on_look_changed)
        journal.changed.connect(self._on_changed)
        journal.unsaved_changed.connect(self._on_unsaved)
        preferences.changed.connect(self._on_preferences)
        book.changed.connect(self._on_pause)
        if gentle is not None:
            gentle.five.changed.connect(self._on_five)

    def offer(self, menu: QMenu) -> None:
        """Put a menu of its own into the menu, before the way into the window."""
        self.menu.insertMenu(self._actions.open, menu)

    # What it shows

    def refresh(self) -> None:
        """Offer what fits now, and count today's wins."""
        self._offers = self._offered()
        areas = {area.key: area for area in self._journal.areas()}
        entries = [(offer.step, offer.size, areas.get(offer.step.area)) for offer in self._offers]
        if entries != self._entries:
            self._entries = entries
            self._show_entries(entries)
        if self._five is not None:
            self._five.offer([offer.step for offer in self._offers])
        self.pause.refresh()
        self._show_tooltip()
        self._wait_for_the_hour()

    def _show_entries(self, entries: list[tuple[Step, Size, Area | None]]) -> None:
        shown = [action.isVisible() for action in self._steps]
        places = places_for(entries, self._held, shown)
        self._at = dict(zip(places, self._offers, strict=True))
        for place, entry in zip(places, entries, strict=True):
            if entry != self._held[place]:
                self._held[place] = entry
                self._show_offer(self._steps[place], self._at[place], entry[-1])
        for place, action in enumerate(self._steps):
            if action.isVisible() and place not in self._at:
                self._held[place] = None
                action.setIcon(QIcon())  # which would be sent along, unseen
            action.setVisible(place in self._at)

    def _show_offer(self, action: QAction, offer: Suggestion, area: Area | None) -> None:
        icon = None
        if area is not None:
            color = self._theme.area(area.hue).mark
            icon = mark_icon(offer.step.icon or area.shape, color, _ICON)
        self.menu.show_entry(action, menu_words(offer_words(offer)), icon)

    def _forget_shown(self) -> None:
        self._entries = None
        self._held = [None] * PLACES

    def show_nudge(self, nudge: NudgeShown | None) -> None:
        """Put the nudge that waits first, with the dot; None when nothing waits any more."""
        self._nudged = nudge
        self.icon.show_dot(nudge is not None)
        self.refresh()

    def name(self) -> None:
        """Words in the language in use."""
        self._forget_shown()
        self.pause.name()
        if self._five is not None:
            self._five.name()
        self.refresh()

    def _offered(self) -> list[Suggestion]:
        offers = self._journal.suggestions(STEPS)
        nudge = self._nudged
        if nudge is None:
            return offers
        first = Suggestion(nudge.step, nudge.size, Because.THERE)
        return [first, *(o for o in offers if o.step.key != nudge.step.key)][:STEPS]

    def _tooltip(self) -> str:
        if self._preferences.values.discreet:
            return "MicroWins"
        count, until = self._journal.count_today(), self._book.paused_until
        sitting = sitting_words(self._gentle.five) if self._gentle is not None else ""
        lines = [sitting] if sitting else []
        if count:
            words = ngettext("{n} small win today", "{n} small wins today", count)
            lines.append(words.format(n=count))
        waiting = len(self._journal.unsaved.wins)
        if waiting:
            words = ngettext("{n} not saved yet", "{n} not saved yet", waiting)
            lines.append(words.format(n=waiting))
        if until is not None:
            lines.append(pause_words(until, self._journal.now()))
        return "\n".join(lines) or "MicroWins"

    def _show_tooltip(self) -> None:
        self.icon.say(self._tooltip())

    def _fill_menu(self) -> None:
        for action in self._steps:
            self.menu.addAction(action)
        self.menu.addSeparator()
        self.menu.addAction(self._actions.undo)
        self.menu.addAction(self._actions.redo)
        self.menu.addAction(self._actions.hard_day)
        self.menu.addMenu(self.pause)
        self.menu.addSeparator()
        if self._five is not None:
            self.menu.addMenu(self._five)
        for action in (self._actions.open, self._actions.help, self._actions.quit):
            self.menu.addAction(action)

    def _step_action(self, index: int) -> QAction:
        action = QAction(self.menu)
        action.setVisible(False)
        action.setData(index)
        action.triggered.connect(self._on_step)
        return action

    def _wait_for_the_hour(self) -> None:
        # What usually happens about now changes with the hour, so the offers do too. A pause that
        # ends meanwhile is seen when it ends.
        now, until = self._journal.now(), self._book.paused_until
        left = timedelta(hours=1) - timedelta(minutes=now.minute, seconds=now.second)
        if until is not None:
            left = min(left, until - now)
        self._hour.start(int(left.total_seconds() * 1000) + 500)

    # What happens

    def _on_step(self) -> None:
        action = self.sender()
        offer = self._at.get(action.data()) if isinstance(action, QAction) else None
        if offer is None:
            return
        if self._nudged is not None and offer.step.key == self._nudged.step.key:
            self.nudge_done.emit()
        else:
            size = None if offer.size is Size.WHOLE else offer.size
            self._journal.log_step(offer.step.key, size, Source.TRAY)

    def _on_changed(self, change: Change) -> None:
        if change.concerns(Topic.WINS, Topic.STEPS, Topic.AREAS, Topic.CHECK_INS):
            self.menu.stale()

    def _on_unsaved(self, _unsaved: object) -> None:
        self.menu.stale()

    def _on_filling(self) -> None:
        self._actions.refresh()
        self.refresh()
        self.pause.tell()
        if self._five is not None:
            self._five.tell()

    def _on_preferences(self, keys: frozenset[str]) -> None:
        if "discreet" in keys:
            self.refresh()

    def _on_pause(self) -> None:
        self._show_tooltip()
        self._wait_for_the_hour()

    def _on_five(self) -> None:
        self._show_tooltip()

    def _on_hour(self) -> None:
        self.refresh()

    def _on_look_changed(self) -> None:
        self._forget_shown()
        self.refresh()
