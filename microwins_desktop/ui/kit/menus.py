"""A menu whose entries change while it is closed, told to the tray as seldom as can be."""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionEvent, QIcon
from PySide6.QtWidgets import QMenu


class EntryMenu(QMenu):
    """A tray reads its menu over D-Bus, and each change of an entry sends the icon along anew.

    `show_entry` changes words and icon of an entry together, and only where they differ.
    """

    _holds = False

    def show_entry(self, action: QAction, words: str, icon: QIcon | None = None) -> None:
        """Let an entry of this menu have these words, and this icon where one is given."""
        if icon is not None and action.icon().cacheKey() != icon.cacheKey():
            self._holds = words != action.text()  # the change of the words tells of both
            action.setIcon(icon)
            self._holds = False
        action.setText(words)

    def actionEvent(self, event: QActionEvent) -> None:
        if not self._holds:
            super().actionEvent(event)
