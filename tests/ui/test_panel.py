"""The quick panel: digits log, typing searches, Enter logs, Escape closes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from microwins_desktop.core.model import Size, Source
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.kit import StepButton, Toggle
from microwins_desktop.ui.panel import QuickPanel
from microwins_desktop.ui.theme import Theme


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, journal: Journal) -> QuickPanel:
    made = QuickPanel(theme, journal)
    qtbot.addWidget(made)
    made.open_at(QPoint(10, 10), QRect(0, 0, 1200, 900))
    qtbot.waitExposed(made)
    return made


def buttons(panel: QuickPanel) -> list[StepButton]:
    return [button for button in panel.findChildren(StepButton) if button.isVisible()]


def names(panel: QuickPanel) -> list[str]:
    return [button.accessibleName() for button in buttons(panel)]


def line(panel: QuickPanel) -> QLineEdit:
    return panel.findChild(QLineEdit)


def test_it_is_named_for_scripts_and_screen_readers(panel: QuickPanel) -> None:
    assert panel.windowTitle() == "MicroWins quick log"
    assert line(panel).accessibleName() == "What small win will you celebrate?"
    assert len(buttons(panel)) == 6


def test_a_digit_logs_that_step_and_closes(
    qtbot: QtBot, panel: QuickPanel, journal: Journal
) -> None:
    wanted = names(panel)[1]
    qtbot.keyClick(panel, Qt.Key.Key_2)
    (win,) = journal.wins_of(journal.today())
    step = journal.step(win.step or "")
    assert step is not None
    assert step.title == wanted
    assert win.source == Source.PANEL
    assert not panel.isVisible()


def test_a_digit_also_works_from_a_button_and_from_the_empty_line(
    qtbot: QtBot, panel: QuickPanel, journal: Journal
) -> None:
    qtbot.keyClick(buttons(panel)[3], Qt.Key.Key_1)
    panel.open_at(QPoint(10, 10), QRect(0, 0, 1200, 900))
    qtbot.keyClick(line(panel), Qt.Key.Key_1)
    assert len(journal.wins_of(journal.today())) == 2


def test_digits_are_text_once_something_is_typed(
    qtbot: QtBot, panel: QuickPanel, journal: Journal
) -> None:
    qtbot.keyClicks(line(panel), "Walked 2 steps")
    assert line(panel).text() == "Walked 2 steps"
    qtbot.keyClick(line(panel), Qt.Key.Key_Return)
    (win,) = journal.wins_of(journal.today())
    assert (win.title, win.step, win.source) == ("Walked 2 steps", None, Source.PANEL)
    assert not panel.isVisible()


def test_typing_on_a_button_goes_to_the_line_and_searches(qtbot: QtBot, panel: QuickPanel) -> None:
    qtbot.keyClicks(buttons(panel)[0], "blin")
    assert line(panel).text() == "blin"
    assert names(panel)[0] == "Open the blinds"
    line(panel).clear()
    assert len(names(panel)) == 6


def test_words_of_a_known_step_log_that_step(
    qtbot: QtBot, panel: QuickPanel, journal: Journal
) -> None:
    qtbot.keyClicks(line(panel), "open the BLINDS")
    qtbot.keyClick(line(panel), Qt.Key.Key_Return)
    (win,) = journal.wins_of(journal.today())
    assert win.step == "open-blinds"


def test_escape_closes_without_logging(qtbot: QtBot, panel: QuickPanel, journal: Journal) -> None:
    qtbot.keyClicks(line(panel), "not yet")
    qtbot.keyClick(line(panel), Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert journal.wins_of(journal.today()) == []


def test_a_bad_text_is_explained_and_kept(
    qtbot: QtBot, panel: QuickPanel, journal: Journal
) -> None:
    line(panel).setText("x" * 900)
    qtbot.keyClick(line(panel), Qt.Key.Key_Return)
    assert panel.isVisible()
    assert line(panel).text() == "x" * 900
    assert journal.wins_of(journal.today()) == []


def test_the_size_menu_logs_the_chosen_size(panel: QuickPanel, journal: Journal) -> None:
    chosen = buttons(panel)[0]
    chosen.rung_menu_requested.emit(QPoint(20, 20))
    tiny = next(a for a in panel._sizes.actions() if a.data() == Size.TINY.value)
    tiny.trigger()
    (win,) = journal.wins_of(journal.today())
    assert win.size is Size.TINY


def test_the_hard_day_switch_offers_less_at_once(
    qtbot: QtBot, panel: QuickPanel, journal: Journal
) -> None:
    qtbot.mouseClick(panel.findChild(Toggle), Qt.MouseButton.LeftButton)
    assert journal.is_hard_day()
    assert 1 <= len(buttons(panel)) <= 3


def test_it_asks_for_the_window(qtbot: QtBot, panel: QuickPanel) -> None:
    with qtbot.waitSignal(panel.open_wanted):
        panel._open.click()
    assert not panel.isVisible()


@pytest.mark.parametrize("scale", [80, 100, 150, 200])
@pytest.mark.parametrize("room", [QRect(0, 0, 1366, 740), QRect(0, 0, 1024, 560)])
def test_nothing_lies_over_anything_else_on_any_screen(
    qtbot: QtBot, theme: Theme, panel: QuickPanel, scale: int, room: QRect
) -> None:
    theme.configure("light", scale, "reduced")
    panel.open_at(QPoint(0, 0), room)
    shown = [*buttons(panel), panel._line, panel._hard, panel._open, panel._heading]
    boxes = [QRect(w.mapTo(panel, QPoint(0, 0)), w.size()) for w in shown]
    for place, box in enumerate(boxes):
        assert panel.rect().contains(box)
        assert not any(box.intersects(other) for other in boxes[place + 1 :])
    assert len(buttons(panel)) >= 3
    assert room.contains(panel.frameGeometry())


def test_a_search_that_needs_more_room_gets_it(qtbot: QtBot, panel: QuickPanel) -> None:
    qtbot.keyClicks(line(panel), "s")
    qtbot.waitUntil(lambda: panel.height() >= panel.height_for(panel.width()))
