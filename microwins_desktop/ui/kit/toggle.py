"""A switch that is on or off; to assistive tools it is a check box."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from microwins_desktop.ui.kit.buttons import PressButton
from microwins_desktop.ui.kit.text import TextBlock, laid_out
from microwins_desktop.ui.kit.themed import paint_panel
from microwins_desktop.ui.theme import HIT, Radius, Theme, Token


class Toggle(PressButton):
    """Words at the start of the line and a switch at its end; `toggled` as in any button.

    `clicked` comes when a person switches it, by whatever means.
    """

    def __init__(
        self, theme: Theme, text: str, parent: QWidget | None = None, *, quiet: bool = False
    ) -> None:
        """`quiet` sets the words in the secondary colour, as in the sidebar."""
        super().__init__(theme, parent)
        self._words = text
        self._ink: Token = "soft" if quiet else "ink"
        self._told = False
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.toggled.connect(self._on_toggled)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow(theme)

    def nextCheckState(self) -> None:
        self._told = True
        super().nextCheckState()
        self._told = False

    def setChecked(self, on: bool) -> None:
        self._told = True
        super().setChecked(on)
        self._told = False

    def _on_toggled(self, on: bool) -> None:
        # A screen reader's user toggles without a click, which is just as much their wish.
        if not self._told:
            clicked: Any = self.clicked
            clicked[bool].emit(on)

    def set_words(self, text: str) -> None:
        self._words = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self.theme.px(HIT), round(self._text(width).height) + self.theme.px(12))

    def sizeHint(self) -> QSize:
        words = self.theme.metrics("body").horizontalAdvance(self._words)
        width = words + self._gap() + self._track().width() + self.theme.px(2)
        return QSize(width, self.theme.px(HIT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(80) + self._track().width(), self.theme.px(HIT))

    def focus_radius(self) -> int:
        return self.theme.radius(Radius.SMALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, rtl, on = self.theme, self.isRightToLeft(), self.isChecked()
        track = self._track()
        track.moveTop((self.height() - track.height()) // 2)
        track.moveLeft(0 if rtl else self.width() - track.width())
        text = self._text(self.width())
        left = self.width() - self._text_width(self.width()) if rtl else 0
        top = (self.height() - text.height) / 2
        text.paint(painter, QPointF(left, top), theme.color(self._ink))
        edge = theme.color("ink" if self.underMouse() else "soft")
        fill = theme.color("accent" if on else "wash")
        paint_panel(painter, track, track.height() / 2, fill, None if on else edge, 1.0)
        inset = theme.px(4)
        side = track.height() - 2 * inset
        at_end = on != rtl
        x = track.right() + 1 - inset - side if at_end else track.left() + inset
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(theme.color("accenttext") if on else edge)
        painter.drawEllipse(QRectF(x, track.top() + inset, side, side))

    def _track(self) -> QRect:
        return QRect(0, 0, self.theme.px(34), self.theme.px(20))

    def _gap(self) -> int:
        return self.theme.px(12)

    def _text_width(self, width: int) -> int:
        return max(1, width - self._gap() - self._track().width())

    def _text(self, width: int) -> TextBlock:
        direction = self.layoutDirection()
        font = self.theme.font("body")
        return laid_out(self._words, font, self._text_width(width), direction)
