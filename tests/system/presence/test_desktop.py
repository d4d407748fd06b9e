"""The running app is answered once for each question, whatever the desktop does."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from pytestqt.qtbot import QtBot
from support.clock import FixedClock

from microwins_desktop.core.nudging.ports import PresenceSource
from microwins_desktop.core.nudging.presence import Presence
from microwins_desktop.system.presence.desktop import DesktopPresence
from microwins_desktop.system.presence.facts import Fact, Facts
from microwins_desktop.system.wake import Wake

FACTS = Facts(do_not_disturb=Fact(True, "dunst"))


def test_the_answer_comes_later_and_once(qtbot: QtBot) -> None:
    source: PresenceSource = DesktopPresence(look_once=lambda: FACTS)
    got: list[Presence] = []
    source.ask(got.append)
    assert got == []
    qtbot.waitUntil(lambda: got == [Presence(do_not_disturb=True)])


def test_two_who_ask_at_once_share_a_look(qtbot: QtBot) -> None:
    gate, looks = threading.Event(), []

    def look() -> Facts:
        looks.append(1)
        gate.wait(5)
        return FACTS

    source = DesktopPresence(look_once=look)
    got: list[Presence] = []
    facts: list[Facts] = []
    source.ask(got.append)
    source.find_out(facts.append)
    gate.set()
    qtbot.waitUntil(lambda: bool(got and facts))
    assert (got, facts, looks) == ([FACTS.presence()], [FACTS], [1])
    source.ask(got.append)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert looks == [1, 1]


def test_a_desktop_that_hangs_is_unknown_in_time(qtbot: QtBot) -> None:
    gate, got = threading.Event(), []

    def hang() -> Facts:
        gate.wait(5)
        return FACTS

    source = DesktopPresence(look_once=hang, limit=0.05)
    source.ask(got.append)
    qtbot.waitUntil(lambda: got == [Presence()])
    gate.set()


def test_a_look_that_breaks_is_unknown(qtbot: QtBot) -> None:
    def broken() -> Facts:
        raise RuntimeError("nobody foresaw this")

    got: list[Presence] = []
    source = DesktopPresence(look_once=broken)
    source.ask(got.append)
    qtbot.waitUntil(lambda: got == [Presence()])


def test_it_tells_when_the_computer_woke(qtbot: QtBot, clock: FixedClock) -> None:
    steady = [0.0]
    wake = Wake(clock, steady=lambda: steady[0])
    clock.advance(hours=8)
    wake.look()
    got: list[Presence] = []
    source = DesktopPresence(wake, look_once=lambda: FACTS)
    source.ask(got.append)
    qtbot.waitUntil(lambda: got == [Presence(do_not_disturb=True, woke_at=clock.now())])


@pytest.mark.skipif(sys.platform == "win32", reason="about D-Bus and X11")
def test_the_terminal_can_look_without_qt() -> None:
    source = (
        "import sys;"
        "from microwins_desktop.system.presence.look import look;"
        "lines = list(look().report());"
        "print(len(lines), any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout.split() == ["4", "False"]
