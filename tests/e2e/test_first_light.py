"""The main journey in a real desktop: tray, window, terminal, and a kill in between."""

from __future__ import annotations

import json

import pytest
from access import Screen
from conftest import App

from devtools.box.desktop import Desktop, until
from devtools.box.tray import TrayIcon

QUESTION = "What small win will you celebrate?"


def wins(app: App) -> list[dict[str, str]]:
    return json.loads(app.terminal("today", "--json"))


def test_a_click_in_the_tray_is_one_win(app: App, tray: TrayIcon) -> None:
    app.start("--hidden")
    tray.wait()
    labels = tray.labels()
    first = labels.index("Hard day")
    assert "Open the blinds" in labels[:first]
    assert labels[-3:] == ["Open MicroWins", "Help is near", "Quit"]
    assert "Undo" not in " ".join(labels)

    tray.click("Open the blinds")
    tray.wait_for("Undo: Opened the blinds")
    (win,) = wins(app)
    assert (win["step"], win["source"], win["size"]) == ("open-blinds", "tray", "whole")
    assert tray.tooltip() == "1 small win today"

    tray.click("Undo: Opened the blinds")
    tray.wait_for("Redo: Opened the blinds")
    assert wins(app) == []
    assert tray.tooltip() == "MicroWins"

    tray.click("Redo: Opened the blinds")
    tray.wait_for("Undo: Opened the blinds")
    assert [win["step"] for win in wins(app)] == ["open-blinds"]


@pytest.mark.parametrize("how", [(), ("--hidden",)], ids=["window", "hidden"])
def test_what_the_tray_says_first_is_already_true(
    app: App, tray: TrayIcon, how: tuple[str, ...]
) -> None:
    """Whoever asks as soon as the icon is there, before the window is filled."""
    app.terminal("log", "open-blinds")
    app.start(*how)
    tray.wait()
    assert tray.tooltip() == "1 small win today"
    labels = tray.labels()
    assert "Drink some water" in labels[: labels.index("Hard day")]
    assert "Undo: Opened the blinds" in labels


def test_a_kill_right_after_the_click_loses_nothing(app: App, tray: TrayIcon) -> None:
    app.start("--hidden")
    tray.wait()
    tray.click("Drink some water")
    tray.wait_for("Undo: Drank a glass of water")
    app.kill()
    assert [win["step"] for win in wins(app)] == ["drink-water"]
    app.start("--hidden")
    tray.wait()
    assert tray.tooltip() == "1 small win today"
    tray.click("Undo: Drank a glass of water")
    until(lambda: wins(app) == [], "the win to be taken back after the restart")


def test_the_terminal_reaches_the_window_and_the_tray_within_a_second(
    app: App, tray: TrayIcon, screen: Screen
) -> None:
    app.start()
    tray.wait()
    window = screen.window("MicroWins")
    app.terminal("log", "Fed the neighbour's cat")
    until(lambda: tray.tooltip() == "1 small win today", "the tooltip", 1.0)
    heard = window.find("label", "1 small thing happened because of you today.")
    assert heard is not None


def test_a_second_start_shows_the_quick_panel(
    desktop: Desktop, app: App, tray: TrayIcon, screen: Screen
) -> None:
    app.start("--hidden")
    tray.wait()
    assert not screen.has_window("MicroWins quick log")
    assert desktop.run(data=app.data).wait(10) == 0
    panel = screen.window("MicroWins quick log")
    step = until(lambda: panel.find("push button", "Open the blinds"), "the step")
    step.press()
    tray.wait_for("Undo: Opened the blinds")
    assert [win["source"] for win in wins(app)] == ["panel"]
    assert not screen.has_window("MicroWins quick log")


def test_a_win_is_logged_through_the_accessibility_tree_alone(
    app: App, tray: TrayIcon, screen: Screen
) -> None:
    app.start()
    window = screen.window("MicroWins")
    for page in ("Today", "Calendar", "Story", "Steps", "Settings"):
        assert window.find("list item", page) is not None, page
    line = until(lambda: window.find("text", QUESTION), "the question")
    line.type("Answered one text")
    button = window.find("push button", "Log it")
    assert button is not None
    button.press()
    until(lambda: [win["title"] for win in wins(app)] == ["Answered one text"], "the win")
    step = until(lambda: window.find("push button", "Open the blinds"), "the step")
    step.press()
    until(lambda: len(wins(app)) == 2, "the second win")
    assert {win["source"] for win in wins(app)} == {"window"}


def test_a_tray_that_comes_late_or_comes_back_is_adopted(
    desktop: Desktop, app: App, tray: TrayIcon
) -> None:
    desktop.stop_panel()
    try:
        app.start("--hidden")
        until(lambda: (app.data / "microwins.db").exists(), "the journal")
        app.terminal("log", "open-blinds")
    finally:
        desktop.start_panel()
    tray.wait()
    assert tray.tooltip() == "1 small win today"
    desktop.stop_panel()
    desktop.start_panel()
    tray.wait()
    tray.click("Drink some water")
    until(lambda: len(wins(app)) == 2, "the win after the panel came back")


def test_quit_from_the_tray_ends_the_app(app: App, tray: TrayIcon) -> None:
    app.start("--hidden")
    tray.wait()
    tray.click("Quit")
    assert app.process is not None
    assert app.process.wait(10) == 0
