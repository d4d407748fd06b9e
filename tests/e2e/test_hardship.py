"""The app on a bad day: no tray, a locked journal, odd words, ends it did not choose."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from access import FOCUSABLE, SHOWING, Node, Screen
from conftest import App
from support.small_disk import fill

from devtools.box.desktop import Desktop, until
from devtools.box.tray import TrayIcon

TURNED = "\u202eback to front"
VAGUE = ("unknown", "filler", "panel", "invalid")


def titles(app: App) -> list[str]:
    return [win["title"] for win in json.loads(app.terminal("list", "--json"))]


def names(node: Node) -> list[str]:
    return [found.name for found in node.walk()]


def test_a_win_that_cannot_be_written_is_shown_as_such_and_kept(
    app: App, tray: TrayIcon, screen: Screen
) -> None:
    app.start("--hidden")
    tray.wait()
    with closing(sqlite3.connect(app.data / "microwins.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        tray.click("Open the blinds")
        card = screen.window("A word from")
        until(lambda: [n for n in names(card) if n.startswith("Not saved yet")], "the plain line")
        assert tray.tooltip() == "1 small win today\n1 not saved yet"
        assert titles(app) == []
        other.execute("ROLLBACK")
    until(lambda: titles(app) == ["Opened the blinds"], "the win to be written")
    tray.wait_for("Undo: Opened the blinds")


def test_taking_it_back_before_it_is_written_leaves_nothing(app: App, tray: TrayIcon) -> None:
    app.start("--hidden")
    tray.wait()
    with closing(sqlite3.connect(app.data / "microwins.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        tray.click("Open the blinds")
        tray.click("Undo: Opened the blinds")
        until(lambda: tray.tooltip() == "MicroWins", "the tooltip")
        other.execute("ROLLBACK")
    tray.click("Drink some water")
    until(lambda: titles(app) == ["Drank a glass of water"], "the next win")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_session_may_end_it_at_any_time(
    app: App, tray: TrayIcon, number: signal.Signals
) -> None:
    app.start()
    tray.wait()
    tray.click("Open the blinds")
    tray.wait_for("Undo: Opened the blinds")
    assert app.process is not None
    app.process.send_signal(number)
    assert app.process.wait(10) == 0
    assert titles(app) == ["Opened the blinds"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_win_that_waits_outlives_the_end_of_the_app(
    app: App, tray: TrayIcon, screen: Screen, number: signal.Signals
) -> None:
    app.start("--hidden")
    tray.wait()
    with closing(sqlite3.connect(app.data / "microwins.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        tray.click("Open the blinds")
        until(lambda: "1 not saved yet" in tray.tooltip(), "the win to wait")
        assert app.process is not None
        app.process.send_signal(number)
        app.process.wait(10)
        other.execute("ROLLBACK")
    assert titles(app) == []
    app.start("--hidden")
    tray.wait()
    card = screen.window("A word from")
    until(lambda: "1 win is saved" in names(card), "the word about it")
    assert titles(app) == ["Opened the blinds"]
    tray.wait_for("Undo: Opened the blinds")


def test_a_start_on_a_full_disk_looks_back_and_loses_nothing(
    desktop: Desktop, tray: TrayIcon, screen: Screen, small_disk: Path
) -> None:
    app = App(desktop, small_disk / "data")
    app.terminal("log", "Made tea")
    filling = fill(small_disk)
    app.start("--hidden")
    try:
        tray.wait()
        card = screen.window("A word from")
        until(lambda: "Your journal can only be read just now" in names(card), "the plain word")
        tray.click("Open the blinds")
        until(lambda: tray.tooltip() == "2 small wins today\n1 not saved yet", "the win to wait")
        app.kill()
        filling.unlink()
        app.start("--hidden")
        tray.wait()
        until(lambda: titles(app) == ["Made tea", "Opened the blinds"], "the win to be written")
    finally:
        app.stop()


def test_a_lock_left_by_a_killed_app_is_taken_over(app: App, tray: TrayIcon) -> None:
    app.start("--hidden")
    tray.wait()
    app.kill()
    app.start("--hidden")
    tray.wait()
    tray.click("Open the blinds")
    until(lambda: titles(app) == ["Opened the blinds"], "the win")


def test_two_starts_at_once_are_one_app(desktop: Desktop, app: App, tray: TrayIcon) -> None:
    first = desktop.run("--hidden", data=app.data)
    second = desktop.run("--hidden", data=app.data)
    started = [first, second]
    try:
        tray.wait()
        until(lambda: [p for p in started if p.poll() is not None], "one of them to leave")
        (left,) = [process for process in started if process.poll() is not None]
        assert left.returncode == 0
        assert tray.count() == 1
    finally:
        (app.process,) = [process for process in started if process.poll() is None]


def test_without_a_tray_closing_says_where_it_waits(
    desktop: Desktop, app: App, screen: Screen
) -> None:
    desktop.stop_panel()
    try:
        app.start()
        window = screen.window("MicroWins")
        quit_button = until(lambda: window.find("push button", "Quit"), "the way out")
        ident = _window_id(desktop)
        _ask_to_close(desktop, ident)
        until(lambda: _is_minimised(desktop, ident), "the window to wait in the list")
        assert app.process is not None
        assert app.process.poll() is None
        card = screen.window("A word from")
        assert [n for n in names(card) if n.startswith("There is no tray here")]
        app.terminal("log", "open-blinds")
        assert desktop.run(data=app.data).wait(10) == 0
        panel = screen.window("MicroWins quick log")
        assert panel.find("push button", "Drink some water") is not None
        quit_button.press()
        assert app.process.wait(10) == 0
    finally:
        desktop.start_panel()


def test_long_odd_and_many_words_do_no_harm(app: App, tray: TrayIcon, screen: Screen) -> None:
    app.start()
    tray.wait()
    window = screen.window("MicroWins")
    for title in ("x" * 500, TURNED, "<b>bold</b> & <img src=x>", "-x --help", "日本語 العربية"):
        app.terminal("log", "--", title)
    until(lambda: tray.tooltip() == "5 small wins today", "all five")
    undo = next(label for label in tray.labels() if label.startswith("Undo: "))
    assert undo == "Undo: 日本語 العربية"
    shown = until(
        lambda: [n for n in names(window) if n.startswith("<b>bold</b> & <img src=x>, ")],
        "the plain text",
    )
    assert len(shown) == 1
    turned = next(n for n in names(window) if n.startswith(TURNED))
    assert turned.startswith(f"{TURNED}\u202c, ")  # the override ends with its own words
    for _ in range(4):
        app.terminal("undo")
    until(lambda: tray.tooltip() == "1 small win today", "the way back")
    undo = next(label for label in tray.labels() if label.startswith("Undo: "))
    assert len(undo) < 60


def test_every_page_is_walked_by_names_and_roles_alone(
    app: App, tray: TrayIcon, screen: Screen
) -> None:
    app.start()
    window = screen.window("MicroWins")
    app.terminal("log", "open-blinds")
    pages = until(lambda: window.find("list", "Pages"), "the list of pages")
    for place, page in enumerate(ONLY_THERE):
        pages.select(place)
        _wait_for(window, page)
        assert _unusable(window) == [], page


def test_a_win_from_the_terminal_is_in_the_open_calendar_within_a_second(
    app: App, tray: TrayIcon, screen: Screen
) -> None:
    app.start()
    window = screen.window("MicroWins")
    pages = until(lambda: window.find("list", "Pages"), "the list of pages")
    pages.select(1)
    until(
        lambda: [n for n in names(window) if re.search(r"\d 20\d\d$|[a-z] 20\d\d$", n)], "the month"
    )
    win = json.loads(app.terminal("log", "open-blinds", "--json"))
    until(lambda: [n for n in names(window) if n.startswith("Opened the blinds, ")], "the win", 1)
    assert [n for n in names(window) if n.endswith(", 1 win")]
    assert win["source"] == "cli"


def _wait_for(window: Node, page: str) -> None:
    until(lambda: _is_chosen(window, page), f"{page} to be chosen")
    until(lambda: _shows(window, page), f"{page} to be shown")


def _unusable(window: Node) -> list[str]:
    """What can have the focus and does not say what it is."""
    troubles = []
    for node in window.walk():
        try:
            reached = node.has(SHOWING) and node.has(FOCUSABLE)
            role, name = node.role, node.name.strip()
        except LookupError:
            continue
        if reached and (not name or role in VAGUE):
            troubles.append(f"{role} {name!r}")
    return troubles


def _is_chosen(window: Node, page: str) -> bool:
    item = window.find("list item", page)
    return item is not None and item.has(SELECTED)


def _shows(window: Node, page: str) -> bool:
    """Whether something is there that only this page has."""
    role, name = ONLY_THERE[page]
    return window.find(role, lambda found: found.startswith(name)) is not None


SELECTED = 23
ONLY_THERE = {
    "Today": ("push button", "Log it"),
    "Calendar": ("push button", "Add a win"),
    "Story": ("label", "Story"),
    "Steps": ("label", "Steps"),
    "Settings": ("label", "Settings"),
}


def _window_id(desktop: Desktop) -> str:
    def look() -> str:
        command = ["xdotool", "search", "--onlyvisible", "--name", "^MicroWins$"]
        return _said(desktop, command).split("\n")[0]

    return until(look, "the window on the screen")


def _ask_to_close(desktop: Desktop, ident: str) -> None:
    # As the cross in its frame does; `windowclose` would cut the connection instead.
    _said(desktop, ["xdotool", "windowactivate", "--sync", ident, "key", "alt+F4"])


def _is_minimised(desktop: Desktop, ident: str) -> bool:
    visible = _said(desktop, ["xdotool", "search", "--onlyvisible", "--name", "^MicroWins$"])
    return ident not in visible.split()


def _said(desktop: Desktop, command: list[str]) -> str:
    done = subprocess.run(
        command, env=desktop.environment, capture_output=True, timeout=20, check=False, text=True
    )
    return done.stdout.strip()
