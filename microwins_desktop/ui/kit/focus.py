"""The focus ring: one overlay per window, two pixels outside whatever has the keyboard focus.

Drawn apart from the widgets, so that Qt's own controls get the same ring with the same gap and no
layout has to keep room for it. It shows when focus came by keyboard, and always for text fields.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QScrollArea, QWidget
from shiboken6 import isValid

from microwins_desktop.ui.kit.themed import Themed
from microwins_desktop.ui.theme import Radius, Theme

GAP = 2
_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
)


class FocusRing(QObject):
    """Made once a program, when something has the focus; follows `QApplication.focusChanged`."""

    def __init__(self, app: QApplication, theme: Theme) -> None:
        super().__init__(app)
        self._theme = theme
        self._ring: _Ring | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._on_focus_changed)
        theme.changed.connect(self._place)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.follow(now)

    def follow(self, now: QWidget | None) -> None:
        """Go around `now`, or away."""
        self._release()
        if now is None or isinstance(now, QMenu):
            return
        typing = now.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton and not typing:
            return
        self._target = _outlined(now)
        self._watch(self._target)
        self._ring = _Ring(self._theme, self._target.window())
        self._place()

    def _watch(self, widget: QWidget) -> None:
        walk: QWidget | None = widget
        while walk is not None:
            walk.installEventFilter(self)
            self._watched.append(walk)
            walk.destroyed.connect(self._on_destroyed)
            walk = None if walk.isWindow() else walk.parentWidget()

    def _release(self) -> None:
        for widget in self._watched:
            if isValid(widget):  # a window may go while the focus is still said to be in it
                widget.removeEventFilter(self)
                widget.destroyed.disconnect(self._on_destroyed)
        self._watched.clear()
        self._target = None
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None

    def _on_destroyed(self) -> None:
        # The widgets are half gone: forget them, touch nothing. The ring dies with its window.
        self._watched.clear()
        self._target = None
        self._ring = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        if self._ring is None or self._target is None:
            return
        target = self._target
        outline = target.focus_outline() if isinstance(target, Themed) else target.rect()
        if outline.isEmpty() or not target.isVisible():
            self._ring.hide()
            return
        window = target.window()
        reach = GAP + round(self._theme.ring_width)
        wanted = QRect(target.mapTo(window, outline.topLeft()), outline.size())
        wanted.adjust(-reach, -reach, reach, reach)
        radius = (
            target.focus_radius()
            if isinstance(target, Themed)
            else self._theme.radius(Radius.FIELD)
        )
        self._ring.frame(wanted, _shown_part(target, window, wanted), radius + reach)


class _Ring(QWidget):
    """The overlay itself; lets every click through and is nothing to assistive tools."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._radius = 0
        self._frame = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def frame(self, wanted: QRect, shown: QRect, radius: int) -> None:
        """Go around `wanted`, painting only the part of it in `shown` (window coordinates)."""
        self._radius = radius
        self._frame = wanted.translated(-shown.topLeft())
        self.setGeometry(shown)
        self.setVisible(not shown.isEmpty())
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        width = self._theme.ring_width
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), width))
        half = width / 2
        rect = QRectF(self._frame).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(rect, self._radius - half, self._radius - half)


def _outlined(widget: QWidget) -> QWidget:
    """The widget around which the ring belongs: a field's frame rather than its inner editor."""
    parent = widget.parentWidget()
    if parent is not None and isinstance(parent, Themed) and parent.focusProxy() is widget:
        return parent
    return widget


def _shown_part(target: QWidget, window: QWidget, wanted: QRect) -> QRect:
    """What scroll areas around the target leave visible of the ring."""
    shown = wanted.intersected(window.rect())
    walk = target.parentWidget()
    while walk is not None and walk is not window:
        area = walk.parentWidget()
        if isinstance(area, QScrollArea | QAbstractItemView) and area.viewport() is walk:
            shown = shown.intersected(QRect(walk.mapTo(window, QPoint(0, 0)), walk.size()))
        walk = area
    return shown
