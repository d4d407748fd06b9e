"""A menu whose entries change while it is closed, told to the tray as seldom as can be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction, QActionEvent, QIcon
from PySide6.QtWidgets import QMenu, QWidget


class EntryMenu(QMenu):
    """A tray reads its menu over D-Bus, and Qt sends it an entry, icon and all, at every change.

    An entry that changes while the menu is closed is told once, whatever changed of it, as soon as
    the event loop has nothing else to do, and in any case before the menu opens. `filling` comes
    just before that when the menu was said to be `stale`: nobody reads a closed menu, so what it
    holds need not be worked out before what is on screen.
    """

    filling = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changed: dict[QAction, None] = {}
        self._stale = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.tell)
        self.aboutToShow.connect(self.tell)

    def show_entry(self, action: QAction, words: str, icon: QIcon | None = None) -> None:
        """Let an entry of this menu have these words, and this icon where one is given."""
        if icon is not None and action.icon().cacheKey() != icon.cacheKey():
            action.setIcon(icon)
        action.setText(words)

    def stale(self) -> None:
        """What the menu holds is out of date."""
        self._stale = True
        self._tell_soon()

    @property
    def is_told(self) -> bool:
        """Whether the tray knows all there is to know."""
        return not self._stale and not self._changed

    def tell(self) -> None:
        """Be up to date, and tell the tray now what changed."""
        self._soon.stop()
        if self._stale:
            self._stale = False
            self.filling.emit()
        changed, self._changed = self._changed, {}
        for action in changed:
            super().actionEvent(QActionEvent(QEvent.Type.ActionChanged, action))

    def actionEvent(self, event: QActionEvent) -> None:
        action = event.action()
        if event.type() == QEvent.Type.ActionChanged and not self.isVisible():
            self._changed[action] = None
            self._tell_soon()
            return
        self._changed.pop(action, None)
        super().actionEvent(event)

    def _tell_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start(0)
