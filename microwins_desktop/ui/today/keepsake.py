"""On a hard day: words somebody once sent, brought back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from microwins_desktop.core.keepsakes import Keepsake
from microwins_desktop.i18n import _
from microwins_desktop.ui.kit import Body, Secondary, Wash, apart
from microwins_desktop.ui.theme import Space, Theme


class KeepsakeBlock(Wash):
    """Shows one keepsake, or nothing at all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.body.setSpacing(Space.STEP)
        self._words = Body(theme)
        self._from = Secondary(theme)
        self.body.addWidget(self._words)
        self.body.addWidget(self._from)
        self.hide()

    def show_keepsake(self, keepsake: Keepsake | None) -> None:
        self.setVisible(keepsake is not None)
        if keepsake is None:
            return
        self._words.setText(apart(keepsake.text))
        self._from.setText(_("From {whom}").format(whom=apart(keepsake.from_whom)))
        self._from.setVisible(bool(keepsake.from_whom))
