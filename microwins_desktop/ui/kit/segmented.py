"""A few exclusive choices in one track: month, week, year. Radio buttons to assistive tools."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QRadioButton, QSizePolicy, QWidget

from microwins_desktop.ui.kit.layouts import FlowLayout
from microwins_desktop.ui.kit.text import plain_label_text
from microwins_desktop.ui.kit.themed import Themed, paint_panel
from microwins_desktop.ui.theme import HIT, Radius, Space, Theme


class Segmented(Themed, QWidget):
    """`chosen` carries the index the person picked; arrow keys move the choice."""

    chosen = Signal(int)

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[str],
        parent: QWidget | None = None,
        *,
        wraps: bool = False,
    ) -> None:
        """With `wraps`, choices that have no room beside each other go on in a next row."""
        super().__init__(parent)
        self.setAccessibleName(name)
        row: QLayout
        if wraps:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
            row = FlowLayout(self, gap=0)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row = QHBoxLayout(self)
            row.setSpacing(0)
        row.setContentsMargins(Space.STEP, 0, Space.STEP, 0)
        self._segments = [_Segment(theme, words, self) for words in choices]
        for segment in self._segments:
            row.addWidget(segment)
            segment.toggled.connect(self._on_toggled)
        self.blockSignals(True)
        self._segments[0].setChecked(True)
        self.blockSignals(False)
        self.follow(theme)

    def index(self) -> int:
        return next(i for i, segment in enumerate(self._segments) if segment.isChecked())

    def set_index(self, index: int) -> None:
        """Choose without a signal."""
        self.blockSignals(True)
        self._segments[index].setChecked(True)
        self.blockSignals(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        line = theme.color("line") if theme.line_width > 1 else None
        radius = theme.radius(Radius.FIELD)
        paint_panel(QPainter(self), self._track(), radius, theme.color("wash"), line)

    def _track(self) -> QRect:
        """As wide as its choices, also where they could have more room."""
        used = self.childrenRect().adjusted(-Space.STEP, 0, Space.STEP, 0)
        return self.rect().intersected(QRect(used.left(), 0, used.width(), self.height()))

    def _on_toggled(self, checked: bool) -> None:
        if checked:
            self.chosen.emit(self.index())


class _Segment(Themed, QRadioButton):
    """One choice; the chosen one is a small card on the track."""

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(plain_label_text(words), parent)
        self._words = words
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.follow(theme)

    def sizeHint(self) -> QSize:
        metrics = self.theme.metrics("strong")
        width = metrics.horizontalAdvance(self._words) + self.theme.px(26)
        return QSize(width, max(self.theme.px(HIT - 2), metrics.height() + self.theme.px(16)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _pos: object) -> bool:
        return True

    def focus_radius(self) -> int:
        return self.theme.radius(Radius.SMALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, chosen = self.theme, self.isChecked()
        if chosen:
            box = self.rect().adjusted(0, Space.STEP, 0, -Space.STEP)
            fill, line = theme.color("panel"), theme.color("line")
            paint_panel(painter, box, theme.radius(Radius.SMALL), fill, line, theme.line_width)
        painter.setFont(theme.font("strong" if chosen else "body"))
        strong = chosen or self.underMouse()
        painter.setPen(theme.color("ink" if strong else "soft"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
