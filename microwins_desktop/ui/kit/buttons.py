"""Buttons with words: the one main action, quiet ones, and ones without a border."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from microwins_desktop.ui.kit.glyphs import paint_glyph
from microwins_desktop.ui.kit.labels import plain_tooltip
from microwins_desktop.ui.kit.text import plain_label_text
from microwins_desktop.ui.kit.themed import Themed, paint_panel
from microwins_desktop.ui.theme import HIT, Radius, Space, Theme, Token


class PressButton(Themed, QAbstractButton):
    """A button that paints itself. Enter presses it as Space does."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.theme = theme

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


class WordButton(PressButton):
    """A word in a rounded body. It takes clicks on 44 px even where its body is lower."""

    fill: Token | None = None
    hover_fill: Token | None = None
    press_fill: Token | None = "wash"
    words: Token = "ink"
    bordered = False
    padding = 14

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_words(text)
        self.follow(theme)

    def set_words(self, text: str) -> None:
        """The text on the button and its accessible name; `&` is an ordinary sign."""
        self._words = text
        self.setText(plain_label_text(text))
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = self.theme.metrics("button")
        width = metrics.horizontalAdvance(self._words) + 2 * self.theme.px(self.padding)
        return QSize(width, max(self.theme.px(HIT), self._body_height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focus_outline(self) -> QRect:
        return self._body()

    def focus_radius(self) -> int:
        return self.theme.radius(Radius.FIELD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self.theme
        fill = self._fill_now()
        line: QColor | None = None
        if self.bordered:
            line = theme.color("line_strong" if self.underMouse() else "line")
        if fill is not None or line is not None:
            radius = self.focus_radius()
            paint_panel(painter, self._body(), radius, fill, line, theme.line_width)
        painter.setFont(theme.font("button"))
        painter.setPen(theme.color(self.words))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)

    def _fill_now(self) -> QColor | None:
        token = self.fill
        if self.isDown() and self.press_fill is not None:
            token = self.press_fill
        elif self.underMouse() and self.hover_fill is not None:
            token = self.hover_fill
        return self.theme.color(token) if token is not None else None

    def _body_height(self) -> int:
        return self.theme.metrics("button").height() + 2 * self.theme.px(Space.SMALL)

    def _body(self) -> QRect:
        height = min(self.height(), self._body_height())
        return QRect(0, (self.height() - height) // 2, self.width(), height)


class PrimaryButton(WordButton):
    """The one main action of a screen."""

    fill: Token | None = "accent"
    hover_fill: Token | None = "accent_strong"
    press_fill: Token | None = "accent"
    words: Token = "accenttext"
    padding = 15


class QuietButton(WordButton):
    """An action among others, outlined."""

    fill: Token | None = "panel"
    bordered = True


class TextButton(WordButton):
    """A way out or a side path, without a border."""

    words: Token = "soft"
    hover_fill: Token | None = "wash"


class IconButton(PressButton):
    """A glyph of kit.glyphs. `name` is its accessible name and tooltip."""

    def __init__(
        self, theme: Theme, glyph: str, name: str, parent: QWidget | None = None, *, size: int = 36
    ) -> None:
        """`size` is the side in pixels at 100 % text; pass `HIT` for a main control."""
        super().__init__(theme, parent)
        self._glyph = glyph
        self._side = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)
        self.follow(theme)

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(name))

    def set_glyph(self, glyph: str) -> None:
        self._glyph = glyph
        self.update()

    def sizeHint(self) -> QSize:
        side = self.theme.px(self._side)
        return QSize(side, side)

    def focus_radius(self) -> int:
        return self.theme.radius(Radius.FIELD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self.theme
        if self.isDown() or self.isChecked() or self.underMouse():
            paint_panel(painter, self.rect(), self.focus_radius(), theme.color("wash"))
        side = theme.px(20)
        box = QRect(0, 0, side, side)
        box.moveCenter(self.rect().center())
        ink = theme.color("ink" if self.underMouse() or self.isChecked() else "soft")
        paint_glyph(painter, box.toRectF(), self._glyph, ink, mirrored=self.isRightToLeft())
