"""The surfaces content lies on: the page, cards, quiet blocks and dividing lines."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from microwins_desktop.ui.kit.themed import Themed, paint_panel
from microwins_desktop.ui.theme import Radius, Space, Theme, Token


class Surface(Themed, QWidget):
    """A rounded area with a layout of its own, `body`."""

    fill: Token = "panel"
    bordered = True
    corner = Radius.CARD

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, margin: int = Space.INSIDE
    ) -> None:
        super().__init__(parent)
        self.body: QBoxLayout = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(Space.SMALL)
        self.follow(theme)

    def focus_radius(self) -> int:
        return self.theme.radius(self.corner)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        line = theme.color("line") if self.bordered or theme.line_width > 1 else None
        radius = theme.radius(self.corner)
        fill = theme.color(self.fill)
        paint_panel(QPainter(self), self.rect(), radius, fill, line, theme.line_width)


class Card(Surface):
    """A white card with a hairline border and no shadow."""


class Wash(Surface):
    """A quiet block: kind words, a year ago, an offer."""

    fill: Token = "wash"
    bordered = False


class Divider(Themed, QWidget):
    """A hairline across, or down with `vertical`."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, vertical: bool = False
    ) -> None:
        super().__init__(parent)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if vertical else free, free if vertical else fixed)
        self.follow(theme)

    def sizeHint(self) -> QSize:
        width = round(self.theme.line_width)
        return QSize(width, width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.theme.color("line"))
