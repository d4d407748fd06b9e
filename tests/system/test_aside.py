"""Work that hangs, fails or comes late holds nobody up and is told apart."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from microwins_desktop.system.aside import Aside, Outcome


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    opened = threading.Event()
    yield opened
    opened.set()


def test_a_result_comes_back_in_the_event_loop(qtbot: QtBot) -> None:
    aside, got = Aside(3), []
    threads: list[threading.Thread] = []

    def work() -> int:
        threads.append(threading.current_thread())
        return 42

    aside.run(work, got.append)
    assert got == []
    qtbot.waitUntil(lambda: got == [Outcome(42)])
    assert threads != [threading.main_thread()]


def test_an_exception_is_an_outcome(qtbot: QtBot) -> None:
    aside, got = Aside(3), []
    aside.run({}.popitem, got.append)
    qtbot.waitUntil(lambda: len(got) == 1)
    assert not got[0].worked
    assert not got[0].late
    assert "KeyError" in got[0].error


def test_one_after_the_other(qtbot: QtBot) -> None:
    aside, got = Aside(3), []

    def again(outcome: Outcome) -> None:
        got.append(outcome.value)
        if len(got) < 20:
            aside.run(lambda: len(got), again)

    aside.run(lambda: 0, again)
    qtbot.waitUntil(lambda: got == list(range(20)))


def test_hung_work_is_given_up_and_what_it_returns_is_dropped(
    qtbot: QtBot, gate: threading.Event
) -> None:
    aside, got = Aside(0.05), []
    aside.run(gate.wait, got.append)
    qtbot.waitUntil(lambda: len(got) == 1)
    assert got[0].late
    aside.run(lambda: "second", got.append)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got[1].late, "no second thread while the first one hangs"
    gate.set()
    qtbot.waitUntil(lambda: aside._running == 0)
    aside.run(lambda: "third", got.append)
    qtbot.waitUntil(lambda: len(got) == 3)
    assert got[2] == Outcome("third")
