"""What will be shared, as large as there is room for; its text is what a screen reader says."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from microwins_desktop.i18n import _
from microwins_desktop.ui.kit.themed import Themed
from microwins_desktop.ui.theme import Radius, Theme

LARGEST = 540
SMALLEST = 240


class Preview(Themed, QLabel):
    """A picture on the page, with the corners of a card."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMaximumSize(LARGEST, LARGEST)
        self.setAccessibleName(_("The picture"))
        # A picture of nothing but words and marks is a text to whoever cannot see it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.follow(theme)

    def show_image(self, image: QImage | None, words: str) -> None:
        """`words` is the same content as text."""
        self._image = image
        self.setAccessibleDescription(words)
        self.setVisible(image is not None)
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width

    def sizeHint(self) -> QSize:
        return QSize(LARGEST, LARGEST)

    def minimumSizeHint(self) -> QSize:
        return QSize(SMALLEST, SMALLEST)

    def focus_radius(self) -> int:
        return self.theme.radius(Radius.CARD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        side = min(self.width(), self.height()) - 1.0
        left = self.width() - side - 0.5 if self.isRightToLeft() else 0.5
        box = QRectF(left, 0.5, side, side)
        corner = self.theme.radius(Radius.CARD)
        path = QPainterPath()
        path.addRoundedRect(box, corner, corner)
        painter.setClipPath(path)
        painter.drawImage(box, self._image)
        painter.setClipping(False)
        painter.setPen(QPen(self.theme.color("line"), self.theme.line_width))
        painter.drawPath(path)
