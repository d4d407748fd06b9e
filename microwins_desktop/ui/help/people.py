"""My people: those the person would turn to first, before any line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microwins_desktop.core.people import Person, Role
from microwins_desktop.i18n import _
from microwins_desktop.services.keeping import Keeping
from microwins_desktop.ui.help.form import Form, FormOpener
from microwins_desktop.ui.help.line_card import CopyButton, number_label
from microwins_desktop.ui.kit import (
    Card,
    FlowLayout,
    IconButton,
    ResponsiveGrid,
    Secondary,
    Section,
    Strong,
    TextField,
    Toggle,
    apart,
    empty,
)
from microwins_desktop.ui.theme import Space, Theme

COLUMN = 300


class People(QWidget):
    """Cards of people, and a quiet form that opens in place."""

    def __init__(self, theme: Theme, keeping: Keeping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keeping = keeping
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(Section(theme, _("My people")))
        words = _("Somebody you could call or write to. It stays on this computer.")
        self._hint = Secondary(theme, words)
        column.addWidget(self._hint)
        self._cards = QWidget()
        self._grid = ResponsiveGrid(self._cards, column=theme.px(COLUMN), most=2)
        column.addWidget(self._cards)
        self.form = PersonForm(theme, keeping)
        self.opener = FormOpener(theme, _("Add somebody"), self.form, Person(""))
        column.addWidget(self.opener)
        theme.changed.connect(self._on_theme)

    def fill(self) -> None:
        """Show who is kept now."""
        empty(self._grid)
        people = self._keeping.people()
        for place, person in enumerate(people):
            card = PersonCard(self._theme, person, place > 0)
            card.edit_wanted.connect(self.opener.open)
            card.up_wanted.connect(self._on_up)
            card.removed.connect(self._keeping.remove_person)
            self._grid.addWidget(card)
        self._cards.setVisible(bool(people))
        self._hint.setVisible(not people)

    def _on_up(self, ident: str) -> None:
        self._keeping.move_person(ident, -1)

    def _on_theme(self) -> None:
        self._grid.set_column(self._theme.px(COLUMN))


class PersonCard(Card):
    """Somebody: name, number to copy, note. `removed` and `up_wanted` carry the id."""

    edit_wanted = Signal(object)
    up_wanted = Signal(str)
    removed = Signal(str)

    def __init__(
        self, theme: Theme, person: Person, may_go_up: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._person = person
        top = QHBoxLayout()
        top.addWidget(Strong(theme, person.name), 1)
        for glyph, words, slot, offered in (
            ("up", _("Move up: {name}"), self._on_up, may_go_up),
            ("pencil", _("Edit: {name}"), self._on_edit, True),
            ("trash", _("Remove: {name}"), self._on_remove, True),
        ):
            button = IconButton(theme, glyph, words.format(name=person.name), size=32)
            button.clicked.connect(slot)
            button.setVisible(offered)
            top.addWidget(button)
        self.body.addLayout(top)
        if person.role is Role.PROVIDER:
            self.body.addWidget(Secondary(theme, _("My provider")))
        if person.number:
            self.body.addWidget(number_label(theme, person.number))
        if person.note:
            self.body.addWidget(Secondary(theme, apart(person.note)))
        if person.number:
            row = FlowLayout()
            row.addWidget(CopyButton(theme, _("Copy the number"), person.name, person.number))
            self.body.addLayout(row)
        self.body.addStretch(1)

    def _on_up(self) -> None:
        self.up_wanted.emit(self._person.id)

    def _on_edit(self) -> None:
        self.edit_wanted.emit(self._person)

    def _on_remove(self) -> None:
        self.removed.emit(self._person.id)


class PersonForm(Form[Person]):
    """Name, number and a note; a name is all that is needed. `closed` comes either way."""

    def __init__(self, theme: Theme, keeping: Keeping, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._keeping = keeping
        self._person = Person("")
        self.name = TextField(theme, _("Name"), _("Name"), on_panel=True)
        self.number = TextField(theme, _("Number"), _("Number, if you have it"), on_panel=True)
        self.note = TextField(
            theme, _("Note"), _("When to call, what to say, anything"), on_panel=True
        )
        for field in (self.name, self.number, self.note):
            field.submitted.connect(self.submit)
        self.provider = Toggle(theme, _("This is my provider"))
        self.finish(theme, (self.name, self.number, self.note, self.provider))

    def show_entry(self, person: Person) -> None:
        """Fill the form; an empty `id` means somebody new."""
        self._person = person
        self.name.set_text(person.name)
        self.number.set_text(person.number)
        self.note.set_text(" ".join(person.note.split()))
        self.provider.setChecked(person.role is Role.PROVIDER)
        self.calm()
        self.name.edit.setFocus()

    def keep(self) -> bool:
        role = Role.PROVIDER if self.provider.isChecked() else Role.PERSON
        return self._keeping.put_person(
            Person(self.name.text(), self.number.text(), self.note.text(), role, self._person.id)
        )
