"""Week and year: what each cell says, how keys move, and how the views change into each other."""

from __future__ import annotations

import itertools
from datetime import date, time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHoverEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.clock import FixedClock

from microwins_desktop.core.shading import LOWEST
from microwins_desktop.services.journal import Journal
from microwins_desktop.store.wins import NewWin
from microwins_desktop.ui.calendar.grid import DayGrid
from microwins_desktop.ui.calendar.page import MONTH, WEEK, YEAR, CalendarPage
from microwins_desktop.ui.calendar.week import ANY_TIME
from microwins_desktop.ui.theme.tokens import PALETTES

TODAY = date(2026, 11, 22)  # a Sunday
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def turn(page: CalendarPage, view: int) -> DayGrid:
    page._header.views._segments[view].click()
    return page._grid


def log(journal: Journal, day: date, at: time | None, title: str = "Made tea") -> None:
    moment = journal.instant(day, at or time(12), known=at is not None)
    journal.log(NewWin(at=moment, title=title, day=day, time_known=at is not None))


def hover(grid: DayGrid, kind: QEvent.Type, at: QPoint) -> None:
    place = QPointF(at)
    QApplication.sendEvent(grid.viewport(), QHoverEvent(kind, place, place, QPointF(0, 0)))


def days_in(grid: DayGrid) -> list[date]:
    model = grid.days
    cells = [
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    return [day for cell in cells if model.holds(cell) and (day := model.day(cell)) is not None]


@pytest.mark.parametrize(("year", "count"), [(2026, 365), (2024, 366), (1970, 365), (2100, 365)])
def test_a_year_has_a_cell_for_each_day(page: CalendarPage, year: int, count: int) -> None:
    grid = turn(page, YEAR)
    page.show_day(date(year, 6, 15))
    days = days_in(grid)
    assert (len(days), len(set(days)), days[0], days[-1]) == (
        count,
        count,
        date(year, 1, 1),
        date(year, 12, 31),
    )
    assert page._header.title.full_text() == str(year)


@pytest.mark.parametrize(
    ("view", "keys", "there"),
    [
        (YEAR, (Qt.Key.Key_Left,), date(2026, 11, 21)),
        (YEAR, (Qt.Key.Key_Up,), date(2026, 10, 22)),
        (YEAR, (Qt.Key.Key_Home, Qt.Key.Key_Left), date(2025, 12, 31)),
        (YEAR, (Qt.Key.Key_End, Qt.Key.Key_Right), date(2027, 1, 1)),
        (YEAR, (Qt.Key.Key_PageUp,), date(2025, 11, 22)),
        (YEAR, (Qt.Key.Key_PageUp, Qt.Key.Key_T), TODAY),
        (WEEK, (Qt.Key.Key_Left,), date(2026, 11, 21)),
        (WEEK, (Qt.Key.Key_Right,), date(2026, 11, 23)),
        (WEEK, (Qt.Key.Key_Home,), date(2026, 11, 16)),
        (WEEK, (Qt.Key.Key_Home, Qt.Key.Key_End), TODAY),
        (WEEK, (Qt.Key.Key_PageDown,), date(2026, 11, 29)),
        (WEEK, (Qt.Key.Key_PageDown, Qt.Key.Key_T), TODAY),
        (WEEK, (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down), TODAY),
    ],
)
def test_keys_move_through_the_days(
    qtbot: QtBot, page: CalendarPage, view: int, keys: tuple[Qt.Key, ...], there: date
) -> None:
    grid = turn(page, view)
    for key in keys:
        qtbot.keyClick(grid, key)
    qtbot.waitUntil(lambda: not page._pane_soon.isActive())
    assert (grid.day, page._day, page._pane.day) == (there, there, there)
    assert grid.days.inside(there)


@pytest.mark.parametrize("view", [MONTH, WEEK, YEAR])
@pytest.mark.parametrize(
    ("edge", "key"),
    [(date(1970, 1, 1), Qt.Key.Key_PageUp), (date(2100, 12, 31), Qt.Key.Key_PageDown)],
)
def test_the_journal_ends_at_its_first_and_last_day(
    qtbot: QtBot, page: CalendarPage, view: int, edge: date, key: Qt.Key
) -> None:
    grid = turn(page, view)
    page.show_day(edge)
    qtbot.keyClick(grid, Qt.Key.Key_Left if key == Qt.Key.Key_PageUp else Qt.Key.Key_Right)
    assert grid.day == edge
    qtbot.keyClick(grid, key)
    assert grid.day == edge


def test_the_week_shows_each_win_at_its_hour(page: CalendarPage, journal: Journal) -> None:
    log(journal, TODAY, time(9, 5))
    log(journal, TODAY, time(9, 50), "Opened the blinds")
    log(journal, TODAY, time(2, 30), "Slept at last")
    log(journal, TODAY, None, "Called Mum")
    turn(page, WEEK)
    week = page._week.days
    assert week.hours[0] == ANY_TIME
    assert week.hours[1:3] == [7, 8]
    assert week.hours[-1] == 2  # the small hours of the night stand at the foot
    sunday = week.index_of(TODAY)
    said = {hour: sunday.siblingAtRow(row).data(SPOKEN) for row, hour in enumerate(week.hours)}
    day = "Sunday 22 November 2026"
    assert said[9] == f"{day}, 09:00, 2 wins: Made tea, Opened the blinds"
    assert said[2] == f"{day}, 02:00, 1 win: Slept at last"
    assert said[ANY_TIME] == f"{day}, Any time, 1 win: Called Mum"
    assert said[10] == f"{day}, 10:00"
    assert week.headerData(6, Qt.Orientation.Horizontal, SPOKEN) == f"{day}, 4 wins"


def test_enter_on_an_hour_adds_a_win_there(
    qtbot: QtBot, page: CalendarPage, journal: Journal
) -> None:
    log(journal, date(2026, 11, 18), time(9, 0))
    grid = turn(page, WEEK)
    page.show_day(date(2026, 11, 18))
    week = page._week.days
    grid.setCurrentIndex(week.index_of(date(2026, 11, 18)).siblingAtRow(week.hours.index(15)))
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    editor = page._pane._editor
    editor._title.edit.setText("Sat in the sun")
    editor._save.click()
    wins = journal.wins_of(date(2026, 11, 18))
    assert [(win.title, win.at.hour) for win in wins] == [("Made tea", 9), ("Sat in the sun", 15)]


def test_the_year_says_the_number_under_the_pointer_and_the_focus(
    qtbot: QtBot, page: CalendarPage, journal: Journal
) -> None:
    log(journal, date(2026, 3, 1), None)
    turn(page, YEAR)
    said, view = page._year._said, page._year.view
    assert said.full_text() == "Sunday 22 November 2026"
    spot = view.visualRect(view.days.index_of(date(2026, 3, 1))).center()
    view.pointed.emit(view.days.day(view.indexAt(QPoint(spot))))
    assert said.full_text() == "Sunday 1 March 2026, 1 win"
    view.pointed.emit(None)
    assert said.full_text() == "Sunday 22 November 2026"
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert said.full_text() == "Saturday 21 November 2026"


@pytest.mark.parametrize("view", [MONTH, WEEK, YEAR])
def test_the_day_under_the_pointer_is_marked_until_it_leaves(page: CalendarPage, view: int) -> None:
    grid = turn(page, view)
    spot = grid.visualRect(grid.days.index_of(date(2026, 11, 19)))
    plain = grid.viewport().grab().toImage()
    hover(grid, QEvent.Type.HoverMove, spot.center())
    pointed = grid.viewport().grab().toImage()
    assert pointed.copy(spot) != plain.copy(spot)
    hover(grid, QEvent.Type.HoverLeave, QPoint(-1, -1))
    assert grid.viewport().grab().toImage() == plain


def test_the_day_stays_when_the_view_changes(page: CalendarPage) -> None:
    page.show_day(date(2025, 3, 5))
    for view in (WEEK, YEAR, MONTH):
        assert turn(page, view).day == date(2025, 3, 5)


def test_a_win_shows_in_every_view_at_once(
    page: CalendarPage, journal: Journal, clock: FixedClock
) -> None:
    for view in (MONTH, WEEK, YEAR):
        grid = turn(page, view)
        clock.advance(hours=1)
        journal.log_text("Made tea")
        name = str(grid.currentIndex().data(SPOKEN))
        assert name.startswith("Sunday 22 November 2026")
    assert page._year.view.days.counts == {TODAY: 3}
    assert page._week.days.counts == {TODAY: 2}


def test_shades_stay_apart_in_grey() -> None:
    for palette in PALETTES:
        greys = [_grey(shade) for shade in palette.shades]
        steps = [after - before for before, after in itertools.pairwise(greys)]
        assert len(greys) == len(LOWEST) + 1
        assert all(step < -0.06 for step in steps) or all(step > 0.06 for step in steps), greys


def _grey(color: str) -> float:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue
