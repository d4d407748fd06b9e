"""Nudges in Settings: quiet hours, plans and what's next, all of it by keyboard and undone."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.clock import FixedClock
from support.nudge_desk import FakeTeller, FakeTester, Sentence

from microwins_desktop.core.nudging.history import BackoffLevel, BackoffState
from microwins_desktop.core.nudging.plan import make_plan
from microwins_desktop.core.nudging.windows import AfterSunrise, Around, BeforeSunset, Between
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.store import Store
from microwins_desktop.ui.actions import Actions
from microwins_desktop.ui.pages import Given
from microwins_desktop.ui.plan_editor import PlanEditor
from microwins_desktop.ui.settings.nudges import NudgesSection
from microwins_desktop.ui.settings.page import SettingsPage
from microwins_desktop.ui.settings.plans import PlansCard
from microwins_desktop.ui.settings.whats_next import NextSection
from microwins_desktop.ui.steps.page import StepsPage
from microwins_desktop.ui.wishes import Guide

TODAY = date(2026, 11, 22)
EVENING = (time(22), time(8))


@pytest.fixture
def section(page: SettingsPage) -> NudgesSection:
    found = page.go_to("nudges")
    assert isinstance(found, NudgesSection)
    return found


@pytest.fixture
def plans(section: NudgesSection) -> PlansCard:
    return section.plans


@pytest.fixture
def upcoming(page: SettingsPage) -> NextSection:
    found = page.go_to("next")
    assert isinstance(found, NextSection)
    return found


# Quiet hours


def test_several_quiet_hours(section: NudgesSection, preferences: Preferences) -> None:
    row = section.quiet_hours
    row.add.click()
    assert QApplication.focusWidget() is row.ranges[1].start
    noon = (time(13), time(14))
    assert preferences.values.quiet_hours == (EVENING, noon)
    row.ranges[1].end.setTime(QTime(15, 30))
    assert preferences.values.quiet_hours == (EVENING, (time(13), time(15, 30)))
    row.ranges[0].remove.click()
    assert preferences.values.quiet_hours == ((time(13), time(15, 30)),)
    row.ranges[0].remove.click()
    assert preferences.values.quiet_hours == ()
    assert row.ranges == []


def test_quiet_hours_without_an_end_are_not_kept(
    section: NudgesSection, preferences: Preferences
) -> None:
    row = section.quiet_hours
    row.ranges[0].end.setTime(QTime(22, 0))
    assert preferences.values.quiet_hours == (EVENING,)
    assert row.problem.full_text()
    row.ranges[0].end.setTime(QTime(7, 0))
    assert preferences.values.quiet_hours == ((time(22), time(7)),)
    assert row.problem.isHidden()


def test_quiet_hours_set_elsewhere_are_seen_at_once(
    section: NudgesSection, preferences: Preferences
) -> None:
    preferences.put({"quiet_hours": "01:00-02:00,12:00-13:00,20:00-21:00"})
    spans = [fields.span() for fields in section.quiet_hours.ranges]
    assert spans == list(preferences.values.quiet_hours)


# Plans


def test_nothing_is_forced_and_three_soft_ones_are_offered(
    plans: PlansCard, store: Store, journal: Journal
) -> None:
    assert plans.rows == []
    assert "Open the blinds: between 08:30 and 10:30" in plans._offer.full_text()
    plans.begin.click()
    assert [plan.step for plan in store.nudges.plans()] == ["open-blinds", "drink-water", "stretch"]
    assert [row.toggle.accessibleName() for row in plans.rows] == [
        "Open the blinds",
        "Drink some water",
        "Stretch a little",
    ]
    assert plans.begin.isHidden()
    assert journal.undo()
    assert store.nudges.plans() == []
    assert plans.rows == []


def test_undo_says_that_it_is_the_nudge_that_goes(plans: PlansCard, journal: Journal) -> None:
    plans.edit("stretch")
    plans.editor.save.click()
    assert Actions(journal).undo.text() == "Undo: the nudge for Stretch a little"


def test_a_plan_rests_and_comes_back(plans: PlansCard, store: Store, journal: Journal) -> None:
    plans.begin.click()
    plans.rows[1].toggle.click()
    assert [plan.enabled for plan in store.nudges.plans()] == [True, False, True]
    assert plans.rows[1]._words.full_text().endswith("switched off")
    assert journal.undo()
    assert all(plan.enabled for plan in store.nudges.plans())
    assert plans.rows[1].toggle.isChecked()


def test_a_plan_of_several_times(plans: PlansCard, store: Store, journal: Journal) -> None:
    plans.add.click()
    editor = plans.editor
    editor.step.setCurrentIndex(editor.step.findData("stretch"))
    editor.step.activated.emit(editor.step.currentIndex())
    for day in (5, 6):
        editor.days[day].click()
    kinds = {"around": Around, "after-sunrise": AfterSunrise, "before-sunset": BeforeSunset}
    for kind in kinds:
        editor.more.click()
        fields = editor.windows[-1]
        fields.kind.setCurrentIndex(fields.kind.findData(kind))
    editor.windows[1].start.setTime(QTime(9, 0))
    assert editor.per_day.value() == 4
    editor.per_day.setValue(2)
    editor.save.click()
    plan = store.nudges.plan_of("stretch")
    assert plan is not None
    assert plan.windows == (
        Between(time(15, 30), time(17, 30)),
        Around(time(9)),
        AfterSunrise(),
        BeforeSunset(),
    )
    assert (plan.days, plan.per_day) == (frozenset(range(5)), 2)
    assert editor.isHidden()
    assert journal.next_undo() is not None
    assert journal.undo()
    assert store.nudges.plan_of("stretch") is None


def test_a_plan_is_changed_and_changed_back(
    plans: PlansCard, store: Store, journal: Journal
) -> None:
    plans.begin.click()
    plans.rows[0].change.click()
    editor = plans.editor
    assert "Open the blinds" in editor._heading.full_text()
    editor.windows[0].end.setTime(QTime(11, 0))
    editor.save.click()
    plan = store.nudges.plan_of("open-blinds")
    assert plan is not None
    assert plan.windows == (Between(time(8, 30), time(11)),)
    assert plans.rows[0]._words.full_text().startswith("Between 08:30 and 11:00")
    assert journal.undo()
    plan = store.nudges.plan_of("open-blinds")
    assert plan is not None
    assert plan.windows == (Between(time(8, 30), time(10, 30)),)


def test_a_plan_is_removed_and_brought_back(
    plans: PlansCard, store: Store, journal: Journal
) -> None:
    plans.begin.click()
    plans.edit("open-blinds")
    plans.editor.remove.click()
    assert store.nudges.plan_of("open-blinds") is None
    assert len(plans.rows) == 2
    assert journal.undo()
    assert store.nudges.plan_of("open-blinds") is not None
    assert len(plans.rows) == 3


def test_what_cannot_be_planned_says_why(plans: PlansCard, store: Store) -> None:
    plans.edit("stretch")
    editor = plans.editor
    for chip in editor.days:
        chip.click()
    editor.save.click()
    assert editor._problem.full_text() == "A nudge needs at least one weekday."
    editor.days[0].click()
    editor.windows[0].remove.click()
    editor.save.click()
    assert editor._problem.full_text() == "A nudge needs at least one time."
    editor.more.click()
    editor.windows[0].start.setTime(editor.windows[0].end.time())
    editor.save.click()
    assert "end" in editor._problem.full_text()
    assert store.nudges.plans() == []
    assert not editor.isHidden()


def test_escape_leaves_without_a_change(qtbot: QtBot, plans: PlansCard, store: Store) -> None:
    plans.edit("stretch")
    qtbot.keyClick(plans.editor.days[0], Qt.Key.Key_Space)
    qtbot.keyClick(plans.editor.days[0], Qt.Key.Key_Escape)
    assert plans.editor.isHidden()
    assert store.nudges.plans() == []


def test_a_plan_is_made_by_keyboard_alone(qtbot: QtBot, plans: PlansCard, store: Store) -> None:
    plans.add.setFocus()
    qtbot.keyClick(plans.add, Qt.Key.Key_Return)
    editor: PlanEditor = plans.editor
    assert QApplication.focusWidget() is editor.step
    qtbot.keyClick(editor.step, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert tabs(qtbot, editor.days[0], editor.save) == [
        *editor.days[1:],
        *(editor.windows[0].controls),
        editor.more,
        editor.per_day,
        editor.save,
    ]
    qtbot.keyClick(editor.save, Qt.Key.Key_Return)
    (plan,) = store.nudges.plans()
    assert plan.days == frozenset(range(1, 7))
    assert QApplication.focusWidget() is plans.add


def tabs(qtbot: QtBot, start: QWidget, end: QWidget) -> list[QWidget]:
    """What has the focus after each Tab, up to `end`. A time has sections that Tab goes through."""
    QApplication.processEvents()  # what was added just now is shown a moment later
    start.setFocus()
    found: list[QWidget] = []
    for _tab in range(60):
        focused = QApplication.focusWidget()
        if focused is end:
            break
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is not None and focused not in [start, *found]:
            found.append(focused)
    return found


def test_tab_goes_through_what_was_added_where_it_is(
    qtbot: QtBot, plans: PlansCard, section: NudgesSection
) -> None:
    plans.begin.click()
    first, second = plans.rows[0], plans.rows[1]
    found = tabs(qtbot, first.toggle, plans.add)
    assert found[:3] == [first.change, second.toggle, second.change]
    assert found[-1] is plans.add
    hours = section.quiet_hours
    hours.add.click()
    one, two = hours.ranges
    found = tabs(qtbot, one.start, hours.add)
    assert found == [one.end, one.remove, two.start, two.end, two.remove, hours.add]


class OneWindow:
    """A window whose only page is the settings."""

    def __init__(self, page: SettingsPage) -> None:
        self.page = page

    def go_to(self, key: str) -> SettingsPage:
        assert key == "settings"
        return self.page


def test_a_step_leads_to_its_nudge(
    qtbot: QtBot, page: SettingsPage, given: Given, journal: Journal, store: Store
) -> None:
    Guide(given.wishes, OneWindow(page), page)
    steps = StepsPage(given)
    qtbot.addWidget(steps)
    step = journal.step("stretch")
    assert step is not None
    steps.step_editor.edit(step)
    steps.step_editor._nudge.click()
    section = page.section
    assert isinstance(section, NudgesSection)
    assert "Stretch" in section.plans.editor._heading.full_text()
    section.plans.editor.save.click()
    assert store.nudges.plan_of("stretch") is not None


def test_every_control_of_the_editor_has_a_name(plans: PlansCard) -> None:
    plans.edit("stretch")
    editor = plans.editor
    fields = editor.windows[0]
    named = [*editor.days, editor.more, editor.per_day, editor.save, editor.leave, fields.kind]
    for widget in [*named, fields.start, fields.end, fields.remove]:
        assert widget.accessibleName()


def test_a_plan_from_the_terminal_is_seen_at_once(
    plans: PlansCard, store: Store, journal: Journal
) -> None:
    journal.announce(store.nudges.put([make_plan("", "stretch", [Around(time(16))])]))
    assert [row.toggle.accessibleName() for row in plans.rows] == ["Stretch a little"]


# The desktop


def test_a_test_nudge_says_which_way_worked(section: NudgesSection, given: Given) -> None:
    tester = given.surroundings.notices
    assert isinstance(tester, FakeTester)
    section.test.button.click()
    assert section.test.result.full_text() == "It is on its way."
    tester.asked[0](Sentence("It came as a notification with buttons."))
    assert section.test.result.full_text() == "It came as a notification with buttons."


def test_what_the_desktop_tells_is_asked_once(
    page: SettingsPage, section: NudgesSection, given: Given
) -> None:
    teller = given.surroundings.presence
    assert isinstance(teller, FakeTeller)
    page.go_to("general")
    page.go_to("nudges")
    assert teller.looks == 1
    assert section.presence.said() == [
        ("Do Not Disturb", "Nudges wait then. GNOME tells."),
        ("Full screen", "This desktop does not tell."),
    ]


# What's next


def rows(section: NextSection) -> list[tuple[str, str]]:
    return [(row.title.full_text(), row.why.full_text()) for row in section.rows]


def test_the_day_is_listed_with_reasons(
    upcoming: NextSection, store: Store, given: Given, journal: Journal
) -> None:
    assert rows(upcoming) == []
    assert upcoming._empty.isVisible()
    given.nudger.book.put(
        [
            make_plan("", "open-blinds", [Around(time(10))]),
            make_plan("", "stretch", [Around(time(16))]),
        ]
    )
    assert rows(upcoming) == [
        ("Open the blinds, 10:00", "You planned it for around 10:00."),
        ("Stretch a little, 16:00", "You planned it for around 16:00."),
    ]
    journal.log_step("open-blinds", None)
    assert rows(upcoming)[-1] == ("Open the blinds", "You did it at 09:14.")


def test_what_rests_can_be_woken_there(
    upcoming: NextSection, store: Store, clock: FixedClock, given: Given
) -> None:
    store.nudges.put([make_plan("", "stretch", [Around(time(16))])])
    store.nudges.keep_backoff({"stretch": BackoffState(BackoffLevel.ASLEEP, 0, clock.now())})
    upcoming.fill()
    (row,) = upcoming.rows
    assert row.wake.accessibleName() == "Wake it: Stretch a little"
    row.wake.click()
    assert rows(upcoming) == [("Stretch a little, 16:00", "You planned it for around 16:00.")]
    assert row.wake.isHidden()


def test_the_pause_is_shown_and_ended(upcoming: NextSection, given: Given) -> None:
    given.nudger.book.put([make_plan("", "stretch", [Around(time(16))])])
    assert upcoming.resume.isHidden()
    upcoming.tomorrow.click()
    assert upcoming.paused.full_text() == "Nudges are paused until tomorrow, 04:00."
    assert "paused until tomorrow" in rows(upcoming)[0][1]
    upcoming.resume.click()
    assert upcoming.paused.full_text() == "Nudges may come."
    assert "16:00" in rows(upcoming)[0][0]


def test_the_pause_until_any_date(upcoming: NextSection, given: Given) -> None:
    upcoming.date.setDate(QDate(2027, 1, 7))
    upcoming.until.click()
    until = given.nudger.book.paused_until
    assert until is not None
    assert until.isoformat() == "2027-01-07T04:00:00+01:00"
    assert "2027-01-07" in upcoming.paused.full_text()


def test_a_rest_day_is_a_switch(upcoming: NextSection, journal: Journal) -> None:
    upcoming.rest.click()
    assert journal.check_in_of(TODAY).rest
    assert journal.undo()
    assert not upcoming.rest.isChecked()
