"""The window itself, without what is in it: on screen before most of the program is loaded.

At the start it shows the ground of the pages and the sidebar. `MainWindow` then takes their place.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QMainWindow, QWidget

from microwins_desktop.ui.theme.tokens import Palette

SIZE = (1080, 720)
SMALLEST = (560, 420)
SIDEBAR = 196


class WindowFrame(QMainWindow):
    """`closed_by_person` comes when the window was closed; whether the app goes on is not its
    concern."""

    closed_by_person = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("MicroWins")
        self.setObjectName("window")
        self.resize(*SIZE)
        self.setMinimumSize(*SMALLEST)

    def fill(self, inside: QWidget) -> None:
        """Put `inside` in the place of what was there, painted only once it is laid out to the end.

        A page is laid out in several turns, as texts that fold have no height before their width.
        """
        self.setUpdatesEnabled(False)
        self.setCentralWidget(inside)
        if self.isVisible():
            inside.show()  # a layout would show it a turn later
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.setUpdatesEnabled(True)

    def bring_up(self) -> None:
        """Show the window in front, wherever it was."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed_by_person.emit()


class Ground(QWidget):
    """The empty page and the empty sidebar in the colours of `palette`.

    `drawn` comes after it was painted for the first time. `rtl` puts the sidebar on the right.
    """

    drawn = Signal()

    def __init__(self, palette: Palette, text_scale: int, rtl: bool, parent: QWidget) -> None:
        super().__init__(parent)
        # As pictures of one pixel: a brush would first make all the enums of `Qt`.
        self._page = _pixel(palette.bg)
        self._line = _pixel(palette.line)
        self._sidebar = sidebar_width(text_scale)
        self._rtl = rtl
        self._was_drawn = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._page)
        at = self.width() - self._sidebar if self._rtl else self._sidebar - 1
        painter.drawPixmap(at, 0, 1, self.height(), self._line)
        painter.end()
        if not self._was_drawn:
            self._was_drawn = True
            self.drawn.emit()


def _pixel(colour: str) -> QPixmap:
    pixel = QPixmap(1, 1)
    pixel.fill(QColor(colour))
    return pixel


def sidebar_width(text_scale: int) -> int:
    """Pixels of the sidebar at this text scale in percent."""
    return max(SIDEBAR, round(SIDEBAR * 0.9 * text_scale / 100))
