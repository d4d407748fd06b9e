"""The short movement to another month, week or year: the new page slides a little into place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from microwins_desktop.ui.kit import Movement
from microwins_desktop.ui.theme import Motion, Theme

REACH = 26
"""How far the new page moves, in pixels at 100 % text."""


class Turn(QWidget):
    """Lies over `ground` while it turns, and nowhere where less motion is wished for.

    The page is painted once, into a picture; the movement only moves that picture.
    """

    def __init__(self, theme: Theme, ground: QWidget) -> None:
        super().__init__(ground)
        self._theme = theme
        self._page = QPixmap()
        self._share = 1.0
        self._way = 1
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._movement = Movement(theme, self, self._on_share, self._on_done, Motion.NORMAL)
        self.hide()

    def play(self, way: int) -> None:
        """Bring in the page as it is now; `way` is 1 for a later one, -1 for an earlier one."""
        ground = self.parentWidget()
        if ground is None or not ground.isVisible() or self._theme.reduced_motion:
            return
        self.hide()
        self._page = ground.grab()
        self._way = -way if ground.isRightToLeft() else way
        self.setGeometry(ground.rect())
        self._share = 0.0
        self.show()
        self.raise_()
        self._movement.play()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("bg"))
        painter.setOpacity(0.25 + 0.75 * self._share)
        away = (1 - self._share) * self._theme.px(REACH)
        painter.drawPixmap(round(self._way * away), 0, self._page)

    def _on_share(self, share: float) -> None:
        self._share = share
        self.update()

    def _on_done(self) -> None:
        self.hide()
        self._page = QPixmap()
