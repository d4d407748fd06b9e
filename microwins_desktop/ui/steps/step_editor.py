"""Making or changing a step: its words at three sizes, its sign, when it fits. Never a dialog."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.core.model import DayPart, Step
from microwins_desktop.core.texts import TextError
from microwins_desktop.i18n import _
from microwins_desktop.services.tending import Tending
from microwins_desktop.ui.kit import (
    Card,
    Choice,
    FlowLayout,
    PageTitle,
    PrimaryButton,
    QuietButton,
    Secondary,
    Strong,
    TextButton,
    TextField,
    Toggle,
    Wash,
)
from microwins_desktop.ui.steps.picking import MarkPicker, shape_choices, sign_in
from microwins_desktop.ui.theme import Space, Theme

_WORDS = ("title", "whole", "part", "tiny", "hint", "why")


class StepEditor(QWidget):
    """`edit` a step or `add` one; `closed` carries its key, or nothing where it was left.

    `nudge_wanted` carries the key of the step whose nudge the person wants to plan.
    """

    closed = Signal(str)
    nudge_wanted = Signal(str)

    def __init__(self, theme: Theme, tending: Tending, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tending = tending
        self._step: Step | None = None
        self._hues: dict[str, str] = {}
        self._shapes: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        self._heading = PageTitle(theme)
        column.addWidget(self._heading)
        column.addWidget(self._make_words())
        column.addWidget(self._make_looks())
        self._problem = Secondary(theme)
        column.addWidget(self._problem)
        column.addLayout(self._make_foot())
        column.addStretch(1)

    def edit(self, step: Step) -> None:
        """Fill the form with a step."""
        self._step = step
        self._heading.setText(_("Change this step"))
        self._fill(step)
        self._archive.setVisible(True)
        self._nudge.setVisible(not step.archived)
        self._archive.set_words(_("Take out of the archive") if step.archived else _("Archive"))

    def add(self, area: str) -> None:
        """Empty the form for a new step in `area`."""
        self._step = None
        self._heading.setText(_("A step of your own"))
        self._fill(Step(key="", title="", area=area, whole=""))
        self._archive.setVisible(False)
        self._nudge.setVisible(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit("")
            return
        super().keyPressEvent(event)

    def _make_words(self) -> QWidget:
        theme = self._theme
        card = Card(theme)
        self._area = Choice(theme, _("Area"))
        self._area.currentIndexChanged.connect(self._on_area)
        self._strategy = Wash(theme, margin=12)
        self._strategy_words = Secondary(theme)
        self._strategy.body.addWidget(self._strategy_words)
        self._fields: dict[str, TextField] = {}
        for key, name, hint in (
            ("title", _("What invites you"), _("Open the blinds")),
            ("whole", _("Done, all of it"), _("Opened the blinds")),
            ("part", _("Done, a part of it"), _("Opened one of them halfway")),
            ("tiny", _("Done, the tiniest form"), _("Turned one slat")),
            ("hint", _("The tiniest form in a few words"), _("one slat")),
            ("why", _("Why it helps, in a line"), ""),
        ):
            field = TextField(theme, name, hint, on_panel=True)
            field.submitted.connect(self._on_submitted)
            self._fields[key] = field
            card.body.addWidget(Secondary(theme, name))
            card.body.addWidget(field)
            if key == "title":
                card.body.addWidget(self._strategy)
        card.body.addWidget(Secondary(theme, _("Area")))
        row = FlowLayout()
        row.addWidget(self._area)
        card.body.addLayout(row)
        return card

    def _make_looks(self) -> QWidget:
        theme = self._theme
        card = Card(theme)
        card.body.addWidget(Strong(theme, _("Sign")))
        self._signs = MarkPicker(theme, _("Sign"))
        self._signs.picked.connect(self._on_sign)
        self._emoji = TextField(theme, _("Or an emoji"), _("Or an emoji"), on_panel=True)
        self._emoji.edit.textEdited.connect(self._on_emoji)
        card.body.addWidget(self._signs)
        card.body.addWidget(self._emoji)
        card.body.addSpacing(Space.SMALL)
        card.body.addWidget(Strong(theme, _("When it fits")))
        self._parts: dict[DayPart, Toggle] = {}
        for part, name in (
            (DayPart.MORNING, _("In the morning")),
            (DayPart.MIDDAY, _("Around midday")),
            (DayPart.EVENING, _("In the evening")),
            (DayPart.NIGHT, _("At night")),
        ):
            self._parts[part] = Toggle(theme, name)
            card.body.addWidget(self._parts[part])
        self._repeats = Toggle(theme, _("It comes several times a day"))
        self._pinned = Toggle(theme, _("Pinned: always among the first"))
        card.body.addWidget(self._repeats)
        card.body.addWidget(self._pinned)
        return card

    def _make_foot(self) -> FlowLayout:
        theme = self._theme
        row = FlowLayout()
        self._save = PrimaryButton(theme, _("Save"))
        self._save.clicked.connect(self._on_save)
        self._leave = TextButton(theme, _("Leave it"))
        self._leave.clicked.connect(self._on_leave)
        self._archive = QuietButton(theme, _("Archive"))
        self._archive.clicked.connect(self._on_archive)
        self._nudge = QuietButton(theme, _("Plan a nudge"))
        self._nudge.clicked.connect(self._on_nudge)
        for button in (self._save, self._leave, self._nudge, self._archive):
            row.addWidget(button)
        return row

    def _on_nudge(self) -> None:
        if self._step is not None:
            self.nudge_wanted.emit(self._step.key)

    def _fill(self, step: Step) -> None:
        areas = self._tending.areas()
        self._hues = {area.key: area.hue for area in areas}
        self._shapes = {area.key: area.shape for area in areas}
        for key, field in self._fields.items():
            field.set_text(getattr(step, key))
            field.edit.setCursorPosition(0)
        self._area.blockSignals(True)
        self._area.clear()
        for area in areas:
            if not area.hidden or area.key == step.area:
                self._area.addItem(area.name, area.key)
        self._area.setCurrentIndex(max(0, self._area.findData(step.area)))
        self._area.blockSignals(False)
        self._on_area()
        emoji = sign_in(step.icon)
        self._emoji.set_text(emoji)
        self._signs.set_value("" if emoji else step.icon)
        for part, toggle in self._parts.items():
            toggle.setChecked(part in step.day_parts)
        self._repeats.setChecked(step.repeats)
        self._pinned.setChecked(step.pinned)
        self._say("")
        self._fields["title"].edit.setFocus()

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _chosen_area(self) -> str:
        return str(self._area.currentData() or "")

    def _icon(self) -> str:
        return sign_in(self._emoji.text()) or self._signs.value()

    def _values(self) -> dict[str, Any]:
        words = {key: self._fields[key].text() for key in _WORDS}
        words["whole"] = words["whole"].strip() or words["title"]
        return words | {
            "area": self._chosen_area(),
            "icon": self._icon(),
            "repeats": self._repeats.isChecked(),
            "pinned": self._pinned.isChecked(),
            "day_parts": frozenset(part for part, on in self._parts.items() if on.isChecked()),
        }

    def _on_area(self) -> None:
        area = self._chosen_area()
        words = self._tending.strategy(area)
        self._strategy_words.setText(words)
        self._strategy.setVisible(bool(words))
        chosen = self._signs.value()
        hue, shape = self._hues.get(area, "light"), self._shapes.get(area, "sun")
        plain = ("", _("The area's own sign"), shape, hue)
        others = [choice for choice in shape_choices(hue) if choice[0] != shape]
        self._signs.offer([plain, *others])
        self._signs.set_value("" if chosen == shape else chosen)

    def _on_sign(self, _value: str) -> None:
        self._emoji.clear()

    def _on_emoji(self, text: str) -> None:
        if sign_in(text):
            self._signs.set_value("none of them")

    def _on_submitted(self, _text: str) -> None:
        self._on_save()

    def _on_leave(self) -> None:
        self.closed.emit("")

    def _on_save(self) -> None:
        values = self._values()
        try:
            if self._step is None:
                key = self._tending.add_step(Step(key="", **values))
            else:
                key = self._step.key if self._tending.edit_step(self._step.key, **values) else ""
        except TextError as error:
            self._say(str(error))
            return
        if key:
            self.closed.emit(key)

    def _on_archive(self) -> None:
        if self._step is not None:
            self._tending.archive(self._step.key, not self._step.archived)
            self.closed.emit("")
