"""The ways a nudge takes in a real desktop when the first one does not work, and from the tray."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from access import Screen
from conftest import App
from jeepney import DBusAddress
from test_nudges import Dunst, dunst, plan, prepare, shown, standing, wins

from devtools.box.desktop import Desktop, end_process, until
from devtools.box.tray import TrayIcon

__all__ = ["dunst"]  # the fixture

PROBE = Path(__file__).parent / "loop_probe.py"
HELD = 50  # milliseconds
SERVICE = "org.freedesktop.Notifications"
BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
TWENTY_MINUTES = 20 * 60 * 1000


@pytest.fixture
def nudged(app: App, dunst: Dunst, tray: TrayIcon) -> App:
    prepare(app)
    app.start("--hidden")
    tray.wait()
    plan(app, "stretch")
    until(lambda: shown(dunst) == 1, "the nudge")
    return app


def look_again(app: App) -> None:
    """Any change makes the app look at once."""
    kept = app.terminal("settings", "sound").strip()
    app.terminal("settings", "sound", "off" if kept == "on" else "on")


def let_time_pass(app: App) -> None:
    """Everything about nudges lies twenty minutes further back."""
    with sqlite3.connect(app.data / "microwins.db") as journal:
        for column in ("due_at", "shown_at", "answered_at", "snooze_until"):
            journal.execute(f"UPDATE nudge_log SET {column} = {column} - {TWENTY_MINUTES}")
    journal.close()


def test_later_comes_again_after_its_time_and_not_before(
    nudged: App, dunst: Dunst, desktop: Desktop
) -> None:
    desktop.press("Later")
    until(lambda: "You asked" in standing(nudged)[0][1], "the answer")
    look_again(nudged)
    time.sleep(1)
    assert shown(dunst) == 0
    let_time_pass(nudged)
    look_again(nudged)
    until(lambda: shown(dunst) == 1, "the nudge to come again")
    desktop.press("Did it")
    until(lambda: [win["source"] for win in wins(nudged)] == ["nudge"], "the win")
    until(lambda: shown(dunst) == 0, "the notification to go")


def test_the_nudged_step_is_the_first_entry_and_logging_it_there_withdraws(
    nudged: App, dunst: Dunst, tray: TrayIcon
) -> None:
    assert tray.labels()[0] == "Stretch a little"
    tray.click("Stretch a little")
    until(lambda: shown(dunst) == 0, "the notification to go")
    (win,) = wins(nudged)
    assert (win["step"], win["source"]) == ("stretch", "nudge")
    until(lambda: tray.labels()[0] != "Stretch a little", "the entry to go")


def test_a_click_on_the_notification_opens_the_card_without_the_focus(
    desktop: Desktop, app: App, dunst: Dunst, screen: Screen
) -> None:
    prepare(app)
    app.start()
    screen.window("MicroWins")
    before = active_window(desktop)
    plan(app, "stretch")
    until(lambda: shown(dunst) == 1, "the nudge")
    dunst("action", "0")
    card = screen.window("A nudge")
    assert active_window(desktop) == before
    why = until(lambda: card.find("push button", "Why now?"), "the question")
    why.press()
    until(lambda: card.find("label", lambda name: name.startswith("You planned")), "the reason")
    smaller = until(lambda: card.find("push button", "Smaller"), "the answer")
    smaller.press()
    until(lambda: [win["size"] for win in wins(app)] == ["part"], "the win")
    until(lambda: not screen.has_window("A nudge"), "the card to go")


def test_the_tray_keeps_its_order_and_pauses(app: App, tray: TrayIcon) -> None:
    app.start("--hidden")
    tray.wait()
    tray.click("Open the blinds")
    tray.wait_for("Undo: Opened the blinds")
    wanted = ["Undo", "Hard day", "Pause nudges", "Open MicroWins", "Help is near", "Quit"]
    heads = [label.split(":")[0] for label in tray.labels()]
    assert [head for head in heads if head in wanted] == wanted
    app.terminal("pause", "2h")
    until(lambda: "Nudges are paused until" in tray.tooltip(), "the tooltip")
    assert [label for label in tray.labels() if label.startswith("Pause nudges (until ")]
    app.terminal("pause", "off")
    until(lambda: tray.tooltip() == "1 small win today", "the tooltip")
    app.terminal("settings", "discreet", "on")
    until(lambda: tray.tooltip() == "MicroWins", "a tooltip that tells nothing")


def test_discreet_tells_nothing_on_the_notification(app: App, dunst: Dunst) -> None:
    prepare(app)
    app.terminal("settings", "discreet", "on")
    app.start("--hidden")
    plan(app, "take-medication")
    until(lambda: shown(dunst) == 1, "the nudge")
    dunst("close-all")
    until(lambda: shown(dunst) == 0, "the history")
    found = json.loads(dunst("history"))["data"][0][0]
    assert (found["summary"]["data"], found["body"]["data"]) == ("A small moment for you", "")


@pytest.fixture
def beat(app: App, desktop: Desktop) -> Iterator[list[str]]:
    """The app with a beat, ready; its lines so far."""
    prepare(app)
    said = app.data.parent / "beat"
    command = [sys.executable, str(PROBE)]
    with said.open("w") as out:
        process = subprocess.Popen(
            command,
            env=desktop.environment | {"MICROWINS_DATA_DIR": str(app.data)},
            stdout=out,
            cwd=app.data.parent,
        )
        try:
            TrayIcon(desktop).wait()
            plan(app, "drink-water")
            yield [str(said)]
        finally:
            end_process(process)
    until(lambda: not TrayIcon(desktop).is_registered(), "the icon to go")


def test_a_daemon_that_hangs_holds_nothing_and_the_card_comes(
    app: App, desktop: Desktop, dunst: Dunst, screen: Screen, beat: list[str]
) -> None:
    until(lambda: shown(dunst) == 1, "a first nudge, with all that is loaded for it")
    app.terminal("log", "drink-water")
    until(lambda: shown(dunst) == 0, "it to go")
    before = len(Path(beat[0]).read_text().splitlines())
    desktop.process("dunst").send_signal(signal.SIGSTOP)
    try:
        plan(app, "stretch")
        screen.window("A nudge")
        held = [int(line) for line in Path(beat[0]).read_text().splitlines()[before:]]
        assert max(held, default=0) < HELD
    finally:
        desktop.process("dunst").send_signal(signal.SIGCONT)
    assert "on your screen" in standing(app)[-1][1] or "on your screen" in standing(app)[0][1]


def test_a_daemon_that_was_killed_costs_no_nudge(
    app: App, desktop: Desktop, dunst: Dunst, screen: Screen, tray: TrayIcon
) -> None:
    prepare(app)
    app.start("--hidden")
    tray.wait()
    desktop.process("dunst").kill()
    desktop.end("dunst")
    until(lambda: not desktop.has_name(SERVICE), "the service to be gone")
    try:
        plan(app, "stretch")
        # Where the session bus knows how to start a service anew it does, else the card comes.
        until(
            lambda: (
                (desktop.has_name(SERVICE) and shown(dunst) == 1) or screen.has_window("A nudge")
            ),
            "the nudge, one way or the other",
        )
        tray.click("Stretch a little")
        until(lambda: [win["source"] for win in wins(app)] == ["nudge"], "the win")
        until(lambda: not screen.has_window("A nudge"), "the card to go")
    finally:
        end_service(desktop)
        desktop.start_notifications()


def end_service(desktop: Desktop) -> None:
    """End a notification service that the bus has started by itself."""
    if desktop.has_name(SERVICE):
        (process,) = desktop.ask(BUS, "GetConnectionUnixProcessID", "s", (SERVICE,))
        assert isinstance(process, int)
        os.kill(process, signal.SIGTERM)
        until(lambda: not desktop.has_name(SERVICE), "the service to end")


def active_window(desktop: Desktop) -> str:
    done = subprocess.run(
        ["xdotool", "getactivewindow"],
        env=desktop.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()
