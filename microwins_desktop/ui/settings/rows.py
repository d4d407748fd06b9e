"""One row per setting, made from its declaration: a change holds at once, and shows elsewhere's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.core.settings import BY_KEY, Setting, SettingError, write_time
from microwins_desktop.i18n import _
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store.errors import StoreError
from microwins_desktop.ui.kit import (
    Body,
    Choice,
    FlowLayout,
    NumberField,
    Secondary,
    Segmented,
    TextField,
    TimeField,
    Toggle,
)
from microwins_desktop.ui.kit.folding import FoldingRow
from microwins_desktop.ui.settings.words import choice_words, help_words, problem_words
from microwins_desktop.ui.theme import Space, Theme

MOST_SEGMENTS = 4
"""More choices than these go into a list that opens."""


class SettingRow(QWidget):
    """A setting with its name, what it does, and what is wrong with what was typed."""

    def __init__(self, theme: Theme, preferences: Preferences, key: str) -> None:
        super().__init__()
        self.theme = theme
        self.preferences = preferences
        self.setting: Setting = BY_KEY[key]
        self.label = _(self.setting.label)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.help = Secondary(theme, help_words(key))
        self.problem = Secondary(theme)
        self.build()
        self.column.addWidget(self.help)
        self.column.addWidget(self.problem)
        self.help.setVisible(bool(self.help.full_text()))
        self.problem.hide()
        for control in self.findChildren(QWidget):
            if control.accessibleName() == self.label:
                control.setAccessibleDescription(self.help.full_text())
        self.show_value()
        preferences.changed.connect(self._on_changed)

    def build(self) -> None:
        """Make the control, in `column`."""
        raise NotImplementedError

    def show_value(self) -> None:
        """Show the value in force, without saying that it was chosen."""
        raise NotImplementedError

    @property
    def value(self) -> object:
        return getattr(self.preferences.values, self.setting.key)

    def put(self, text: str) -> None:
        """Keep a value, given as the terminal would take it."""
        try:
            self.preferences.put({self.setting.key: text})
        except SettingError as error:
            self.say(problem_words(self.setting.key) or str(error))
            return
        except StoreError as error:
            self.say(str(error))
            self.show_value()
            return
        self.say("")

    def say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def beside(self, field: QWidget) -> None:
        """The name at the start of the line and a field after it, or under it in a narrow page."""
        self.column.addWidget(FoldingRow(self.theme, Body(self.theme, self.label), field))

    def _on_changed(self, keys: frozenset[str]) -> None:
        if self.setting.key in keys:
            self.say("")
            self.show_value()


class SwitchRow(SettingRow):
    def build(self) -> None:
        self.toggle = Toggle(self.theme, self.label)
        self.toggle.clicked.connect(self._on_clicked)
        self.column.addWidget(self.toggle)

    def show_value(self) -> None:
        self.toggle.setChecked(bool(self.value))

    def _on_clicked(self) -> None:
        self.put("on" if self.toggle.isChecked() else "off")


class ChoiceRow(SettingRow):
    """A few choices beside each other."""

    def build(self) -> None:
        self.column.addWidget(Body(self.theme, self.label))
        self.column.addSpacing(Space.STEP)
        words = [choice_words(self.setting.key, choice) for choice in self._choices]
        self.field = Segmented(self.theme, self.label, words, wraps=True)
        self.field.chosen.connect(self._on_chosen)
        self.column.addWidget(self.field)

    def show_value(self) -> None:
        self.field.set_index(self._choices.index(str(self.value)))

    @property
    def _choices(self) -> Sequence[str]:
        return self.setting.kind.choices

    def _on_chosen(self, index: int) -> None:
        self.put(self._choices[index])


class ListRow(SettingRow):
    """Many choices in a list that opens."""

    def build(self) -> None:
        self.field = Choice(self.theme, self.label)
        for choice in self.setting.kind.choices:
            self.field.addItem(choice_words(self.setting.key, choice), choice)
        self.field.activated.connect(self._on_activated)
        self.beside(self.field)

    def show_value(self) -> None:
        self.field.setCurrentIndex(self.field.findData(str(self.value)))

    def _on_activated(self, _index: int) -> None:
        self.put(str(self.field.currentData()))


class NumberRow(SettingRow):
    def build(self) -> None:
        low, high = self.setting.kind.bounds or (0, 0)
        self.field = NumberField(self.theme, self.label, low, high)
        self.field.setSingleStep(10 if self.setting.key == "text_scale" else 1)
        self.field.valueChanged.connect(self._on_number)
        self.beside(self.field)

    def show_value(self) -> None:
        self.field.blockSignals(True)
        self.field.setValue(int(str(self.value)))
        self.field.blockSignals(False)

    def _on_number(self, number: int) -> None:
        self.put(str(number))


class TimeRow(SettingRow):
    def build(self) -> None:
        self.field = TimeField(self.label)
        self.field.setKeyboardTracking(False)
        self.field.timeChanged.connect(self._on_time)
        self.beside(self.field)

    def show_value(self) -> None:
        value = self.value
        assert isinstance(value, time)
        self.field.blockSignals(True)
        self.field.setTime(QTime(value.hour, value.minute))
        self.field.blockSignals(False)

    def _on_time(self, at: QTime) -> None:
        self.put(write_time(time(at.hour(), at.minute())))


class TextRow(SettingRow):
    """A text that is kept when the person leaves the field or presses Enter."""

    def build(self) -> None:
        self.column.addWidget(Body(self.theme, self.label))
        self.column.addSpacing(Space.STEP)
        self.field = TextField(self.theme, self.label, on_panel=True)
        self.field.edit.editingFinished.connect(self._on_finished)
        self.column.addWidget(self.field)

    def show_value(self) -> None:
        self.field.set_text(self.preferences.text(self.setting.key))

    def _on_finished(self) -> None:
        if self.field.text().strip() != self.preferences.text(self.setting.key):
            self.put(self.field.text())


def row_for(theme: Theme, preferences: Preferences, key: str) -> SettingRow:
    """The row that suits the declaration of `key`."""
    setting = BY_KEY[key]
    kind = setting.kind
    made: type[SettingRow] = TextRow
    if kind.choices == ("on", "off"):
        made = SwitchRow
    elif kind.choices:
        made = ChoiceRow if len(kind.choices) <= MOST_SEGMENTS else ListRow
    elif kind.bounds is not None:
        made = NumberRow
    elif isinstance(setting.read(setting.default), time):
        made = TimeRow
    return made(theme, preferences, key)


def flow(*widgets: QWidget) -> FlowLayout:
    """Widgets in reading order that wrap where a row is full."""
    found = FlowLayout()
    for widget in widgets:
        found.addWidget(widget)
    return found
