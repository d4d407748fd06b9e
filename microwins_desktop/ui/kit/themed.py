"""What every kit widget shares: it is given a theme, and follows it for as long as it lives."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from microwins_desktop.ui.theme import Theme


class Themed:
    """A mixin for widgets, placed before the Qt class.

    A widget calls `follow(theme)` at the end of its constructor and overrides `retheme`, which
    runs then and after each change of the theme.
    """

    theme: Theme

    def follow(self, theme: Theme) -> None:
        self.theme = theme
        theme.changed.connect(self.retheme)
        self.retheme()

    def retheme(self) -> None:
        assert isinstance(self, QWidget)
        self.updateGeometry()
        self.update()

    # What the focus ring asks (see kit.focus)

    def focus_outline(self) -> QRect:
        """Around what the focus ring goes, in own coordinates; an empty one for no ring."""
        assert isinstance(self, QWidget)
        return self.rect()

    def focus_radius(self) -> int:
        return 12


def paint_panel(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | None,
    line: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rounded rectangle whose hairline lies on whole pixels, wholly inside `rect`."""
    inset = width / 2 if line is not None else 0.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, width) if line is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(fill if fill is not None else QColor(0, 0, 0, 0))
    corner = radius - inset
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), corner, corner)
    painter.restore()
