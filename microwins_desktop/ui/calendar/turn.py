"""The short movement from one period to the next: the old page slides off and fades."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from microwins_desktop.ui.kit import Movement
from microwins_desktop.ui.theme import Motion, Theme

REACH = 22
"""How far the old page moves, in pixels at 100 % text."""


class Turn(QWidget):
    """Lies over `ground` while it turns. Nothing happens where less motion is wished for."""

    def __init__(self, theme: Theme, ground: QWidget) -> None:
        super().__init__(ground)
        self._theme = theme
        self._old = QPixmap()
        self._share = 1.0
        self._way = 1
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._movement = Movement(theme, self, self._on_share, self.hide, Motion.SLOW)
        self.hide()

    def keep(self) -> None:
        """Take the picture of the page that is about to go."""
        ground = self.parentWidget()
        if ground is None or not ground.isVisible() or self._theme.reduced_motion:
            self._old = QPixmap()
            return
        self.hide()
        self._old = ground.grab()

    def play(self, way: int) -> None:
        """Let the kept page go; `way` is 1 for a later page, -1 for an earlier one."""
        ground = self.parentWidget()
        if self._old.isNull() or ground is None:
            return
        self._way = -way if ground.isRightToLeft() else way
        self.setGeometry(ground.rect())
        self.show()
        self.raise_()
        self._movement.play()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity((1 - self._share) ** 2)
        painter.drawPixmap(round(-self._way * self._share * self._theme.px(REACH)), 0, self._old)

    def _on_share(self, share: float) -> None:
        self._share = share
        self.update()
