"""A summary for my provider: choose days and parts, see the pages, then save them as a PDF."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QStandardPaths, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QLabel, QVBoxLayout, QWidget

from microwins_desktop.core.days import FIRST_YEAR, LAST_YEAR
from microwins_desktop.core.model import Change, Topic
from microwins_desktop.core.provider import BY_DEFAULT, Part, ProviderChoice, summarise
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.kit import (
    Caption,
    DateField,
    FlowLayout,
    PageTitle,
    PrimaryButton,
    Secondary,
    Section,
    TextField,
    Toggle,
    page_column,
)
from microwins_desktop.ui.kit.themed import Themed
from microwins_desktop.ui.page import Page
from microwins_desktop.ui.provider.paper import Paper
from microwins_desktop.ui.share.picture import save
from microwins_desktop.ui.theme import Space, Theme

FOLDS_BELOW = 720
USUAL_DAYS = 30
MOST_SHOWN = 6
PAGE_WIDTH = 460


class ProviderPage(Page):
    """Counts alone are ticked at first; no name unless one is typed."""

    def __init__(self, theme: Theme, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self._theme = theme
        self.paper: Paper | None = None
        column = page_column(self)
        column.addWidget(PageTitle(theme, _("A summary for my provider")))
        words = _("You choose what is on it. It stays on this computer until you hand it over.")
        column.addWidget(Caption(theme, words))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(Space.PAGE)
        column.addLayout(self._columns)
        self._columns.addLayout(self._make_choices(), 2)
        self._sheets = _Sheets(theme)
        self._columns.addWidget(self._sheets, 3, Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        theme.changed.connect(self._fold)

    def choice(self) -> ProviderChoice:
        """What is chosen now; the days in order, whichever way round they were given."""
        first, last = sorted((_date(self.first.date()), _date(self.last.date())))
        parts = frozenset(part for part, tick in self.ticks.items() if tick.isChecked())
        return ProviderChoice(first, last, parts, self.name.text())

    def fill(self) -> None:
        choice = self.choice()
        store = self.journal.store
        summary = summarise(
            choice,
            list(store.wins.between(choice.first, choice.last)),
            list(store.check_ins.between(choice.first, choice.last)),
            self.journal.areas(),
            _say_day,
        )
        self.paper = Paper(summary)
        self._sheets.show_paper(self.paper)
        self._said.hide()

    def concerned_by(self, change: Change) -> bool:
        return change.concerns(Topic.WINS, Topic.AREAS, Topic.CHECK_INS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def save_to(self, path: str) -> None:
        """Write the PDF, and say how that went."""
        if self.paper is None:
            return
        try:
            save(self.paper.as_pdf(), Path(path))
        except OSError as error:
            self._say(_("The PDF could not be saved: {why}").format(why=error))
        else:
            self._say(_("Saved."))

    def _make_choices(self) -> QVBoxLayout:
        theme = self._theme
        column = QVBoxLayout()
        column.setSpacing(Space.SMALL)
        today = self.journal.today()
        self.first = self._day(_("From"), today - timedelta(days=USUAL_DAYS - 1))
        self.last = self._day(_("To"), today)
        days = FlowLayout()
        for words, edit in ((_("From"), self.first), (_("To"), self.last)):
            cell = QWidget()
            inside = QVBoxLayout(cell)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(Space.STEP)
            inside.addWidget(Secondary(theme, words))
            inside.addWidget(edit)
            days.addWidget(cell)
        column.addWidget(Section(theme, _("Which days")))
        column.addLayout(days)
        column.addSpacing(Space.SMALL)
        column.addWidget(Section(theme, _("What is on it")))
        self.ticks: dict[Part, Toggle] = {}
        for part, words in _words().items():
            tick = Toggle(theme, words)
            tick.setChecked(part in BY_DEFAULT)
            tick.toggled.connect(self._on_choice)
            self.ticks[part] = tick
            column.addWidget(tick)
        self.name = TextField(theme, _("A name on it"), _("A name, only if you want one"))
        self.name.text_changed.connect(self._on_choice)
        column.addWidget(self.name)
        column.addSpacing(Space.SMALL)
        self.save_pdf = PrimaryButton(theme, _("Save as PDF"))
        self.save_pdf.clicked.connect(self._on_save)
        row = FlowLayout()
        row.addWidget(self.save_pdf)
        column.addLayout(row)
        self._said = Secondary(theme)
        self._said.hide()
        column.addWidget(self._said)
        column.addStretch(1)
        return column

    def _day(self, name: str, day: date) -> DateField:
        edit = DateField(self._theme, name, self)
        edit.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
        edit.setDate(QDate(day.year, day.month, day.day))
        edit.dateChanged.connect(self._on_choice)
        return edit

    def _fold(self) -> None:
        narrow = self.width() < self._theme.px(FOLDS_BELOW)
        way = QBoxLayout.Direction
        self._columns.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.show()

    def _on_choice(self) -> None:
        self.refresh()

    def _on_save(self) -> None:
        where = QStandardPaths.StandardLocation.DocumentsLocation
        folder = QStandardPaths.writableLocation(where)
        dialog = QFileDialog(self, _("Save as PDF"), folder, _("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        # Translators: a file name; it says nothing about what is in the file.
        dialog.selectFile(_("summary") + ".pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()


class _Sheets(Themed, QLabel):
    """The pages one under the other, as they will be printed; read aloud as their text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: list[QPixmap] = []
        self.setAccessibleName(_("The pages"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.follow(theme)

    def show_paper(self, paper: Paper) -> None:
        sharp = self.devicePixelRatioF()
        self._pages = []
        for number in range(min(paper.pages, MOST_SHOWN)):
            page = QPixmap.fromImage(paper.picture(number, round(PAGE_WIDTH * sharp)))
            page.setDevicePixelRatio(sharp)
            self._pages.append(page)
        self.setAccessibleDescription(paper.as_text())
        height = sum(round(page.deviceIndependentSize().height()) for page in self._pages)
        self.setFixedSize(PAGE_WIDTH + 2, height + Space.CARDS * len(self._pages))
        self.update()

    def focus_radius(self) -> int:
        return 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0
        for page in self._pages:
            height = round(page.deviceIndependentSize().height())
            painter.drawPixmap(1, top + 1, page)
            painter.setPen(self.theme.color("line"))
            painter.drawRect(0, top, PAGE_WIDTH + 1, height + 1)
            top += height + Space.CARDS


def _words() -> dict[Part, str]:
    return {
        Part.OVERVIEW: _("In short"),
        Part.WEEKS: _("Week by week"),
        Part.AREAS: _("Areas"),
        Part.HOURS: _("Time of day"),
        Part.ENERGY: _("Energy"),
        Part.WINS: _("Wins, in my words"),
        Part.NOTES: _("Notes"),
        Part.LINES: _("Lines about the days"),
    }


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _say_day(day: date) -> str:
    # Translators: Qt's date letters, see QLocale.toString.
    return QLocale().toString(QDate(day.year, day.month, day.day), _("d MMMM yyyy"))
