"""The walk through a routine: one step, large, and nothing else on the paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microwins_desktop.core.model import Size, Step
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.routines import Routines
from microwins_desktop.ui.kit import (
    Body,
    Caption,
    FlowLayout,
    IconButton,
    PageTitle,
    PrimaryButton,
    QuietButton,
    Secondary,
    TextButton,
    Tile,
)
from microwins_desktop.ui.theme import Space, Theme

TILE = 96
WIDEST = 560


class WalkView(QWidget):
    """Shows where the walk is. `left` comes when the person leaves it or it has come to its end."""

    left = Signal()

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        routines: Routines,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._routines = routines
        around = QHBoxLayout(self)
        around.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        inner = QWidget()
        inner.setMaximumWidth(theme.px(WIDEST))
        around.addStretch(1)
        around.addWidget(inner, 8)
        around.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addStretch(2)
        self._name = Caption(theme)
        self._tile = Tile(theme, side=TILE)
        self._title = PageTitle(theme)
        self._hint = Body(theme)
        self._why = Secondary(theme)
        column.addWidget(self._name)
        column.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (self._title, self._hint, self._why):
            column.addWidget(widget)
        column.addSpacing(Space.SMALL)
        column.addWidget(self._make_asking(theme))
        column.addWidget(self._make_ending(theme))
        column.addStretch(3)

    def fill(self) -> None:
        """Show the step asked for now, or how the walk ended."""
        walk, step = self._routines.walk, self._routines.step
        routine = self._routines.get(walk.routine) if walk is not None else None
        self._name.setText(routine.name if routine is not None else "")
        over = step is None
        self._asking.setVisible(not over)
        self._ending.setVisible(over)
        for widget in (self._tile, self._hint, self._why):
            widget.setVisible(not over)
        if step is None:
            done = walk.done if walk is not None else 0
            self._title.setText(_end_words(done))
            self.close_walk.setFocus()
            return
        self._show(step)
        self._back.setVisible(walk is not None and walk.at > 0)
        self.did.setFocus()

    def _show(self, step: Step) -> None:
        area = next((area for area in self._journal.areas() if area.key == step.area), None)
        shape = step.icon or (area.shape if area is not None else "sun")
        self._tile.show_mark(shape, area.hue if area is not None else "light")
        self._title.setText(step.title)
        self._hint.setText(_("Smaller: {hint}").format(hint=step.hint) if step.hint else "")
        self._hint.setVisible(bool(step.hint))
        self._why.setText(step.why)
        self._why.setVisible(bool(step.why))
        smaller = [size for size in step.sizes if size is not Size.WHOLE]
        self.smaller.setVisible(bool(smaller))
        if smaller:
            self.smaller.set_words(step.words(smaller[-1]))

    def _make_asking(self, theme: Theme) -> QWidget:
        self._asking = QWidget()
        column = QVBoxLayout(self._asking)
        column.setContentsMargins(0, 0, 0, 0)
        row = FlowLayout()
        self.did = PrimaryButton(theme, _("Did it"))
        self.did.clicked.connect(self._on_did)
        self.smaller = QuietButton(theme, "")
        self.smaller.clicked.connect(self._on_smaller)
        self.skip = QuietButton(theme, _("Next"))
        self.skip.clicked.connect(self._on_skip)
        self.leave = TextButton(theme, _("Leave it here"))
        self.leave.clicked.connect(self._on_leave)
        self._back = IconButton(theme, "back", _("One step back"))
        self._back.clicked.connect(self._on_back)
        for button in (self.did, self.smaller, self.skip, self.leave, self._back):
            row.addWidget(button)
        column.addLayout(row)
        return self._asking

    def _make_ending(self, theme: Theme) -> QWidget:
        self._ending = QWidget()
        row = FlowLayout(self._ending)
        self.close_walk = PrimaryButton(theme, _("All right"))
        self.close_walk.clicked.connect(self._on_leave)
        row.addWidget(self.close_walk)
        return self._ending

    def _on_did(self) -> None:
        self._routines.did()

    def _on_smaller(self) -> None:
        step = self._routines.step
        if step is not None:
            self._routines.did(step.sizes[-1])

    def _on_skip(self) -> None:
        self._routines.passed()

    def _on_back(self) -> None:
        self._routines.back()

    def _on_leave(self) -> None:
        self._routines.leave()
        self.left.emit()


def _end_words(done: int) -> str:
    """What is said at the end. Nothing is said of what was passed over."""
    if not done:
        return _("You came by. That is a way to begin, too.")
    words = ngettext("That was {n} small thing.", "Those were {n} small things.", done)
    return words.format(n=done)
