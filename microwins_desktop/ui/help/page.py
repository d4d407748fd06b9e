"""Help is near: somebody to turn to, found without hurry. Never an alarm, never a diagnosis."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microwins_desktop import i18n, paths
from microwins_desktop.core.helplines import country_of, load_helplines
from microwins_desktop.i18n import _
from microwins_desktop.ui.help.country import CountryLines
from microwins_desktop.ui.kit import Caption, PageScroll, PageTitle
from microwins_desktop.ui.theme import Space, Theme

WIDEST = 760


class HelpPage(QWidget):
    """The person's own people first, then the lines of their country and every other."""

    def __init__(
        self, theme: Theme, system_locale: str = "", parent: QWidget | None = None
    ) -> None:
        """`system_locale` is a locale's name, such as `de_AT`, which tells the country."""
        super().__init__(parent)
        helplines = load_helplines(paths.resources() / "helplines.toml").translated(i18n._)
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
        column.addWidget(PageTitle(theme, _("Help is near")))
        column.addWidget(
            Caption(
                theme,
                _(
                    "You can talk to somebody, also when it is not that bad. "
                    "You do not need a reason or the right words."
                ),
            )
        )
        self.country = CountryLines(
            theme, helplines, country_of(system_locale or QLocale.system().name())
        )
        column.addWidget(self.country)
        column.addStretch(1)
        scroll.body.setAlignment(around, Qt.AlignmentFlag.AlignTop)
