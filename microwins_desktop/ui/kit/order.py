"""The order in which Tab goes, where widgets are made later than those that follow them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import QWidget


def tab_through(widgets: Iterable[QWidget]) -> None:
    """Let Tab go from each of them to the next."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
