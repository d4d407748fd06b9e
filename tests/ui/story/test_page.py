"""The Story page tells what is true, in words that cannot shame."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microwins_desktop.core.insight.together import Pair
from microwins_desktop.core.model import Step
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.story import Story
from microwins_desktop.store.wins import NewWin
from microwins_desktop.ui.kit import Figure, MarkedRow, PageScroll
from microwins_desktop.ui.story import words
from microwins_desktop.ui.story.page import StoryPage
from microwins_desktop.ui.theme import Theme

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _english() -> None:
    QLocale.setDefault(QLocale("en_GB"))


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, journal: Journal, preferences: Preferences) -> StoryPage:
    made = StoryPage(theme, journal, preferences)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    return made


def look(qtbot: QtBot, page: StoryPage) -> StoryPage:
    """The page as it is once it has been seen for a moment."""
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: not page._total.isActive())
    focused = page.focusWidget()  # alone in its window, the first chart has the focus
    if focused is not None:
        focused.clearFocus()
    return page


def put(journal: Journal, back: int, step: str = "", title: str = "Tea", hour: int = 9) -> None:
    day = TODAY - timedelta(days=back)
    known = journal.step(step) if step else None
    at = journal.instant(day, time(hour))
    assert journal.log(NewWin(at=at, step=known, title="" if known else title)) is not None


def said(widget: QWidget, kind: type[QWidget]) -> list[str]:
    found = widget.findChildren(kind)
    return [child.accessibleName() for child in found if child.isVisibleTo(widget)]


def test_an_empty_journal_is_paper_with_a_kind_line(qtbot: QtBot, page: StoryPage) -> None:
    look(qtbot, page)
    assert page.all.full_text() == "Your story begins whenever you like."
    for card in (page.days, page.areas, page.hours, page.together, page.then_now, page.more):
        assert not card.isVisibleTo(page)


def test_the_first_win_is_told_without_a_zero(
    qtbot: QtBot, page: StoryPage, journal: Journal
) -> None:
    journal.log_step("open-blinds")
    look(qtbot, page)
    assert page.all.full_text() == "1 small win so far"
    assert said(page.days, Figure) == ["1 of the last 7 days"]
    assert said(page.areas, MarkedRow) == ["Light & air: 1 of the last 7 days"]
    assert not page.days.over_time.isVisibleTo(page)
    assert not page.hours.isVisibleTo(page)
    assert page.more.isVisibleTo(page)


def test_windows_are_said_in_the_words_of_the_promise(
    qtbot: QtBot, page: StoryPage, journal: Journal
) -> None:
    for back in (0, 3, 10, 20, 200, 500):
        put(journal, back)
        put(journal, back)
    look(qtbot, page)
    assert said(page.days, Figure) == [
        "2 of the last 7 days",
        "4 of the last 30 days",
        "5 of the last 365 days",
    ]
    assert page.all.full_text() == "12 small wins so far"


def test_the_page_follows_what_is_logged_and_undone(
    qtbot: QtBot, page: StoryPage, journal: Journal
) -> None:
    look(qtbot, page)
    journal.log_text("Tea")
    qtbot.waitUntil(lambda: page.all.full_text() == "1 small win so far")
    journal.undo()
    qtbot.waitUntil(lambda: page.all.full_text() == words.all_words(0))
    assert not page.days.isVisibleTo(page)


def test_months_are_bars_with_words(qtbot: QtBot, page: StoryPage, journal: Journal) -> None:
    for back in (0, 1, 70):
        put(journal, back)
    look(qtbot, page)
    over_time = page.days.over_time
    assert [bar.words for bar in over_time.chart.bars] == [
        "September 2026: 1 day with a win",
        "October 2026",
        "November 2026: 2 days with a win",
    ]
    assert over_time.caption.full_text() == "3 days with a win"
    over_time.chart.setFocus()
    assert over_time.caption.full_text() == "November 2026: 2 days with a win"
    qtbot.keyClick(over_time.chart, Qt.Key.Key_Left)
    assert over_time.caption.full_text() == "October 2026"
    assert not page.days.by.isVisibleTo(page)


def test_all_of_a_chart_is_there_in_words(qtbot: QtBot, page: StoryPage, journal: Journal) -> None:
    put(journal, 0)
    put(journal, 70)
    look(qtbot, page)
    over_time = page.days.over_time
    assert not over_time.words.isVisibleTo(page)
    over_time.toggle.click()
    assert over_time.words.isVisibleTo(page)
    assert over_time.words.full_text() == (
        "September 2026: 1 day with a win\nNovember 2026: 1 day with a win"
    )
    over_time.toggle.click()
    assert not over_time.words.isVisibleTo(page)


def test_ten_years_can_be_seen_by_year(qtbot: QtBot, page: StoryPage, journal: Journal) -> None:
    for year in range(10):
        put(journal, 365 * year)
    look(qtbot, page)
    assert len(page.days.over_time.chart.bars) == 24
    page.days.by._segments[1].click()
    bars = page.days.over_time.chart.bars
    assert len(bars) == 10
    assert bars[-1].words == "2026: 1 day with a win"


def test_areas_are_in_the_persons_order_and_of_a_window_they_choose(
    qtbot: QtBot, page: StoryPage, journal: Journal
) -> None:
    for back in (100, 2, 1, 0):
        put(journal, back, "take-a-shower")
    put(journal, 100, "open-blinds")
    look(qtbot, page)
    assert said(page.areas, MarkedRow) == ["Body care: 3 of the last 30 days"]
    assert page.areas._segmented is not None
    page.areas._segmented._segments[2].click()
    assert said(page.areas, MarkedRow) == [
        "Light & air: 1 of the last 365 days",
        "Body care: 4 of the last 365 days",
    ]


def test_hours_begin_with_the_persons_day(
    qtbot: QtBot, page: StoryPage, journal: Journal, preferences: Preferences
) -> None:
    preferences.put({"day_start": "05:00"})
    for back in range(6):
        put(journal, back, hour=9)
    look(qtbot, page)
    bars = page.hours.chart.chart.bars
    assert bars[0].words == "05:00 to 06:00"
    assert bars[4].words == "09:00 to 10:00: 6 of the last 365 days"
    assert bars[-1].words == "04:00 to 05:00"
    assert page.hours.chart.caption.full_text() == "Most often between 08:00 and 11:00."


def test_what_comes_together_is_a_sentence(qtbot: QtBot, page: StoryPage, journal: Journal) -> None:
    for back in range(60):
        if back % 3 == 0:
            put(journal, back, "open-blinds")
            put(journal, back, "eat-breakfast")
        put(journal, back)
    look(qtbot, page)
    assert said(page.together, MarkedRow) == [
        "On days you eat some breakfast you usually also open the blinds."
    ]
    assert page.together.stretch.full_text() == "In the last 365 days."


def test_three_days_prove_nothing(qtbot: QtBot, page: StoryPage, journal: Journal) -> None:
    for back in range(3):
        put(journal, back, "open-blinds")
        put(journal, back, "eat-breakfast")
    look(qtbot, page)
    assert not page.together.isVisibleTo(page)


def test_own_steps_are_quoted_as_they_are() -> None:
    steps = {
        "a": Step("a", "Open the blinds", "light", "", builtin=True),
        "b": Step("b", "Yoga", "move", ""),
    }
    pair = Pair("a", "b", 9, 9, 2.0)
    assert words.pair_words(pair, steps) == (
        "On days with “Open the blinds” there is usually “Yoga” too."
    )
    assert words.pair_words(Pair("a", "gone", 9, 9, 2.0), steps) is None


def test_then_and_now(
    qtbot: QtBot, page: StoryPage, journal: Journal, preferences: Preferences
) -> None:
    put(journal, 360, "take-a-shower")
    put(journal, 5, title="Had a job interview")
    look(qtbot, page)
    assert said(page.then_now.then, MarkedRow) == ["Took a shower"]
    assert said(page.then_now.now, MarkedRow) == ["Had a job interview"]
    preferences.put({"look_back": "off"})
    assert not page.then_now.isVisibleTo(page)


def test_a_hidden_page_counts_nothing(
    page: StoryPage, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[bool] = []
    monkeypatch.setattr(Story, "windows", counted.append)
    journal.log_text("Tea")
    assert counted == []


def test_narrow_puts_cards_under_each_other(
    qtbot: QtBot, page: StoryPage, journal: Journal
) -> None:
    for back in range(8):
        put(journal, back, "open-blinds")
    look(qtbot, page)
    assert page.hours.x() > page.areas.x()
    page.resize(560, 900)
    qtbot.waitUntil(lambda: page.hours.y() > page.areas.y())
    assert page.hours.x() == page.areas.x()


def test_the_keyboard_reaches_the_foot_of_the_page(
    qtbot: QtBot, page: StoryPage, journal: Journal
) -> None:
    for back in range(0, 400, 9):
        put(journal, back, "open-blinds")
    page.resize(700, 300)
    look(qtbot, page)
    bar = page.findChildren(PageScroll)[0].verticalScrollBar()
    assert bar.maximum() > 0
    for focused in (page.days.over_time.chart, page.days.over_time.toggle):
        bar.setValue(0)
        focused.setFocus()
        for _ in range(20):
            qtbot.keyClick(focused, Qt.Key.Key_PageDown)
        assert bar.value() == bar.maximum()


@pytest.mark.parametrize("text_scale", [80, 200])
def test_nothing_is_wider_than_the_page(
    qtbot: QtBot, page: StoryPage, journal: Journal, theme: Theme, text_scale: int
) -> None:
    for back in range(0, 500, 9):
        put(journal, back, "open-blinds")
    theme.configure(text_scale=text_scale)
    page.resize(565, 900)
    look(qtbot, page)
    for card in (page.days, page.areas, page.hours):
        assert card.mapTo(page, card.rect().topRight()).x() <= page.width()
        assert card.minimumSizeHint().width() <= card.width()
