"""A win in a list is made smaller or bigger, changed or removed with one click each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from microwins_desktop.core.model import Size, Win
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.kit import IconButton, PageScroll, TimelineRow
from microwins_desktop.ui.theme import Theme
from microwins_desktop.ui.timeline import AT_ONCE, Timeline


@pytest.fixture
def timeline(qtbot: QtBot, theme: Theme, journal: Journal, preferences: Preferences) -> Timeline:
    made = Timeline(theme, journal, preferences)
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(timeline: Timeline, journal: Journal) -> TimelineRow:
    timeline.show_wins(journal.wins_of(journal.today()), journal.today())
    (row,) = timeline.findChildren(TimelineRow)
    row.setFocus()
    return row


def offered(row: TimelineRow) -> list[str]:
    return [b.accessibleName() for b in row.findChildren(IconButton) if b.isVisible()]


def press(row: TimelineRow, name: str) -> None:
    next(b for b in row.findChildren(IconButton) if b.accessibleName() == name).click()


@pytest.mark.parametrize(
    ("size", "names"),
    [
        (Size.WHOLE, ["Smaller", "Edit", "Remove"]),
        (Size.PART, ["Bigger", "Smaller", "Edit", "Remove"]),
        (Size.TINY, ["Bigger", "Edit", "Remove"]),
    ],
)
def test_only_what_can_be_done_is_offered(
    qtbot: QtBot, timeline: Timeline, journal: Journal, size: Size, names: list[str]
) -> None:
    journal.log_step("take-a-shower", size)
    row = show(timeline, journal)
    qtbot.waitUntil(row.hasFocus)
    assert offered(row) == names


def test_one_click_makes_it_smaller_or_bigger(
    qtbot: QtBot, timeline: Timeline, journal: Journal
) -> None:
    journal.log_step("take-a-shower")
    row = show(timeline, journal)
    press(row, "Smaller")
    assert sizes(journal) == [Size.PART]
    show(timeline, journal)
    press(row, "Smaller")
    show(timeline, journal)
    assert sizes(journal) == [Size.TINY]
    press(row, "Bigger")
    assert sizes(journal) == [Size.PART]
    journal.undo()
    assert sizes(journal) == [Size.TINY]


def sizes(journal: Journal) -> list[Size]:
    return [win.size for win in journal.wins_of(journal.today())]


def test_free_words_have_all_three_sizes(
    qtbot: QtBot, timeline: Timeline, journal: Journal
) -> None:
    journal.log_text("Fed the cat")
    row = show(timeline, journal)
    press(row, "Smaller")
    show(timeline, journal)
    press(row, "Smaller")
    (win,) = journal.wins_of(journal.today())
    assert (win.title, win.size) == ("Fed the cat", Size.TINY)


def test_the_focus_stays_with_the_win_when_its_button_goes(
    qtbot: QtBot, timeline: Timeline, journal: Journal
) -> None:
    journal.log_step("take-a-shower", Size.PART)
    row = show(timeline, journal)
    smaller = next(b for b in row.findChildren(IconButton) if b.accessibleName() == "Smaller")
    smaller.setFocus()
    qtbot.waitUntil(smaller.hasFocus)
    qtbot.keyClick(smaller, Qt.Key.Key_Space)
    show(timeline, journal)
    qtbot.waitUntil(row.hasFocus)
    assert "Smaller" not in offered(row)


def test_the_menu_has_every_size_by_its_words(timeline: Timeline, journal: Journal) -> None:
    journal.log_step("take-a-shower")
    row = show(timeline, journal)
    timeline._open_menu(row.objectName(), row.mapToGlobal(row.rect().center()))
    from PySide6.QtWidgets import QMenu

    (menu,) = timeline.findChildren(QMenu)
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    step = journal.step("take-a-shower")
    assert step is not None
    assert words[:3] == [step.whole, step.part, step.tiny]
    menu.close()


def test_enter_opens_and_delete_is_undone_whole(
    qtbot: QtBot, timeline: Timeline, journal: Journal
) -> None:
    journal.log_text("Made tea", note="with honey")
    row = show(timeline, journal)
    wanted: list[Win] = []
    timeline.edit_wanted.connect(wanted.append)
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert [win.note for win in wanted] == ["with honey"]
    press(row, "Remove")
    assert journal.wins_of(journal.today()) == []
    journal.undo()
    assert [win.note for win in journal.wins_of(journal.today())] == ["with honey"]


def test_a_mark_that_still_grows_is_whole_when_the_next_win_comes(
    qtbot: QtBot, timeline: Timeline, journal: Journal, theme: Theme
) -> None:
    theme.configure("light", 100, "full")
    timeline.show_wins([], journal.today())
    for title in ("One", "Two"):
        journal.log_text(title)
        timeline.show_wins(journal.wins_of(journal.today()), journal.today())
    first = next(r for r in timeline.findChildren(TimelineRow) if "One" in r.accessibleName())
    assert first._growth == 1.0


def test_a_long_day_is_laid_out_once_not_once_a_row(
    qtbot: QtBot,
    theme: Theme,
    journal: Journal,
    preferences: Preferences,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(AT_ONCE):
        journal.log_text(f"Made tea {number}")
    timeline = Timeline(theme, journal, preferences)
    page = PageScroll()
    qtbot.addWidget(page)
    page.body.addWidget(timeline)
    page.show()
    qtbot.waitExposed(page)
    asked: Counter[str] = Counter()
    height = TimelineRow.heightForWidth

    def counted(row: TimelineRow, width: int) -> int:
        asked[row.objectName()] += 1
        return height(row, width)

    monkeypatch.setattr(TimelineRow, "heightForWidth", counted)
    timeline.show_wins(journal.wins_of(journal.today()), journal.today())
    rows = timeline.findChildren(TimelineRow)
    qtbot.waitUntil(rows_in_order(rows))
    assert len(rows) == AT_ONCE
    assert max(asked.values()) < AT_ONCE


def rows_in_order(rows: list[TimelineRow]) -> Callable[[], bool]:
    def is_so() -> bool:
        return all(0 < one.y() + one.height() <= two.y() for one, two in pairwise(rows))

    return is_so
