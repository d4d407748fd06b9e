"""The routines in the tray menu: a click starts one in the window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from microwins_desktop.core.model import Change, Topic
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.routines import Routines
from microwins_desktop.ui.actions import menu_words
from microwins_desktop.ui.kit.menus import EntryMenu

MOST = 8


class RoutineMenu(EntryMenu):
    """`routine_wanted` carries a key. Entries are updated in place, never made anew."""

    routine_wanted = Signal(str)

    def __init__(self, journal: Journal, routines: Routines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._routines = routines
        self._entries = [self._entry() for _place in range(MOST)]
        journal.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the routines there are now, in the language in use."""
        self.setTitle(_("Routines"))
        there = [routine for routine in self._routines.all() if routine.steps][:MOST]
        for place, entry in enumerate(self._entries):
            entry.setVisible(place < len(there))
            if place < len(there):
                entry.setText(menu_words(there[place].name))
                entry.setData(there[place].key)
        self.menuAction().setVisible(bool(there))

    def _entry(self) -> QAction:
        entry = QAction(self)
        entry.triggered.connect(self._on_triggered)
        self.addAction(entry)
        return entry

    def _on_changed(self, change: Change) -> None:
        if change.concerns(Topic.ROUTINES, Topic.STEPS):
            self.refresh()

    def _on_triggered(self) -> None:
        entry = self.sender()
        if isinstance(entry, QAction):
            self.routine_wanted.emit(str(entry.data()))
