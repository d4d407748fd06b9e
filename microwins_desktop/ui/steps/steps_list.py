"""All steps, area by area: folded, so that a hundred of them stay calm, and found by typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from microwins_desktop.core.model import Area, Step
from microwins_desktop.core.texts import match_rank
from microwins_desktop.i18n import _
from microwins_desktop.services.tending import Tending
from microwins_desktop.ui.kit import (
    FlowLayout,
    MovableRow,
    PrimaryButton,
    QuietButton,
    SearchField,
    Secondary,
    TextButton,
)
from microwins_desktop.ui.steps.area_section import ARCHIVE, AreaHeading, AreaSection
from microwins_desktop.ui.theme import Space, Theme


class StepsList(QWidget):
    """`step_wanted` and `area_wanted` ask for an editor: a key, or nothing for a new one; a new
    step comes with its area. `five_minutes_wanted` and `pair_wanted` carry a step's key.
    """

    step_wanted = Signal(str)
    new_step_wanted = Signal(str)
    area_wanted = Signal(str)
    five_minutes_wanted = Signal(str)
    routines_wanted = Signal()
    habits_wanted = Signal()
    pair_wanted = Signal(str)

    def __init__(self, theme: Theme, tending: Tending, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tending = tending
        self._open: set[str] = set()
        self._sections: list[AreaSection] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        self._search = SearchField(theme, _("Find a step"), _("Find a step"))
        self._search.text_changed.connect(self._on_search)
        new = PrimaryButton(theme, _("Add a step"))
        new.clicked.connect(self._on_new_step)
        area = QuietButton(theme, _("Add an area"))
        area.clicked.connect(self._on_new_area)
        column.addWidget(self._search)
        row = FlowLayout()
        row.addWidget(new)
        row.addWidget(area)
        for words, signal in (
            (_("Routines"), self.routines_wanted),
            (_("Habits"), self.habits_wanted),
        ):
            button = TextButton(theme, words)
            button.clicked.connect(signal)
            row.addWidget(button)
        column.addLayout(row)
        self._none = Secondary(theme, _("No step has these words. Anything may become one."))
        column.addWidget(self._none)
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.SMALL + Space.STEP)
        column.addLayout(self._column)
        column.addStretch(1)
        self._menu = QMenu(self)
        self._menu_key = ""

    @property
    def sections(self) -> Sequence[AreaSection]:
        return tuple(self._sections)

    def fill(self) -> None:
        """Show what there is now; what was open stays open, the keyboard stays where it was."""
        focused = _place_of_focus(self)
        for section in self._sections:
            self._column.removeWidget(section)
            section.hide()
            section.deleteLater()
        self._sections = []
        words = self._search.text().strip()
        found = [step for step in self._tending.steps() if _fits(words, step)]
        for area in self._tending.areas():
            here = [step for step in found if step.area == area.key and not step.archived]
            if here or not words:
                self._add(area, here, self._tending.strategy(area.key), bool(words))
        put_away = [step for step in found if step.archived]
        if put_away:
            area = Area(ARCHIVE, _("Archive"), "sheet", "", builtin=False)
            self._add(area, put_away, "", bool(words))
        self._none.setVisible(not self._sections)
        if focused:
            self.focus(focused)

    def reveal(self, key: str) -> None:
        """Open the area that holds the step, and give its row the keyboard."""
        for section in self._sections:
            if any(step.key == key for step in section.steps):
                section.open()
                section.list.focus(key)

    def focus(self, key: str) -> None:
        """Give the row or heading of `key` the keyboard."""
        for section in self._sections:
            if key == f"area:{section.area.key}":
                section.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            elif section.is_open and key in section.list.order():
                section.list.focus(key)

    def _add(self, area: Area, steps: Sequence[Step], strategy: str, searching: bool) -> None:
        section = AreaSection(self._theme, area, steps, strategy, self)
        if searching or area.key in self._open:
            section.open()
        section.toggled.connect(self._on_toggled)
        section.step_wanted.connect(self.step_wanted)
        section.new_wanted.connect(self.new_step_wanted)
        section.edit_wanted.connect(self.area_wanted)
        section.moved_by.connect(self._on_area_moved)
        section.acted.connect(self._on_acted)
        section.menu_wanted.connect(self._open_menu)
        section.reordered.connect(self._on_reordered)
        self._sections.append(section)
        self._column.addWidget(section)

    def _on_toggled(self, key: str, on: bool) -> None:
        if self._search.text().strip():
            return
        if on:
            self._open.add(key)
        else:
            self._open.discard(key)

    def _on_search(self, _words: str) -> None:
        self.fill()

    def _on_new_step(self) -> None:
        shown = [s.area.key for s in self._sections if s.is_open and s.area.key != ARCHIVE]
        areas = [area.key for area in self._tending.areas() if not area.hidden]
        self.new_step_wanted.emit(next(iter(shown or areas), ""))

    def _on_new_area(self) -> None:
        self.area_wanted.emit("")

    def _on_area_moved(self, key: str, step: int) -> None:
        keys = [area.key for area in self._tending.areas()]
        if key not in keys:
            return
        at = keys.index(key)
        to = at + step
        if 0 <= to < len(keys):
            keys[at], keys[to] = keys[to], keys[at]
            self._tending.reorder_areas(keys)

    def _on_reordered(self, keys: list[str]) -> None:
        self._tending.reorder(keys)

    def _on_acted(self, key: str, action: str) -> None:
        if action in ("pin", "unpin"):
            self._tending.pin(key, action == "pin")
        elif action == "restore":
            self._tending.archive(key, False)

    def _open_menu(self, key: str, spot: QPoint) -> None:
        step = next((step for step in self._tending.steps() if step.key == key), None)
        if step is None:
            return
        self._menu_key = key
        self._menu.clear()
        away = _("Take out of the archive") if step.archived else _("Archive")
        entries = [("edit", _("Change it"))]
        if not step.archived:
            entries += [("five", _("Just five minutes")), ("pair", _("Pair it"))]
        for name, words in (*entries, ("restore" if step.archived else "archive", away)):
            action = QAction(words, self._menu)
            action.setObjectName(name)
            action.triggered.connect(self._on_menu)
            self._menu.addAction(action)
        self._menu.popup(spot)

    def _on_menu(self) -> None:
        action, key = self.sender(), self._menu_key
        match action.objectName() if action is not None else "":
            case "edit":
                self.step_wanted.emit(key)
            case "five":
                self.five_minutes_wanted.emit(key)
            case "pair":
                self.pair_wanted.emit(key)
            case "archive":
                self._tending.archive(key, True)
            case "restore":
                self._tending.archive(key, False)


def _fits(words: str, step: Step) -> bool:
    return (
        not words or match_rank(words, step.title, (step.whole, step.part, step.tiny)) is not None
    )


def _place_of_focus(page: QWidget) -> str:
    """The key of the row, or the area of the heading, that has the keyboard inside `page`."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None and widget is not page:
        if isinstance(widget, MovableRow):
            return widget.key
        if isinstance(widget, AreaHeading):
            return f"area:{widget.area.key}"
        widget = widget.parentWidget()
    return ""
