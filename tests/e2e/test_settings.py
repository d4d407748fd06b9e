"""Settings in a real desktop: they hold at once, hear the terminal, and tell what is true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from access import CHECKED, Node, Screen
from conftest import App

from devtools.box.desktop import Desktop, until


@pytest.fixture
def window(app: App, screen: Screen) -> Node:
    app.start()
    found = screen.window("MicroWins")
    pages = until(lambda: found.find("list", "Pages"), "the pages")
    pages.select(4)
    until(lambda: found.find("radio button", "General"), "the settings")
    return found


def switch(window: Node, name: str) -> Node:
    return until(lambda: window.find("check box", name), f"the switch {name!r}")


def value(app: App, key: str) -> str:
    found = json.loads(app.terminal("settings", key, "--json"))
    return str(found[key])


def test_a_switch_holds_at_once_and_hears_the_terminal(app: App, window: Node) -> None:
    discreet = switch(window, "Discreet mode")
    assert not discreet.has(CHECKED)
    discreet.press()
    until(lambda: value(app, "discreet") == "on", "the setting")
    app.terminal("settings", "discreet", "off")
    until(lambda: not discreet.has(CHECKED), "the switch to follow the terminal", 2.0)


def test_start_at_login_is_written_and_read_back(app: App, desktop: Desktop, window: Node) -> None:
    entries = Path(desktop.environment["HOME"]) / ".config" / "autostart"
    login = switch(window, "Start when the computer starts")
    assert not login.has(CHECKED)
    login.press()
    until(lambda: list(entries.glob("*.desktop")), "the entry")
    assert value(app, "start_at_login") == "on"
    (entry,) = entries.glob("*.desktop")
    words = entry.read_text()
    assert f"--data-dir {app.data} --hidden" in words
    entry.unlink()
    assert value(app, "start_at_login") == "off"
    app.terminal("settings", "start_at_login", "on")
    app.terminal("settings", "start_at_login", "off")
    until(lambda: not login.has(CHECKED), "the switch to tell the truth")
    assert not list(entries.glob("*.desktop"))


def test_a_test_nudge_says_which_way_worked(app: App, window: Node) -> None:
    section = until(lambda: window.find("radio button", "Nudges"), "the section")
    section.press()
    until(lambda: window.find("push button", "Send a test nudge"), "the button").press()
    said = "It came as a notification with buttons."
    until(lambda: window.find("label", said), "the answer")
    until(lambda: window.find("label", "Do Not Disturb"), "what this desktop tells")
