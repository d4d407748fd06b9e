"""Steps: found, changed, put in order and away, by mouse and by keyboard, and every act undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microwins_desktop.core.model import DayPart
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.kit import MovableRow, TextButton
from microwins_desktop.ui.pages import Given
from microwins_desktop.ui.steps.area_section import AreaSection
from microwins_desktop.ui.steps.page import StepsPage


@pytest.fixture
def page(qtbot: QtBot, given: Given) -> StepsPage:
    made = StepsPage(given)
    qtbot.addWidget(made)
    made.resize(884, 2000)
    made.show()
    qtbot.waitExposed(made)
    return made


def section(page: StepsPage, key: str) -> AreaSection:
    return next(s for s in page.list.sections if s.area.key == key)


def opened(page: StepsPage, key: str = "light") -> AreaSection:
    section(page, key).open()
    return section(page, key)


def row(page: StepsPage, key: str, area: str = "light") -> MovableRow:
    return next(r for r in opened(page, area).list.rows if r.key == key)


def keys_of(journal: Journal, area: str = "light") -> list[str]:
    return [step.key for step in journal.steps() if step.area == area]


def test_it_begins_folded_and_quiet(page: StepsPage) -> None:
    assert len(page.list.sections) == 10
    assert not any(s.is_open for s in page.list.sections)
    assert page.findChildren(MovableRow) == []
    assert section(page, "light").heading.accessibleName() == "Light & air, 8 steps"


def test_an_open_area_says_its_strategy_once(page: StepsPage) -> None:
    opened(page, "nourish")
    said = [
        label.text()
        for label in section(page, "nourish").findChildren(object)
        if hasattr(label, "full_text") and "within reach" in label.full_text()
    ]
    assert len(said) == 1


def test_typing_finds_steps_in_their_areas(qtbot: QtBot, page: StepsPage) -> None:
    qtbot.keyClicks(page.list._search.edit, "SHOWER")
    assert [s.area.key for s in page.list.sections] == ["body"]
    assert "take-a-shower" in section(page, "body").list.order()
    page.list._search.clear()
    assert len(page.list.sections) == 10
    assert not any(s.is_open for s in page.list.sections)


def test_words_nobody_knows_get_a_kind_line(qtbot: QtBot, page: StepsPage) -> None:
    qtbot.keyClicks(page.list._search.edit, "zzzz")
    assert page.list._none.isVisibleTo(page)


def test_a_step_moves_by_keyboard_and_keeps_the_keyboard(
    qtbot: QtBot, page: StepsPage, journal: Journal
) -> None:
    before = keys_of(journal)
    first = row(page, before[0])
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert keys_of(journal) == [before[1], before[0], *before[2:]]
    focused = QApplication.focusWidget()
    assert isinstance(focused, MovableRow)
    assert focused.key == before[0]
    qtbot.keyClick(focused, Qt.Key.Key_Up)
    focused = QApplication.focusWidget()
    assert isinstance(focused, MovableRow)
    assert focused.key == before[1]
    journal.undo()
    assert keys_of(journal) == before


@pytest.mark.parametrize(("key", "action"), [("air-the-room", "up"), ("open-blinds", "down")])
def test_a_step_moves_by_button(page: StepsPage, journal: Journal, key: str, action: str) -> None:
    before = keys_of(journal)
    row(page, key).triggered.emit(action)
    assert keys_of(journal) == [before[1], before[0], *before[2:]]


def drag(widget: MovableRow, to: QPoint) -> None:
    start = QPoint(8, widget.height() // 2)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    held, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    kind = QMouseEvent.Type.MouseMove
    local = QPointF(widget.mapFromGlobal(to))
    event = QMouseEvent(kind, local, QPointF(to), Qt.MouseButton.NoButton, held, none)
    QApplication.sendEvent(widget, event)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=start)


def test_a_step_is_dragged_by_its_grip(page: StepsPage, journal: Journal) -> None:
    before = keys_of(journal)
    rows = opened(page).list.rows
    page.layout().activate()
    QApplication.processEvents()
    target = rows[2]
    drag(rows[0], target.mapToGlobal(QPoint(8, target.height() - 2)))
    assert keys_of(journal) == [before[1], before[2], before[0], *before[3:]]
    journal.undo()
    assert keys_of(journal) == before


def test_tab_goes_from_a_heading_into_its_steps_and_on(qtbot: QtBot, page: StepsPage) -> None:
    heading = section(page, "nourish").heading
    heading.setFocus()
    qtbot.keyClick(heading, Qt.Key.Key_Space)
    first = section(page, "nourish").list.rows[0]
    names = []
    for _press in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        names.append(widget.accessibleName())
    title = first.accessibleName()
    assert names == [
        title,
        f"Unpin {title}",
        f"Move {title} up",
        f"Move {title} down",
        f"More for {title}",
    ]


def test_pinning_is_one_click_and_is_said(page: StepsPage, journal: Journal) -> None:
    row(page, "air-the-room").triggered.emit("pin")
    step = journal.step("air-the-room")
    assert step is not None
    assert step.pinned
    assert "pinned" in row(page, "air-the-room").accessibleDescription()
    row(page, "air-the-room").triggered.emit("unpin")
    journal.undo()
    journal.undo()
    step = journal.step("air-the-room")
    assert step is not None
    assert not step.pinned


def test_a_step_is_changed_in_every_way(page: StepsPage, journal: Journal) -> None:
    row(page, "open-blinds").opened.emit()
    editor = page.step_editor
    assert editor.isVisibleTo(page)
    editor._fields["title"].set_text("Let the sun in")
    editor._fields["tiny"].set_text("Looked at the window")
    editor._fields["why"].set_text("It wakes the cat.")
    editor._area.setCurrentIndex(editor._area.findData("rest"))
    assert "rest" in editor._strategy_words.full_text().casefold()
    editor._emoji.set_text("🐈")
    editor._parts[DayPart.NIGHT].setChecked(True)
    editor._repeats.setChecked(True)
    editor._pinned.setChecked(True)
    editor._save.click()
    step = journal.step("open-blinds")
    assert step is not None
    assert (step.title, step.tiny, step.why) == (
        *("Let the sun in", "Looked at the window", "It wakes the cat."),
    )
    assert (step.area, step.icon, step.repeats, step.pinned) == ("rest", "🐈", True, True)
    assert DayPart.NIGHT in step.day_parts
    journal.undo()
    step = journal.step("open-blinds")
    assert step is not None
    assert (step.title, step.area, step.icon) == ("Open the blinds", "light", "")


def test_an_own_step_is_made_in_the_area_and_found_again(page: StepsPage, journal: Journal) -> None:
    opened(page, "connect").new_wanted.emit("connect")
    editor = page.step_editor
    editor._save.click()
    assert editor._problem.full_text()
    editor._fields["title"].set_text("Wave to the neighbour")
    editor._signs.set_value("sun")
    editor._save.click()
    step = next(s for s in journal.steps() if s.title == "Wave to the neighbour")
    assert (step.area, step.whole, step.icon) == ("connect", "Wave to the neighbour", "sun")
    focused = QApplication.focusWidget()
    assert isinstance(focused, MovableRow)
    assert focused.key == step.key
    journal.undo()
    assert all(s.key != step.key for s in journal.steps())


def test_leaving_the_editor_changes_nothing(
    qtbot: QtBot, page: StepsPage, journal: Journal
) -> None:
    row(page, "open-blinds").opened.emit()
    page.step_editor._fields["title"].set_text("No")
    qtbot.keyClick(page.step_editor, Qt.Key.Key_Escape)
    assert page.list.isVisibleTo(page)
    assert journal.next_undo() is None


def test_an_archived_step_waits_at_the_end_and_comes_back(
    page: StepsPage, journal: Journal
) -> None:
    row(page, "open-blinds").triggered.emit("more")
    menu = {action.objectName(): action for action in page.list._menu.actions()}
    assert set(menu) == {"edit", "five", "pair", "archive"}
    corner = row(page, "open-blinds").mapToGlobal(QPoint(0, 0))
    assert page.list._menu.y() >= corner.y()
    menu["archive"].trigger()
    page.list._menu.close()
    assert "open-blinds" not in keys_of(journal)
    last = page.list.sections[-1]
    last.open()
    assert last.list.order() == ["open-blinds"]
    last.list.rows[0].triggered.emit("restore")
    assert "open-blinds" in keys_of(journal)
    assert page.list.sections[-1].area.key == "admin"


def test_an_area_moves_is_renamed_hidden_and_added(
    qtbot: QtBot, page: StepsPage, journal: Journal
) -> None:
    heading = section(page, "light").heading
    heading.setFocus()
    qtbot.keyClick(heading, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [s.area.key for s in page.list.sections][:2] == ["nourish", "light"]
    page.list.area_wanted.emit("light")
    editor = page.area_editor
    editor._name.set_text("Window")
    editor._hues.set_value("325")
    editor._shown.setChecked(False)
    editor._save.click()
    light = next(area for area in journal.areas() if area.key == "light")
    assert (light.name, light.hue, light.hidden) == ("Window", "325", True)
    assert section(page, "light").heading.accessibleName() == "Window, 8 steps, hidden"
    assert not any(o.step.area == "light" for o in journal.suggestions(200))
    journal.undo()
    journal.undo()
    assert [s.area.key for s in page.list.sections][:2] == ["light", "nourish"]
    page.list.area_wanted.emit("")
    editor._name.set_text("Music")
    editor._save.click()
    music = journal.areas()[-1]
    assert (music.name, music.hue, music.builtin) == ("Music", "325", False)
    journal.undo()
    assert journal.areas()[-1].key == "admin"


def test_every_control_has_a_name(page: StepsPage) -> None:
    opened(page)
    row(page, "open-blinds").opened.emit()
    for button in page.findChildren(TextButton):
        assert button.accessibleName()
    names = [field.edit.accessibleName() for field in page.step_editor._fields.values()]
    assert all(names)
    assert len(set(names)) == len(names)
