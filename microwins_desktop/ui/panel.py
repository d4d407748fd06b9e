"""The quick panel: a few large steps, a line for anything else, and out of the way again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout

from microwins_desktop.core.model import Change, Size, Source, Step
from microwins_desktop.core.suggest import Because, Suggestion
from microwins_desktop.core.texts import TextError, match_rank
from microwins_desktop.i18n import _
from microwins_desktop.services.gentle import Gentle
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.five.strip import FiveStrip
from microwins_desktop.ui.kit import (
    FloatingCard,
    ResponsiveGrid,
    Secondary,
    Section,
    StepButton,
    TextButton,
    TextField,
    Toggle,
)
from microwins_desktop.ui.size_menu import SizeMenu
from microwins_desktop.ui.theme import Space, Theme

MOST = 6
WIDTH = 340
WIDER = 500
FEWEST = 3
GAP = 10


class QuickPanel(FloatingCard):
    """Digits log a step, typing searches, Enter logs what was typed, Escape closes.

    `open_wanted` asks for the main window.
    """

    open_wanted = Signal()

    def __init__(self, theme: Theme, journal: Journal, gentle: Gentle | None = None) -> None:
        super().__init__(theme, _("MicroWins quick log"), takes_focus=True)
        self._journal = journal
        self._gentle = gentle
        self._offers: list[Suggestion] = []
        self._was_active = False
        self._build(theme)
        self._sizes = SizeMenu(self, five=gentle is not None)
        self._sizes.five_wanted.connect(self._on_five)
        self._sizes.size_chosen.connect(self._on_size)
        self.setFixedWidth(theme.px(WIDTH))
        theme.changed.connect(self._on_theme)
        journal.changed.connect(self._on_changed)
        journal.unsaved_changed.connect(self._show_unsaved)

    def open_at(self, at: QPoint, screen: QRect) -> None:
        """Show the panel anew: nothing typed, what fits now on its buttons."""
        self._was_active = False
        self._line.edit.clear()
        self._say("")
        self._offer()
        self._fit(screen)
        self.appear(at, screen)
        self.activateWindow()
        first = self._buttons[0] if self._offers else self._line.edit
        first.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def _build(self, theme: Theme) -> None:
        self._heading = Section(theme, _("One small thing?"))
        self.body.addWidget(self._heading)
        if self._gentle is not None:
            strip = FiveStrip(theme, self._gentle.five, self)
            strip.shown.connect(self._on_strip)
            self.body.addWidget(strip)
        self._grid = ResponsiveGrid(column=theme.px(120), most=2, gap=GAP)
        self._buttons: list[StepButton] = []
        for index in range(MOST):
            button = StepButton(theme, "", "sun", "light", compact=True)
            button.set_digit(str(index + 1))
            button.chosen.connect(self._on_chosen)
            button.rung_menu_requested.connect(self._on_sizes_wanted)
            button.installEventFilter(self)
            self._buttons.append(button)
            self._grid.addWidget(button)
        self.body.addLayout(self._grid)
        self._line = TextField(
            theme,
            _("What small win will you celebrate?"),
            _("Anything counts. Type it here"),
            on_panel=True,
        )
        self._line.edit.installEventFilter(self)
        self._line.edit.textChanged.connect(self._on_text)
        self._line.submitted.connect(self._on_submitted)
        self.body.addWidget(self._line)
        self._problem = Secondary(theme)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self._unsaved = Secondary(theme)
        self._unsaved.hide()
        self.body.addWidget(self._unsaved)
        foot = QHBoxLayout()
        self._hard = Toggle(theme, _("Hard day"), quiet=True)
        self._hard.clicked.connect(self._on_hard)
        self._open = TextButton(theme, _("Open MicroWins"))
        self._open.clicked.connect(self._on_open)
        foot.addWidget(self._hard)
        foot.addStretch(1)
        foot.addWidget(self._open)
        foot.setSpacing(Space.SMALL)
        self.body.addLayout(foot)

    def _fit(self, screen: QRect) -> None:
        """Be wholly on the screen: on a low one, or with large text, wider and then with less."""
        room = screen.size() - QSize(2 * GAP, 2 * GAP)
        for width, columns in ((WIDTH, 2), (WIDER, 3)):
            self._grid.set_most(columns)
            self.setFixedWidth(min(self.theme.px(width), room.width()))
            if self.height_for(self.width()) <= room.height():
                return
        for button in reversed(self._buttons[FEWEST : len(self._offers)]):
            button.hide()
            self._offers.pop()
            if self.height_for(self.width()) <= room.height():
                return

    # What it offers

    def _offer(self) -> None:
        words = self._line.edit.text().strip()
        self._offers = self._found(words) if words else self._journal.suggestions(MOST)
        areas = {area.key: area for area in self._journal.areas()}
        for index, button in enumerate(self._buttons):
            button.setVisible(index < len(self._offers))
            if index >= len(self._offers):
                continue
            step, size = self._offers[index].step, self._offers[index].size
            area = areas.get(step.area)
            shape = step.icon or (area.shape if area else "sun")
            hue = area.hue if area else "light"
            button.show_step(step.title, shape, hue, step.hint, smallest=size is not Size.WHOLE)
            button.set_digit("" if words else str(index + 1))
        self._hard.setChecked(self._journal.is_hard_day())
        self._show_unsaved()
        if self.isVisible() and self.height_for(self.width()) > self.height():
            self.adjustSize()

    def _show_unsaved(self) -> None:
        line = self._journal.unsaved.line
        self._unsaved.setText(line)
        self._unsaved.setVisible(bool(line))

    def _found(self, words: str) -> list[Suggestion]:
        """The steps whose words fit what was typed, the best first."""
        size_of = _smallest if self._journal.is_hard_day() else _whole
        ranked = [
            (match_rank(words, step.title, (step.whole, step.part, step.tiny)), step)
            for step in self._journal.steps()
        ]
        hits = sorted(
            ((place, step) for place, step in ranked if place is not None),
            key=lambda hit: hit[0],
        )
        return [Suggestion(step, size_of(step), Because.THERE) for _place, step in hits[:MOST]]

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            typing = watched is self._line.edit
            if not (typing and self._line.edit.text()) and self._take_digit(event):
                return True
            if not typing and event.text().isprintable() and event.text().strip():
                self._line.edit.setFocus()
                self._line.edit.insert(event.text())
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif not self._take_digit(event):
            super().keyPressEvent(event)

    def _take_digit(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        digit = event.text()
        if not plain or len(digit) != 1 or not digit.isdecimal():
            return False
        index = int(digit) - 1  # digits of any script
        if not 0 <= index < len(self._offers):
            return False
        self._log(self._offers[index])
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() != QEvent.Type.ActivationChange:
            return
        if self.isActiveWindow():
            self._was_active = True
        elif self._was_active and self._may_leave():
            self.close()

    def _may_leave(self) -> bool:
        """A click elsewhere closes the panel, unless that would throw away what was typed."""
        return not self._line.edit.text() and QApplication.activePopupWidget() is None

    # Logging

    def _log(self, offer: Suggestion, size: Size | None = None) -> None:
        chosen = size or (offer.size if offer.size is not Size.WHOLE else None)
        self.close()
        self._journal.log_step(offer.step.key, chosen, Source.PANEL)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _offer_of(self, button: QObject | None) -> Suggestion | None:
        for index, known in enumerate(self._buttons[: len(self._offers)]):
            if known is button:
                return self._offers[index]
        return None

    def _on_chosen(self) -> None:
        offer = self._offer_of(self.sender())
        if offer is not None:
            self._log(offer)

    def _on_sizes_wanted(self, at: QPoint) -> None:
        offer = self._offer_of(self.sender())
        if offer is not None:
            self._sizes.open_for(offer.step, at)

    def _on_size(self, key: str, size: Size) -> None:
        for offer in self._offers:
            if offer.step.key == key:
                self._log(offer, size)
                return

    def _on_submitted(self, text: str) -> None:
        try:
            self._journal.log_text(text, Source.PANEL)
        except TextError as error:
            self._say(str(error))
            return
        self._line.edit.clear()
        self.close()

    def _on_text(self, text: str) -> None:
        self._say("")
        if text and not self._line.edit.hasFocus():
            # A button that hides hands its focus on, and a line that is given it selects all.
            self._line.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer()

    def _on_hard(self) -> None:
        self._journal.set_hard_day(self._hard.isChecked())

    def _on_five(self, key: str) -> None:
        if self._gentle is not None:
            self._gentle.five.start(key)

    def _on_strip(self) -> None:
        if self.isVisible():
            self.adjustSize()

    def _on_open(self) -> None:
        self.close()
        self.open_wanted.emit()

    def _on_changed(self, _change: Change) -> None:
        if self.isVisible():
            self._offer()

    def _on_theme(self) -> None:
        self._grid.set_column(self.theme.px(120))
        self.setFixedWidth(self.theme.px(WIDTH))


def _smallest(step: Step) -> Size:
    return step.sizes[-1] if step.sizes else Size.WHOLE


def _whole(_step: Step) -> Size:
    return Size.WHOLE
