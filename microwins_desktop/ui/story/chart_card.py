"""A chart with everything it says in words: the bar pointed at, the sum of it, and all of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.i18n import _
from microwins_desktop.ui.kit import (
    Bar,
    BarChart,
    FlowLayout,
    Secondary,
    TextButton,
)
from microwins_desktop.ui.theme import Space, Theme


class WordedChart(QWidget):
    """Under the chart stands the value that is pointed at, else the summary; "In words" opens a
    list of every value."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.STEP)
        self.chart = BarChart(theme, name)
        self.chart.pointed.connect(self._on_pointed)
        self.caption = Secondary(theme)
        self.toggle = TextButton(theme, _("In words"))
        self.toggle.setAccessibleDescription(name)
        self.toggle.clicked.connect(self._on_toggled)
        self.words = Secondary(theme)
        self.words.hide()
        row = FlowLayout()
        row.addWidget(self.toggle)
        for widget in (self.chart, self.caption):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.words)

    def show_bars(self, bars: Sequence[Bar], summary: str) -> None:
        self._summary = summary
        self.caption.setText(summary)
        self.chart.show_bars(bars, summary)
        self.words.setText("\n".join(bar.words for bar in bars if bar.value))

    def _on_pointed(self, words: str) -> None:
        self.caption.setText(words or self._summary)

    def _on_toggled(self) -> None:
        shown = self.words.isHidden()
        self.words.setVisible(shown)
        self.toggle.set_words(_("Hide the words") if shown else _("In words"))
