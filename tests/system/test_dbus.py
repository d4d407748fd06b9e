"""The two ways of speaking D-Bus keep their word towards a bus that does not."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.fake_bus import GARBAGE, SILENCE, FakeBus, error

from microwins_desktop.system.dbus.address import bus_address
from microwins_desktop.system.dbus.link import BusLink
from microwins_desktop.system.dbus.messages import LOST, NO_BUS, TIMEOUT, Call, Reply
from microwins_desktop.system.dbus.questions import ask

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about D-Bus")

PING = Call("org.example.Echo", "/", "org.example.Echo", "Ping", "s", ("hello",))


@pytest.fixture
def link(qtbot: QtBot) -> Iterator[BusLink]:
    made = BusLink("session")
    yield made
    made.close()


@pytest.fixture
def mute(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A bus that listens and then says nothing at all."""
    path = str(tmp_path_factory.mktemp("b") / "bus")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen(1)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={path}")
        yield path


def replies_of(qtbot: QtBot, link: BusLink, call: Call, limit: float = 3) -> Reply:
    got: list[Reply] = []
    link.call(call, got.append, limit)
    assert got == [], "never from within the call"
    qtbot.waitUntil(lambda: len(got) == 1)
    return got[0]


def test_a_question_and_its_answer(qtbot: QtBot, link: BusLink, session_bus: FakeBus) -> None:
    session_bus.answers["Ping"] = ("v", (("s", "there"),))
    assert replies_of(qtbot, link, PING).value == "there"
    assert session_bus.calls("Ping")[0].body == ("hello",)
    assert ask("session", {"a": PING, "b": PING}, 2)["b"].value == "there"


@pytest.mark.parametrize(
    ("answer", "said"),
    [(error("org.example.No"), "org.example.No"), (SILENCE, TIMEOUT), (GARBAGE, LOST)],
)
def test_what_can_go_wrong_has_a_name(
    qtbot: QtBot, link: BusLink, session_bus: FakeBus, answer: tuple[str, tuple[str]], said: str
) -> None:
    session_bus.answers["Ping"] = answer
    assert replies_of(qtbot, link, PING, limit=0.2).error == said
    assert ask("session", {0: PING}, 0.2)[0].error == (TIMEOUT if said == LOST else said)


def test_a_call_that_cannot_be_written_down(
    qtbot: QtBot, link: BusLink, session_bus: FakeBus
) -> None:
    wrong = Call("org.example.Echo", "/", "org.example.Echo", "Ping", "u", ("hello",))
    assert replies_of(qtbot, link, wrong).error.startswith("malformed")
    assert replies_of(qtbot, link, PING).error != NO_BUS


def test_a_bus_that_says_nothing_at_all(qtbot: QtBot, link: BusLink, mute: str) -> None:
    started = time.monotonic()
    assert replies_of(qtbot, link, PING, limit=0.1).error == TIMEOUT
    assert ask("session", {0: PING}, 0.1)[0].error == NO_BUS
    assert time.monotonic() - started < 1


def test_no_bus(qtbot: QtBot, link: BusLink) -> None:
    assert replies_of(qtbot, link, PING).error == NO_BUS
    assert ask("session", {0: PING}, 1)[0].error == NO_BUS


@pytest.mark.parametrize("address", ["tcp:host=far.example", "nonsense", "unix:", ""])
def test_an_address_nobody_can_reach(
    qtbot: QtBot, link: BusLink, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert replies_of(qtbot, link, PING).error == NO_BUS
    assert ask("session", {0: PING}, 1)[0].error == NO_BUS


def test_a_program_started_outside_the_session_finds_the_bus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with pytest.raises(KeyError):
        bus_address("session")
    (tmp_path / "bus").touch()
    assert bus_address("session") == os.path.join(tmp_path, "bus")


def test_it_rests_when_nobody_waits(qtbot: QtBot, link: BusLink, session_bus: FakeBus) -> None:
    session_bus.answers["Ping"] = ("s", ("there",))
    replies_of(qtbot, link, PING)
    assert not link._timer.isActive()
