"""The journal as PDF, through Qt, which sets every script and both directions.

Qt is imported inside the functions: nothing else in the terminal needs it. A page is drawn as the
wins come, so that a long journal needs no room. One entry a step, so that the running app, which
may use Qt on its main thread only, can draw between two events.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from microwins_desktop.exchange.pages import DayPage, Entry, day_pages
from microwins_desktop.exchange.target import Span, Wish
from microwins_desktop.i18n import _, language_in_use
from microwins_desktop.store import Store

_MARGIN_MM = 18
_RTL = ("ar", "he", "fa", "ur")
_DPI = 300


def draw(store: Store, span: Span, wish: Wish, path: Path) -> Iterator[None]:
    """Write the PDF to `path`, a step for each day of wins; to be run to its end."""
    application = _application()
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

    writer = QPdfWriter(str(path))
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(_("Small wins"))
    writer.setCreator("MicroWins")
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(None, "the page cannot be drawn", str(path))
    try:
        sheet = _Sheet(writer, painter)
        sheet.heading(_("Small wins"))
        empty = True
        for page in day_pages(store, span, wish):
            empty = False
            sheet.day(page)
            yield
        if empty:
            sheet.text(_("The page is still open. Anything counts."), 10)
        sheet.footer()
    finally:
        painter.end()
        del application


def _application() -> Any:
    """The running Qt application, or one without a screen for the time of the export."""
    from PySide6.QtGui import QGuiApplication

    running = QGuiApplication.instance()
    if running is not None:
        return running
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication([sys.argv[0]])


class _Sheet:
    """A column of text that goes on to the next page by itself. Lengths are device pixels."""

    def __init__(self, writer: Any, painter: Any) -> None:
        from PySide6.QtCore import Qt

        self._writer = writer
        self._painter = painter
        self._rtl = language_in_use().split("_")[0] in _RTL
        direction = Qt.LayoutDirection
        painter.setLayoutDirection(direction.RightToLeft if self._rtl else direction.LeftToRight)
        self._y = 0.0
        self._page = 1

    def heading(self, words: str) -> None:
        self.text(words, 18, bold=True, after=0.6)

    def day(self, page: DayPage) -> None:
        self._room(_points(44))
        self._y += _points(8)
        heading = "  \u00b7  ".join(filter(None, (page.heading, page.count)))
        self.text(heading, 11, bold=True, after=0.25)
        if page.line:
            self.text(page.line, 9.5, indent=10, faint=True, after=0.3)
        for entry in page.entries:
            self._entry(entry)

    def _entry(self, entry: Entry) -> None:
        about = ", ".join(filter(None, (entry.area, entry.size)))
        words = f"{entry.title}   ({about})" if about else entry.title
        self._room(_points(14))
        if entry.time:
            self._line(entry.time)
        self.text(words, 10, indent=44, after=0.1)
        if entry.note:
            self.text(entry.note, 9, indent=44, faint=True, after=0.2)

    def text(
        self,
        words: str,
        points: float,
        *,
        bold: bool = False,
        indent: float = 0,
        faint: bool = False,
        after: float = 0.2,
    ) -> None:
        """Set a text, wrapped; `after` is the room below in lines, `indent` in points."""
        for paragraph in words.split("\n"):
            self._paragraph(paragraph, points, bold, _points(indent), faint)
        self._y += _points(points) * after

    def _paragraph(self, words: str, points: float, bold: bool, indent: float, faint: bool) -> None:
        from PySide6.QtCore import QPointF, Qt
        from PySide6.QtGui import QTextLayout, QTextOption

        layout = QTextLayout(words, self._font(points, bold), self._writer)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # The words say which way they run; they stand at the page's leading edge either way.
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        self._painter.setPen("#555555" if faint else "#000000")
        left = 0.0 if self._rtl else indent
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._writer.width() - indent)
            line.setPosition(QPointF(0, 0))
            lines.append(line)
        layout.endLayout()
        for line in lines:
            height = line.height() * 1.15
            self._room(height)
            line.draw(self._painter, QPointF(left, self._y))
            self._y += height

    def _line(self, words: str) -> None:
        """A short text at the leading edge of the line that comes next."""
        from PySide6.QtCore import QRectF, Qt

        self._painter.setFont(self._font(10, False))
        self._painter.setPen("#555555")
        box = QRectF(0, self._y, self._writer.width(), _points(18))
        side = Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute
        self._painter.drawText(box, int(flags), words)

    def footer(self) -> None:
        from PySide6.QtCore import QRectF, Qt

        self._painter.save()  # a text may go on over the page with its own pen
        self._painter.setFont(self._font(8, False))
        self._painter.setPen("#555555")
        below = QRectF(0, self._writer.height() + _points(8), self._writer.width(), _points(14))
        self._painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), str(self._page))
        self._painter.restore()

    def _room(self, height: float) -> None:
        if self._y + height > self._writer.height() - _points(4):
            self.footer()
            self._writer.newPage()
            self._page += 1
            self._y = 0.0

    def _font(self, points: float, bold: bool) -> Any:
        from PySide6.QtGui import QFont, QGuiApplication

        font = QFont(QGuiApplication.font())
        font.setPointSizeF(points)
        font.setBold(bold)
        return font


def _points(value: float) -> float:
    return value * _DPI / 72
