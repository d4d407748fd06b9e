"""The large button that logs a step with one click, and offers its sizes on a longer one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microwins_desktop.i18n import _
from microwins_desktop.ui.kit.buttons import PressButton
from microwins_desktop.ui.kit.marks import paint_mark
from microwins_desktop.ui.kit.text import TextBlock, laid_out
from microwins_desktop.ui.kit.themed import paint_panel
from microwins_desktop.ui.theme import Radius, Role, Theme

LONG_PRESS = 500
"""Milliseconds after which a press asks for the sizes instead."""


class StepButton(PressButton):
    """Mark, title and the smallest form of a step. All texts are plain.

    `chosen` comes on a click, Space or Enter. `rung_menu_requested` comes on right-click, a long
    press or the Menu key, with the global position where a menu belongs. A long press is no click.
    """

    chosen = Signal()
    rung_menu_requested = Signal(QPoint)

    def __init__(
        self,
        theme: Theme,
        title: str,
        shape: str,
        hue: str,
        hint: str = "",
        parent: QWidget | None = None,
        *,
        compact: bool = False,
    ) -> None:
        """`shape` is an area shape or an emoji; `compact` puts the title under the mark."""
        super().__init__(theme, parent)
        self._compact = compact
        self._long_press = QTimer(self)
        self._long_press.setSingleShot(True)
        self._long_press.setInterval(LONG_PRESS)
        self._long_press.timeout.connect(self._on_long_press)
        self.clicked.connect(self._on_clicked)
        self._digit = ""
        self._shown: tuple[str, str, str, str, bool] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_step(title, shape, hue, hint)
        self.follow(theme)

    def show_step(
        self, title: str, shape: str, hue: str, hint: str = "", *, smallest: bool = False
    ) -> None:
        """Show another step in the same place.

        With `smallest` a click logs the smallest form, so `hint` is said as what is offered.
        """
        shown = title, shape, hue, hint, smallest
        if shown == self._shown:
            return
        self._shown = shown
        self._title, self._shape, self._hue, self._hint, self._smallest = shown
        self.setAccessibleName(title)
        self.setAccessibleDescription(self._hint_words())
        self.updateGeometry()
        self.update()

    def set_digit(self, digit: str) -> None:
        """A key that logs this step, shown quietly in the corner (quick panel)."""
        self._digit = digit
        self.update()

    # Size

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title, hint = self._texts(width)
        text = title.height + (hint.height if hint else 0)
        if self._compact:
            return round(2 * self._inset() + self._tile() + self.theme.px(8) + text)
        return round(max(self._tile(), text) + 2 * self._inset())

    def sizeHint(self) -> QSize:
        width = self.theme.px(146 if self._compact else 248)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self.theme.px(104 if self._compact else 168)
        return QSize(width, self.theme.px(64))

    def focus_radius(self) -> int:
        return self.theme.radius(Radius.CARD)

    # Input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.isDown():
            self._long_press.start()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second half of a double click is no click of its own: another step may stand here."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not self.isDown():
            self._long_press.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._long_press.stop()
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.rung_menu_requested.emit(event.globalPos() if by_mouse else self._menu_position())

    def _on_clicked(self) -> None:
        self.chosen.emit()

    def _on_long_press(self) -> None:
        self.setDown(False)  # so that the release is no click
        self.rung_menu_requested.emit(self._menu_position())

    def _menu_position(self) -> QPoint:
        return self.mapToGlobal(QPoint(self._inset(), self.height() - self._inset()))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self.theme
        line = theme.color("line_strong" if self.underMouse() else "line")
        fill = theme.color("wash" if self.isDown() else "panel")
        paint_panel(painter, self.rect(), self.focus_radius(), fill, line, theme.line_width)
        tile = self._tile_rect()
        self._paint_tile(painter, tile)
        title, hint = self._texts(self.width())
        x, y = self._text_corner(tile, title.height + (hint.height if hint else 0))
        title.paint(painter, QPointF(x, y), theme.color("ink"))
        if hint:
            hint.paint(painter, QPointF(x, y + title.height), theme.color("soft"))
        if self._digit:
            painter.setFont(theme.font("time"))
            painter.setPen(theme.color("soft"))
            corner = self.rect().adjusted(theme.px(12), theme.px(10), -theme.px(12), 0)
            painter.drawText(
                corner, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignTrailing), self._digit
            )

    def _paint_tile(self, painter: QPainter, tile: QRect) -> None:
        theme = self.theme
        colors = theme.area(self._hue)
        line = colors.mark if theme.line_width > 1 else None
        paint_panel(painter, tile, theme.radius(Radius.FIELD), colors.tile, line)
        inset = tile.width() * 0.23
        mark = QRectF(tile).adjusted(inset, inset, -inset, -inset)
        paint_mark(painter, mark, self._shape, colors.mark)

    def _tile(self) -> int:
        return self.theme.px(38 if self._compact else 44)

    def _inset(self) -> int:
        return self.theme.px(13 if self._compact else 16)

    def _tile_rect(self) -> QRect:
        side = self._tile()
        top = self._inset() if self._compact else (self.height() - side) // 2
        left = self._inset()
        if self.isRightToLeft():
            left = self.width() - left - side
        return QRect(left, top, side, side)

    def _text_width(self, width: int) -> int:
        beside = 0 if self._compact else self._tile() + self.theme.px(13)
        return width - 2 * self._inset() - beside

    def _text_corner(self, tile: QRect, height: float) -> tuple[float, float]:
        if self._compact:
            return self._inset(), tile.bottom() + 1 + self.theme.px(8)
        beside = self._inset() if self.isRightToLeft() else tile.right() + 1 + self.theme.px(13)
        return beside, (self.height() - height) / 2

    def _texts(self, width: int) -> tuple[TextBlock, TextBlock | None]:
        title = self._block(self._title, "strong", width)
        words = "" if self._compact and not self._smallest else self._hint_words()
        return title, self._block(words, "secondary", width) if words else None

    def _block(self, text: str, role: Role, width: int) -> TextBlock:
        font, direction = self.theme.font(role), self.layoutDirection()
        return laid_out(text, font, self._text_width(width), direction, lines=3)

    def _hint_words(self) -> str:
        if self._smallest:
            return self._hint
        return _("smaller: {form}").format(form=self._hint) if self._hint else ""
