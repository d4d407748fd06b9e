"""A nudge in a real desktop: it comes when due, hears its answer, and knows when to be quiet."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import App

from devtools.box.desktop import Desktop, until

Dunst = Callable[..., str]


@pytest.fixture
def dunst(desktop: Desktop) -> Iterator[Dunst]:
    def run(*arguments: str) -> str:
        done = subprocess.run(
            ["dunstctl", *arguments],
            env=desktop.environment,
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
        return done.stdout.strip()

    run("close-all")
    yield run
    run("set-paused", "false")
    run("close-all")


def shown(dunst: Dunst) -> int:
    return int(dunst("count", "displayed"))


def clock(minutes: int = 0) -> str:
    moment = datetime.now(UTC).astimezone() + timedelta(minutes=minutes)
    return f"{moment:%H:%M}"


def prepare(app: App) -> None:
    """A journal in which nothing but the plan decides when a nudge comes."""
    app.terminal("settings", "quiet_hours", "")
    app.terminal("settings", "nudge_min_minutes", "0")
    app.terminal("settings", "day_start", clock(12 * 60))


def plan(app: App, step: str = "open-blinds") -> None:
    """Let a nudge be due now."""
    app.terminal("plan", step, "--between", f"{clock(-60)}-{clock(60)}")


def standing(app: App) -> list[tuple[str, str]]:
    found = json.loads(app.terminal("next", "--json"))
    return [(entry["state"], entry["why"]) for entry in found]


def wins(app: App) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(app.terminal("today", "--json"))
    return found


@pytest.fixture
def nudged(app: App, dunst: Dunst) -> App:
    """The app with a nudge on screen, planned from the terminal while it ran."""
    prepare(app)
    app.start()
    plan(app)
    until(lambda: shown(dunst) == 1, "the nudge")
    return app


def test_doing_it_on_the_notification_is_one_win(
    nudged: App, dunst: Dunst, desktop: Desktop
) -> None:
    desktop.press("Did it")
    until(lambda: len(wins(nudged)) == 1, "the win")
    win = wins(nudged)[0]
    assert (win["step"], win["source"], win["size"]) == ("open-blinds", "nudge", "whole")
    until(lambda: shown(dunst) == 0, "the notification to go")
    assert standing(nudged)[0][0] == "done"


def test_not_today_is_heard(nudged: App, dunst: Dunst, desktop: Desktop) -> None:
    desktop.press("Not today")
    until(lambda: "not today" in standing(nudged)[0][1], "the answer")
    assert shown(dunst) == 0
    assert wins(nudged) == []


def test_logging_the_step_elsewhere_withdraws_the_nudge(nudged: App, dunst: Dunst) -> None:
    nudged.terminal("log", "open-blinds", "--size", "tiny")
    until(lambda: shown(dunst) == 0, "the notification to go")
    assert len(wins(nudged)) == 1


def test_a_pause_from_the_terminal_takes_the_nudge_down(nudged: App, dunst: Dunst) -> None:
    nudged.terminal("pause", "2h")
    until(lambda: shown(dunst) == 0, "the notification to go")


def test_a_crash_shows_nothing_twice(nudged: App, dunst: Dunst, desktop: Desktop) -> None:
    nudged.kill()
    dunst("close-all")
    nudged.start()
    until(lambda: "on your screen" in standing(nudged)[0][1], "the nudge to be taken up")
    nudged.terminal("steps")
    assert shown(dunst) == 0
    assert len(standing(nudged)) == 1


def test_do_not_disturb_holds_a_nudge_until_it_is_over(app: App, dunst: Dunst) -> None:
    prepare(app)
    dunst("set-paused", "true")
    app.start()
    plan(app)
    until(lambda: [state for state, _ in standing(app)] == ["held"], "the nudge to be held")
    assert "Do Not Disturb" in standing(app)[0][1]
    dunst("set-paused", "false")
    assert shown(dunst) == 0
    # The app looks again within minutes by itself; any change makes it look at once.
    app.terminal("settings", "sound", "on")
    until(lambda: shown(dunst) == 1, "the nudge")


def test_a_notification_service_that_hangs_costs_nothing(
    app: App, dunst: Dunst, desktop: Desktop
) -> None:
    prepare(app)
    app.start("--hidden")
    until(lambda: standing(app) == [], "the app to answer")
    process = desktop.process("dunst")
    process.send_signal(signal.SIGSTOP)
    try:
        plan(app)
        until(lambda: "on your screen" in standing(app)[0][1], "the nudge to take another way")
    finally:
        process.send_signal(signal.SIGCONT)


def test_three_planned_nudges_keep_nothing_awake(app: App, dunst: Dunst) -> None:
    for step in ("open-blinds", "drink-water", "stretch"):
        app.terminal("plan", step, "--at", clock(180))
    app.start()
    until(lambda: app.process is not None and settled(app.process.pid), "the start to be over")
    assert app.process is not None
    before, used = switches(app.process.pid), ticks(app.process.pid)
    time.sleep(12)
    assert switches(app.process.pid) - before <= 3, "15 a minute"
    assert ticks(app.process.pid) - used <= 1, "hundredths of a second of a processor"


def switches(pid: int) -> int:
    """How often the process went to sleep so far: once for each time it woke."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("\nvoluntary_ctxt_switches:")[1].split()[0])


def ticks(pid: int) -> int:
    """Processor time used so far, in hundredths of a second."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def settled(pid: int) -> bool:
    before = switches(pid)
    time.sleep(3)
    return switches(pid) - before <= 1
