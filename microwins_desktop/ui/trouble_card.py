"""A quiet card that says what could not be done just now, where no window is there to say it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from microwins_desktop.ui.kit import Body, FloatingCard
from microwins_desktop.ui.theme import Theme

STAYS_MS = 8000
WIDTH = 380


class TroubleCard(FloatingCard):
    """Leaves by itself, takes no focus, and can be clicked away."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, words)
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeNotification)
        self.setFixedWidth(theme.px(WIDTH))
        self.words = Body(theme, words)
        self.body.addWidget(self.words)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.leave)
        self._timer.start(STAYS_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def mouseReleaseEvent(self, _event: object) -> None:
        self.close()
