"""Waking from suspend is noticed once, by whoever tells first."""

from __future__ import annotations

import sys
from datetime import timedelta

import pytest
from jeepney import DBusAddress
from pytestqt.qtbot import QtBot
from support.clock import FixedClock
from support.fake_bus import FakeBus, error

from microwins_desktop.system.wake import GAP, LOOK_EVERY, Wake

LOGIND = DBusAddress(
    "/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager"
)
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about logind")


class Computer:
    """A wall clock, and one that stands still in suspend."""

    def __init__(self) -> None:
        self.clock = FixedClock()
        self.steady = 100.0
        self.wakes = 0
        self.wake = Wake(self.clock, steady=lambda: self.steady)
        self.wake.woke.connect(self.count)

    def count(self) -> None:
        self.wakes += 1

    def run(self, **time: float) -> None:
        self.clock.advance(**time)
        self.steady += timedelta(**time).total_seconds()

    def sleep(self, **time: float) -> None:
        self.clock.advance(**time)


@pytest.fixture
def computer(qtbot: QtBot) -> Computer:
    return Computer()


def test_time_that_passes_is_no_waking(computer: Computer) -> None:
    for _hour in range(30):
        computer.run(hours=1)
        assert not computer.wake.look()
    assert (computer.wakes, computer.wake.woke_at) == (0, None)


def test_time_that_passed_in_suspend_is_noticed_once(computer: Computer) -> None:
    computer.run(minutes=3)
    computer.sleep(hours=8)
    computer.run(seconds=1)
    assert computer.wake.look()
    assert computer.wake.woke_at == computer.clock.now()
    assert not computer.wake.look()
    assert computer.wakes == 1


def test_a_clock_set_right_a_little_or_back_is_no_waking(computer: Computer) -> None:
    for seconds in (GAP.total_seconds() - 1, -3600, -5):
        computer.sleep(seconds=seconds)
        assert not computer.wake.look()


def test_travelling_is_no_waking(computer: Computer) -> None:
    computer.run(minutes=10)
    computer.clock.travel("Asia/Tokyo")
    assert not computer.wake.look()


def test_without_anybody_telling_the_time_is_looked_at_now_and_then(
    computer: Computer, qtbot: QtBot
) -> None:
    computer.wake.start(timedelta())
    timer = computer.wake._timer
    qtbot.waitUntil(timer.isActive)
    assert timer.interval() == 300_000
    computer.sleep(hours=2)
    timer.timeout.emit()
    assert computer.wakes == 1


def test_a_late_look_is_a_waking_where_every_clock_goes_on(
    computer: Computer, qtbot: QtBot
) -> None:
    computer.wake.start(timedelta())
    qtbot.waitUntil(computer.wake._timer.isActive)
    computer.run(seconds=LOOK_EVERY.total_seconds() + 20)
    assert not computer.wake.look()
    computer.run(hours=2)
    assert computer.wake.look()


@linux
def test_logind_tells(computer: Computer, qtbot: QtBot, system_bus: FakeBus) -> None:
    system_bus.answers["NameHasOwner"] = ("b", (True,))
    computer.wake.start(timedelta())
    qtbot.waitUntil(lambda: len(system_bus.calls("NameHasOwner")) == 1)
    assert any("PrepareForSleep" in rule for rule in system_bus.rules)
    system_bus.signal(LOGIND, "PrepareForSleep", "b", True)
    with qtbot.waitSignal(computer.wake.woke):
        system_bus.signal(LOGIND, "PrepareForSleep", "b", False)
    assert computer.wakes == 1
    assert computer.wake.woke_at == computer.clock.now()
    assert not computer.wake._timer.isActive(), "nothing is looked at where somebody tells"


@linux
def test_what_logind_told_is_not_noticed_again(
    computer: Computer, qtbot: QtBot, system_bus: FakeBus
) -> None:
    system_bus.answers["NameHasOwner"] = ("b", (True,))
    computer.wake.start(timedelta())
    qtbot.waitUntil(lambda: len(system_bus.calls("NameHasOwner")) == 1)
    computer.sleep(hours=8)
    with qtbot.waitSignal(computer.wake.woke):
        system_bus.signal(LOGIND, "PrepareForSleep", "b", False)
    assert not computer.wake.look()


@linux
@pytest.mark.parametrize("body", [("s", "false"), ("u", 0), ("", ())])
def test_nonsense_from_the_bus_wakes_nobody(
    computer: Computer, qtbot: QtBot, system_bus: FakeBus, body: tuple[object, ...]
) -> None:
    system_bus.answers["NameHasOwner"] = error("org.example.No")
    computer.wake.start(timedelta())
    qtbot.waitUntil(computer.wake._timer.isActive)
    signature, *values = body
    system_bus.signal(LOGIND, "PrepareForSleep", str(signature), *(values if signature else ()))
    qtbot.wait(30)
    assert computer.wakes == 0
