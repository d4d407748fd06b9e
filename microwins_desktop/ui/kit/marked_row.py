"""A line of text led by area marks, with a bar under it where it has a measure.

Everything the bar shows is in the words beside it; the bar only makes it quick to see.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from microwins_desktop.ui.kit.marks import paint_mark
from microwins_desktop.ui.kit.text import TextBlock
from microwins_desktop.ui.kit.themed import Themed, paint_panel
from microwins_desktop.ui.theme import Space, Theme, Token

Marks = Sequence[tuple[str, str]]
"""Shapes and hues, in reading order."""

SIDE = 18
BAR = 8


class MarkedRow(Themed, QWidget):
    """Says `text`, and `detail` quietly under it. Static: nothing to press, nothing to walk to."""

    def __init__(
        self,
        theme: Theme,
        marks: Marks,
        text: str,
        detail: str = "",
        share: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`share`, 0 to 1, draws a bar of that part of the width, in the first mark's colour."""
        super().__init__(parent)
        self._marks, self._text, self._detail = tuple(marks), text, detail
        self._share = share
        self._laid: tuple[int, Qt.LayoutDirection, list[TextBlock]] | None = None
        self.setAccessibleName(f"{text}: {detail}" if share is not None else text)
        self.setAccessibleDescription(detail if share is None else "")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow(theme)

    def retheme(self) -> None:
        self._laid = None
        super().retheme()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        blocks = self._blocks(width)
        height = sum(block.height for block in blocks)
        bar = self.theme.px(BAR) + Space.STEP if self._share is not None else 0
        return round(max(height, self.theme.px(SIDE))) + bar + Space.SMALL

    def sizeHint(self) -> QSize:
        width = self.theme.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(140), self.theme.px(SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        top = Space.STEP
        side, line = theme.px(SIDE), theme.metrics("body").lineSpacing()
        x = 0.0
        for shape, hue in self._marks:
            box = QRectF(self._x(x, side), top + (line - side) / 2, side, side)
            paint_mark(painter, box, shape, theme.area(hue).mark)
            x += side + Space.STEP
        start, width = self._text_start(), self._text_width(self.width())
        y = float(top)
        inks: tuple[Token, ...] = ("ink", "soft")
        for block, ink in zip(self._blocks(self.width()), inks, strict=False):
            block.paint(painter, QPointF(self._x(start, width), y), theme.color(ink))
            y += block.height
        if self._share is not None and self._marks:
            height, long = theme.px(BAR), max(theme.px(BAR), width * self._share)
            bar = QRectF(self._x(start, long), y + Space.STEP, long, height)
            paint_panel(painter, bar, height / 2, theme.area(self._marks[0][1]).mark)

    def _x(self, start: float, width: float) -> float:
        return self.width() - start - width if self.isRightToLeft() else start

    def _text_start(self) -> int:
        marks = len(self._marks)
        return marks * (self.theme.px(SIDE) + Space.STEP) + (Space.SMALL if marks else 0)

    def _text_width(self, width: int) -> int:
        return max(self.theme.px(60), width - self._text_start())

    def _blocks(self, width: int) -> list[TextBlock]:
        """The texts laid out for a width; layouts ask for the same one many times."""
        direction = self.layoutDirection()
        if self._laid is not None and self._laid[:2] == (width, direction):
            return self._laid[2]
        room = self._text_width(width)
        body, small = self.theme.font("body"), self.theme.font("secondary")
        blocks = [TextBlock(self._text, body, room, direction=direction)]
        if self._detail:
            blocks.append(TextBlock(self._detail, small, room, direction=direction))
        self._laid = (width, direction, blocks)
        return blocks
