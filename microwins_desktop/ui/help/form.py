"""What the help page's forms share: fields on a card, Keep and Leave it, and a line for trouble."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from microwins_desktop.core.texts import TextError
from microwins_desktop.i18n import _
from microwins_desktop.ui.kit import Card, FlowLayout, PrimaryButton, Secondary, TextButton
from microwins_desktop.ui.theme import Theme


class Form(Card):
    """Subclasses build their fields, hand them to `finish`, and carry out `keep`.

    `closed` comes when the person is done either way.
    """

    closed = Signal()

    def keep(self) -> bool:
        """Write down what the fields hold; whether it was done. May raise TextError."""
        raise NotImplementedError

    def finish(self, theme: Theme, fields: Sequence[QWidget]) -> None:
        """Put the fields on the card, and the buttons under them."""
        self._problem = Secondary(theme)
        self._problem.hide()
        self.save = PrimaryButton(theme, _("Keep"))
        self.save.clicked.connect(self.submit)
        self.leave = TextButton(theme, _("Leave it"))
        self.leave.clicked.connect(self.closed)
        for widget in (*fields, self._problem):
            self.body.addWidget(widget)
        row = FlowLayout()
        row.addWidget(self.save)
        row.addWidget(self.leave)
        self.body.addLayout(row)

    def calm(self) -> None:
        """Take down the line about trouble."""
        self._problem.hide()

    def submit(self) -> None:
        """Keep it and close; trouble with the words is said, and nothing typed is lost."""
        try:
            done = self.keep()
        except TextError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        if done:
            self.closed.emit()
