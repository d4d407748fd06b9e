"""What the help page's forms share: fields on a card, Keep and Leave it, and a line for trouble.

And how they open: in place of the quiet button that offers them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.core.texts import TextError
from microwins_desktop.i18n import _
from microwins_desktop.ui.kit import (
    Card,
    FlowLayout,
    PrimaryButton,
    QuietButton,
    Secondary,
    TextButton,
)
from microwins_desktop.ui.theme import Space, Theme

Entry = TypeVar("Entry")


class Form(Card, Generic[Entry]):
    """Subclasses build their fields, hand them to `finish`, and carry out `show_entry` and `keep`.

    `closed` comes when the person is done either way.
    """

    closed = Signal()

    def show_entry(self, entry: Entry) -> None:
        """Show what is kept, or what is new, and begin at the first field."""
        raise NotImplementedError

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


class FormOpener(QWidget, Generic[Entry]):
    """`add` opens the form for `blank`, `open` for what is there; closing it brings `add` back."""

    def __init__(self, theme: Theme, words: str, form: Form[Entry], blank: Entry) -> None:
        super().__init__()
        self._form = form
        self._blank = blank
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        self.add = QuietButton(theme, words)
        self.add.clicked.connect(self._on_add)
        self._row = QWidget()
        FlowLayout(self._row).addWidget(self.add)
        form.closed.connect(self._on_closed)
        form.hide()
        column.addWidget(self._row)
        column.addWidget(form)

    def open(self, entry: Entry) -> None:
        self._row.hide()
        self._form.show()
        self._form.show_entry(entry)

    def _on_add(self) -> None:
        self.open(self._blank)

    def _on_closed(self) -> None:
        self._form.hide()
        self._row.show()
        self.add.setFocus()
