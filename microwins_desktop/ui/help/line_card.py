"""One help line: its number large enough to dial from, and everything known about it in words."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from microwins_desktop.core.helplines import HelpLine
from microwins_desktop.i18n import _
from microwins_desktop.ui.kit import (
    Card,
    FlowLayout,
    QuietButton,
    Secondary,
    Section,
    Strong,
    apart,
)
from microwins_desktop.ui.theme import Space, Theme

SAYS_COPIED_MS = 2500

# Qt names these after one country, though the line speaks the language as such.
_WITHOUT_COUNTRY = {"en": "English", "es": "Español", "pt": "Português", "zh": "中文"}


class CopyButton(QuietButton):
    """Puts a text on the clipboard and says so for a moment.

    `subject` tells a screen reader which of the many copy buttons this one is.
    """

    def __init__(
        self, theme: Theme, words: str, subject: str, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, words, parent)
        self._at_rest, self._subject, self._copied = words, subject, text
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(SAYS_COPIED_MS)
        self._back.timeout.connect(self._rest)
        self.clicked.connect(self._on_clicked)
        self._rest()

    def _rest(self) -> None:
        self.set_words(self._at_rest)
        self.setAccessibleName(f"{self._at_rest}: {self._subject}")

    def _on_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self.set_words(_("Copied"))
        self._back.start()


class LineCard(Card):
    """A help line as it was checked: nothing in it is formatted or shortened."""

    def __init__(self, theme: Theme, line: HelpLine, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.body.addWidget(Strong(theme, line.name))
        self.body.addWidget(number_label(theme, line.number))
        for words in _facts(line):
            self.body.addWidget(Secondary(theme, words))
        self.body.addSpacing(Space.STEP)
        row = FlowLayout()
        row.addWidget(CopyButton(theme, _("Copy the number"), line.name, line.number))
        row.addWidget(CopyButton(theme, _("Copy the website"), line.name, line.website))
        self.body.addLayout(row)
        self.body.addStretch(1)


def number_label(theme: Theme, number: str) -> Section:
    """A number that reads in its own order wherever it stands.

    In a line that runs from right to left its groups of digits would change places, and somebody
    would dial another number; so it is set apart (Unicode's left-to-right isolate).
    """
    label = Section(theme, f"\u2066{number}\u2069")
    label.setAccessibleName(number)
    return label


def address(website: str) -> str:
    """A website as people say it; what is copied is whole."""
    return website.removeprefix("https://").rstrip("/")


def _facts(line: HelpLine) -> list[str]:
    facts = []
    if line.coverage:
        facts.append(_("For {place}").format(place=apart(line.coverage)))
    facts.append(_("Open: {hours}").format(hours=apart(line.hours)))
    if line.text:
        facts.append(apart(line.text))
    if line.languages:
        spoken = ", ".join(_language_name(code) for code in line.languages)
        facts.append(_("Languages: {languages}").format(languages=spoken))
    facts.append(apart(address(line.website)))
    if line.note:
        facts.append(apart(line.note))
    return facts


def _language_name(code: str) -> str:
    """A language in its own words, which whoever speaks it recognises in any interface."""
    if code in _WITHOUT_COUNTRY:
        return _WITHOUT_COUNTRY[code]
    locale = QLocale(code)
    if locale.language() == QLocale.Language.C:
        return code
    name = locale.nativeLanguageName() or QLocale.languageToString(locale.language())
    return name[:1].upper() + name[1:]
