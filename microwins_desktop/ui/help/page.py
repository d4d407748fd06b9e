"""Help is near: somebody to turn to, found without hurry. Never an alarm, never a diagnosis."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microwins_desktop import i18n, paths
from microwins_desktop.core.helplines import country_of, load_helplines
from microwins_desktop.core.model import Change, Topic
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.keeping import Keeping
from microwins_desktop.ui.help.country import CountryLines
from microwins_desktop.ui.help.keepsakes import Keepsakes
from microwins_desktop.ui.help.people import People
from microwins_desktop.ui.kit import (
    Caption,
    Divider,
    FlowLayout,
    PageScroll,
    PageTitle,
    QuietButton,
    Secondary,
    Section,
)
from microwins_desktop.ui.page import Page
from microwins_desktop.ui.theme import Space, Theme
from microwins_desktop.ui.wishes import Wishes

WIDEST = 760


class HelpPage(Page):
    """The person's own people first, then lines, kept words, and a summary for a provider."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        keeping: Keeping,
        wishes: Wishes,
        system_locale: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`system_locale` is a locale's name, such as `de_AT`, which tells the country."""
        super().__init__(journal, parent)
        self._wishes = wishes
        helplines = load_helplines(paths.resources() / "helplines.toml").translated(i18n._)
        column = self._make_column(theme)
        column.addWidget(PageTitle(theme, _("Help is near")))
        words = _(
            "You can talk to somebody, also when it is not that bad. "
            "You do not need a reason or the right words."
        )
        column.addWidget(Caption(theme, words))
        self.people = People(theme, keeping)
        code = country_of(system_locale or QLocale.system().name())
        self.country = CountryLines(theme, helplines, code)
        self.keepsakes = Keepsakes(theme, keeping)
        for widget in (self.people, self.country, self.keepsakes):
            column.addWidget(widget)
            column.addSpacing(Space.SMALL)
            column.addWidget(Divider(theme))
            column.addSpacing(Space.SMALL)
        self._offer_summary(theme, column)
        column.addStretch(1)

    def _make_column(self, theme: Theme) -> QVBoxLayout:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        around = QHBoxLayout()
        around.setContentsMargins(Space.PAGE, Space.PAGE - 2, 28, Space.PAGE - 2)
        scroll.body.addLayout(around)
        inner = QWidget()
        inner.setMaximumWidth(theme.px(WIDEST))
        around.addWidget(inner, 1)
        around.addStretch(0)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        scroll.body.setAlignment(around, Qt.AlignmentFlag.AlignTop)
        return column

    def _offer_summary(self, theme: Theme, column: QVBoxLayout) -> None:
        column.addWidget(Section(theme, _("For my provider")))
        column.addWidget(Secondary(theme, _("A page or two about your days, to take along.")))
        self.summary = QuietButton(theme, _("Make a summary"))
        self.summary.clicked.connect(self._on_summary)
        row = FlowLayout()
        row.addWidget(self.summary)
        column.addLayout(row)

    def fill(self) -> None:
        self.people.fill()
        self.keepsakes.fill()

    def concerned_by(self, change: Change) -> bool:
        return change.concerns(Topic.PEOPLE, Topic.KEEPSAKES)

    def _on_summary(self) -> None:
        self._wishes.page_wanted.emit("provider")
