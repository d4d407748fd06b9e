"""The routines page: those there are, the walk through one, and the form for one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from microwins_desktop.core.model import Change, Topic
from microwins_desktop.core.routines import Routine
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.routines import Routines
from microwins_desktop.ui.kit import (
    Caption,
    Card,
    FlowLayout,
    IconButton,
    PageTitle,
    PrimaryButton,
    QuietButton,
    ResponsiveGrid,
    Secondary,
    Section,
    TextButton,
    empty,
    page_column,
)
from microwins_desktop.ui.page import Page
from microwins_desktop.ui.routines.editor import RoutineEditor
from microwins_desktop.ui.routines.walking import WalkView
from microwins_desktop.ui.theme import Theme

COLUMN = 300
LIST, WALK, FORM = range(3)


class RoutinesPage(Page):
    """Follows the walk: while one is on, it is all there is on the page."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        routines: Routines,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(journal, parent)
        self._theme = theme
        self._routines = routines
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._views = QStackedWidget()
        outer.addWidget(self._views)
        self._views.addWidget(self._make_list(theme))
        self.walk = WalkView(theme, journal, routines)
        self._views.addWidget(self.walk)
        self._views.addWidget(self._make_form(theme, journal))
        routines.walked.connect(self._on_walked)
        theme.changed.connect(self._on_theme)
        self._on_walked()

    def fill(self) -> None:
        empty(self._grid)
        titles = {step.key: step.title for step in self.journal.steps()}
        for place, routine in enumerate(self._routines.all()):
            card = RoutineCard(self._theme, routine, titles, place > 0)
            card.start_wanted.connect(self._routines.start)
            card.edit_wanted.connect(self._on_edit)
            card.up_wanted.connect(self._on_up)
            card.removed.connect(self._on_removed)
            self._grid.addWidget(card)
        away = [routine for routine in self._routines.all(archived=True) if routine.archived]
        empty(self._away)
        for routine in away:
            button = TextButton(self._theme, _("Bring back: {name}").format(name=routine.name))
            button.setObjectName(routine.key)
            button.clicked.connect(self._on_restored)
            self._away.addWidget(button)

    def concerned_by(self, change: Change) -> bool:
        return change.concerns(Topic.ROUTINES, Topic.STEPS, Topic.AREAS)

    def _make_list(self, theme: Theme) -> QWidget:
        view = QWidget(self)
        column = page_column(view)
        column.addWidget(PageTitle(theme, _("Routines")))
        words = _("A few small steps in a row, one at a time. Stop wherever you like.")
        column.addWidget(Caption(theme, words))
        cards = QWidget()
        self._grid = ResponsiveGrid(cards, column=theme.px(COLUMN), most=2)
        column.addWidget(cards)
        self.new = QuietButton(theme, _("A new routine"))
        self.new.clicked.connect(self._on_new)
        row = FlowLayout()
        row.addWidget(self.new)
        column.addLayout(row)
        self._away = FlowLayout()
        column.addLayout(self._away)
        column.addStretch(1)
        return view

    def _make_form(self, theme: Theme, journal: Journal) -> QWidget:
        view = QWidget(self)
        column = page_column(view)
        self.editor = RoutineEditor(theme, journal, self._routines)
        self.editor.closed.connect(self._on_closed)
        column.addWidget(self.editor)
        column.addStretch(1)
        return view

    def _open(self, routine: Routine) -> None:
        self._views.setCurrentIndex(FORM)
        self.editor.edit(routine)

    def _on_walked(self) -> None:
        if self._routines.walk is not None:
            self._views.setCurrentIndex(WALK)
            self.walk.fill()
        elif self._views.currentIndex() == WALK:
            self._views.setCurrentIndex(LIST)
            self.new.setFocus()

    def _on_new(self) -> None:
        self._open(Routine("", ""))

    def _on_edit(self, routine: Routine) -> None:
        self._open(routine)

    def _on_up(self, key: str) -> None:
        self._routines.move(key, -1)

    def _on_removed(self, routine: Routine) -> None:
        # Built-in ones are put away instead, so that they can be brought back any time.
        if routine.builtin:
            self._routines.archive(routine.key)
        else:
            self._routines.remove(routine.key)

    def _on_restored(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._routines.archive(sender.objectName(), archived=False)

    def _on_closed(self) -> None:
        self._views.setCurrentIndex(LIST)
        self.new.setFocus()

    def _on_theme(self) -> None:
        self._grid.set_column(self._theme.px(COLUMN))


class RoutineCard(Card):
    """A routine: its name, its steps in a line, and the way into it."""

    start_wanted = Signal(str)
    edit_wanted = Signal(object)
    up_wanted = Signal(str)
    removed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        routine: Routine,
        titles: dict[str, str],
        may_go_up: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._routine = routine
        top = QHBoxLayout()
        top.addWidget(Section(theme, routine.name), 1)
        put_away = _("Put away: {name}") if routine.builtin else _("Remove: {name}")
        for glyph, words, slot, offered in (
            ("up", _("Move up: {name}"), self._on_up, may_go_up),
            ("pencil", _("Edit: {name}"), self._on_edit, True),
            ("archive" if routine.builtin else "trash", put_away, self._on_remove, True),
        ):
            button = IconButton(theme, glyph, words.format(name=routine.name), size=32)
            button.clicked.connect(slot)
            button.setVisible(offered)
            top.addWidget(button)
        self.body.addLayout(top)
        steps = [titles[key] for key in routine.steps if key in titles]
        self.body.addWidget(Secondary(theme, " · ".join(steps) or _("No steps in it now.")))
        self.body.addStretch(1)
        row = FlowLayout()
        self.start = PrimaryButton(theme, _("Start"))
        self.start.setAccessibleName(_("Start: {name}").format(name=routine.name))
        self.start.clicked.connect(self._on_start)
        self.start.setVisible(bool(steps))
        row.addWidget(self.start)
        self.body.addLayout(row)

    def _on_start(self) -> None:
        self.start_wanted.emit(self._routine.key)

    def _on_up(self) -> None:
        self.up_wanted.emit(self._routine.key)

    def _on_edit(self) -> None:
        self.edit_wanted.emit(self._routine)

    def _on_remove(self) -> None:
        self.removed.emit(self._routine)
