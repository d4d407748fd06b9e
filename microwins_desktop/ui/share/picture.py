"""The share picture: a calm square with one mark for every win. Nothing else is in the file."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSaveFile, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication

from microwins_desktop.core.model import Area
from microwins_desktop.core.sharing import ShareContent
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.ui.kit import apart, paint_mark
from microwins_desktop.ui.kit.text import TextBlock
from microwins_desktop.ui.kit.themed import paint_panel
from microwins_desktop.ui.theme import Theme

SIDE = 540
SHARP = 2
"""Pixels of the picture for each of the drawing: 1080 by 1080 in all."""

MARGIN = 44
INSIDE = 36
MOST_MARKS = 196
LARGEST_MARKS = ((1, 160.0), (4, 104.0), (MOST_MARKS, 72.0))
"""How large a mark may be, by how many there are: one alone fills the paper."""

LINES_OF_A_NOTE = 3


def draw(content: ShareContent, dark: bool) -> QImage:
    """The picture, in the light or the dark look at 100 % text, whatever the screen shows."""
    theme = Theme("dark" if dark else "light", 100, "reduced")
    image = QImage(SIDE * SHARP, SIDE * SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARP)
    image.fill(theme.color("bg"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    _Drawing(painter, theme, content).draw()
    painter.end()
    return image


def as_png(image: QImage) -> bytes:
    """The picture as a file: its pixels and the program's name, no text and no time."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setText("Software", "MicroWins")
    if not writer.write(image):
        raise OSError(writer.errorString())
    return bytes(data.data())


def save(data: bytes, path: Path) -> None:
    """Write a file whole or not at all. Raises OSError with the system's words."""
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(file.errorString())
    file.write(data)
    if not file.commit():
        raise OSError(file.errorString())


