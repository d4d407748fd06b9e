"""Changing a win, or adding one to any day: a quiet form in place of the list, never a dialog."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from microwins_desktop.core.days import FIRST_YEAR, LAST_YEAR
from microwins_desktop.core.model import Size, Step, Win
from microwins_desktop.core.texts import TextError
from microwins_desktop.i18n import _
from microwins_desktop.services.journal import Journal
from microwins_desktop.store.wins import NewWin
from microwins_desktop.ui.kit import (
    Choice,
    DateField,
    FlowLayout,
    PrimaryButton,
    Secondary,
    Section,
    Segmented,
    TextButton,
    TextField,
    TimeField,
    Toggle,
)
from microwins_desktop.ui.theme import Space, Theme

_SIZES = tuple(Size)


class WinEditor(QWidget):
    """`edit` a win or `add` one to a day; `closed` comes when the person is done either way."""

    closed = Signal()

    def __init__(self, theme: Theme, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._journal = journal
        self._win: Win | None = None
        self._steps: dict[str, Step] = {}
        self._build()

    def edit(self, win: Win) -> None:
        """Fill the form with a win."""
        self._win = win
        self._heading.setText(_("Change this win"))
        self._fill_steps(win.step)
        self._fill_areas(win.area)
        self._title.edit.setText(win.title)
        self._size.set_index(_SIZES.index(win.size))
        self._set_moment(win.day, win.at.time() if win.time_known else None)
        self._note.setPlainText(win.note)
        self._hard.setChecked(win.hard)
        self._say("")
        self._title.edit.setFocus()

    def add(self, day: date, at: time | None = None) -> None:
        """Empty the form for a win on `day`; its time is not known unless `at` or today says it."""
        self._win = None
        self._heading.setText(_("Add a win"))
        self._fill_steps(None)
        self._fill_areas(None)
        self._title.edit.clear()
        self._size.set_index(0)
        today = day == self._journal.today()
        now = self._journal.now().time() if today else None
        self._set_moment(day, at or now)
        self._note.clear()
        self._hard.setChecked(False)
        self._say("")
        self._title.edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        self._heading = Section(theme)
        self._title = TextField(theme, _("What it was"), _("Anything counts"), on_panel=True)
        self._title.submitted.connect(self._on_submitted)
        self._step = Choice(theme, _("Step"), self)
        self._step.activated.connect(self._on_step)
        self._area = Choice(theme, _("Area"), self)
        sizes = (_("All"), _("Part"), _("Tiny"))
        self._size = Segmented(theme, _("Size"), sizes)
        self._day = DateField(theme, _("Day"), self)
        self._day.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
        self._time = TimeField(_("Time"), self)
        self._knows_time = Toggle(theme, _("I know the time"))
        self._knows_time.toggled.connect(self._time.setVisible)
        self._note = QPlainTextEdit(self)
        self._note.setAccessibleName(_("Note"))
        self._note.setPlaceholderText(_("A note, if you like"))
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(theme.px(84))
        self._hard = Toggle(theme, _("That took something"))
        self._problem = Secondary(theme)
        moment = FlowLayout()
        moment.addWidget(self._day)
        moment.addWidget(self._time)
        what: tuple[QWidget, ...] = (
            self._heading,
            self._title,
            self._step,
            self._area,
            self._size,
        )
        rest: tuple[QWidget, ...] = (self._knows_time, self._note, self._hard, self._problem)
        for widget in what:
            column.addWidget(widget)
        column.addLayout(moment)
        for widget in rest:
            column.addWidget(widget)
        column.addLayout(self._make_answers())
        column.addStretch(1)

    def _make_answers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._save = PrimaryButton(self._theme, _("Save"))
        self._save.clicked.connect(self._on_save)
        self._leave = TextButton(self._theme, _("Leave it"))
        self._leave.clicked.connect(self._on_leave)
        row.addWidget(self._save)
        row.addWidget(self._leave)
        row.addStretch(1)
        return row

    def _fill_steps(self, chosen: str | None) -> None:
        self._steps = {step.key: step for step in self._journal.steps()}
        put_away = self._journal.step(chosen) if chosen and chosen not in self._steps else None
        if put_away is not None:
            self._steps[put_away.key] = put_away
        self._step.clear()
        self._step.addItem(_("My own words"), "")
        for key, step in self._steps.items():
            self._step.addItem(step.title, key)
        self._step.setCurrentIndex(max(0, self._step.findData(chosen or "")))
        self._area.setVisible(not chosen)

    def _fill_areas(self, chosen: str | None) -> None:
        self._area.clear()
        self._area.addItem(_("No area"), "")
        for area in self._journal.areas():
            if not area.hidden or area.key == chosen:
                self._area.addItem(area.name, area.key)
        self._area.setCurrentIndex(max(0, self._area.findData(chosen or "")))

    def _set_moment(self, day: date, known: time | None) -> None:
        self._day.setDate(QDate(day.year, day.month, day.day))
        at = known or time(12, 0)
        self._time.setTime(QTime(at.hour, at.minute))
        self._knows_time.setChecked(known is not None)
        self._time.setVisible(known is not None)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _chosen_step(self) -> Step | None:
        return self._steps.get(str(self._step.currentData() or ""))

    def _on_step(self) -> None:
        step = self._chosen_step()
        self._area.setVisible(step is None)
        if step is not None:
            self._title.edit.setText(step.words(_SIZES[self._size.index()]))

    def _on_submitted(self, _text: str) -> None:
        self._on_save()

    def _on_leave(self) -> None:
        self.closed.emit()

    def _on_save(self) -> None:
        try:
            done = self._add_new() if self._win is None else self._change(self._win)
        except TextError as error:
            self._say(str(error))
            return
        if done:
            self.closed.emit()

    def _moment(self) -> tuple[date, datetime, bool]:
        """The day, the instant on it, and whether the hour is known.

        Hours before the person's day begins belong to the night after: the next calendar date.
        """
        chosen = self._day.date()
        day = date(chosen.year(), chosen.month(), chosen.day())
        known = self._knows_time.isChecked()
        picked = self._time.time()
        return day, self._journal.instant(day, time(picked.hour(), picked.minute()), known), known

    def _add_new(self) -> bool:
        day, at, known = self._moment()
        title, step = self._words(), self._chosen_step()
        new = NewWin(
            at=at,
            step=step,
            title=title,
            area=self._area.currentData() or None,
            size=_SIZES[self._size.index()],
            note=self._note.toPlainText(),
            time_known=known,
            day=day,
            hard=self._hard.isChecked(),
        )
        self._journal.log(new)
        return True

    def _change(self, win: Win) -> bool:
        day, at, known = self._moment()
        fields: dict[str, object] = {
            "size": _SIZES[self._size.index()],
            "note": self._note.toPlainText(),
            "hard": self._hard.isChecked(),
        }
        if self._words() and self._words() != win.title:
            fields["title"] = self._words()
        step = self._chosen_step()
        if step is not None and step.key != win.step:
            fields["step"] = step
        elif step is None and win.step is not None:
            fields["own_words"] = True
        area = self._area.currentData() or None
        if step is None and area != win.area:
            fields["area"] = area
        before = win.at.time().replace(second=0, microsecond=0)
        moved = day != win.day or known != win.time_known or (known and at.time() != before)
        if moved:
            fields.update(day=day, at=at, time_known=known)
        return self._journal.edit(win.id, **fields)

    def _words(self) -> str:
        """What was typed; nothing where it says what the chosen step and size say anyway."""
        typed = self._title.edit.text().strip()
        step = self._chosen_step()
        if step is not None and typed in {step.words(size) for size in _SIZES}:
            return ""
        return typed
