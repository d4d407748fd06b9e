"""The nudge on a card of its own: asked for by a click on the notification, or where none shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.nudge_board import NudgeBoard
from microwins_desktop.services.nudge_words import NudgeShown
from microwins_desktop.ui.kit import (
    FloatingCard,
    Secondary,
    Strong,
    TextButton,
    Tile,
    plain_tooltip,
)
from microwins_desktop.ui.nudge_answers import NudgeAnswers
from microwins_desktop.ui.theme import Space, Theme

WIDTH = 440
STAYS_MS = 120_000
"""Then the card goes and the dot in the tray stays; looking at it keeps it."""


class NudgeCard(FloatingCard):
    """Shows the nudge that waits. Never takes the focus."""

    def __init__(self, theme: Theme, journal: Journal, board: NudgeBoard) -> None:
        super().__init__(theme, _("A nudge"))
        # A notification to the window manager: in no list of windows, never given the focus.
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeNotification)
        self.ident = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self.leave)
        top = QHBoxLayout()
        top.setSpacing(Space.CARDS)
        self._tile = Tile(theme, self, side=44)
        text = QVBoxLayout()
        text.setSpacing(2)
        self._title = Strong(theme)
        self._words = Secondary(theme)
        text.addWidget(self._title)
        text.addWidget(self._words)
        # One sign, because words here would squeeze what the nudge says.
        self._ask = TextButton(theme, "?")
        self._ask.setAccessibleName(_("Why now?"))
        self._ask.setToolTip(plain_tooltip(_("Why now?")))
        self._ask.clicked.connect(self._on_why)
        top.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(text, 1)
        top.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self._why = Secondary(theme)
        self.body.addWidget(self._why)
        self.answers = NudgeAnswers(theme, journal, board)
        self.body.addWidget(self.answers)

    def show_nudge(self, nudge: NudgeShown, shape: str, hue: str) -> None:
        """Fill the card; `appear` shows it."""
        self.ident = nudge.ident
        self._tile.show_mark(shape, hue)
        self._title.setText(nudge.title)
        self._words.setText(nudge.body)
        self._words.setVisible(bool(nudge.body))
        self._why.setText(nudge.why)
        self._why.hide()
        self._ask.show()
        self.answers.show_nudge(nudge)
        self._fit()
        said = f"{nudge.title} {nudge.body}".strip()
        self.setAccessibleDescription(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def appear(self, at: QPoint, screen: QRect) -> None:
        super().appear(at, screen)
        self._timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._timer.start()

    def _fit(self) -> None:
        """As high as the words make it at the card's width, which `adjustSize` does not find."""
        width = self.theme.px(WIDTH)
        self.body.invalidate()
        self.setFixedSize(width, self.body.totalHeightForWidth(width))

    def _on_why(self) -> None:
        bottom = self.geometry().bottom()
        self._why.show()
        self._ask.hide()
        self._fit()
        # It grows upwards: its foot stays beside the tray.
        self.move(self.x(), bottom + 1 - self.height())
