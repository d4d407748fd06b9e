"""The lines of one country, and the way to any other by its name."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.core.helplines import (
    CountryHelp,
    HelpLines,
    checked_sentence,
)
from microwins_desktop.i18n import _
from microwins_desktop.ui.help.line_card import CopyButton, LineCard, number_label
from microwins_desktop.ui.kit import (
    Body,
    FlowLayout,
    QuietButton,
    ResponsiveGrid,
    SearchField,
    Secondary,
    Section,
    Wash,
    apart,
    empty,
)
from microwins_desktop.ui.theme import Space, Theme

COLUMN = 300
MOST_FOUND = 12


class CountryLines(QWidget):
    """Starts at one country; typing finds every other one."""

    def __init__(
        self, theme: Theme, helplines: HelpLines, code: str, parent: QWidget | None = None
    ) -> None:
        """`code` is the country to begin with (ISO 3166), empty where it is not known."""
        super().__init__(parent)
        self._theme = theme
        self._helplines = helplines
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        self._heading = Section(theme)
        self.search = SearchField(theme, _("Find a country"), _("Another country: type its name"))
        self.search.text_changed.connect(self._on_text)
        self.search.submitted.connect(self._on_submitted)
        self._found = QWidget()
        self._found_row = FlowLayout(self._found)
        self._no_country = Body(theme)
        self._lines = QWidget()
        self._grid = ResponsiveGrid(self._lines, column=theme.px(COLUMN), most=2)
        self._emergency = QVBoxLayout()
        for widget in (self._heading, self._no_country, self._lines):
            column.addWidget(widget)
        column.addLayout(self._emergency)
        column.addWidget(self.search)
        column.addWidget(self._found)
        column.addWidget(self._make_foot())
        theme.changed.connect(self._on_theme)
        self._found.hide()
        self.show_country(code)

    def show_country(self, code: str) -> None:
        """Show what is known of a country; without one, ask for it by name."""
        country = self._helplines.country(code)
        empty(self._grid)
        empty(self._emergency)
        self._lines.setVisible(country is not None)
        self._heading.setVisible(country is not None)
        self._no_country.setVisible(country is None)
        if country is None:
            self._no_country.setText(
                _("Type the name of your country, and the lines known there appear here.")
            )
            return
        self._heading.setText(country.name)
        for line in country.lines:
            self._grid.addWidget(LineCard(self._theme, line))
        if country.emergency or country.emergency_detail:
            self._say_emergency(country)

    def _say_emergency(self, country: CountryHelp) -> None:
        block = Wash(self._theme)
        self._emergency.addWidget(block)
        words = _("If somebody is in danger right now, the emergency number is")
        block.body.addWidget(Body(self._theme, words))
        number = country.emergency or country.emergency_detail
        block.body.addWidget(number_label(self._theme, number))
        if country.emergency_detail and country.emergency_detail != country.emergency:
            block.body.addWidget(Secondary(self._theme, apart(country.emergency_detail)))
        row = FlowLayout()
        row.addWidget(CopyButton(self._theme, _("Copy the number"), _("emergency number"), number))
        block.body.addLayout(row)

    def _make_foot(self) -> QWidget:
        theme, lines = self._theme, self._helplines
        month = QLocale().toString(QDate(lines.checked.year, lines.checked.month, 1), "MMMM yyyy")
        foot = Wash(theme)
        foot.body.setSpacing(Space.STEP)
        for words in (
            checked_sentence(month) + " " + lines.note,
            _("Numbers change. For one that is up to date:") + " " + lines.directory_sentence(),
        ):
            foot.body.addWidget(Secondary(theme, words))
        row = FlowLayout()
        row.addWidget(
            CopyButton(theme, _("Copy the website"), lines.directory, lines.directory_website)
        )
        foot.body.addLayout(row)
        return foot

    def _on_text(self, text: str) -> None:
        empty(self._found_row)
        found = self._helplines.search(text)[:MOST_FOUND] if text.strip() else ()
        for country in found:
            button = QuietButton(self._theme, country.name)
            button.setObjectName(country.code)
            button.clicked.connect(self._on_found)
            self._found_row.addWidget(button)
        if text.strip() and not found:
            words = _(
                "Nothing is known here for that name. The address below knows more countries."
            )
            self._found_row.addWidget(Secondary(self._theme, words))
        self._found.setVisible(bool(text.strip()))

    def _on_found(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._choose(sender.objectName())

    def _on_submitted(self, text: str) -> None:
        found = self._helplines.search(text)
        if found:
            self._choose(found[0].code)

    def _choose(self, code: str) -> None:
        self.show_country(code)
        self.search.clear()
        self.search.edit.setFocus()

    def _on_theme(self) -> None:
        self._grid.set_column(self._theme.px(COLUMN))
