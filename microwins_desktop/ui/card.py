"""The quiet card after a win: it says so, offers the way back, and leaves by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from microwins_desktop.core.model import Change, Size, Topic, Win
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.kit import (
    NO_AREA,
    FloatingCard,
    QuietButton,
    Secondary,
    Strong,
    TextButton,
    TextField,
    Tile,
)
from microwins_desktop.ui.theme import Space, Theme

STAYS_MS = 4000
NOTICE_STAYS_MS = 8000
"""A sentence takes longer to read than the name of a win that one has just clicked."""
WIDTH = 380


class LogCard(FloatingCard):
    """Shows one win. Never takes the focus, except to type a note into it.

    `more_wanted` comes from the button that a card with `more` words has.
    """

    more_wanted = Signal()

    def __init__(self, theme: Theme, journal: Journal) -> None:
        super().__init__(theme, _("Logged"))
        # A notification to the window manager: in no list of windows, never given the focus.
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeNotification)
        self._journal = journal
        self._win: Win | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self._on_time)
        self._build(theme)
        journal.changed.connect(self._on_changed)

    def show_win(self, win: Win, words: str, shape: str, hue: str, more: str = "") -> None:
        """Fill the card; `appear` shows it. `words` is the line under the title; `more` are the
        words of a button that leads on."""
        self._timer.setInterval(STAYS_MS)
        self._more.set_words(more)
        self._more.setVisible(bool(more))
        self._set_typing(False)
        self._note.edit.clear()
        self._win = win
        self._tile.show_mark(shape, hue)
        self._title.setText(win.title)
        self._words.setText(words)
        self._undo.show()
        self._add_note.show()
        self._offer_sizes(win)
        self.name_it(_("Logged"))
        self._announce(win.title, words)

    def show_notice(self, title: str, words: str) -> None:
        """Say something for which there is nothing to do here; `appear` shows it."""
        self._timer.setInterval(NOTICE_STAYS_MS)
        self._set_typing(False)
        self._win = None
        self._tile.show_mark(*NO_AREA)
        self._title.setText(title)
        self._words.setText(words)
        for button in (self._undo, self._smaller, self._bigger, self._add_note, self._more):
            button.hide()
        self.name_it(_("A word from MicroWins"))
        self._announce(title, words)

    def _announce(self, title: str, words: str) -> None:
        self.setFixedWidth(self.theme.px(WIDTH))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{title}. {words}"))

    def appear(self, at: QPoint, screen: QRect) -> None:
        super().appear(at, screen)
        self._tile.grow()
        self._timer.start()

    def _build(self, theme: Theme) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.CARDS)
        self._tile = Tile(theme, self)
        text = QVBoxLayout()
        text.setSpacing(0)
        self._title = Strong(theme, elide=True)
        self._words = Secondary(theme)
        text.addWidget(self._title)
        text.addWidget(self._words)
        self._undo = QuietButton(theme, _("Undo"))
        self._undo.clicked.connect(self._on_undo)
        top.addWidget(self._tile)
        top.addLayout(text, 1)
        top.addWidget(self._undo)
        self.body.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(Space.STEP)
        self._smaller = TextButton(theme, _("Smaller"))
        self._smaller.clicked.connect(self._on_smaller)
        self._bigger = TextButton(theme, _("Bigger"))
        self._bigger.clicked.connect(self._on_bigger)
        self._add_note = TextButton(theme, _("Add note"))
        self._add_note.clicked.connect(self._on_add_note)
        self._more = TextButton(theme, "")
        self._more.clicked.connect(self._on_more)
        row.addWidget(self._more)
        row.addWidget(self._smaller)
        row.addWidget(self._bigger)
        row.addWidget(self._add_note)
        row.addStretch(1)
        self.body.addLayout(row)
        self._note = TextField(theme, _("Note"), _("A few words, or none"), on_panel=True)
        self._note.submitted.connect(self._on_note)
        self._note.hide()
        self.body.addWidget(self._note)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self._note.isVisible():
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _offer_sizes(self, win: Win) -> None:
        sizes = self._sizes(win)
        place = sizes.index(win.size) if win.size in sizes else 0
        self._smaller.setVisible(place + 1 < len(sizes))
        self._bigger.setVisible(place > 0)

    def _sizes(self, win: Win) -> tuple[Size, ...]:
        step = self._journal.step(win.step) if win.step else None
        return step.sizes if step is not None and step.sizes else tuple(Size)

    def _resize(self, by: int) -> None:
        if self._win is None:
            return
        sizes = self._sizes(self._win)
        place = sizes.index(self._win.size) if self._win.size in sizes else 0
        self._journal.resize(self._win.id, sizes[max(0, min(len(sizes) - 1, place + by))])
        self._timer.start()

    def _set_typing(self, typing: bool) -> None:
        # A window that cannot take the focus cannot be typed into, so it becomes one that can.
        self._note.setVisible(typing)
        self._add_note.setVisible(not typing)
        refuses = bool(self.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus)
        if refuses == typing:
            shown = self.isVisible()
            self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, not typing)
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not typing)
            if shown and typing:
                bottom = self.geometry().bottom()
                self.adjustSize()
                self.move(self.x(), bottom + 1 - self.height())
                self.show()
                self.activateWindow()

    def _on_undo(self) -> None:
        """Take back what was last done to this win; once it is gone, the card goes too."""
        if self._win is not None:
            self._journal.take_back(self._win.id)
            self._timer.start()

    def _on_more(self) -> None:
        self.more_wanted.emit()
        self.close()

    def _on_smaller(self) -> None:
        self._resize(+1)

    def _on_bigger(self) -> None:
        self._resize(-1)

    def _on_add_note(self) -> None:
        self._timer.stop()
        self._set_typing(True)
        self._note.edit.setFocus()

    def _on_note(self, note: str) -> None:
        if self._win is not None:
            self._journal.edit(self._win.id, note=note)
        self.close()

    def _on_time(self) -> None:
        if not self._note.isVisible():
            self.leave()

    def _on_changed(self, change: Change) -> None:
        """Follow the win it shows: another size, or gone."""
        if self._win is None or not self.isVisible() or not change.concerns(Topic.WINS):
            return
        for win in change.wins:
            if win.id == self._win.id:
                self._win = win
                self._title.setText(win.title)
                self._offer_sizes(win)
        if any(win.id == self._win.id for win in change.removed):
            self.close()
