"""Each desktop is asked in its own words; the rest of them stays quiet."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import pytest
from support.fake_bus import GARBAGE, SILENCE, FakeBus, Heard, error

from microwins_desktop.system.presence import on_bus
from microwins_desktop.system.presence.facts import UNKNOWN, Fact, Facts

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about D-Bus")

SERVER = "GetServerInformation"
MISSING = error("org.freedesktop.DBus.Error.UnknownProperty")


def server(name: str) -> tuple[str, tuple[Any, ...]]:
    return "ssss", (name, "vendor", "1", "1.2")


def prop(**values: bool) -> Any:
    """Answers to property reads: what is not among `values` does not exist."""

    def answer(heard: Heard) -> tuple[str, tuple[Any, ...]]:
        name = heard.body[1]
        return ("v", (("b", values[name]),)) if name in values else MISSING

    return answer


def look(limit: float = 2, **environ: str) -> Facts:
    return on_bus.look(limit, environ)


def test_no_bus_at_all() -> None:
    assert look() == Facts()


def test_a_bus_where_nobody_is_told_nothing(session_bus: FakeBus, system_bus: FakeBus) -> None:
    assert look() == Facts()


@pytest.mark.parametrize("paused", [True, False])
def test_dunst(session_bus: FakeBus, paused: bool) -> None:
    session_bus.answers.update({SERVER: server("dunst"), "Get": prop(paused=paused)})
    assert look().do_not_disturb == Fact(paused, "dunst")


@pytest.mark.parametrize("inhibited", [True, False])
def test_kde(session_bus: FakeBus, inhibited: bool) -> None:
    session_bus.answers.update({SERVER: server("Plasma"), "Get": prop(Inhibited=inhibited)})
    assert look().do_not_disturb == Fact(inhibited, "KDE Plasma")


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (("v", (("b", True),)), Fact(True, "Xfce")),
        (("v", (("b", False),)), Fact(False, "Xfce")),
        (error("org.xfce.Xfconf.Error.PropertyNotFound"), Fact(False, "Xfce")),
        (error("org.xfce.Xfconf.Error.ChannelNotFound"), UNKNOWN),
        (("v", (("s", "true"),)), UNKNOWN),
    ],
)
def test_xfce(session_bus: FakeBus, answer: Any, verdict: Fact) -> None:
    session_bus.answers.update({SERVER: server("Xfce Notify Daemon"), "GetProperty": answer})
    assert look().do_not_disturb == verdict


def test_xfces_switch_means_nothing_where_another_service_shows(session_bus: FakeBus) -> None:
    session_bus.answers.update({SERVER: server("dunst"), "GetProperty": ("v", (("b", True),))})
    assert look().do_not_disturb == UNKNOWN


@pytest.mark.parametrize(
    ("name", "printed", "verdict"),
    [
        ("gnome-shell", "true", Fact(False, "gnome-shell")),
        ("gnome-shell", "false", Fact(True, "gnome-shell")),
        ("gnome-shell", "No such schema", UNKNOWN),
        ("cinnamon", "false", Fact(True, "cinnamon")),
        ("notify-osd", "false", UNKNOWN),
    ],
)
def test_gnome_keeps_it_in_its_settings(
    session_bus: FakeBus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    printed: str,
    verdict: Fact,
) -> None:
    program = tmp_path / "gsettings"
    program.write_text(f"#!/bin/sh\necho '{printed}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    session_bus.answers[SERVER] = server(name)
    assert look().do_not_disturb == verdict


def test_gnome_without_its_settings_program(
    session_bus: FakeBus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    session_bus.answers[SERVER] = server("gnome-shell")
    assert look().do_not_disturb == UNKNOWN


@pytest.mark.parametrize("locked", [True, False])
def test_logind_knows_of_the_lock(session_bus: FakeBus, system_bus: FakeBus, locked: bool) -> None:
    system_bus.answers["Get"] = prop(LockedHint=locked)
    assert look().locked == Fact(locked, "logind")
    assert system_bus.heard[0].path == "/org/freedesktop/login1/session/auto"


def test_a_screen_saver_that_is_on_outweighs_logind(
    session_bus: FakeBus, system_bus: FakeBus
) -> None:
    system_bus.answers["Get"] = prop(LockedHint=False)
    session_bus.answers["org.mate.ScreenSaver/GetActive"] = ("b", (True,))
    assert look().locked == Fact(True, "org.mate.ScreenSaver")


@pytest.mark.parametrize(
    ("desktop", "answers", "verdict"),
    [
        ("GNOME", {"GetIdletime": ("t", (90_000,))}, Fact(90.0, "Mutter")),
        ("XFCE", {"GetSessionIdleTime": ("u", (90,))}, Fact(90.0, "the screen saver")),
        ("KDE", {"GetSessionIdleTime": ("u", (90_000,))}, Fact(90.0, "the screen saver")),
        ("ubuntu:KDE", {"GetSessionIdleTime": ("u", (500,))}, Fact(0.5, "the screen saver")),
        ("GNOME", {"GetIdletime": ("s", ("long",))}, UNKNOWN),
    ],
)
def test_idle(session_bus: FakeBus, desktop: str, answers: Any, verdict: Fact) -> None:
    session_bus.answers.update(answers)
    assert look(XDG_CURRENT_DESKTOP=desktop).idle == verdict


def test_nobody_is_started_for_a_question() -> None:
    calls = [*on_bus._session_calls().values(), on_bus._locked_hint()]
    assert not any(call.start for call in calls)


def test_one_who_hangs_costs_the_limit_and_no_other_answer(session_bus: FakeBus) -> None:
    session_bus.answers.update({SERVER: server("dunst"), "Get": prop(paused=True)})
    session_bus.answers["GetActive"] = SILENCE
    started = time.monotonic()
    facts = look(limit=0.2)
    assert time.monotonic() - started < 1
    assert facts.do_not_disturb == Fact(True, "dunst")
    assert facts.locked == UNKNOWN


def test_a_bus_that_talks_nonsense(session_bus: FakeBus) -> None:
    session_bus.answers[SERVER] = GARBAGE
    assert look(limit=0.2).do_not_disturb == UNKNOWN
