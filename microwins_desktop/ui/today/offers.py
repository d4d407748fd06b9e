"""The large step buttons of Today: what fits now, one click each."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from microwins_desktop.core.model import Size, Source
from microwins_desktop.core.suggest import Suggestion
from microwins_desktop.services.gentle import Gentle
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.kit import ResponsiveGrid, StepButton
from microwins_desktop.ui.size_menu import SizeMenu
from microwins_desktop.ui.theme import Theme

MOST = 6


class Offers(QWidget):
    """Buttons stay the same widgets; what they offer is updated in place."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        gentle: Gentle | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """With `gentle`, a step's menu offers the timer too."""
        super().__init__(parent)
        self._theme = theme
        self._journal = journal
        self._offers: list[Suggestion] = []
        self._grid = ResponsiveGrid(self, column=theme.px(220), most=2)
        self._buttons = [self._button() for _index in range(MOST)]
        self._gentle = gentle
        self._sizes = SizeMenu(self, five=gentle is not None)
        self._sizes.five_wanted.connect(self._on_five)
        self._sizes.size_chosen.connect(self._on_size)
        theme.changed.connect(self._on_theme)

    def fill(self) -> None:
        """Offer what fits now."""
        self._offers = self._journal.suggestions(MOST)
        areas = {area.key: area for area in self._journal.areas()}
        for index, button in enumerate(self._buttons):
            button.setVisible(index < len(self._offers))
            if index >= len(self._offers):
                continue
            step, size = self._offers[index].step, self._offers[index].size
            area = areas.get(step.area)
            shape = step.icon or (area.shape if area else "sun")
            hue = area.hue if area else "light"
            button.show_step(step.title, shape, hue, step.hint, smallest=size is not Size.WHOLE)

    def _button(self) -> StepButton:
        button = StepButton(self._theme, "", "sun", "light")
        button.chosen.connect(self._on_chosen)
        button.rung_menu_requested.connect(self._on_sizes_wanted)
        self._grid.addWidget(button)
        return button

    def _offer_of(self, button: object) -> Suggestion | None:
        for offer, known in zip(self._offers, self._buttons, strict=False):
            if known is button:
                return offer
        return None

    def _on_chosen(self) -> None:
        offer = self._offer_of(self.sender())
        if offer is not None:
            size = None if offer.size is Size.WHOLE else offer.size
            self._journal.log_step(offer.step.key, size, Source.WINDOW)

    def _on_sizes_wanted(self, at: QPoint) -> None:
        offer = self._offer_of(self.sender())
        if offer is not None:
            self._sizes.open_for(offer.step, at)

    def _on_size(self, key: str, size: Size) -> None:
        self._journal.log_step(key, size, Source.WINDOW)

    def _on_five(self, key: str) -> None:
        if self._gentle is not None:
            self._gentle.five.start(key)

    def _on_theme(self) -> None:
        self._grid.set_column(self._theme.px(220))
