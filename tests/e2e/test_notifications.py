"""Notices in a real desktop: as typed, with their answers, and past a daemon that hangs."""

from __future__ import annotations

import html
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from devtools.box.desktop import Desktop, until

PROBE = Path(__file__).parent / "notify_probe.py"
HELD = 50  # milliseconds

ODD_TEXTS = {
    "quotes": ('it\'s "so" `nice`', 'it\'s "so" $(id) `nice` %s'),
    "markup": ("<b>bold</b>", "<b>bold</b> <img src='x'> &amp; <"),
    "ampersand": ("you & me", "you & me &nbsp; &#65;"),
    "newline": ("one\ntwo", "one\ntwo"),
    "emoji": ("🌱 Öl 水 ماء", "👩‍👩‍👧‍👦 ❤️"),
    "dash": ("-u critical", "--help"),
    "backslash": ("C:\\new\\", "C:\\new\\table\\"),
}

Command = Callable[..., str]
Show = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def dunstctl(desktop: Desktop) -> Iterator[Command]:
    def run(*arguments: str) -> str:
        command = ["dunstctl", *arguments]
        done = subprocess.run(
            command, env=desktop.environment, capture_output=True, text=True, timeout=20, check=True
        )
        return done.stdout.strip()

    run("close-all")
    yield run
    desktop.process("dunst").send_signal(signal.SIGCONT)
    run("set-paused", "false")
    run("close-all")


@pytest.fixture
def show(desktop: Desktop) -> Iterator[Show]:
    started: list[subprocess.Popen[str]] = []

    def start(way: str, events: int, **notice: Any) -> subprocess.Popen[str]:
        command = [sys.executable, str(PROBE), way, json.dumps({"ident": "n", **notice})]
        process = subprocess.Popen(
            [*command, str(events)], env=desktop.environment, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def events(process: subprocess.Popen[str]) -> list[Any]:
    output, _nothing = process.communicate(timeout=30)
    return [json.loads(line) for line in output.splitlines()]


def next_event(process: subprocess.Popen[str]) -> Any:
    assert process.stdout is not None
    return json.loads(process.stdout.readline())


def newest(dunstctl: Command) -> tuple[str, str]:
    """Title and body of the newest notice, as dunst shows them."""
    until(lambda: dunstctl("count", "displayed") != "0", "a notice on screen")
    dunstctl("close-all")
    until(lambda: dunstctl("count", "displayed") == "0", "the notice to move to the history")
    found = json.loads(dunstctl("history"))["data"][0][0]
    return found["summary"]["data"], html.unescape(found["body"]["data"])


@pytest.mark.parametrize("way", ["plain", "all"])
@pytest.mark.parametrize("name", ODD_TEXTS)
def test_texts_arrive_as_they_were_typed(
    dunstctl: Command, show: Show, way: str, name: str
) -> None:
    title, body = ODD_TEXTS[name]
    assert next_event(show(way, 1, title=title, body=body)) == ["delivered", "n"]
    assert newest(dunstctl) == (title.replace("\n", " "), body)


@pytest.mark.parametrize("way", ["plain", "all"])
def test_ten_thousand_characters_are_shortened(dunstctl: Command, show: Show, way: str) -> None:
    long = "small <b>steps</b> & " * 500
    assert next_event(show(way, 1, title=long, body=long)) == ["delivered", "n"]
    title, body = newest(dunstctl)
    assert long.startswith(title.removesuffix("…"))
    assert long.startswith(body.removesuffix("…"))
    assert (len(title), len(body)) >= (100, 300)


def test_a_click_opens_it(dunstctl: Command, show: Show) -> None:
    process = show("all", 2, title="Water?", actions=[["did", "Did it"], ["later", "Later"]])
    assert next_event(process) == ["delivered", "n"]
    dunstctl("action", "0")
    assert events(process)[0] == ["opened", "n"]
    until(lambda: dunstctl("count", "displayed") == "0", "the notice to go")


@pytest.mark.parametrize(("label", "key"), [("Did it", "did"), ("Not today", "not_today")])
def test_a_button_is_an_answer(
    desktop: Desktop, dunstctl: Command, show: Show, label: str, key: str
) -> None:
    buttons = [["did", "Did it"], ["later", "Later"], ["not_today", "Not today"]]
    process = show("all", 2, title="Water?", actions=buttons)
    assert next_event(process) == ["delivered", "n"]
    desktop.press(label)
    assert events(process)[0] == ["acted", "n", key]
    until(lambda: dunstctl("count", "displayed") == "0", "the notice to go")


def test_closing_it_is_told(dunstctl: Command, show: Show) -> None:
    process = show("all", 2, title="Water?")
    assert next_event(process) == ["delivered", "n"]
    dunstctl("close")
    assert events(process)[0] == ["closed", "n", True]


@pytest.mark.parametrize("way", ["plain", "all"])
def test_a_stopped_daemon_is_noticed_and_holds_nobody(
    desktop: Desktop, dunstctl: Command, show: Show, way: str
) -> None:
    desktop.process("dunst").send_signal(signal.SIGSTOP)
    started = time.monotonic()
    process = show(way, 2, title="Water?", actions=[["did", "Did it"]])
    assert next_event(process) == ["not delivered", "n"]
    assert time.monotonic() - started < 5
    # Once it goes on, nothing is left of what another way has shown by now.
    desktop.process("dunst").send_signal(signal.SIGCONT)
    until(lambda: dunstctl("count", "waiting") == "0", "the daemon to go on")
    until(lambda: dunstctl("count", "displayed") == "0", "no late notice")


@pytest.mark.parametrize("way", ["plain", "all"])
def test_the_event_loop_is_never_held(
    desktop: Desktop, dunstctl: Command, show: Show, way: str
) -> None:
    desktop.process("dunst").send_signal(signal.SIGSTOP)
    *_said, held = events(show(way, 1, title="Water?"))
    assert held[0] == "held"
    assert held[1] < HELD


def test_a_daemon_that_restarts(desktop: Desktop, dunstctl: Command, show: Show) -> None:
    process = show("all", 2, title="Water?")
    assert next_event(process) == ["delivered", "n"]
    desktop.end("dunst")
    assert events(process)[0] == ["closed", "n", False]
    desktop.start_notifications()
    assert next_event(show("all", 1, title="Again?")) == ["delivered", "n"]
    assert newest(dunstctl)[0] == "Again?"
