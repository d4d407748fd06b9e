"""The share page: choose what is on the picture, see it, then copy or save it. Nothing is sent."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from microwins_desktop.core.model import Change, Topic, Win
from microwins_desktop.core.months import first_of, last_of, shifted, week_start, within
from microwins_desktop.core.sharing import (
    ShareChoice,
    ShareContent,
    ShareKind,
    as_text,
    share_content,
)
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.calendar.words import day_name, first_weekday, month_name, qdate
from microwins_desktop.ui.kit import (
    Body,
    Caption,
    FlowLayout,
    IconButton,
    PageTitle,
    PrimaryButton,
    QuietButton,
    Secondary,
    Segmented,
    Toggle,
    page_column,
)
from microwins_desktop.ui.page import Page
from microwins_desktop.ui.share.picture import as_png, draw, save
from microwins_desktop.ui.share.preview import Preview
from microwins_desktop.ui.theme import Space, Theme
from microwins_desktop.ui.wishes import ToShare

FOLDS_BELOW = 700
_KINDS = (ShareKind.DAY, ShareKind.WEEK, ShareKind.MONTH)


class SharePage(Page):
    """`show_wins` says what to share; ticks say how much of it is on the picture."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(journal, parent)
        self._theme = theme
        self._preferences = preferences
        self._kind = ShareKind.DAY
        self._day = journal.today()
        self._win: Win | None = None
        self._dialog: QFileDialog | None = None
        column = page_column(self)
        column.addWidget(PageTitle(theme, _("Share a picture")))
        words = _("It is made on this computer and goes nowhere by itself.")
        column.addWidget(Caption(theme, words))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(Space.PAGE)
        self.preview = Preview(theme)
        self._columns.addWidget(self.preview, 3)
        self._columns.addLayout(self._make_choices(), 2)
        column.addLayout(self._columns)
        column.addStretch(1)
        theme.changed.connect(self._fold)

    def show_wins(self, wanted: ToShare) -> None:
        """Show what a person asked to share, with nothing ticked."""
        self._kind, self._day, self._win = wanted.kind, within(wanted.day), wanted.win
        for tick in (self.date, self.words, self.notes):
            tick.setChecked(False)
        if self._kind in _KINDS:
            self._period.set_index(_KINDS.index(self._kind))
        self.refresh()

    def fill(self) -> None:
        content = self._content()
        self._period.setVisible(self._kind is not ShareKind.WIN)
        self._around.setVisible(self._kind is not ShareKind.WIN)
        self._period_words.setText(self._period_name())
        self.notes.setVisible(self.words.isChecked())
        self.dark.setVisible(bool(content.marks))
        there = bool(content.marks)
        self._ways.setVisible(there)
        self._empty.setVisible(not there)
        self._said.hide()
        image = draw(content, self.dark.isChecked()) if there else None
        self.preview.show_image(image, as_text(content) if there else "")

    def concerned_by(self, change: Change) -> bool:
        return change.concerns(Topic.WINS, Topic.AREAS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _make_choices(self) -> QVBoxLayout:
        theme = self._theme
        column = QVBoxLayout()
        column.setSpacing(Space.SMALL)
        self._period = Segmented(theme, _("How much"), (_("Day"), _("Week"), _("Month")))
        self._period.chosen.connect(self._on_period)
        self._around = QWidget()
        row = QHBoxLayout(self._around)
        row.setContentsMargins(0, 0, 0, 0)
        self._period_words = Body(theme)
        before = IconButton(theme, "back", _("Earlier"))
        before.clicked.connect(self._on_before)
        after = IconButton(theme, "forward", _("Later"))
        after.clicked.connect(self._on_after)
        row.addWidget(self._period_words, 1)
        row.addWidget(before)
        row.addWidget(after)
        self.date = self._tick(_("Show the date"))
        self.words = self._tick(_("Show my words"))
        self.notes = self._tick(_("Show my notes too"))
        self.dark = self._tick(_("Dark picture"))
        self._empty = Secondary(theme, _("There is nothing to show here. The page stays yours."))
        self._ways = QWidget()
        ways = FlowLayout(self._ways)
        self.copy_picture = PrimaryButton(theme, _("Copy the picture"))
        self.copy_picture.clicked.connect(self._on_copy_picture)
        self.save_picture = QuietButton(theme, _("Save the picture"))
        self.save_picture.clicked.connect(self._on_save)
        self.copy_text = QuietButton(theme, _("Copy as text"))
        self.copy_text.clicked.connect(self._on_copy_text)
        for button in (self.copy_picture, self.save_picture, self.copy_text):
            ways.addWidget(button)
        self._said = Secondary(theme)
        self._said.hide()
        for widget in (self._period, self._around, self.date, self.words, self.notes, self.dark):
            column.addWidget(widget)
        column.addSpacing(Space.SMALL)
        for widget in (self._empty, self._ways, self._said):
            column.addWidget(widget)
        column.addStretch(1)
        return column

    def _tick(self, words: str) -> Toggle:
        tick = Toggle(self._theme, words)
        tick.toggled.connect(self._on_tick)
        return tick

    def _content(self) -> ShareContent:
        choice = ShareChoice(
            date=self.date.isChecked(),
            words=self.words.isChecked(),
            notes=self.words.isChecked() and self.notes.isChecked(),
        )
        return share_content(
            self._kind, self._wins(), self.journal.areas(), self._period_name(), choice
        )

    def _wins(self) -> list[Win]:
        if self._kind is ShareKind.WIN:
            return [] if self._win is None else self._still_there(self._win)
        first, last = self._bounds()
        return list(self.journal.store.wins.between(first, last))

    def _still_there(self, win: Win) -> list[Win]:
        """The win as it is now; it may have been changed or removed since."""
        days = {win.day, self._day}
        return [one for day in days for one in self.journal.wins_of(day) if one.id == win.id]

    def _bounds(self) -> tuple[date, date]:
        if self._kind is ShareKind.WEEK:
            wish = self._preferences.values.week_start
            start = week_start(self._day, first_weekday(wish))
            return start, start + timedelta(days=6)
        if self._kind is ShareKind.MONTH:
            return first_of(self._day), last_of(self._day)
        return self._day, self._day

    def _period_name(self) -> str:
        first, last = self._bounds()
        if self._kind is ShareKind.MONTH:
            return month_name(first)
        if self._kind is ShareKind.WEEK:
            locale, form = QLocale(), QLocale.FormatType.ShortFormat
            return _("{first} to {last}").format(
                first=locale.toString(qdate(first), form), last=locale.toString(qdate(last), form)
            )
        return day_name(first)

    def _step(self, by: int) -> None:
        if self._kind is ShareKind.MONTH:
            self._day = shifted(self._day, by)
        else:
            days = 7 if self._kind is ShareKind.WEEK else 1
            self._day = within(self._day + timedelta(days=by * days))
        self.refresh()

    def _fold(self) -> None:
        narrow = self.width() < self._theme.px(FOLDS_BELOW)
        way = QBoxLayout.Direction
        self._columns.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.show()

    def _on_period(self, index: int) -> None:
        self._kind = _KINDS[index]
        self.refresh()

    def _on_before(self) -> None:
        self._step(-1)

    def _on_after(self) -> None:
        self._step(1)

    def _on_tick(self) -> None:
        self.refresh()

    def _on_copy_picture(self) -> None:
        QGuiApplication.clipboard().setImage(draw(self._content(), self.dark.isChecked()))
        self._say(_("Copied. Paste it where you like."))

    def _on_copy_text(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._content()))
        self._say(_("Copied. Paste it where you like."))

    def _on_save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self, _("Save the picture"), folder, _("Picture (*.png)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        # Translators: a file name; it says nothing about what is on the picture.
        dialog.selectFile(_("small-wins") + ".png")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the picture to a file, and say how that went."""
        try:
            save(as_png(draw(self._content(), self.dark.isChecked())), Path(path))
        except OSError as error:
            self._say(_("The picture could not be saved: {why}").format(why=error))
        else:
            self._say(_("Saved."))
