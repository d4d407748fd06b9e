"""Buttons bring their answer back, whatever kind of service shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jeepney import DBusAddress
from plyer.facades import Notification
from pytestqt.qtbot import QtBot
from support.fake_bus import GARBAGE, OWNER, SILENCE, Answer, FakeBus, error

from microwins_desktop.core.nudging.ports import Notice
from microwins_desktop.system.dbus.link import BusLink
from microwins_desktop.system.notify import buttons
from microwins_desktop.system.notify.buttons import ButtonNotification
from microwins_desktop.system.notify.told import How

from .listening import Notes

WHERE = DBusAddress(buttons.PATH, buttons.NAME, buttons.NAME)
BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
ACTIONS = (("did", "Did it"), ("later", "Later"))
NOTICE = Notice("n1", "Open the blinds?", "Light helps <b>most</b> & costs little", ACTIONS)
ALL = ["body", "actions", "body-markup", "persistence"]


def can(*abilities: str) -> Answer:
    return "as", (list(abilities),)


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def service(session_bus: FakeBus) -> FakeBus:
    """A service that can do everything and counts its notices from 11."""
    numbers = iter(range(11, 99))
    session_bus.answers["GetCapabilities"] = can(*ALL)
    session_bus.answers["Notify"] = lambda call: ("u", (call.body[1] or next(numbers),))
    session_bus.answers["CloseNotification"] = ("", ())
    return session_bus


@pytest.fixture
def way(qtbot: QtBot, notes: Notes, service: FakeBus) -> Iterator[ButtonNotification]:
    link = BusLink("session")
    yield ButtonNotification(link, notes)
    link.close()


def wait_for(qtbot: QtBot, notes: Notes, *said: tuple[Any, ...]) -> None:
    qtbot.waitUntil(lambda: notes.said == list(said))


def shown(qtbot: QtBot, way: ButtonNotification, notes: Notes, notice: Notice = NOTICE) -> None:
    way.show(notice)
    wait_for(qtbot, notes, ("delivered", notice.ident, How.BUTTONS))
    notes.said.clear()


def closed_numbers(service: FakeBus) -> list[int]:
    return [call.body[0] for call in service.calls("CloseNotification")]


def test_it_is_one_of_plyers_notifications(way: ButtonNotification) -> None:
    assert isinstance(way, Notification)


def test_plyers_own_call_shows_a_notice_without_buttons(
    qtbot: QtBot, way: ButtonNotification, notes: Notes, service: FakeBus
) -> None:
    way.notify(title="Hello", message="there")
    qtbot.waitUntil(lambda: len(service.calls("Notify")) == 1)
    body = service.calls("Notify")[0].body
    assert (body[3], body[4], body[5]) == ("Hello", "there", ["default", "Open"])


def test_what_the_service_is_told(
    qtbot: QtBot, way: ButtonNotification, notes: Notes, service: FakeBus
) -> None:
    shown(qtbot, way, notes)
    app, replaces, _icon, title, body, actions, hints, expires = service.calls("Notify")[0].body
    assert (app, replaces, title) == ("MicroWins", 0, "Open the blinds?")
    assert body == "Light helps &lt;b&gt;most&lt;/b&gt; &amp; costs little"
    assert actions == ["default", "Open", "did", "Did it", "later", "Later"]
    assert hints["suppress-sound"] == ("b", True)
    assert expires == 30_000


@pytest.mark.parametrize(
    ("abilities", "buttons_there", "body"),
    [
        (["body"], False, NOTICE.body),
        (["body", "actions"], True, NOTICE.body),
        (["body", "body-markup"], False, "Light helps &lt;b&gt;most&lt;/b&gt; &amp; costs little"),
        ([], False, NOTICE.body),
    ],
)
def test_only_what_the_service_can_do_is_asked_of_it(
    qtbot: QtBot,
    way: ButtonNotification,
    notes: Notes,
    service: FakeBus,
    abilities: list[str],
    buttons_there: bool,
    body: str,
) -> None:
    service.answers["GetCapabilities"] = can(*abilities)
    way.show(NOTICE)
    how = How.BUTTONS if buttons_there else How.BUBBLE
    wait_for(qtbot, notes, ("delivered", "n1", how))
    sent = service.calls("Notify")[0].body
    assert (bool(sent[5]), sent[4]) == (buttons_there, body)


def test_a_button_is_an_answer_and_takes_the_notice_away(
    qtbot: QtBot, way: ButtonNotification, notes: Notes, service: FakeBus
) -> None:
    shown(qtbot, way, notes)
    service.signal(WHERE, "ActionInvoked", "us", 11, "later")
    service.signal(WHERE, "NotificationClosed", "uu", 11, 2)
    wait_for(qtbot, notes, ("acted", "n1", "later"))
    qtbot.waitUntil(lambda: closed_numbers(service) == [11])
    assert notes.said == [("acted", "n1", "later")]


@pytest.mark.parametrize(
    ("member", "values", "heard"),
    [
        ("ActionInvoked", ("us", 11, "default"), ("opened", "n1")),
        ("NotificationClosed", ("uu", 11, 2), ("closed", "n1", True)),
        ("NotificationClosed", ("uu", 11, 1), ("closed", "n1", False)),
        ("NotificationClosed", ("u", 11), ("closed", "n1", False)),
    ],
)
def test_what_else_can_become_of_it(
    qtbot: QtBot,
    way: ButtonNotification,
    notes: Notes,
    service: FakeBus,
    member: str,
    values: tuple[Any, ...],
    heard: tuple[Any, ...],
) -> None:
    shown(qtbot, way, notes)
    service.signal(WHERE, member, *values)
    wait_for(qtbot, notes, heard)


@pytest.mark.parametrize(
    ("sender", "member", "values"),
    [
        (OWNER, "ActionInvoked", ("us", 12, "did")),
        (OWNER, "ActionInvoked", ("us", 11, "quit")),
        (OWNER, "ActionInvoked", ("u", 11)),
        (OWNER, "ActionInvoked", ("ss", "11", "did")),
        (OWNER, "ActionInvoked", ("ub", 11, True)),
        (OWNER, "NotificationClosed", ("s", "11")),
        (":1.66", "ActionInvoked", ("us", 11, "did")),
    ],
)
def test_signals_that_are_not_ours_are_let_pass(
    qtbot: QtBot,
    way: ButtonNotification,
    notes: Notes,
    service: FakeBus,
    sender: str,
    member: str,
    values: tuple[Any, ...],
) -> None:
    shown(qtbot, way, notes)
    service.signal_from(sender, WHERE, member, *values)
    service.signal(WHERE, "NotificationClosed", "uu", 11, 2)
    wait_for(qtbot, notes, ("closed", "n1", True))


def test_a_withdrawn_notice_is_closed_and_silent(
    qtbot: QtBot, way: ButtonNotification, notes: Notes, service: FakeBus
) -> None:
    shown(qtbot, way, notes)
    way.withdraw("n1")
    way.withdraw("never shown")
    qtbot.waitUntil(lambda: closed_numbers(service) == [11])
    service.signal(WHERE, "NotificationClosed", "uu", 11, 3)
    qtbot.wait(30)
    assert notes.said == []


def test_a_notice_withdrawn_on_its_way_is_closed_when_it_arrives(
    qtbot: QtBot, way: ButtonNotification, notes: Notes, service: FakeBus
) -> None:
    service.answers["Notify"] = SILENCE
    way.show(NOTICE)
    qtbot.waitUntil(lambda: len(service.calls("Notify")) == 1)
    way.withdraw("n1")
    service.answer_held(31, signature="u")
    qtbot.waitUntil(lambda: closed_numbers(service) == [31])
    assert notes.said == []


def test_a_notice_of_the_same_ident_takes_the_place(
    qtbot: QtBot, way: ButtonNotification, notes: Notes, service: FakeBus
) -> None:
    shown(qtbot, way, notes)
    shown(qtbot, way, notes, Notice("n1", "Now?", actions=ACTIONS))
    assert [call.body[1] for call in service.calls("Notify")] == [0, 11]
    assert len(service.calls("GetCapabilities")) == 1
    service.signal(WHERE, "ActionInvoked", "us", 11, "did")
    wait_for(qtbot, notes, ("acted", "n1", "did"))


@pytest.mark.parametrize("member", ["GetCapabilities", "Notify"])
@pytest.mark.parametrize("answer", [error("org.example.No"), SILENCE, GARBAGE, ("s", ("eleven",))])
def test_a_service_that_fails_hangs_or_talks_nonsense(
    qtbot: QtBot,
    way: ButtonNotification,
    notes: Notes,
    service: FakeBus,
    monkeypatch: pytest.MonkeyPatch,
    member: str,
    answer: Answer,
) -> None:
    monkeypatch.setattr(buttons, "LIMIT", 0.2)
    service.answers[member] = answer
    way.show(NOTICE)
    qtbot.waitUntil(lambda: len(notes.said) == 1)
    if member == "GetCapabilities" and answer[0] == "s":
        assert notes.said == [("delivered", "n1", How.BUBBLE)]
    else:
        assert notes.said == [("hung" if answer == SILENCE else "failed", "n1")]
    # And it works again as soon as the service does.
    service.answers[member] = can(*ALL) if member == "GetCapabilities" else ("u", (77,))
    notes.said.clear()
    way.show(Notice("n2", "Again"))
    qtbot.waitUntil(lambda: bool(notes.said))
    assert notes.said[0][:2] == ("delivered", "n2")


def test_what_a_hung_service_shows_in_the_end_is_closed(
    qtbot: QtBot,
    way: ButtonNotification,
    notes: Notes,
    service: FakeBus,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(buttons, "LIMIT", 0.1)
    service.answers["Notify"] = SILENCE
    way.show(NOTICE)
    wait_for(qtbot, notes, ("hung", "n1"))
    service.answer_held(41, signature="u")
    qtbot.waitUntil(lambda: closed_numbers(service) == [41])


def test_a_restarted_service_is_asked_anew_what_it_can(
    qtbot: QtBot, way: ButtonNotification, notes: Notes, service: FakeBus
) -> None:
    shown(qtbot, way, notes)
    service.answers["GetCapabilities"] = can("body")
    service.signal(BUS, "NameOwnerChanged", "sss", buttons.NAME, OWNER, ":1.8")
    wait_for(qtbot, notes, ("closed", "n1", False))
    notes.said.clear()
    way.show(Notice("n2", "Again", actions=ACTIONS))
    wait_for(qtbot, notes, ("delivered", "n2", How.BUBBLE))


def test_a_bus_that_hangs_up_fails_what_is_waiting_and_is_called_again(
    qtbot: QtBot, way: ButtonNotification, notes: Notes, service: FakeBus
) -> None:
    service.answers["Notify"] = SILENCE
    way.show(NOTICE)
    qtbot.waitUntil(lambda: len(service.calls("Notify")) == 1)
    service.drop()
    wait_for(qtbot, notes, ("failed", "n1"))
    notes.said.clear()
    service.answers["Notify"] = ("u", (51,))
    shown(qtbot, way, notes)
    service.signal(WHERE, "ActionInvoked", "us", 51, "did")
    wait_for(qtbot, notes, ("acted", "n1", "did"))


def test_no_bus_at_all(qtbot: QtBot, notes: Notes) -> None:
    link = BusLink("session")
    ButtonNotification(link, notes).show(NOTICE)
    assert notes.said == [], "nothing is told from within the call"
    wait_for(qtbot, notes, ("failed", "n1"))


def test_ten_thousand_characters_and_odd_ones(
    qtbot: QtBot, way: ButtonNotification, notes: Notes, service: FakeBus
) -> None:
    odd = "\ud800\0<i>" + "x" * 10_000
    shown(qtbot, way, notes, Notice("n1", odd, odd, (("did", odd),)))
    body = service.calls("Notify")[0].body
    assert len(body[3]) == 120
    assert body[4].startswith("? &lt;i&gt;xxx")
