"""Making or changing an area: its name, its sign and its colour, and whether it is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microwins_desktop.core.model import Area
from microwins_desktop.core.texts import TextError
from microwins_desktop.i18n import _
from microwins_desktop.services.tending import Tending
from microwins_desktop.ui.kit import (
    Card,
    PageTitle,
    PrimaryButton,
    Secondary,
    Strong,
    TextButton,
    TextField,
    Toggle,
)
from microwins_desktop.ui.steps.picking import MarkPicker, shape_choices
from microwins_desktop.ui.theme import FREE_HUES, Space, Theme


class AreaEditor(QWidget):
    """`edit` an area or `add` one; `closed` comes when the person is done either way."""

    closed = Signal()

    def __init__(self, theme: Theme, tending: Tending, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tending = tending
        self._area: Area | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        self._heading = PageTitle(theme)
        card = Card(theme)
        self._name = TextField(theme, _("Name of the area"), on_panel=True)
        self._name.submitted.connect(self._on_submitted)
        self._shapes = MarkPicker(theme, _("Sign"))
        self._shapes.picked.connect(self._on_shape)
        self._hues = MarkPicker(theme, _("Colour"))
        self._hues.picked.connect(self._on_hue)
        self._shown = Toggle(theme, _("Show this area and offer its steps"))
        self._problem = Secondary(theme)
        card.body.addWidget(Secondary(theme, _("Name of the area")))
        card.body.addWidget(self._name)
        card.body.addWidget(Strong(theme, _("Sign")))
        card.body.addWidget(self._shapes)
        card.body.addWidget(Strong(theme, _("Colour")))
        card.body.addWidget(self._hues)
        card.body.addWidget(self._shown)
        card.body.addWidget(self._problem)
        column.addWidget(self._heading)
        column.addWidget(card)
        foot = QHBoxLayout()
        self._save = PrimaryButton(theme, _("Save"))
        self._save.clicked.connect(self._on_save)
        leave = TextButton(theme, _("Leave it"))
        leave.clicked.connect(self.closed)
        foot.addWidget(self._save)
        foot.addWidget(leave)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)

    def edit(self, area: Area) -> None:
        self._area = area
        self._heading.setText(_("Change this area"))
        self._fill(area)

    def add(self) -> None:
        """Empty the form; the colour farthest from those in use is chosen already."""
        self._area = None
        self._heading.setText(_("An area of your own"))
        used = {area.hue for area in self._tending.areas()}
        free = next((hue for hue in FREE_HUES if hue not in used), FREE_HUES[0])
        self._fill(Area("", "", "ring", free, builtin=False))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _fill(self, area: Area) -> None:
        self._name.set_text(area.name)
        own = [] if area.hue in FREE_HUES else [area.hue]
        hues = [*own, *FREE_HUES]
        self._hues.offer(
            [(hue, _("Colour {n}").format(n=n), area.shape, hue) for n, hue in enumerate(hues, 1)]
        )
        self._hues.set_value(area.hue)
        self._shapes.offer(shape_choices(area.hue))
        self._shapes.set_value(area.shape)
        self._shown.setChecked(not area.hidden)
        self._shown.setVisible(self._area is not None)
        self._say("")
        self._name.edit.setFocus()

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _on_shape(self, shape: str) -> None:
        self._hues.reshape(shape)

    def _on_hue(self, hue: str) -> None:
        self._shapes.tint(hue)

    def _on_submitted(self, _text: str) -> None:
        self._on_save()

    def _on_save(self) -> None:
        name, shape, hue = self._name.text(), self._shapes.value(), self._hues.value()
        try:
            if self._area is None:
                done = self._tending.add_area(Area("", name, shape, hue, builtin=False))
            else:
                hidden = not self._shown.isChecked()
                done = self._tending.edit_area(
                    self._area.key, name=name, shape=shape, hue=hue, hidden=hidden
                )
        except TextError as error:
            self._say(str(error))
            return
        if done:
            self.closed.emit()
