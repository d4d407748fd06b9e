"""A list whose rows a person puts in order: by dragging the grip, by Alt with an arrow, by buttons.

While a row is dragged the others make room at once; nothing is told before it is let go.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.ui.kit.glyphs import paint_glyph
from microwins_desktop.ui.kit.timeline_row import TimelineRow
from microwins_desktop.ui.theme import Theme

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class MovableRow(TimelineRow):
    """A row with a grip where a timeline has the time.

    `moved_by` carries -1 or 1; `walked_by` the same for the focus; `dragged` the pointer's global
    place while the grip is held, `dropped` comes when it is let go.
    """

    moved_by = Signal(int)
    walked_by = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal()

    def __init__(
        self,
        theme: Theme,
        key: str,
        title: str,
        shape: str,
        hue: str,
        lines: Sequence[str] = (),
        actions: Sequence[tuple[str, str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        self.key = key
        self._held = False
        super().__init__(theme, "", title, shape, hue, lines, actions, parent)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved_by.emit(step)
        else:
            self.walked_by.emit(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._held = left and self._on_grip(event.position().x())
        if not self._held:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self.dragged.emit(event.globalPosition().toPoint())
            return
        shape = Qt.CursorShape
        grip = self._on_grip(event.position().x())
        self.setCursor(shape.OpenHandCursor if grip else shape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._held = False
            self.dropped.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._time_width()
        box = QRectF(self._x(0, side), 0, side, self.height())
        ink = self.theme.color("soft" if self._active else "faint")
        paint_glyph(QPainter(self), box, "grip", ink)

    def _time_width(self) -> int:
        return self.theme.px(20)

    def _on_grip(self, x: float) -> bool:
        reach = self._time_width() + self.theme.px(8)
        return (self.width() - x if self.isRightToLeft() else x) < reach


class MovableList(QWidget):
    """`reordered` carries the keys as the person put them, a list of str."""

    reordered = Signal(list)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._rows: list[MovableRow] = []
        self._before: list[str] = []

    @property
    def rows(self) -> Sequence[MovableRow]:
        return tuple(self._rows)

    def order(self) -> list[str]:
        return [row.key for row in self._rows]

    def show_rows(self, rows: Sequence[MovableRow]) -> None:
        """Take these rows instead; one with the key that had the focus gets it."""
        focused = next((row.key for row in self._rows if row.hasFocus()), None)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = list(rows)
        for row in self._rows:
            row.moved_by.connect(self._on_moved)
            row.walked_by.connect(self._on_walked)
            row.dragged.connect(self._on_dragged)
            row.dropped.connect(self._on_dropped)
            self._column.addWidget(row)
        if focused is not None:
            self.focus(focused)

    def focus(self, key: str) -> None:
        """Give the row of `key` the keyboard."""
        for row in self._rows:
            if row.key == key:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_by(self, key: str, step: int) -> None:
        """Put a row one place up (-1) or down (1), where there is a place."""
        keys = self.order()
        at = keys.index(key)
        to = at + step
        if 0 <= to < len(keys):
            self._place(at, to)
            self.reordered.emit(self.order())

    def _place(self, at: int, to: int) -> None:
        row = self._rows.pop(at)
        self._rows.insert(to, row)
        self._column.removeWidget(row)
        self._column.insertWidget(to, row)

    def _on_moved(self, step: int) -> None:
        row = self.sender()
        if isinstance(row, MovableRow):
            self.move_by(row.key, step)

    def _on_walked(self, step: int) -> None:
        row = self.sender()
        at = self._rows.index(row) + step if isinstance(row, MovableRow) else -1
        if 0 <= at < len(self._rows):
            self._rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_dragged(self, spot: QPoint) -> None:
        row = self.sender()
        if not isinstance(row, MovableRow):
            return
        if not self._before:
            self._before = self.order()
        y = self.mapFromGlobal(spot).y()
        at = self._rows.index(row)
        others = [other for other in self._rows if other is not row]
        to = sum(1 for other in others if other.geometry().center().y() < y)
        if to != at:
            self._place(at, to)
            self._column.activate()

    def _on_dropped(self) -> None:
        before, self._before = self._before, []
        if before and before != self.order():
            self.reordered.emit(self.order())
