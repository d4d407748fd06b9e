"""The month as a grid of days, by mouse, keyboard and for a screen reader; the day beside it."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.clock import FixedClock

from microwins_desktop.core.model import CheckIn, Energy, Size
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.calendar.month import MonthView
from microwins_desktop.ui.calendar.page import CalendarPage

TODAY = date(2026, 11, 22)


def cell(page: CalendarPage, day: date) -> str:
    month = page._month
    return str(month.days.index_of(day).data(Qt.ItemDataRole.AccessibleTextRole))


def press(qtbot: QtBot, page: CalendarPage, *keys: Qt.Key) -> date:
    for key in keys:
        qtbot.keyClick(page._month, key)
    return page._month.day


def test_cells_are_named_like_a_person_says_them(page: CalendarPage, journal: Journal) -> None:
    journal.log_text("Made tea")
    journal.log_step("open-blinds")
    journal.log_step("take-a-shower", Size.TINY)
    assert cell(page, TODAY) == "Sunday 22 November 2026, 3 wins"
    assert cell(page, date(2026, 11, 21)) == "Saturday 21 November 2026"
    journal.check_in(date(2026, 11, 21), rest=True, hard=True)
    assert cell(page, date(2026, 11, 21)) == "Saturday 21 November 2026, rest day, hard day"


def test_only_the_days_of_the_month_can_be_reached(page: CalendarPage) -> None:
    model = page._month.days
    cells = [
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    usable = [index for index in cells if index.flags() & Qt.ItemFlag.ItemIsEnabled]
    assert len(usable) == 30
    assert page._header.title.full_text() == "November 2026"


@pytest.mark.parametrize(
    ("keys", "there"),
    [
        ((Qt.Key.Key_Left,), date(2026, 11, 21)),
        ((Qt.Key.Key_Up,), date(2026, 11, 15)),
        ((Qt.Key.Key_Home,), date(2026, 11, 1)),
        ((Qt.Key.Key_End,), date(2026, 11, 30)),
        ((Qt.Key.Key_End, Qt.Key.Key_Right), date(2026, 12, 1)),
        ((Qt.Key.Key_Home, Qt.Key.Key_Left), date(2026, 10, 31)),
        ((Qt.Key.Key_PageUp,), date(2026, 10, 22)),
        ((Qt.Key.Key_PageDown, Qt.Key.Key_PageDown), date(2027, 1, 22)),
        ((Qt.Key.Key_PageUp, Qt.Key.Key_T), TODAY),
    ],
)
def test_keys_move_through_the_days(
    qtbot: QtBot, page: CalendarPage, keys: tuple[Qt.Key, ...], there: date
) -> None:
    assert press(qtbot, page, *keys) == there
    qtbot.waitUntil(lambda: not page._pane_soon.isActive())
    assert page._pane.day == there


def test_right_to_left_turns_the_arrows_round(qtbot: QtBot, page: CalendarPage) -> None:
    page._month.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert press(qtbot, page, Qt.Key.Key_Left) == date(2026, 11, 23)


def test_a_click_opens_the_day(qtbot: QtBot, page: CalendarPage, journal: Journal) -> None:
    journal.log_text("Long ago", day=date(2026, 11, 3))
    view: MonthView = page._month
    spot = view.visualRect(view.days.index_of(date(2026, 11, 3))).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page._pane.day == date(2026, 11, 3)
    assert [row.accessibleName() for row in page._pane._timeline._rows.values()] == ["Long ago"]


def test_a_click_outside_turns_the_page(qtbot: QtBot, page: CalendarPage) -> None:
    view: MonthView = page._month
    spot = view.visualRect(view.days.index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: not page._pane_soon.isActive())
    assert page._header.title.full_text() == "October 2026"


@pytest.mark.parametrize(("wish", "weekday"), [("monday", 0), ("sunday", 6), ("saturday", 5)])
def test_the_week_starts_where_the_person_wants(
    page: CalendarPage, preferences: Preferences, wish: str, weekday: int
) -> None:
    preferences.put({"week_start": wish})
    assert page._month.days.weeks[0][0].weekday() == weekday


def test_a_win_is_added_to_a_past_day_and_can_be_moved(
    qtbot: QtBot, page: CalendarPage, journal: Journal
) -> None:
    page.show_day(date(2024, 2, 29))
    page._pane.add()
    editor = page._pane._editor
    editor._title.edit.setText("Leapt out of bed")
    editor._save.click()
    (win,) = journal.wins_of(date(2024, 2, 29))
    assert (win.title, win.time_known) == ("Leapt out of bed", False)
    editor.edit(win)
    editor._set_moment(date(2024, 3, 1), None)
    editor._save.click()
    assert journal.wins_of(date(2024, 2, 29)) == []
    assert len(journal.wins_of(date(2024, 3, 1))) == 1
    journal.undo()
    assert len(journal.wins_of(date(2024, 2, 29))) == 1


def test_an_hour_before_the_day_starts_belongs_to_the_night(
    page: CalendarPage, journal: Journal
) -> None:
    page.show_day(date(2026, 11, 10))
    page._pane.add()
    editor = page._pane._editor
    editor._title.edit.setText("Slept at last")
    editor._set_moment(date(2026, 11, 10), time(2, 30))
    editor._save.click()
    (win,) = journal.wins_of(date(2026, 11, 10))
    assert (win.at.date(), win.at.hour) == (date(2026, 11, 11), 2)


def test_the_line_of_a_day_is_kept(qtbot: QtBot, page: CalendarPage, journal: Journal) -> None:
    page.show_day(date(2026, 11, 5))
    qtbot.keyClicks(page._pane._about.line.edit, "rain all day")
    qtbot.keyClick(page._pane._about.line.edit, Qt.Key.Key_Return)
    assert journal.check_in_of(date(2026, 11, 5)).line == "rain all day"
    page.show_day(date(2026, 11, 6))
    assert page._pane._about.line.edit.text() == ""


def test_what_is_logged_elsewhere_shows_at_once(
    page: CalendarPage, journal: Journal, clock: FixedClock
) -> None:
    journal.log_text("Made tea")
    assert cell(page, TODAY).endswith("1 win")
    journal.undo()
    assert cell(page, TODAY) == "Sunday 22 November 2026"
    assert page._pane._empty.isVisibleTo(page)


def test_energy_is_said_and_taken_back(page: CalendarPage, journal: Journal) -> None:
    past = date(2026, 11, 5)
    page.show_day(past)
    chips = page._pane._about._levels
    chips[Energy.SOME].click()
    assert journal.check_in_of(past).energy is Energy.SOME
    chips[Energy.LOW].click()
    assert journal.check_in_of(past) == CheckIn(past, Energy.LOW)
    assert [chip.isChecked() for chip in chips.values()] == [True, False, False]
    chips[Energy.LOW].click()
    assert journal.check_in_of(past).energy is None
    journal.undo()
    assert chips[Energy.LOW].isChecked()
    page.show_day(TODAY)
    chips[Energy.LOW].click()
    assert journal.is_hard_day()


def test_a_line_begun_on_one_day_stays_with_it(
    qtbot: QtBot, page: CalendarPage, journal: Journal
) -> None:
    page.show_day(date(2026, 11, 5))
    line = page._pane._about.line.edit
    line.setFocus()
    qtbot.keyClicks(line, "rain all day")
    page.show_day(date(2026, 10, 6))
    qtbot.waitUntil(lambda: not page._pane_soon.isActive())
    assert line.text() == ""
    assert journal.check_in_of(date(2026, 11, 5)).line == "rain all day"
    assert journal.check_in_of(date(2026, 10, 6)).line == ""


def test_rest_and_hard_days_are_switched_and_undone(page: CalendarPage, journal: Journal) -> None:
    page.show_day(date(2026, 11, 5))
    page._pane._about._rest.click()
    page._pane._about._hard.click()
    assert cell(page, date(2026, 11, 5)) == "Thursday 5 November 2026, rest day, hard day"
    journal.undo()
    assert cell(page, date(2026, 11, 5)) == "Thursday 5 November 2026, rest day"


def test_every_field_of_a_win_can_be_changed(page: CalendarPage, journal: Journal) -> None:
    win = journal.log_step("take-a-shower", Size.TINY)
    assert win is not None
    page._pane._on_edit(win)
    editor = page._pane._editor
    assert not editor._area.isVisibleTo(editor)
    editor._step.setCurrentIndex(0)
    editor._on_step()
    assert editor._area.isVisibleTo(editor)
    editor._title.edit.setText("Sat in the bath")
    editor._area.setCurrentIndex(editor._area.findData("rest"))
    editor._size.set_index(1)
    editor._set_moment(date(2026, 11, 20), time(23, 5))
    editor._note.setPlainText("Warm")
    editor._hard.setChecked(True)
    editor._save.click()
    (now,) = journal.wins_of(date(2026, 11, 20))
    assert (now.title, now.step, now.area, now.size) == (
        "Sat in the bath",
        None,
        "rest",
        Size.PART,
    )
    assert (now.note, now.hard, now.at.time()) == ("Warm", True, time(23, 5))
    journal.undo()
    assert journal.wins_of(TODAY) == [win]


def test_a_win_of_a_step_put_away_keeps_it(page: CalendarPage, journal: Journal) -> None:
    win = journal.log_step("take-a-shower")
    assert win is not None
    change = journal.store.steps.edit("take-a-shower", archived=True)
    journal.announce(change)
    page._pane._on_edit(win)
    page._pane._editor._note.setPlainText("Still mine")
    page._pane._editor._save.click()
    (now,) = journal.wins_of(TODAY)
    assert (now.step, now.note) == ("take-a-shower", "Still mine")


def test_the_month_follows_each_change_as_if_read_anew(
    page: CalendarPage, journal: Journal
) -> None:
    def follows(at_work: bool) -> None:
        assert at_work
        model = page._month.days
        shown = dict(model.tallies)
        page._month.load(journal, page._sieve)
        assert shown == model.tallies

    early = journal.log_text("Long ago", day=date(2026, 11, 3))
    assert early is not None
    follows(journal.log_step("open-blinds") is not None)
    follows(journal.log_text("Elsewhere", day=date(2026, 10, 3)) is not None)
    follows(journal.edit(early.id, day=date(2026, 11, 4)))
    follows(journal.undo())
    follows(journal.delete(early.id))
    follows(journal.undo())
    follows(journal.undo() and journal.redo())
    assert cell(page, date(2026, 11, 3)).endswith("1 win")


def test_only_the_days_that_changed_are_painted(
    qtbot: QtBot, page: CalendarPage, journal: Journal
) -> None:
    month = page._month
    qtbot.waitUntil(lambda: not page._pane_soon.isActive())
    told: list[date | None] = []
    month.days.dataChanged.connect(
        lambda first, last: told.extend((month.days.day(first), month.days.day(last)))
    )
    journal.log_step("open-blinds")
    assert told == [TODAY, TODAY]
