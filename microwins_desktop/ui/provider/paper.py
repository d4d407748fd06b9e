"""The summary on pages: black on white, the same for the preview and for the PDF file."""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)
from PySide6.QtWidgets import QApplication

from microwins_desktop.core.provider import Heading, Paragraph, Summary, Table
from microwins_desktop.i18n import _
from microwins_desktop.ui.kit import apart

# Lengths are points: 72 to the inch.
MARGIN = 56.0
FOOT = 30.0
TEXT, SMALL, HEADING, TITLE = 11, 9, 13, 20
GREY = Qt.GlobalColor.darkGray
RESOLUTION = 720
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    b'xmp:CreatorTool="MicroWins"/></rdf:RDF></x:xmpmeta>'
)
"""Said in place of Qt's own, which would tell when the file was made."""


class Paper:
    """A summary laid out on pages of the size usual where the person lives."""

    def __init__(self, summary: Summary) -> None:
        imperial = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
        self._page = QPageSize(QPageSize.PageSizeId.Letter if imperial else QPageSize.PageSizeId.A4)
        self.size: QSizeF = self._page.size(QPageSize.Unit.Point)
        self._summary = summary
        self._document = _document(summary, self._room())

    @property
    def pages(self) -> int:
        return self._document.pageCount()

    def picture(self, page: int, width: int) -> QImage:
        """One page (from 0) as it will be printed, `width` pixels wide."""
        scale = width / self.size.width()
        image = QImage(width, round(self.size.height() * scale), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        painter.scale(scale, scale)
        self._draw(painter, page)
        painter.end()
        return image

    def as_pdf(self) -> bytes:
        """The pages as a PDF file that names the program, and neither a person nor a time."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(RESOLUTION)
        writer.setPageSize(self._page)
        writer.setPageMargins(QMarginsF())
        writer.setTitle("")
        writer.setCreator("MicroWins")
        writer.setDocumentXmpMetadata(QByteArray(XMP))
        painter = QPainter(writer)
        painter.scale(RESOLUTION / 72, RESOLUTION / 72)
        for page in range(self.pages):
            if page:
                writer.newPage()
            self._draw(painter, page)
        painter.end()
        buffer.close()
        return _without_times(bytes(data.data()))

    def as_text(self) -> str:
        """The same words, for a screen reader."""
        return f"{self._summary.title}\n{self._document.toPlainText()}\n{self._summary.foot}"

    def _room(self) -> QSizeF:
        return QSizeF(self.size.width() - 2 * MARGIN, self.size.height() - 2 * MARGIN - FOOT)

    def _draw(self, painter: QPainter, page: int) -> None:
        room = self._room()
        painter.save()
        painter.translate(MARGIN, MARGIN - page * room.height())
        part = QRectF(0, page * room.height(), room.width(), room.height())
        painter.setClipRect(part)
        self._document.drawContents(painter, part)
        painter.restore()
        painter.save()
        painter.setFont(_font(SMALL))
        painter.setPen(GREY)
        base = QRectF(MARGIN, self.size.height() - MARGIN - 4, room.width(), FOOT)
        number = _("Page {n} of {all}").format(n=page + 1, all=self.pages)
        lead, trail = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
        painter.setLayoutDirection(QApplication.layoutDirection())
        painter.drawText(base, int(lead), self._summary.foot)
        painter.drawText(base, int(trail), number)
        painter.restore()


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Pixel sizes, since one unit of the drawing is one point on every device."""
    font = QFont(QApplication.font())
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def _document(summary: Summary, room: QSizeF) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    option = QTextOption()
    # Letters keep their designed widths, so that pages break alike on screen and on paper.
    option.setUseDesignMetrics(True)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(QApplication.layoutDirection())
    document.setDefaultTextOption(option)
    document.setDefaultFont(_font(TEXT))
    document.setPageSize(room)
    cursor = QTextCursor(document)
    headings = []
    _write(cursor, summary.title, _font(TITLE, QFont.Weight.DemiBold), above=0)
    for block in summary.blocks:
        if isinstance(block, Heading):
            _write(cursor, block.words, _font(HEADING, QFont.Weight.DemiBold), above=16)
            headings.append(cursor.block())
        elif isinstance(block, Paragraph):
            _write(cursor, block.words, _font(TEXT), above=3)
        else:
            _write_table(cursor, block)
    for heading in headings:
        _keep_with_next(document, heading)
    return document


def _keep_with_next(document: QTextDocument, heading: QTextBlock) -> None:
    """Take a heading over to the page on which its first line is."""
    layout, height = document.documentLayout(), document.pageSize().height()

    def page(block: QTextBlock) -> int:
        return int(layout.blockBoundingRect(block).bottom() // height)

    following = heading.next()
    if following.isValid() and page(following) != page(heading):
        form = heading.blockFormat()
        form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        QTextCursor(heading).setBlockFormat(form)


def _write(cursor: QTextCursor, words: str, font: QFont, *, above: float) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(above)
    look = QTextCharFormat()
    look.setFont(font)
    look.setForeground(Qt.GlobalColor.black)
    if cursor.atStart():
        cursor.setBlockFormat(block)
        cursor.setBlockCharFormat(look)
    else:
        cursor.insertBlock(block, look)
    cursor.insertText(apart(words), look)


def _write_table(cursor: QTextCursor, table: Table) -> None:
    form = QTextTableFormat()
    form.setBorder(0)
    form.setCellPadding(0)
    form.setCellSpacing(0)
    form.setTopMargin(2)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    share = QTextLength.Type.PercentageLength
    # Qt lays tables out from left to right in every language, so the columns are turned by hand.
    rtl = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    widths = [QTextLength(share, 38), QTextLength(share, 62)]
    form.setColumnWidthConstraints(widths[::-1] if rtl else widths)
    look = QTextCharFormat()
    look.setFont(_font(TEXT))
    look.setForeground(Qt.GlobalColor.black)
    row_format = QTextBlockFormat()
    row_format.setBottomMargin(3)
    (row_format.setLeftMargin if rtl else row_format.setRightMargin)(8)
    made = cursor.insertTable(len(table.rows), 2, form)
    for number, row in enumerate(table.rows):
        for column, words in enumerate(row[::-1] if rtl else row):
            cell = made.cellAt(number, column).firstCursorPosition()
            cell.setBlockFormat(row_format)
            cell.insertText("\n".join(map(apart, words.split("\n"))), look)
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _without_times(pdf: bytes) -> bytes:
    """Blank the moment of making, in place, so that no offset in the file moves."""
    return re.sub(
        rb"/(CreationDate|ModDate)\s*\([^)]*\)", lambda found: b" " * len(found.group(0)), pdf
    )
