"""The small menu that lets a person choose how much of a step they did, before logging it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from microwins_desktop.core.model import Size, Step
from microwins_desktop.i18n import _
from microwins_desktop.ui.actions import menu_words


class SizeMenu(QMenu):
    """`size_chosen` carries the step's key and the chosen `Size`.

    `five_wanted` carries the key where the person would rather sit with it for a while.
    """

    size_chosen = Signal(str, object)
    five_wanted = Signal(str)

    def __init__(self, parent: QWidget, *, five: bool = False) -> None:
        """With `five`, it offers the timer too."""
        super().__init__(parent)
        self._five = five
        self.setAccessibleName(_("How much of it"))
        self._key = ""

    def open_for(self, step: Step, at: QPoint) -> None:
        """Show the words of every size the step has, the largest first."""
        self._key = step.key
        self.clear()
        for size in step.sizes:
            action = QAction(menu_words(step.words(size)), self)
            action.setData(size.value)
            action.triggered.connect(self._on_triggered)
            self.addAction(action)
        if self._five:
            self.addSeparator()
            action = QAction(_("Just five minutes"), self)
            action.triggered.connect(self._on_five)
            self.addAction(action)
        self.popup(at)

    def _on_five(self) -> None:
        self.five_wanted.emit(self._key)

    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.size_chosen.emit(self._key, Size(action.data()))
