"""Small windows that appear beside the work and never take the keyboard away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QBitmap,
    QCloseEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from microwins_desktop.ui.kit.motion import Movement
from microwins_desktop.ui.kit.themed import Themed, paint_panel
from microwins_desktop.ui.theme import Radius, Space, Theme


class FloatingCard(Themed, QDialog):
    """A rounded card of its own on the desktop. Fill `body`; show it with `appear`.

    With `takes_focus` (the quick panel) it is an ordinary active window without a frame; else it
    is shown without being activated and cannot be. To assistive tools it is a dialog.
    """

    gone = Signal()

    def __init__(
        self, theme: Theme, name: str, parent: QWidget | None = None, *, takes_focus: bool = False
    ) -> None:
        """`name` is the window's title and accessible name."""
        flags = (
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
        )
        if not takes_focus:
            flags |= Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(parent, flags)
        self.name_it(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not takes_focus)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._shows_through = True
        self._rest = QPoint()
        self.body = QVBoxLayout(self)
        margin = Space.INSIDE + 2
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(Space.SMALL)
        self._entrance = Movement(theme, self, self._on_entrance, self._on_moved)
        self._leaving = False
        self.follow(theme)

    def name_it(self, name: str) -> None:
        """What the window is called, by the desktop and by a screen reader."""
        self.setWindowTitle(name)
        self.setAccessibleName(name)

    def adjustSize(self) -> None:
        """As high as what is on it needs at its width.

        Qt's own never makes a window higher than two thirds of the screen, and lets its contents
        lie over each other instead.
        """
        self.ensurePolished()
        self.body.activate()
        width = max(self.minimumWidth(), min(self.sizeHint().width(), self.maximumWidth()))
        self.resize(width, self.height_for(width))

    def height_for(self, width: int) -> int:
        """The height that what is on it needs at `width`."""
        if self.body.hasHeightForWidth():
            return self.body.totalHeightForWidth(width)
        return self.body.totalSizeHint().height()

    def appear(self, at: QPoint, screen: QRect) -> None:
        """Show with the corner at `at`, kept wholly inside `screen` (global coordinates)."""
        self.adjustSize()
        x = max(screen.left(), min(at.x(), screen.right() + 1 - self.width()))
        y = max(screen.top(), min(at.y(), screen.bottom() + 1 - self.height()))
        self._rest = QPoint(x, y)
        self._leaving = False
        self._shows_through = self.theme.shows_through()
        self._cut()
        self.setWindowOpacity(1.0)
        self.move(self._rest)
        self.show()
        self.raise_()
        self._entrance.play()

    def leave(self) -> None:
        """Fade away; `gone` follows."""
        if self.isVisible() and not self._leaving:
            self._leaving = True
            self._entrance.play(backwards=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._entrance.stop()
        super().closeEvent(event)
        self.gone.emit()

    def focus_radius(self) -> int:
        return self.theme.radius(Radius.FLOAT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        fill, line = theme.color("panel"), theme.color("line")
        painter = QPainter(self)
        if not self._shows_through:
            painter.fillRect(self.rect(), line)  # what the curve's edge is softened with
        paint_panel(painter, self.rect(), self.focus_radius(), fill, line, theme.line_width)

    def _cut(self) -> None:
        """Where corners cannot be clear, have none."""
        if self._shows_through:
            self.clearMask()
            return
        shape = QImage(self.size(), QImage.Format.Format_ARGB32_Premultiplied)
        shape.fill(Qt.GlobalColor.transparent)
        painter = QPainter(shape)
        paint_panel(painter, self.rect(), self.focus_radius(), self.theme.color("panel"))
        painter.end()
        half = shape.createAlphaMask(Qt.ImageConversionFlag.ThresholdDither)
        self.setMask(QBitmap.fromImage(half))

    def _on_entrance(self, share: float) -> None:
        if not self.theme.reduced_motion:
            self.setWindowOpacity(share)
        if not self._leaving:
            self.move(self._rest + QPoint(0, round((1 - share) * Space.SMALL)))

    def _on_moved(self) -> None:
        if self._leaving:
            self.close()
