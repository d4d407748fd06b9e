"""Plain text in painted widgets: wrapped, limited to some lines, never rich, never clipped."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


class TextBlock:
    """A text laid out for one width. It never changes; make a new one when anything does.

    Where a layout asks for heights over and over, let `laid_out` make it.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        *,
        lines: int = 0,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    ) -> None:
        """`lines` is the most lines shown (0: all); what does not fit ends in an ellipsis."""
        self._metrics = QFontMetricsF(font)
        self._direction = direction
        self._width = max(1.0, width)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(direction)
        self._align = (
            Qt.AlignmentFlag.AlignRight
            if direction == Qt.LayoutDirection.RightToLeft
            else Qt.AlignmentFlag.AlignLeft
        )
        option.setAlignment(self._align | Qt.AlignmentFlag.AlignAbsolute)
        self._font = font
        self._lines: list[str] = []
        self._layout = QTextLayout(" ".join(text.split()), font)
        self._layout.setTextOption(option)
        self.elided = self._place(lines)

    def _place(self, limit: int) -> bool:
        """Break into lines; true when the last one had to be shortened."""
        layout, text = self._layout, self._layout.text()
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(self._width)
            start = line.textStart()
            if limit and len(self._lines) == limit - 1:
                rest = text[start:]
                fits = self._metrics.horizontalAdvance(rest) <= self._width
                self._lines.append(
                    rest
                    if fits
                    else self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self._width)
                )
                layout.endLayout()
                return not fits
            self._lines.append(text[start : start + line.textLength()].rstrip())
            line = layout.createLine()
        layout.endLayout()
        return False

    @property
    def height(self) -> float:
        return self._metrics.lineSpacing() * len(self._lines)

    def paint(self, painter: QPainter, top_left: QPointF, color: QColor) -> None:
        painter.save()
        painter.setFont(self._font)
        painter.setPen(color)
        painter.setLayoutDirection(self._direction)
        step = self._metrics.lineSpacing()
        flags = (
            self._align
            | Qt.AlignmentFlag.AlignAbsolute
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.TextFlag.TextSingleLine
            | Qt.TextFlag.TextDontClip
        )
        for index, line in enumerate(self._lines):
            box = QRectF(top_left.x(), top_left.y() + index * step, self._width, step)
            painter.drawText(box, int(flags), line)
        painter.restore()


def plain_label_text(text: str) -> str:
    """Text for Qt widgets that would take `&` for a shortcut."""
    return text.replace("&", "&&")


def apart(words: str) -> str:
    """A text kept in the order of its own language inside another (a first-strong isolate).

    For a person's own words and for texts with numbers, wherever a line may run the other way.
    """
    return f"\u2068{words}\u2069"


_MOST = 512
_kept: dict[tuple[str, str, float, Qt.LayoutDirection, int], TextBlock] = {}


def laid_out(
    text: str, font: QFont, width: float, direction: Qt.LayoutDirection, lines: int = 0
) -> TextBlock:
    """A block that is kept: one change on a page asks every text on it for its height, often."""
    question = text, font.key(), width, direction, lines
    block = _kept.get(question)
    if block is None:
        if len(_kept) >= _MOST:
            _kept.clear()
        block = TextBlock(text, font, width, lines=lines, direction=direction)
        _kept[question] = block
    return block
