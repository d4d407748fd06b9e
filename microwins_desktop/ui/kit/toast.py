"""A quiet line at the foot of a window that says what just happened, with one way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from microwins_desktop.ui.kit.buttons import TextButton
from microwins_desktop.ui.kit.labels import Body
from microwins_desktop.ui.kit.panels import Card
from microwins_desktop.ui.theme import Space, Theme

STAYS = 6000
"""Milliseconds a toast stays; while the pointer is over it or it has focus, it stays longer."""


class Toast(Card):
    """Lies over its parent. `say` shows it, a screen reader hears it, the action calls back."""

    acted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, margin=Space.SMALL)
        row = QHBoxLayout()
        self.body.addLayout(row)
        self._words = Body(theme)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = TextButton(theme, "")
        self._button.clicked.connect(self._on_action)
        row.addSpacing(Space.SMALL)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS)
        self._timer.timeout.connect(self._on_timeout)
        parent.installEventFilter(self)
        self.hide()

    def say(self, words: str, action: str = "") -> None:
        """`action` names the button; without it there is none."""
        self._words.setText(words)
        self._button.set_words(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(words)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect().adjusted(Space.INSIDE, 0, -Space.INSIDE, -Space.INSIDE)
        width = min(room.width(), self.theme.px(520))
        height = max(self.body.heightForWidth(width), self.sizeHint().height())
        self.setGeometry(room.center().x() - width // 2, room.bottom() + 1 - height, width, height)

    def _on_timeout(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _on_action(self) -> None:
        self._timer.stop()
        self.hide()
        self.acted.emit()
