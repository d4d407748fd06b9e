"""Kept words: supportive messages somebody sent, to be seen again on a hard day."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from microwins_desktop.core.keepsakes import Keepsake
from microwins_desktop.i18n import _
from microwins_desktop.services.keeping import Keeping
from microwins_desktop.ui.help.form import Form, FormOpener
from microwins_desktop.ui.kit import (
    Body,
    Card,
    IconButton,
    Secondary,
    Section,
    TextField,
    apart,
    empty,
)
from microwins_desktop.ui.theme import Space, Theme

HEIGHT = 96
NAMED_BY = 24
"""So many characters of the words tell a screen reader which ones a button is about."""


class Keepsakes(QWidget):
    """All kept words, and a form to keep more."""

    def __init__(self, theme: Theme, keeping: Keeping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keeping = keeping
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(Section(theme, _("Words I keep")))
        words = _(
            "Did somebody write something kind? Paste it here, and a hard day brings it back."
        )
        column.addWidget(Secondary(theme, words))
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.SMALL)
        column.addLayout(self._list)
        self.form = KeepsakeForm(theme, keeping)
        self.opener = FormOpener(theme, _("Keep some words"), self.form, Keepsake(""))
        column.addWidget(self.opener)

    def fill(self) -> None:
        """Show what is kept now."""
        empty(self._list)
        for keepsake in self._keeping.keepsakes():
            card = KeepsakeCard(self._theme, keepsake)
            card.edit_wanted.connect(self.opener.open)
            card.removed.connect(self._keeping.remove_keepsake)
            self._list.addWidget(card)


class KeepsakeCard(Card):
    """Kept words and who they are from. `removed` carries the id."""

    edit_wanted = Signal(object)
    removed = Signal(str)

    def __init__(self, theme: Theme, keepsake: Keepsake, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._keepsake = keepsake
        self.body.addWidget(Body(theme, apart(keepsake.text)))
        row = QHBoxLayout()
        row.addWidget(Secondary(theme, apart(keepsake.from_whom)), 1)
        named = " ".join(keepsake.text.split())[:NAMED_BY]
        for glyph, words, slot in (
            ("pencil", _("Edit: {name}"), self._on_edit),
            ("trash", _("Remove: {name}"), self._on_remove),
        ):
            button = IconButton(theme, glyph, words.format(name=named), size=32)
            button.clicked.connect(slot)
            row.addWidget(button)
        self.body.addLayout(row)

    def _on_edit(self) -> None:
        self.edit_wanted.emit(self._keepsake)

    def _on_remove(self) -> None:
        self.removed.emit(self._keepsake.id)


class KeepsakeForm(Form[Keepsake]):
    """The words and who they are from. `closed` comes either way."""

    def __init__(self, theme: Theme, keeping: Keeping, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._keeping = keeping
        self._keepsake = Keepsake("")
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(_("The words"))
        self.words.setPlaceholderText(_("Paste or type the words"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(theme.px(HEIGHT))
        self.from_whom = TextField(
            theme, _("From whom"), _("From whom, if you like"), on_panel=True
        )
        self.from_whom.submitted.connect(self.submit)
        self.finish(theme, (self.words, self.from_whom))

    def show_entry(self, keepsake: Keepsake) -> None:
        """Fill the form; an empty `id` means new words."""
        self._keepsake = keepsake
        self.words.setPlainText(keepsake.text)
        self.from_whom.set_text(keepsake.from_whom)
        self.calm()
        self.words.setFocus()

    def keep(self) -> bool:
        words, whom = self.words.toPlainText(), self.from_whom.text()
        return self._keeping.put_keepsake(Keepsake(words, whom, id=self._keepsake.id))
