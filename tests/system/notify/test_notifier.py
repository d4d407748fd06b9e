"""The facade takes the next way where one fails, and each answer reaches the listener once."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot
from support.fake_bus import SILENCE, FakeBus

from microwins_desktop.core.nudging.ports import Notice, Notifier
from microwins_desktop.paths import resources
from microwins_desktop.system.notify import buttons, through_plyer
from microwins_desktop.system.notify.notifier import TEST, DesktopNotifier, TestResult
from microwins_desktop.system.notify.told import How, Told

from .listening import Notes

ICONS = resources() / "icons"
NOTICE = Notice("n1", "Water?", "", (("did", "Did it"),))


class Way:
    """A way out in a test's hand."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.withdrawn: list[str] = []
        self.told: Told

    def __call__(self, told: Told) -> Way:
        self.told = told
        return self

    def show(self, notice: Notice) -> None:
        self.shown.append(notice.ident)

    def withdraw(self, ident: str) -> None:
        self.withdrawn.append(ident)


class Setting:
    """A notifier over two such ways, and what its listener heard."""

    def __init__(self, lasts: float = 60) -> None:
        self.first, self.second, self.notes = Way(), Way(), Notes()
        self.notifier = DesktopNotifier(ICONS, ways=[self.first, self.second], lasts=lasts)
        self.notifier.listen(self.notes)


@pytest.fixture
def desk(qtbot: QtBot) -> Setting:
    return Setting()


def test_it_is_the_notifier_the_nudger_knows(desk: Setting) -> None:
    notifier: Notifier = desk.notifier
    notifier.show(NOTICE)
    assert desk.first.shown == ["n1"]
    assert desk.notes.said == []


def test_the_first_way_is_enough(desk: Setting) -> None:
    desk.notifier.show(NOTICE)
    desk.first.told.delivered("n1", How.BUTTONS)
    desk.first.told.acted("n1", "did")
    desk.first.told.closed("n1", True)
    assert desk.notes.said == [("delivered", "n1"), ("acted", "n1", "did")]
    assert desk.second.shown == []


def test_the_next_way_is_taken_where_one_fails(desk: Setting) -> None:
    desk.notifier.show(NOTICE)
    desk.first.told.failed("n1", hung=False)
    assert desk.second.shown == ["n1"]
    desk.second.told.delivered("n1", How.PLAIN)
    assert desk.notes.said == [("delivered", "n1")]
    desk.notifier.withdraw("n1")
    assert (desk.first.withdrawn, desk.second.withdrawn) == ([], ["n1"])


def test_no_way_is_left(desk: Setting) -> None:
    desk.notifier.show(NOTICE)
    desk.first.told.failed("n1", hung=False)
    desk.second.told.failed("n1", hung=False)
    assert desk.notes.said == [("not delivered", "n1")]


def test_a_service_that_hangs_is_not_asked_a_second_way(desk: Setting) -> None:
    desk.notifier.show(NOTICE)
    desk.first.told.failed("n1", hung=True)
    assert desk.second.shown == []
    assert desk.notes.said == [("not delivered", "n1")]


def test_each_notice_starts_with_the_first_way(desk: Setting) -> None:
    desk.notifier.show(NOTICE)
    desk.first.told.failed("n1", hung=True)
    desk.notifier.show(Notice("n2", "Stretch?"))
    assert desk.first.shown == ["n1", "n2"]


def test_nothing_is_told_about_a_withdrawn_notice(desk: Setting) -> None:
    desk.notifier.show(NOTICE)
    desk.notifier.withdraw("n1")
    desk.notifier.withdraw("unknown")
    told = desk.first.told
    told.delivered("n1", How.BUTTONS)
    told.acted("n1", "did")
    told.opened("n1")
    told.closed("n1", True)
    told.failed("n1", hung=False)
    assert desk.notes.said == []
    assert desk.first.withdrawn == ["n1"]
    assert desk.second.shown == []


@pytest.mark.parametrize("by_person", [True, False])
def test_put_aside_or_expired(desk: Setting, by_person: bool) -> None:
    desk.notifier.show(NOTICE)
    desk.first.told.delivered("n1", How.BUTTONS)
    desk.first.told.closed("n1", by_person)
    assert desk.notes.said[-1] == ("closed", "n1", by_person)


def test_a_plain_notice_counts_as_gone_when_its_time_is_over(qtbot: QtBot) -> None:
    desk = Setting(lasts=0.02)
    desk.notifier.show(NOTICE)
    desk.first.told.delivered("n1", How.PLAIN)
    qtbot.waitUntil(lambda: desk.notes.said == [("delivered", "n1"), ("closed", "n1", False)])
    assert desk.first.withdrawn == ["n1"]


@pytest.mark.parametrize("how", [*How, None])
def test_the_test_notice_says_which_way_worked(desk: Setting, how: How | None) -> None:
    results: list[TestResult] = []
    desk.notifier.send_test(results.append)
    if how is None:
        desk.first.told.failed(TEST, hung=True)
    else:
        desk.first.told.delivered(TEST, how)
        desk.first.told.acted(TEST, "ok")
    assert results == [TestResult(how)]
    assert results[0].sentence().endswith(".")
    assert desk.notes.said == [], "the nudger hears nothing of a test"


# On this very platform

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about D-Bus")


@linux
def test_buttons_first_then_plyer(
    qtbot: QtBot, session_bus: FakeBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain: list[str] = []
    monkeypatch.setattr(through_plyer, "show", lambda notice, _icons: plain.append(notice.title))
    notifier, notes = DesktopNotifier(ICONS), Notes()
    notifier.listen(notes)
    notifier.show(NOTICE)  # nobody offers notifications on this bus
    qtbot.waitUntil(lambda: notes.said == [("delivered", "n1")])
    assert plain == ["Water?"]


@linux
def test_a_hung_service_holds_the_event_loop_for_no_moment(
    qtbot: QtBot, session_bus: FakeBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtCore import QElapsedTimer, QTimer

    monkeypatch.setattr(buttons, "LIMIT", 0.3)
    session_bus.answers["GetCapabilities"] = SILENCE
    notifier, notes = DesktopNotifier(ICONS), Notes()
    notifier.listen(notes)
    notifier.show(Notice("warm", "so that everything is loaded"))
    qtbot.waitUntil(lambda: bool(notes.said))
    gaps: list[int] = []
    clock, beat = QElapsedTimer(), QTimer()
    beat.timeout.connect(lambda: gaps.append(clock.restart()))
    clock.start()
    beat.start(5)
    notifier.show(NOTICE)
    qtbot.waitUntil(lambda: ("not delivered", "n1") in notes.said)
    beat.stop()
    assert max(gaps) < 50


def test_a_start_without_a_nudge_loads_none_of_it() -> None:
    # jeepney is there on Linux alone, so this is also what lets the others start.
    source = (
        "import sys; from pathlib import Path;"
        "from microwins_desktop.core.clock import SystemClock;"
        "from microwins_desktop.system.notify.notifier import DesktopNotifier;"
        "from microwins_desktop.system.presence.desktop import DesktopPresence;"
        "from microwins_desktop.system.wake import Wake;"
        "DesktopNotifier(Path('x')); DesktopPresence(Wake(SystemClock()));"
        "print([name for name in ('plyer', 'jeepney', 'subprocess') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout.strip() == "[]"
