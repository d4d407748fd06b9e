"""One line of a day: when, which area, what, and a quiet note. Takes plain values, no model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from microwins_desktop.ui.kit.buttons import IconButton
from microwins_desktop.ui.kit.marks import paint_mark
from microwins_desktop.ui.kit.text import TextBlock
from microwins_desktop.ui.kit.themed import Themed, paint_panel
from microwins_desktop.ui.theme import Radius, Space, Theme

VEIL = "• • •"
"""Stands for the lines of a veiled row."""


class TimelineRow(Themed, QAbstractButton):
    """A win in a list. Actions show on hover or focus and are always there for the keyboard.

    `triggered` carries the key of an action. `opened` comes on Enter, Space or a double click;
    `menu_requested` on a right click or the Menu key (connect to `customContextMenuRequested`).
    """

    triggered = Signal(str)
    opened = Signal()

    def __init__(
        self,
        theme: Theme,
        time: str,
        title: str,
        shape: str,
        hue: str,
        lines: Sequence[str] = (),
        actions: Sequence[tuple[str, str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`lines` are secondary lines (size, note); `actions` are (key, glyph, name)."""
        super().__init__(parent)
        self.theme = theme
        self._growth = 1.0
        self._shown: tuple[object, ...] = ()
        self._hover = False
        self._veiled = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self.opened)  # as a screen reader presses it
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._ways = tuple(actions)
        self._actions: dict[IconButton, str] = {}
        self._laid: dict[tuple[object, ...], tuple[TextBlock, list[TextBlock]]] = {}
        self._offered = frozenset(key for key, _glyph, _name in actions)
        self.show_win(time, title, shape, hue, lines)
        self.follow(theme)

    def show_win(
        self, time: str, title: str, shape: str, hue: str, lines: Sequence[str] = ()
    ) -> None:
        shown = time, title, shape, hue, tuple(line for line in lines if line)
        if shown == self._shown:
            return
        self._shown = shown
        self._time, self._title, self._shape, self._hue, self._lines = shown
        self._laid.clear()
        self.setAccessibleName(", ".join(part for part in (title, time) if part))
        self._describe()
        self.updateGeometry()
        self.update()

    def offer(self, keys: Iterable[str]) -> None:
        """Show only these of the row's actions."""
        offered = frozenset(keys)
        if offered == self._offered:
            return
        self._offered = offered
        if any(b.hasFocus() and key not in self._offered for b, key in self._actions.items()):
            self.setFocus()  # a button that goes away leaves the focus with its row
        self._reveal()

    def set_veiled(self, veiled: bool) -> None:
        """Hide the secondary lines until the row is hovered or has the focus."""
        if veiled == self._veiled:
            return
        self._veiled = veiled
        self._describe()
        self.updateGeometry()
        self.update()

    def set_growth(self, share: float) -> None:
        """How far the mark has grown in, 0 to 1 (see kit.motion)."""
        self._growth = share
        self.update()

    def retheme(self) -> None:
        self._laid.clear()
        super().retheme()

    # Size

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title, lines = self._texts(width)
        height = title.height + sum(line.height for line in lines)
        return round(height) + 2 * Space.SMALL + (2 if lines else 0)

    def sizeHint(self) -> QSize:
        width = self.theme.px(232)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.theme.px(32))

    def focus_radius(self) -> int:
        return self.theme.radius(Radius.SMALL)

    # Input

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover = True
        self._reveal()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = False
        self._reveal()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._reveal()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._reveal()

    def focusNextPrevChild(self, next_one: bool) -> bool:
        moved = super().focusNextPrevChild(next_one)
        self._reveal()
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A plain click only chooses the row; a double click opens it."""

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        pass

    def mouseDoubleClickEvent(self, _event: object) -> None:
        self.opened.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_actions()

    def _on_action(self) -> None:
        sender = self.sender()
        if isinstance(sender, IconButton):
            self.triggered.emit(self._actions[sender])

    def _reveal(self) -> None:
        if self._active and not self._actions:
            self._make_actions()
        for button in self._actions:
            button.setVisible(self._active and self._actions[button] in self._offered)
        if self._veiled:
            self._describe()
            self.updateGeometry()
        self._place_actions()
        self.update()

    def _make_actions(self) -> None:
        """Only once somebody comes near: a long day has many rows, and most are only read."""
        for key, glyph, name in self._ways:
            button = IconButton(self.theme, glyph, name, self, size=32)
            button.clicked.connect(self._on_action)
            QWidget.setTabOrder([self, *self._actions][-1], button)
            self._actions[button] = key

    @property
    def _active(self) -> bool:
        return self._hover or self.hasFocus() or any(b.hasFocus() for b in self._actions)

    def _describe(self) -> None:
        lines = () if self._veiled and not self._active else self._lines
        self.setAccessibleDescription(". ".join(lines))

    def _place_actions(self) -> None:
        rtl, x = self.isRightToLeft(), 0 if self.isRightToLeft() else self.width()
        for button in reversed(self._actions):
            if self._actions[button] not in self._offered:
                continue
            size = button.sizeHint()
            x = x if rtl else x - size.width()
            button.setGeometry(x, Space.STEP, size.width(), size.height())
            x = x + size.width() if rtl else x

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, rtl = self.theme, self.isRightToLeft()
        title, lines = self._texts(self.width())
        step = theme.metrics("strong").lineSpacing()
        top = float(Space.SMALL)
        painter.setFont(theme.font("time"))
        painter.setPen(theme.color("soft"))
        painter.drawText(
            QRectF(self._x(0, self._time_width()), top, self._time_width(), step),
            int(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
            | int(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft),
            self._time,
        )
        side = theme.px(17)
        mark = QRectF(self._x(self._time_width() + theme.px(14), side), 0, side, side)
        mark.moveTop(top + (step - side) / 2)
        loss = side * (1 - self._growth) / 2
        mark.adjust(loss, loss, -loss, -loss)
        paint_mark(painter, mark, self._shape, theme.area(self._hue).mark)
        left = self._x(self._text_left(), self._text_width(self.width()))
        title.paint(painter, QPointF(left, top), theme.color("ink"))
        top += title.height + 2
        for line in lines:
            line.paint(painter, QPointF(left, top), theme.color("soft"))
            top += line.height
        self._paint_behind_actions(painter)

    def _paint_behind_actions(self, painter: QPainter) -> None:
        shown = [button.geometry() for button in self._actions if button.isVisible()]
        if shown:
            box = shown[0]
            for other in shown[1:]:
                box = box.united(other)
            box.adjust(-4, 0, 4, 0)
            fill = self.theme.color("panel")
            paint_panel(painter, box, self.theme.radius(Radius.FIELD), fill)

    def _x(self, start: float, width: float) -> float:
        return self.width() - start - width if self.isRightToLeft() else start

    def _time_width(self) -> int:
        metrics = self.theme.metrics("time")
        return max(metrics.horizontalAdvance("00:00"), metrics.horizontalAdvance(self._time))

    def _text_left(self) -> int:
        return self._time_width() + self.theme.px(14 + 17 + 13)

    def _text_width(self, width: int) -> int:
        return max(self.theme.px(40), width - self._text_left())

    def _texts(self, width: int) -> tuple[TextBlock, list[TextBlock]]:
        veil = self._veiled and not self._active
        key = width, veil, self.layoutDirection()
        if key not in self._laid:
            self._laid[key] = self._lay(width, veil)
        return self._laid[key]

    def _lay(self, width: int, veil: bool) -> tuple[TextBlock, list[TextBlock]]:
        room, direction = self._text_width(width), self.layoutDirection()
        title = TextBlock(self._title, self.theme.font("button"), room, direction=direction)
        font = self.theme.font("secondary")
        lines = (VEIL,) if veil and self._lines else self._lines
        return title, [TextBlock(line, font, room, direction=direction) for line in lines]
