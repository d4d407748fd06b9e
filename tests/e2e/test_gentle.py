"""Just five minutes through a kill, and a hard day in two clicks, in a real desktop."""

from __future__ import annotations

import json
import subprocess

from access import FOCUSED, Node, Screen
from conftest import App

from devtools.box.desktop import Desktop, until
from devtools.box.tray import TrayIcon

FIVE = "Just five minutes"


def wins(app: App) -> list[dict[str, str]]:
    return json.loads(app.terminal("today", "--json"))


def test_five_minutes_from_the_tray_outlive_a_kill_and_count_when_stopped(
    app: App, tray: TrayIcon
) -> None:
    app.start("--hidden")
    tray.wait()
    labels = tray.labels()
    assert labels.index("Hard day") < labels.index(FIVE) < labels.index("Open MicroWins")
    inside = tray.labels(FIVE)
    assert inside[-3:] == ["5 minutes", "One song, about 4 minutes", "Another length"]
    tray.click("Stretch a little", FIVE)
    until(lambda: tray.tooltip().startswith("Stretch a little, until "), "the tooltip")
    said = tray.tooltip()
    app.kill()
    app.start("--hidden")
    tray.wait()
    assert tray.tooltip() == said
    assert wins(app) == []
    tray.click("Stop here: Stretch a little", FIVE)
    tray.click("Keep it: Stretch a little", FIVE)
    until(lambda: len(wins(app)) == 1, "the win")
    (win,) = wins(app)
    assert (win["step"], win["source"]) == ("stretch", "timer")
    assert tray.tooltip() == "1 small win today"


def test_on_a_hard_day_a_tiny_win_is_two_clicks_from_the_login(
    app: App, tray: TrayIcon, screen: Screen
) -> None:
    app.start()
    tray.wait()
    window = screen.window("MicroWins")
    low = until(lambda: window.find("push button", "Low"), "the question")
    low.press()
    until(lambda: (entry := tray.find("Hard day")) and entry.checked, "the hard day in the tray")
    offered = tray.labels()[: tray.labels().index("Hard day")]
    steps = [label for label in offered if not label.startswith(("Undo", "Redo"))]
    assert 1 <= len(steps) <= 3
    tray.click(steps[0])
    until(lambda: len(wins(app)) == 1, "the win")
    assert wins(app)[0]["size"] == "tiny"
    app.terminal("hard-day", "off")
    until(lambda: (entry := tray.find("Hard day")) and not entry.checked, "the switch to follow")


def keys(desktop: Desktop, *names: str) -> None:
    subprocess.run(["xdotool", "key", *names], env=desktop.environment, timeout=20, check=True)


def focused(window: Node) -> str:
    """The name of what has the keyboard."""
    for node in window.walk():
        try:
            if node.has(FOCUSED) and node.role not in ("frame", "list", "list item"):
                return node.name
        except LookupError:
            continue
    return ""


def light(app: App) -> list[str]:
    steps = json.loads(app.terminal("steps", "--json"))
    return [step["key"] for step in steps if step["area"] == "light"]


def test_steps_are_found_ordered_and_pinned_by_keyboard_alone(
    desktop: Desktop, app: App, tray: TrayIcon, screen: Screen
) -> None:
    app.start()
    tray.wait()
    window = screen.window("MicroWins")
    before = light(app)
    keys(desktop, "ctrl+4")
    until(lambda: window.find("text", "Find a step"), "the page")
    for _press in range(20):
        keys(desktop, "Tab")
        if focused(window).startswith("Light & air"):
            break
    keys(desktop, "space", "Tab")
    until(lambda: focused(window) == "Open the blinds", "the first step of the open area")
    keys(desktop, "alt+Down")
    until(lambda: light(app)[:2] == before[1::-1], "the new order")
    assert focused(window) == "Open the blinds"
    keys(desktop, "ctrl+z")
    until(lambda: light(app) == before, "the old order")
    keys(desktop, "Return")
    until(lambda: window.find("label", "Change this step"), "the editor")
    keys(desktop, "Escape")
    until(lambda: window.find("text", "Find a step"), "the list again")
