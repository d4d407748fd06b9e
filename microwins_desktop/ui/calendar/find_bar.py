"""The line for finding wins: words as one types, and what to keep of areas, steps and sizes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.core.model import Sieve, Size
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.kit import FlowLayout, SearchField
from microwins_desktop.ui.kit.pickers import Choice
from microwins_desktop.ui.theme import Space, Theme

_SIZES = (None, *Size)


class FindBar(QWidget):
    """`changed` comes with every letter and choice; `left` on Escape; `down` asks for the results.

    What is wanted is in `text` and `sieve`.
    """

    changed = Signal()
    left = Signal()
    down = Signal()

    def __init__(self, theme: Theme, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.field = SearchField(theme, _("Find wins"), _("Find a win by its words"))
        self.field.text_changed.connect(self._on_changed)
        self.field.submitted.connect(self._on_down)
        self._area = Choice(theme, _("Area"))
        self._step = Choice(theme, _("Step"))
        self._size = Choice(theme, _("Size"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.STEP)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.field)
        row = FlowLayout()
        for choice in (self._area, self._step, self._size):
            choice.setMaximumWidth(theme.px(180))
            choice.activated.connect(self._on_changed)
            row.addWidget(choice)
        column.addLayout(row)
        for words in (_("Every size"), _("Whole"), _("Part"), _("Tiny")):
            self._size.addItem(words)

    @property
    def text(self) -> str:
        return self.field.text().strip()

    @property
    def sieve(self) -> Sieve:
        return Sieve(
            area=self._area.currentData() or None,
            step=self._step.currentData() or None,
            size=_SIZES[max(0, self._size.currentIndex())],
        )

    def open(self) -> None:
        """Be ready to be typed into, with the areas and steps that there are now."""
        areas = [(area.name, area.key) for area in self._journal.areas()]
        steps = [(step.title, step.key) for step in self._journal.store.steps.all(archived=True)]
        _fill(self._area, _("Every area"), areas)
        _fill(self._step, _("Every step"), steps)
        self.show()
        self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.edit.selectAll()

    def forget(self) -> None:
        """Want nothing any more."""
        self.blockSignals(True)
        self.field.clear()
        for choice in (self._area, self._step, self._size):
            choice.setCurrentIndex(0)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self.field.edit.hasFocus():
            self.down.emit()
        else:
            super().keyPressEvent(event)

    def _on_changed(self) -> None:
        self.changed.emit()

    def _on_down(self, _text: str) -> None:
        self.down.emit()


def _fill(choice: Choice, everything: str, items: list[tuple[str, str]]) -> None:
    kept = choice.currentData()
    choice.clear()
    choice.addItem(everything, "")
    for words, key in items:
        choice.addItem(words, key)
    choice.setCurrentIndex(max(0, choice.findData(kept or "")))
