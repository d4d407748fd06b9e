"""What the main window's pages have in common: they refresh when they are seen, and only then."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from microwins_desktop.core.model import Change
from microwins_desktop.services.journal import Journal


class Page(QWidget):
    """A page over the journal. Subclasses build their widgets in `build` and fill them in `fill`.

    `concerned_by` may say that a change does not matter to the page. A hidden page only remembers
    that it is stale and fills itself when it is shown.
    """

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.journal = journal
        self._stale = True
        journal.changed.connect(self._on_changed)

    def fill(self) -> None:
        """Show what the journal holds now."""
        raise NotImplementedError

    def take(self, _change: Change) -> None:
        """Show what a change made different; a page that knows how need not fill all of itself."""
        self.fill()

    def concerned_by(self, change: Change) -> bool:
        """Whether `change` makes what the page shows out of date."""
        return bool(change.topics)

    def refresh(self) -> None:
        """Fill the page now when it is seen, otherwise when it is next shown."""
        self._stale = True
        if self.isVisible():
            self._fill_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._fill_now()

    def _on_changed(self, change: Change) -> None:
        if not self.concerned_by(change):
            return
        if self._stale or not self.isVisible():
            self._stale = True
        else:
            self.take(change)

    def _fill_now(self) -> None:
        self._stale = False
        self.fill()
