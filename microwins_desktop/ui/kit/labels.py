"""Text on a page, in the type scale's roles. Always plain text, wrapping unless told to elide."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from microwins_desktop.ui.kit.themed import Themed
from microwins_desktop.ui.theme import Role, Theme, Token


class Label(Themed, QLabel):
    """A text in one role and colour.

    `elide` keeps it on one line and shortens it where there is no room; the whole text is then
    its tooltip and accessible name.
    """

    role: Role = "body"
    ink: Token = "ink"

    def __init__(
        self, theme: Theme, text: str = "", parent: QWidget | None = None, *, elide: bool = False
    ) -> None:
        super().__init__(parent)
        self._full = ""
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setWordWrap(not elide)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(
            QSizePolicy.Policy.Ignored if elide else QSizePolicy.Policy.Preferred
        )
        self.setSizePolicy(policy)
        self.follow(theme)
        self.setText(text)

    def setText(self, text: str) -> None:
        if text == self._full and text == self.accessibleName():
            return
        self._full = text
        self.setAccessibleName(text)
        super().setText(text)
        self._shorten()

    def full_text(self) -> str:
        return self._full

    def retheme(self) -> None:
        self.setFont(self.theme.font(self.role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self.theme.color(self.ink))
        self.setPalette(palette)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(self.theme.px(24), hint.height()) if self._elide else hint

    def _shorten(self) -> None:
        if not self._elide or not self._full:
            return
        shown = self.fontMetrics().elidedText(
            self._full, Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        if shown != super().text():
            super().setText(shown)
        self.setToolTip("" if shown == self._full else plain_tooltip(self._full))


class PageTitle(Label):
    """The one question or name at the top of a page."""

    role: Role = "title"


class Section(Label):
    """The heading of a card or a group."""

    role: Role = "section"


class Body(Label):
    """Ordinary text."""


class Strong(Label):
    """Ordinary text that leads a row or a small card."""

    role: Role = "strong"


class Secondary(Label):
    """Quiet text under or beside something."""

    role: Role = "secondary"
    ink: Token = "soft"


class Caption(Label):
    """Quiet text in body size, such as the date above the page title."""

    ink: Token = "soft"


def plain_tooltip(text: str) -> str:
    """A tooltip text that Qt cannot take for rich text."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{escaped}</span>"
