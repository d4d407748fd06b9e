"""What can be done from anywhere: one object per action, shared by tray, window and shortcut."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence

from microwins_desktop.core.model import Change, Size
from microwins_desktop.core.suggest import Suggestion
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.store.history import Action as Done

LONGEST_TITLE = 40


class Actions(QObject):
    """Undo, redo, hard day, open, help and quit. They follow the journal by themselves.

    What can be done is known at once. What it is called, which only a menu says, follows when the
    event loop is free, or at `refresh`.
    """

    open_wanted = Signal()
    help_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.undo = QAction(self)
        self.undo.setShortcut(QKeySequence.StandardKey.Undo)
        self.undo.triggered.connect(self._on_undo)
        self.redo = QAction(self)
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.redo.triggered.connect(self._on_redo)
        self.hard_day = QAction(self)
        self.hard_day.setCheckable(True)
        self.hard_day.triggered.connect(self._on_hard_day)
        self.open = QAction(self)
        self.open.triggered.connect(self.open_wanted)
        self.help = QAction(self)
        self.help.triggered.connect(self.help_wanted)
        self.quit = QAction(self)
        self.quit.setShortcut(QKeySequence("Ctrl+Q"))
        self.quit.triggered.connect(self.quit_wanted)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        self.name()
        journal.changed.connect(self._on_changed)
        journal.unsaved_changed.connect(self._on_unsaved)

    def name(self) -> None:
        """Give every action its words, in the language in use."""
        self.hard_day.setText(_("Hard day"))
        self.open.setText(_("Open MicroWins"))
        self.help.setText(_("Help is near"))
        self.quit.setText(_("Quit"))
        self.refresh()

    def refresh(self) -> None:
        """Show what undo and redo would act on, and whether this is a hard day."""
        self._soon.stop()
        self._switch()
        for action, words, done in (
            (self.undo, _("Undo: {what}"), self._journal.next_undo()),
            (self.redo, _("Redo: {what}"), self._journal.next_redo()),
        ):
            if done is not None:
                action.setText(words.format(what=menu_words(_what(done))))

    def _switch(self) -> None:
        """Offer what can be done, and nothing else."""
        for action, done in (
            (self.undo, self._journal.next_undo()),
            (self.redo, self._journal.next_redo()),
        ):
            action.setVisible(done is not None)  # and with that enabled
        self.hard_day.setChecked(self._journal.is_hard_day())

    def _on_changed(self, change: Change) -> None:
        if change.topics:
            self._switch()
            self._soon.start(0)

    def _on_unsaved(self, _unsaved: object) -> None:
        self._switch()
        self._soon.start(0)

    def _on_undo(self) -> None:
        self._journal.undo()

    def _on_redo(self) -> None:
        self._journal.redo()

    def _on_hard_day(self, on: bool) -> None:
        self._journal.set_hard_day(on)


def menu_words(text: str) -> str:
    """A person's own words as a menu shows them: one short line, `&` an ordinary sign."""
    line = " ".join(text.split())
    if len(line) > LONGEST_TITLE:
        line = line[: LONGEST_TITLE - 1].rstrip() + "…"
    return line.replace("&", "&&")


def offer_words(offer: Suggestion) -> str:
    """A step's title, and where a smaller size is offered, what that is."""
    step = offer.step
    if offer.size is Size.WHOLE or not step.hint:
        return step.title
    return _("{step}: {smaller}").format(step=step.title, smaller=step.hint)


def _what(done: Done) -> str:
    """What an action is called: its subject's own words, or its kind where it has none."""
    if done.kind == "log" and done.title:
        return done.title
    kinds = {
        "import": _("the import"),
        "hard-day": _("hard day"),
        "rest-day": _("rest day"),
        "check-in": _("check-in"),
        "restore": _("the restore"),
        "reorder": _("a new order"),
    }
    if done.kind in ("plan", "plan-off") and done.title:
        # The step's title alone would read as if the step itself had been changed.
        return _("the nudge for {step}").format(step=done.title)
    return kinds.get(done.kind) or done.title or _("the last change")
