"""What the window holds: a quiet sidebar and one page at a time, each made when first opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from microwins_desktop.core.model import Change, Source, Win
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.actions import Actions
from microwins_desktop.ui.kit import (
    NavList,
    Section,
    TextButton,
    Themed,
    Toast,
    Toggle,
    paint_mark,
)
from microwins_desktop.ui.theme import Space, Theme
from microwins_desktop.ui.window_frame import sidebar_width


class PageEntry(Struct, frozen=True):
    """A page: its name, and how it is made. `listed` pages are in the sidebar's list."""

    key: str
    name: str
    make: Callable[[], QWidget]
    listed: bool = True


class MainWindow(QWidget):
    """Fills the `WindowFrame`."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        actions: Actions,
        pages: Sequence[PageEntry],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._journal = journal
        self._actions = actions
        self._pages = list(pages)
        self._made: dict[str, QWidget] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._sidebar = self._make_sidebar()
        row.addWidget(self._sidebar)
        self._stack = QStackedWidget(self)
        row.addWidget(self._stack, 1)
        self._toast = Toast(theme, self._stack)
        self._toast.acted.connect(self._on_toast_undo)
        self._take_keys()
        journal.changed.connect(self._on_changed)
        journal.failed.connect(self.say)
        self._show_listed(0)

    @property
    def page(self) -> str:
        """The key of the page that is shown."""
        shown = self._stack.currentWidget()
        return next((key for key, widget in self._made.items() if widget is shown), "")

    def page_names(self) -> list[tuple[str, str]]:
        """The key and the name of every page there is, those of the sidebar first."""
        return [(entry.key, entry.name) for entry in self._pages]

    def go_to(self, key: str) -> QWidget:
        """Show a page by its key, and return it."""
        entry = next(entry for entry in self._pages if entry.key == key)
        if key not in self._made:
            self._made[key] = entry.make()
            self._stack.addWidget(self._made[key])
        self._stack.setCurrentWidget(self._made[key])
        listed = [page.key for page in self._pages if page.listed]
        self._nav.blockSignals(True)
        self._nav.setCurrentRow(listed.index(key) if key in listed else -1)
        self._nav.blockSignals(False)
        return self._made[key]

    def say(self, words: str, action: str = "") -> None:
        """A quiet line at the foot of the page; `action` offers undo."""
        self._toast.say(words, action)

    def offer_quit(self, offered: bool) -> None:
        """Show Quit in the sidebar, for desktops where no tray menu has it."""
        self._quit.setVisible(offered)

    def _make_sidebar(self) -> QWidget:
        theme = self._theme
        sidebar = _Sidebar(theme, self)
        column = QVBoxLayout(sidebar)
        column.setContentsMargins(12, 18, 13, 16)
        column.setSpacing(Space.STEP)
        column.addWidget(_Brand(theme, sidebar))
        column.addSpacing(Space.SMALL)
        names = [entry.name for entry in self._pages if entry.listed]
        self._nav = NavList(theme, _("Pages"), names, sidebar)
        self._nav.page_chosen.connect(self._show_listed)
        column.addWidget(self._nav)
        column.addStretch(1)
        self._hard = Toggle(theme, _("Hard day"), sidebar, quiet=True)
        self._hard.setContentsMargins(0, 0, 0, 0)
        self._hard.setChecked(self._actions.hard_day.isChecked())
        self._hard.clicked.connect(self._on_hard)
        self._actions.hard_day.changed.connect(self._on_hard_changed)
        self._hard_row = QHBoxLayout()
        self._hard_row.addWidget(self._hard)
        column.addLayout(self._hard_row)
        self._on_theme()
        theme.changed.connect(self._on_theme)
        self._help = _start_aligned(TextButton(theme, _("Help is near"), sidebar), column)
        self._help.clicked.connect(self._actions.help_wanted)
        self._quit = _start_aligned(TextButton(theme, _("Quit"), sidebar), column)
        self._quit.clicked.connect(self._actions.quit_wanted)
        self._quit.hide()
        return sidebar

    def _take_keys(self) -> None:
        self.addAction(self._actions.undo)
        self.addAction(self._actions.redo)
        self.addAction(self._actions.quit)
        for number, entry in enumerate([e for e in self._pages if e.listed][:9], start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.setObjectName(entry.key)
            shortcut.activated.connect(self._on_page_key)

    def _show_listed(self, row: int) -> None:
        self.go_to([entry for entry in self._pages if entry.listed][row].key)

    def _on_page_key(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.go_to(sender.objectName())

    def _on_theme(self) -> None:
        inset = self._theme.px(14)  # where the words of the list above begin
        self._hard_row.setContentsMargins(inset, 0, inset, 0)

    def _on_hard(self) -> None:
        self._journal.set_hard_day(self._hard.isChecked())

    def _on_hard_changed(self) -> None:
        self._hard.setChecked(self._actions.hard_day.isChecked())

    def _on_toast_undo(self) -> None:
        self._journal.undo()

    def _on_changed(self, change: Change) -> None:
        """Say what a click in this window did, where the page itself may not show it."""
        if not self.isVisible() or change.external:
            return
        if change.kind == "delete" and change.removed:
            self.say(_("Removed: {what}").format(what=change.removed[0].title), _("Undo"))
        elif change.kind == "log" and _here(change.wins) and self.page != "today":
            self.say(_("Logged: {what}").format(what=change.wins[0].title), _("Undo"))


def _here(wins: Sequence[Win]) -> bool:
    return bool(wins) and wins[0].source == Source.WINDOW


def _start_aligned(button: TextButton, column: QVBoxLayout) -> TextButton:
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
    return button


class _Sidebar(Themed, QWidget):
    """The sidebar's ground with its hairline towards the page."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.follow(theme)

    def retheme(self) -> None:
        self.setFixedWidth(sidebar_width(self.theme.text_scale))
        super().retheme()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 0 if self.isRightToLeft() else self.width() - 1
        painter.fillRect(x, 0, 1, self.height(), self.theme.color("line"))


class _Brand(Themed, QWidget):
    """The sun and the program's name."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._name = Section(theme, "MicroWins", self)
        self._row.addWidget(self._name, 1)
        self.follow(theme)

    def retheme(self) -> None:
        # Leading room for the mark; in a right-to-left layout Qt does not turn margins round.
        room = self.theme.px(14 + 31)
        rtl = self.isRightToLeft()
        self._row.setContentsMargins(0 if rtl else room, 0, room if rtl else 0, 0)
        self.setMinimumHeight(self.theme.px(36))
        super().retheme()

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self.theme.px(22)
        start = self.theme.px(14)
        x = self.width() - start - side if self.isRightToLeft() else start
        painter = QPainter(self)
        box = self.rect().toRectF()
        box.setRect(x, (self.height() - side) / 2, side, side)
        paint_mark(painter, box, "sun", self.theme.color("accent"))
