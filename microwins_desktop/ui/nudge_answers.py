"""The answers to a nudge, as the card and the Today page show them."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_board import NudgeBoard
from microwins_desktop.services.nudge_words import NudgeShown, later_choices
from microwins_desktop.ui.kit import FlowLayout, IconButton, PrimaryButton, QuietButton, TextButton
from microwins_desktop.ui.theme import HIT, Theme


class NudgeAnswers(QWidget):
    """Did it, Smaller, Later with a choice of when, Not today."""

    def __init__(
        self, theme: Theme, journal: Journal, board: NudgeBoard, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._board = board
        row = FlowLayout(self)
        self.did = PrimaryButton(theme, _("Did it"))
        self.did.clicked.connect(self._on_did)
        self.smaller = QuietButton(theme, _("Smaller"))
        self.smaller.clicked.connect(self._on_smaller)
        self.later = QuietButton(theme, _("Later"))
        self.later.clicked.connect(self._on_later)
        self.when = IconButton(theme, "down", _("Later: choose when"), size=HIT)
        self.when.clicked.connect(self._on_when)
        self.not_today = TextButton(theme, _("Not today"))
        self.not_today.clicked.connect(self._on_not_today)
        for button in (self.did, self.smaller, self.later, self.when, self.not_today):
            row.addWidget(button)
        self.menu = LaterMenu(journal, board, self)

    def show_nudge(self, nudge: NudgeShown) -> None:
        """Offer what fits this nudge: nothing is smaller than the smallest size."""
        self.smaller.setVisible(nudge.smaller is not nudge.size)

    def _on_did(self) -> None:
        self._board.did_it()

    def _on_smaller(self) -> None:
        self._board.smaller()

    def _on_later(self) -> None:
        self._board.later()

    def _on_when(self) -> None:
        self.menu.open_at(self.when.mapToGlobal(QPoint(0, self.when.height())))

    def _on_not_today(self) -> None:
        self._board.not_today()


class LaterMenu(QMenu):
    """How long "later" is: in ten minutes, in an hour, this evening."""

    def __init__(self, journal: Journal, board: NudgeBoard, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Later"))
        self._journal = journal
        self._board = board

    def open_at(self, at: QPoint) -> None:
        self.fill()
        self.popup(at)

    def fill(self) -> None:
        """The choices that this hour leaves."""
        self.clear()
        for minutes, words in later_choices(self._journal.now()):
            action = QAction(words, self)
            action.setData(minutes)
            action.triggered.connect(self._on_triggered)
            self.addAction(action)

    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._board.later(int(action.data()))
