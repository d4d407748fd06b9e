"""Today: the question takes anything, the buttons log, and the day's wins can be changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from support.clock import FixedClock

from microwins_desktop.core.keepsakes import Keepsake
from microwins_desktop.core.model import Energy, Size, Source
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.keeping import Keeping
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.kit import StepButton, TimelineRow
from microwins_desktop.ui.pages import Given
from microwins_desktop.ui.today.page import TodayPage


@pytest.fixture
def page(qtbot: QtBot, given: Given) -> TodayPage:
    made = TodayPage(
        given.theme,
        given.journal,
        given.preferences,
        given.voice,
        given.nudger,
        given.wishes,
    )
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def line(page: TodayPage) -> QLineEdit:
    return page._asking.line.edit


def say(qtbot: QtBot, page: TodayPage, text: str) -> None:
    qtbot.keyClicks(line(page), text)
    qtbot.keyClick(line(page), Qt.Key.Key_Return)


def buttons(page: TodayPage) -> list[StepButton]:
    return [b for b in page.findChildren(StepButton) if b.isVisibleTo(page)]


def rows(page: TodayPage) -> list[TimelineRow]:
    return list(page._timeline._rows.values())


def test_the_question_takes_anything(qtbot: QtBot, page: TodayPage, journal: Journal) -> None:
    assert line(page).accessibleName() == "What small win will you celebrate?"
    say(qtbot, page, "Fed the neighbour's cat")
    (win,) = journal.wins_of(journal.today())
    assert (win.title, win.step, win.source) == ("Fed the neighbour's cat", None, Source.WINDOW)
    assert line(page).text() == ""
    assert [row.accessibleName() for row in rows(page)] == ["Fed the neighbour's cat, 09:14"]


def test_a_double_click_is_one_win(qtbot: QtBot, page: TodayPage, journal: Journal) -> None:
    """The next step takes the place of the one that was logged, under the pointer."""
    button, left = buttons(page)[0], Qt.MouseButton.LeftButton
    at = QPointF(button.rect().center())
    for kind in (
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseButtonRelease,
    ):
        held = left if kind != QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(
            button, QMouseEvent(kind, at, button.mapToGlobal(at), left, held, none)
        )
    assert len(journal.wins_of(journal.today())) == 1


def test_it_offers_to_keep_new_words_as_a_step(
    qtbot: QtBot, page: TodayPage, journal: Journal
) -> None:
    say(qtbot, page, "Fed the cat")
    offer = page._asking.offer
    assert offer.isVisibleTo(page)
    offer._keep.click()
    assert not offer.isVisibleTo(page)
    assert "Fed the cat" in [step.title for step in journal.steps()]
    say(qtbot, page, "fed the CAT")
    assert journal.wins_of(journal.today())[-1].step is not None
    assert not offer.isVisibleTo(page)


def test_it_completes_without_accents_or_case(qtbot: QtBot, page: TodayPage) -> None:
    qtbot.keyClicks(line(page), "BLÍND")
    assert "Opened the blinds" in page._asking._found.stringList()


@pytest.mark.parametrize("text", ["   ", ""])
def test_blank_text_changes_nothing(
    qtbot: QtBot, page: TodayPage, journal: Journal, text: str
) -> None:
    say(qtbot, page, text)
    assert journal.wins_of(journal.today()) == []


def test_too_much_text_is_said_kindly_and_kept(
    qtbot: QtBot, page: TodayPage, journal: Journal
) -> None:
    line(page).setText("x" * 900)
    qtbot.keyClick(line(page), Qt.Key.Key_Return)
    assert page._asking._problem.full_text()
    assert line(page).text() == "x" * 900
    assert journal.wins_of(journal.today()) == []


def test_a_step_button_logs_and_makes_room(qtbot: QtBot, page: TodayPage, journal: Journal) -> None:
    first = next(b for b in buttons(page) if b.accessibleName() == "Open the blinds")
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert [win.step for win in journal.wins_of(journal.today())] == ["open-blinds"]
    assert "Open the blinds" not in [b.accessibleName() for b in buttons(page)]


def test_the_size_can_be_chosen_first(page: TodayPage, journal: Journal) -> None:
    first = buttons(page)[0]
    first.rung_menu_requested.emit(QPoint(5, 5))
    tiny = next(a for a in page._offers._sizes.actions() if a.data() == "tiny")
    tiny.trigger()
    assert journal.wins_of(journal.today())[0].size is Size.TINY


def test_an_empty_day_has_a_kind_line_and_no_number(page: TodayPage) -> None:
    assert page._empty.isVisibleTo(page)
    assert "0" not in page._kind_words.full_text()
    assert not page._windowed.isVisibleTo(page)


def test_a_win_is_changed_in_place(qtbot: QtBot, page: TodayPage, journal: Journal) -> None:
    say(qtbot, page, "Made tea")
    rows(page)[0].opened.emit()
    editor = page._side.editor
    assert editor.isVisibleTo(page)
    editor._note.setPlainText("with honey")
    editor._size.set_index(1)
    editor._hard.setChecked(True)
    editor._save.click()
    (win,) = journal.wins_of(journal.today())
    assert (win.note, win.size, win.hard, win.title) == ("with honey", Size.PART, True, "Made tea")
    assert not editor.isVisibleTo(page)
    journal.undo()
    assert journal.wins_of(journal.today())[0].note == ""


def test_escape_leaves_the_editor_without_a_change(
    qtbot: QtBot, page: TodayPage, journal: Journal
) -> None:
    say(qtbot, page, "Made tea")
    rows(page)[0].opened.emit()
    page._side.editor._note.setPlainText("no")
    qtbot.keyClick(page._side.editor, Qt.Key.Key_Escape)
    assert journal.wins_of(journal.today())[0].note == ""


def test_a_win_is_removed_and_brought_back(qtbot: QtBot, page: TodayPage, journal: Journal) -> None:
    say(qtbot, page, "Made tea")
    rows(page)[0].triggered.emit("delete")
    assert rows(page) == []
    journal.undo()
    assert len(rows(page)) == 1


def test_low_energy_makes_it_a_hard_day_and_is_not_asked_again(
    page: TodayPage, journal: Journal
) -> None:
    low = page._check_in.findChild(object, Energy.LOW.value)
    low.click()
    assert journal.is_hard_day()
    assert journal.check_in_of(journal.today()).energy is Energy.LOW
    assert 1 <= len(buttons(page)) <= 3
    page._check_in._on_line("slept badly")
    assert journal.check_in_of(journal.today()).line == "slept badly"
    page.refresh()
    assert not page._check_in.isVisibleTo(page)


def test_waving_the_question_away_is_enough_for_the_day(
    page: TodayPage, journal: Journal, clock: FixedClock
) -> None:
    page._check_in._on_past()
    page.refresh()
    assert not page._check_in.isVisibleTo(page)
    clock.advance(days=1)
    journal.notice_time()
    assert page._check_in.isVisibleTo(page)


def test_nothing_today_is_answered_with_what_is_there(
    qtbot: QtBot, page: TodayPage, journal: Journal
) -> None:
    page._nothing.ask.click()
    assert page._nothing.words.full_text()
    page._nothing.smallest.click()
    assert [win.size for win in journal.wins_of(journal.today())] == [Size.TINY]
    page._nothing.ask.click()
    assert journal.wins_of(journal.today())[0].title in page._nothing.words.full_text()


def test_discreet_hides_notes_until_the_row_has_the_focus(
    qtbot: QtBot, page: TodayPage, journal: Journal, preferences: Preferences
) -> None:
    preferences.put({"discreet": "on"})
    journal.log_text("Made tea", note="secret words")
    (row,) = rows(page)
    qtbot.waitUntil(row.isVisible)
    assert row.accessibleDescription() == ""
    row.setFocus()
    qtbot.waitUntil(row.hasFocus)
    assert row.accessibleDescription() == "secret words"


def test_a_new_day_is_a_new_page(
    qtbot: QtBot, page: TodayPage, journal: Journal, clock: FixedClock
) -> None:
    say(qtbot, page, "Made tea")
    clock.advance(days=1)
    journal.notice_time()
    assert rows(page) == []
    assert page._empty.isVisibleTo(page)


def test_narrow_puts_the_wins_below(qtbot: QtBot, page: TodayPage) -> None:
    page.resize(560, 800)
    qtbot.waitUntil(lambda: page._side.y() > page._offers.y())
    assert page._side.x() < 100


def test_kept_words_come_back_on_a_hard_day_alone(
    qtbot: QtBot, given: Given, journal: Journal, preferences: Preferences
) -> None:
    keeping = Keeping(journal)
    keeping.put_keepsake(Keepsake("You did well.", "Mum"))
    page = TodayPage(given.theme, journal, preferences, given.voice, given.nudger, None, keeping)
    qtbot.addWidget(page)
    page.show()
    assert not page._keepsake.isVisible()
    journal.set_hard_day(True)
    assert page._keepsake.isVisible()
    assert "You did well." in page._keepsake._words.full_text()
    assert "Mum" in page._keepsake._from.full_text()
    journal.undo()
    assert not page._keepsake.isVisible()
