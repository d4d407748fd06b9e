"""How long: five minutes, one song, or a length of one's own. One menu, for tray and window."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QPoint, QTime, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from microwins_desktop.core.model import Step
from microwins_desktop.core.places import places_for
from microwins_desktop.core.sitting import FIVE, LONGEST, SHORTEST, SONG
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.services.five_minutes import FiveMinutes
from microwins_desktop.ui.actions import menu_words
from microwins_desktop.ui.kit.menus import EntryMenu


def length_words(minutes: int) -> str:
    """A length as it is offered."""
    if minutes == SONG:
        return _("One song, about 4 minutes")
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)


class OwnLength(QObject):
    """Asks for a number of minutes; `chosen` carries it."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window = parent
        self._dialog: QInputDialog | None = None

    def ask(self, now: int) -> None:
        """Ask without stopping anything else."""
        if self._dialog is None:
            self._dialog = QInputDialog(self._window)
            self._dialog.setInputMode(QInputDialog.InputMode.IntInput)
            self._dialog.setIntRange(SHORTEST, LONGEST)
            self._dialog.setWindowTitle(_("Just five minutes"))
            self._dialog.setLabelText(_("How many minutes?"))
            self._dialog.intValueSelected.connect(self.chosen)
        self._dialog.setIntValue(now)
        self._dialog.show()
        self._dialog.raise_()


class LengthMenu(QMenu):
    """Opened for a step; choosing a length starts the timer with it."""

    def __init__(self, five: FiveMinutes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("How long"))
        self._five = five
        self._step = ""
        self._own = OwnLength(parent)
        self._own.chosen.connect(self._on_length)
        for minutes in (FIVE, SONG):
            action = QAction(length_words(minutes), self)
            action.setData(minutes)
            action.triggered.connect(self._on_action)
            self.addAction(action)
        other = QAction(_("Another length"), self)
        other.triggered.connect(self._on_other)
        self.addAction(other)

    def open_for(self, step: str, at: QPoint) -> None:
        self._step = step
        self.setActiveAction(self.actions()[0])
        self.popup(at)

    def _on_action(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._on_length(int(action.data()))

    def _on_other(self) -> None:
        self._own.ask(self._five.length)

    def _on_length(self, minutes: int) -> None:
        self._five.set_length(minutes)
        self._five.start(self._step, minutes)


class TrayFive(EntryMenu):
    """The tray's entry: what runs and how to end it, else steps to begin with and how long."""

    STEPS = 6
    PLACES = 10

    def __init__(self, five: FiveMinutes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._five = five
        self._own = OwnLength()
        self._own.chosen.connect(five.set_length)
        self._state = self._action(self._on_state)
        self._leave = self._action(self._on_leave)
        self._offered: list[Step] = []
        self._at: dict[int, Step] = {}
        self._steps = [self._action(self._on_step) for _place in range(self.PLACES)]
        for action in self._steps:
            action.setVisible(False)
        self._anything = self._action(self._on_step)
        self.addSeparator()
        self._lengths = [self._action(self._on_length) for _number in range(3)]
        self._other = self._action(self._on_other)
        for action in self._lengths:
            action.setCheckable(True)
        five.changed.connect(self.refresh)
        self.name()

    def name(self) -> None:
        """Words in the language in use."""
        self.setTitle(_("Just five minutes"))
        self._anything.setText(_("Anything at all"))
        self._leave.setText(_("Let it go"))
        self._other.setText(_("Another length"))
        self.refresh()

    def offer(self, steps: list[Step]) -> None:
        """Offer the first of these steps."""
        steps = steps[: self.STEPS]
        if steps == self._offered:
            return
        self._offered = steps
        held = [action.text() for action in self._steps]
        words = [menu_words(step.title) for step in steps]
        places = places_for(words, held, [action.isVisible() for action in self._steps])
        self._at = dict(zip(places, steps, strict=True))
        for place, action in enumerate(self._steps):
            action.setVisible(place in self._at)
            if place in self._at:
                action.setText(words[places.index(place)])

    def refresh(self) -> None:
        """Show what runs, and the length chosen last."""
        five, asks = self._five, self._five.asks
        self._state.setVisible(five.sitting is not None)
        self._leave.setVisible(asks)
        words = _("Keep it: {step}") if asks else _("Stop here: {step}")
        self._state.setText(words.format(step=five.title().replace("&", "&&")))
        chosen = five.length
        offered = [FIVE, SONG, *([chosen] if chosen not in (FIVE, SONG) else [])]
        for index, action in enumerate(self._lengths):
            action.setVisible(index < len(offered))
            if index < len(offered):
                action.setText(length_words(offered[index]))
                action.setData(offered[index])
                action.setChecked(offered[index] == chosen)

    def _action(self, slot: object) -> QAction:
        action = QAction(self)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _on_state(self) -> None:
        if self._five.asks:
            self._five.keep()
        else:
            self._five.stop()

    def _on_leave(self) -> None:
        self._five.let_go()

    def _on_step(self) -> None:
        action = self.sender()
        step = self._at.get(self._steps.index(action)) if action in self._steps else None
        self._five.start(step.key if step is not None else "")

    def _on_length(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._five.set_length(int(action.data()))

    def _on_other(self) -> None:
        self._own.ask(self._five.length)


def sitting_words(five: FiveMinutes) -> str:
    """The sitting in one line that stays true while it runs: "Stretch, until 9:19"."""
    due = five.due
    if due is None:
        return ""
    if five.asks:
        return _("{step}: that counts").format(step=five.title())
    at = QLocale().toString(QTime(due.hour, due.minute), QLocale.FormatType.ShortFormat)
    return _("{step}, until {time}").format(step=five.title(), time=at)