class _Drawing:
    """One picture being drawn; the direction of text is the program's."""

    def __init__(self, painter: QPainter, theme: Theme, content: ShareContent) -> None:
        self._painter = painter
        self._theme = theme
        self._content = content
        self._direction = QApplication.layoutDirection()
        self._rtl = self._direction == Qt.LayoutDirection.RightToLeft

    def draw(self) -> None:
        theme, content = self._theme, self._content
        panel = QRectF(MARGIN, MARGIN, SIDE - 2 * MARGIN, SIDE - 2 * MARGIN - 28)
        fill, line = theme.color("panel"), theme.color("line")
        paint_panel(self._painter, panel, 28, fill, line)
        inside = panel.adjusted(INSIDE, INSIDE - 4, -INSIDE, -INSIDE + 4)
        top = inside.top()
        top += self._text(content.heading, 27, 600, inside, top, "ink", lines=2)
        if content.period:
            top += 4 + self._text(content.period, 15, 400, inside, top + 4, "soft", lines=1)
        body = QRectF(inside.left(), top + 22, inside.width(), inside.bottom() - top - 22)
        if content.items:
            self._items(body)
        else:
            legend = self._legend(body)
            self._marks(body.adjusted(0, 0, 0, -legend - 22))
        self._signature()

    # Words

    def _text(
        self,
        words: str,
        size: int,
        weight: int,
        box: QRectF,
        top: float,
        ink: str,
        *,
        lines: int,
    ) -> float:
        """Draw words from `top` on; the height they took."""
        block = TextBlock(
            words, self._font(size, weight), box.width(), lines=lines, direction=self._direction
        )
        color = self._theme.color("ink" if ink == "ink" else "soft")
        block.paint(self._painter, QPointF(box.left(), top), color)
        return block.height

    def _font(self, size: int, weight: int) -> QFont:
        font = QFont(self._theme.font("body"))
        font.setPixelSize(size)
        font.setWeight(QFont.Weight(weight))
        return font

    # Wins by their words

    def _items(self, box: QRectF) -> None:
        shown, top = 0, box.top()
        items = self._content.items
        more = QFontMetricsF(self._font(15, 400)).lineSpacing() + 8
        for index, item in enumerate(items):
            words = self._row_box(box)
            title = self._block(apart(item.title), 17, 500, words.width(), 2)
            note = self._block(apart(item.note), 14, 400, words.width(), LINES_OF_A_NOTE)
            height = title.height + (note.height + 2 if item.note else 0)
            last = index == len(items) - 1
            if top + height + (0 if last else more) > box.bottom() and index:
                break
            self._mark(self._lead_box(box, top, 20, title), item.area)
            title.paint(self._painter, QPointF(words.left(), top), self._theme.color("ink"))
            if item.note:
                at = QPointF(words.left(), top + title.height + 2)
                note.paint(self._painter, at, self._theme.color("soft"))
            top += height + 14
            shown += 1
        left = len(items) - shown
        if left:
            words_left = ngettext("and {n} more", "and {n} more", left).format(n=left)
            self._text(words_left, 15, 400, self._row_box(box), top, "soft", lines=1)

    def _block(self, words: str, size: int, weight: int, width: float, lines: int) -> TextBlock:
        return TextBlock(
            words, self._font(size, weight), width, lines=lines, direction=self._direction
        )

    def _row_box(self, box: QRectF) -> QRectF:
        return box.adjusted(0, 0, -34, 0) if self._rtl else box.adjusted(34, 0, 0, 0)

    def _lead_box(self, box: QRectF, top: float, side: float, title: TextBlock) -> QRectF:
        line = QFontMetricsF(self._font(17, 500)).lineSpacing()
        left = box.right() - side if self._rtl else box.left()
        return QRectF(left, top + (min(line, title.height) - side) / 2, side, side)

    # Wins by their marks

    def _marks(self, box: QRectF) -> None:
        marks = self._content.marks[:MOST_MARKS]
        if not marks:
            return
        columns, side = _grid(len(marks), box.width(), box.height())
        rows = ceil(len(marks) / columns)
        top = box.top() + (box.height() - rows * side) / 2
        for row in range(rows):
            self._row_of_marks(marks[row * columns : (row + 1) * columns], box, top, side)
            top += side

    def _row_of_marks(
        self, marks: Sequence[Area | None], box: QRectF, top: float, side: float
    ) -> None:
        left = box.left() + (box.width() - len(marks) * side) / 2
        for place, area in enumerate(marks):
            column = len(marks) - 1 - place if self._rtl else place
            inset = side * 0.17
            cell = QRectF(left + column * side, top, side, side)
            self._mark(cell.adjusted(inset, inset, -inset, -inset), area)

    def _mark(self, box: QRectF, area: Area | None) -> None:
        if area is None:
            paint_mark(self._painter, box, "sun", self._theme.color("accent"))
        else:
            paint_mark(self._painter, box, area.shape, self._theme.area(area.hue).mark)

    def _legend(self, box: QRectF) -> float:
        """The areas with their counts at the foot of `box`; the height they take."""
        areas = self._content.areas
        two = len(areas) > 3
        width = (box.width() - (20 if two else 0)) / (2 if two else 1)
        rows = ceil(len(areas) / 2) if two else len(areas)
        height = rows * 26.0
        for index, (area, count) in enumerate(areas):
            column, row = (index % 2, index // 2) if two else (0, index)
            offset = column * (width + 20)
            left = box.right() - offset - width if self._rtl else box.left() + offset
            cell = QRectF(left, box.bottom() - height + row * 26, width, 26)
            one = len(self._content.marks) == 1
            words = area.name if one else _("{area}: {count}").format(area=area.name, count=count)
            block = self._block(words, 14, 400, cell.width() - 28, 1)
            mark = QRectF(cell.right() - 18 if self._rtl else cell.left(), cell.top() + 3, 18, 18)
            self._mark(mark, area)
            at = cell.left() if self._rtl else cell.left() + 28
            block.paint(self._painter, QPointF(at, cell.top() + 2), self._theme.color("ink"))
        return height

    def _signature(self) -> None:
        font = self._font(14, 500)
        width = QFontMetricsF(font).horizontalAdvance("MicroWins")
        middle, base = SIDE / 2, SIDE - MARGIN + 2.0
        whole = 18 + 8 + width
        paint_mark(
            self._painter,
            QRectF(middle - whole / 2, base - 14, 18, 18),
            "sun",
            self._theme.color("accent"),
        )
        self._painter.setFont(font)
        self._painter.setPen(self._theme.color("soft"))
        self._painter.drawText(QPointF(middle - whole / 2 + 26, base), "MicroWins")


def _grid(count: int, width: float, height: float) -> tuple[int, float]:
    """Columns and side of square cells for `count` marks in a box, as large as they may be."""
    start = max(1, int(sqrt(count * width / max(height, 1.0))))
    largest = next(side for most, side in LARGEST_MARKS if count <= most)
    options = []
    for columns in range(max(1, start - 1), start + 3):
        side = min(width / columns, height / ceil(count / columns), largest)
        options.append((side, -columns))
    side, columns = max(options)
    return -columns, side
