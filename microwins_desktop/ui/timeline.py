"""The wins of one day as a list: size, note and removal beside each, everything undoable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale, QPoint, QTime, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from microwins_desktop.core.insight.returning import Returning
from microwins_desktop.core.model import Size, Step, Win
from microwins_desktop.core.sharing import ShareKind
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.returning import returning_of
from microwins_desktop.ui.actions import menu_words
from microwins_desktop.ui.kit import NO_AREA, Movement, TextButton, TimelineRow
from microwins_desktop.ui.kit.pile import Pile
from microwins_desktop.ui.lookback.words import returning_words
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.wishes import ToShare, Wishes

_ORDER = tuple(Size)
AT_ONCE = 30
"""Rows shown before "Show all": a day of more is rare, and turning to it must not be slow."""


class Timeline(Pile):
    """Rows for wins. Rows stay the same widgets while their win stays, so the focus does too.

    Rows of another day are used again, because turning pages makes none that way.

    `edit_wanted` carries the `Win` a person wants to change. `returning` tells which of the wins
    shown deserve the warmest words.
    """

    edit_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        wishes: Wishes | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """With `wishes`, a win can be shared from its menu."""
        super().__init__(parent)
        self._theme = theme
        self._wishes = wishes
        self._journal = journal
        self._preferences = preferences
        self._rows: dict[str, TimelineRow] = {}
        self._spare: list[TimelineRow] = []
        self._all = False
        self._wins: dict[str, Win] = {}
        self.returning: dict[str, Returning] = {}
        self._steps: dict[str, Step] = {}
        self._day: date | None = None
        self._grown: list[TimelineRow] = []
        self._growth = Movement(theme, self, self._on_growth)
        self._drawn: dict[str, tuple[object, ...]] = {}
        self._rest = TextButton(theme, "", self)
        self._rest.clicked.connect(self._on_rest)
        self._rest.hide()

    def show_wins(self, wins: Sequence[Win], day: date) -> None:
        """Show a day's wins in their order. A win that is new on the same day grows in."""
        same_day = self._day == day
        self._all = self._all and same_day
        self._day = day
        self._wins = {win.id: win for win in wins}
        shown = wins if self._all else wins[:AT_ONCE]
        kept = {win.id for win in shown}
        for ident in [ident for ident in self._rows if ident not in kept]:
            self._drop(ident)
        self._on_growth(1.0)  # what still grows is grown: another row takes its turn
        self._grown = []
        areas = {area.key: (area.shape, area.hue) for area in self._journal.areas()}
        self.returning = returning_of(self._journal, wins)
        self._steps = {step.key: step for step in self._journal.steps()}
        veiled = self._preferences.values.discreet
        for win in shown:
            if win.id not in self._rows and same_day:
                self._grown.append(self._make(win))
            self._draw(win, areas.get(win.area or "", NO_AREA), veiled)
        rows: list[QWidget] = [self._rows[win.id] for win in shown]
        left = len(wins) - len(shown)
        if left:
            words = ngettext("Show {n} more", "Show {n} more", left)
            self._rest.set_words(words.format(n=left))
            rows.append(self._rest)
        self._rest.setVisible(left > 0)
        self.pile(rows)
        if self._grown:
            self._growth.play()

    def _draw(self, win: Win, mark: tuple[str, str], veiled: bool) -> None:
        """Bring the row of a win up to date, where anything about it is another one."""
        step = self._step(win)
        drawn = win, step, mark, self.returning.get(win.id), veiled
        if self._drawn.get(win.id) == drawn:
            return
        self._drawn[win.id] = drawn
        shape, hue = mark
        shape = step.icon if step is not None and step.icon else shape
        row = self._rows.get(win.id) or self._make(win)
        row.show_win(time_words(win), win.title, shape, hue, self._lines(win))
        row.offer(self._offered(win))
        row.set_veiled(veiled)

    def _on_rest(self) -> None:
        self._all = True
        if self._day is not None:
            self.show_wins(list(self._wins.values()), self._day)

    def _make(self, win: Win) -> TimelineRow:
        if self._spare:
            row = self._spare.pop()
            row.setObjectName(win.id)
            self._rows[win.id] = row
            return row
        actions = (
            ("bigger", "plus", _("Bigger")),
            ("smaller", "minus", _("Smaller")),
            ("edit", "pencil", _("Edit")),
            ("delete", "trash", _("Remove")),
        )
        row = TimelineRow(self._theme, "", win.title, "sun", "light", (), actions, self)
        row.setObjectName(win.id)
        row.triggered.connect(self._on_action)
        row.opened.connect(self._on_opened)
        row.customContextMenuRequested.connect(self._on_menu)
        self._rows[win.id] = row
        return row

    def _drop(self, ident: str) -> None:
        row = self._rows.pop(ident)
        self._drawn.pop(ident, None)
        if row in self._grown:
            self._grown.remove(row)
        had_focus = row.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        neighbour = self.take_out(row)
        row.hide()
        row.set_growth(1.0)
        self._spare.append(row)
        if had_focus and neighbour is not None:
            neighbour.setFocus()

    def _lines(self, win: Win) -> list[str]:
        lines = []
        returning = self.returning.get(win.id)
        if returning is not None:
            lines.append(returning_words(returning))
        if win.size is not Size.WHOLE:
            lines.append(size_words(win.size))
        if win.note:
            lines.append(win.note)
        return lines

    def _step(self, win: Win) -> Step | None:
        """The step it is a win of; an archived one is asked for by itself, as those are few."""
        if not win.step:
            return None
        return self._steps.get(win.step) or self._journal.step(win.step)

    def _sizes(self, win: Win) -> tuple[Size, ...]:
        """The sizes it can have, largest first."""
        step = self._step(win)
        return step.sizes if step is not None and step.sizes else _ORDER

    def _offered(self, win: Win) -> list[str]:
        sizes = self._sizes(win)
        place = sizes.index(win.size) if win.size in sizes else 0
        ways = {"bigger": place > 0, "smaller": place + 1 < len(sizes)}
        return [*(key for key, is_there in ways.items() if is_there), "edit", "delete"]

    def _resize(self, win: Win, by: int) -> None:
        sizes = self._sizes(win)
        place = sizes.index(win.size) if win.size in sizes else 0
        self._journal.resize(win.id, sizes[max(0, min(len(sizes) - 1, place + by))])

    def _open_menu(self, ident: str, at: QPoint) -> None:
        win = self._wins.get(ident)
        if win is None:
            return
        step = self._step(win)
        menu = QMenu(self)
        for size in step.sizes if step is not None else _ORDER:
            words = step.words(size) if step is not None else size_words(size)
            action = self._entry(menu, menu_words(words), f"{size}", ident)
            action.setCheckable(True)
            action.setChecked(size is win.size)
        menu.addSeparator()
        self._entry(menu, _("Edit"), "edit", ident)
        if self._wishes is not None:
            self._entry(menu, _("Share a picture"), "share", ident)
        hush = self._entry(menu, _("Don't bring this up"), "hush", ident)
        hush.setCheckable(True)
        hush.setChecked(win.quiet)
        self._entry(menu, _("Remove"), "delete", ident)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _entry(self, menu: QMenu, words: str, key: str, ident: str) -> QAction:
        action = menu.addAction(words)
        action.setData((key, ident))
        action.triggered.connect(self._on_entry)
        return action

    def _do(self, key: str, ident: str) -> None:
        win = self._wins.get(ident)
        if win is None:
            return
        if key == "edit":
            self.edit_wanted.emit(win)
        elif key == "delete":
            self._journal.delete(ident)
        elif key == "hush":
            self._journal.edit(ident, quiet=not win.quiet)
        elif key == "share" and self._wishes is not None:
            self._wishes.share_wanted.emit(ToShare(ShareKind.WIN, win.day, win))
        elif key in ("smaller", "bigger"):
            self._resize(win, +1 if key == "smaller" else -1)
        elif key in {size.value for size in Size}:
            self._journal.resize(ident, Size(key))

    def _on_action(self, key: str) -> None:
        row = self.sender()
        if isinstance(row, TimelineRow):
            self._do(key, row.objectName())

    def _on_opened(self) -> None:
        row = self.sender()
        if row is not None:
            self._do("edit", row.objectName())

    def _on_menu(self, at: QPoint) -> None:
        row = self.sender()
        if isinstance(row, TimelineRow):
            self._open_menu(row.objectName(), row.mapToGlobal(at))

    def _on_entry(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            key, ident = action.data()
            self._do(key, ident)

    def _on_growth(self, share: float) -> None:
        for row in self._grown:
            row.set_growth(share)


def time_words(win: Win) -> str:
    """The wall time where the win was logged, in the person's notation; empty if not known."""
    if not win.time_known:
        return ""
    return QLocale().toString(QTime(win.at.hour, win.at.minute), QLocale.FormatType.ShortFormat)


def size_words(size: Size) -> str:
    """A size in words that fit under any win."""
    return {
        Size.WHOLE: _("all of it"),
        Size.PART: _("part of it"),
        Size.TINY: _("a tiny bit of it"),
    }[size]
