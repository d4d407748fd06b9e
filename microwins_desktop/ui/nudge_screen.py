"""The nudge that waits, on screen: a card where one is due, the dot and the tray's first entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from microwins_desktop.core.nudging.ports import Way
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_board import NudgeBoard
from microwins_desktop.services.nudge_words import NudgeShown
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.tray import Tray

if TYPE_CHECKING:
    from microwins_desktop.ui.nudge_card import NudgeCard


class NudgeScreen(QObject):
    """Follows the board. The card is made when it is first wanted."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        board: NudgeBoard,
        tray: Tray,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._journal = journal
        self._preferences = preferences
        self._board = board
        self._tray = tray
        self._card: NudgeCard | None = None
        board.showing.connect(self._on_showing)
        tray.nudge_done.connect(board.did_it)

    @property
    def card(self) -> NudgeCard:
        """The card, made at the first call."""
        if self._card is None:
            from microwins_desktop.ui.nudge_card import NudgeCard

            self._card = NudgeCard(self._theme, self._journal, self._board)
        return self._card

    def forget_language(self) -> None:
        """Make the card anew when it is next wanted."""
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
            self._card = None
        self._on_showing(self._board.current)

    def _on_showing(self, nudge: NudgeShown | None) -> None:
        self._tray.show_nudge(nudge)
        if nudge is not None and nudge.way is Way.CARD:
            self._show(nudge)
        elif self._card is not None:
            self._card.leave()

    def _show(self, nudge: NudgeShown) -> None:
        from microwins_desktop.ui.places import beside_tray

        shape, hue = "sun", "light"
        if not self._preferences.values.discreet:
            areas = {area.key: area for area in self._journal.areas()}
            area = areas.get(nudge.step.area)
            shape = nudge.step.icon or (area.shape if area else shape)
            hue = area.hue if area else hue
        self.card.show_nudge(nudge, shape, hue)
        self.card.adjustSize()
        self.card.appear(*beside_tray(self._tray.icon.geometry_hint(), self.card.size()))
