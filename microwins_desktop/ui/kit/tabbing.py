"""The way of the Tab key through widgets that were made late.

Qt puts a new widget at the end of its window's order, wherever it lies on the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(first: QWidget, *then: QWidget) -> None:
    """Let Tab go on from `first` through everything in the others, in the order they were made."""
    before = first
    for widget in then:
        for each in _stops(widget):
            QWidget.setTabOrder(before, each)
            before = each


def _stops(widget: QWidget) -> Iterator[QWidget]:
    for each in (widget, *widget.findChildren(QWidget)):
        takes = bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus) and each.focusProxy() is None
        if takes and each.window() is widget.window():  # not the list that a choice opens
            yield each
