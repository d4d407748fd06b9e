"""plyer's way: texts arrive as typed, and every failure is noticed."""

from __future__ import annotations

import ast
import json
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from support.fake_bus import SILENCE, FakeBus

from microwins_desktop.core.nudging.ports import Notice
from microwins_desktop.paths import resources
from microwins_desktop.system.notify import through_plyer
from microwins_desktop.system.notify.plain import PlainNotification
from microwins_desktop.system.notify.told import How

from .listening import Notes

ICONS = resources() / "icons"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about notify-send")

Sent = Callable[[], list[str]]


def program(folder: Path, body: str) -> Path:
    """A `notify-send` that does what `body` says, in a folder of its own."""
    folder.mkdir(exist_ok=True)
    path = folder / "notify-send"
    path.write_text(f"#!{sys.executable}\nimport json, sys, time\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sent:
    """The arguments of the newest notification."""
    log = tmp_path / "sent.json"
    program(tmp_path / "bin", f"open({str(log)!r}, 'w').write(json.dumps(sys.argv[1:]))")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return lambda: json.loads(log.read_text(encoding="utf-8"))


@pytest.fixture
def markup(session_bus: FakeBus) -> FakeBus:
    session_bus.answers["GetCapabilities"] = ("as", (["body", "body-markup"],))
    return session_bus


@linux
@pytest.mark.parametrize(
    ("title", "body", "texts"),
    [
        ("Water?", "", ["Water?", ""]),
        ("-u critical", "--help", ["-u critical", "--help"]),
        ('it\'s "so" `nice`', "$(id) %s", ['it\'s "so" `nice`', "$(id) %s"]),
        ("<b>bold</b> & co", "<i>&amp;", ["<b>bold</b> & co", "&lt;i&gt;&amp;amp;"]),
        ("one\ntwo", "one\ntwo", ["one two", "one\ntwo"]),
        ("", "no title", ["MicroWins", "no title"]),
        ("C:\\new", "C:\\new\\", ["C:\\new", "C:\\\\new\\\\"]),
        ("🌱 水", "\0nul\ud800", ["🌱 水", "nul?"]),
    ],
)
def test_texts_arrive_as_texts(
    sent: Sent, markup: FakeBus, title: str, body: str, texts: list[str]
) -> None:
    through_plyer.show(Notice("n", title, body), ICONS)
    assert sent()[-3:] == ["--", *texts]


@linux
def test_icon_and_time_get_through(sent: Sent, markup: FakeBus) -> None:
    through_plyer.show(Notice("n", "Water?"), ICONS)
    options = dict(zip(sent()[:-3:2], sent()[1:-3:2], strict=True))
    assert Path(options["-i"]).is_file()
    assert options["-t"] == "30000"
    assert options["-a"] == "MicroWins"


@linux
def test_ten_thousand_characters_are_shortened(sent: Sent, markup: FakeBus) -> None:
    through_plyer.show(Notice("n", "t" * 10_000, "b" * 10_000), ICONS)
    title, body = sent()[-2:]
    assert (len(title), len(body)) == (120, 400)


@linux
@pytest.mark.parametrize(("abilities", "body"), [(["body"], "a & b"), (None, "a &amp; b")])
def test_markup_is_escaped_unless_the_service_reads_none(
    sent: Sent, session_bus: FakeBus, abilities: list[str] | None, body: str
) -> None:
    if abilities is not None:
        session_bus.answers["GetCapabilities"] = ("as", (abilities,))
    through_plyer.show(Notice("n", "t", "a & b"), ICONS)
    assert sent()[-1] == body


@linux
def test_a_failing_program_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin", "sys.exit('cannot reach the bus')")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(through_plyer.NotShown, match="cannot reach the bus"):
        through_plyer.show(Notice("n", "t"), ICONS)


@linux
def test_a_hung_program_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin", "time.sleep(60)")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(through_plyer, "LIMIT", 0.5)
    with pytest.raises(through_plyer.subprocess.TimeoutExpired):
        through_plyer.show(Notice("n", "t"), ICONS)


@linux
def test_a_hung_service_is_not_sent_what_it_would_show_too_late(
    sent: Sent, session_bus: FakeBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_bus.answers["GetCapabilities"] = SILENCE
    monkeypatch.setattr(through_plyer, "LIMIT", 0.3)
    with pytest.raises(through_plyer.NotShown, match="does not answer"):
        through_plyer.show(Notice("n", "t"), ICONS)
    with pytest.raises(FileNotFoundError):
        sent()


@linux
def test_no_program_at_all_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotImplementedError):
        through_plyer.show(Notice("n", "t"), ICONS)


@linux
def test_apostrophes_survive_a_flatpak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, markup: FakeBus
) -> None:
    from plyer.platforms.linux import notification as plyers

    commands: list[list[str]] = []
    monkeypatch.setattr(plyers, "instance", plyers.NotifyDesktopPortals)
    monkeypatch.setattr(
        through_plyer._Checked, "run", lambda command, **_options: commands.append(command)
    )
    title, body = "it's a \\ test", "two\nlines 'here'"
    through_plyer.show(Notice("n", title, body), ICONS)
    # The text form of a GVariant quotes as Python does; <…> holds a variant.
    told = ast.literal_eval(commands[0][-1].replace("<", "(").replace(">", ")"))
    assert told == {"title": title, "body": body}


class Balloon:
    """Stands in for plyer's part that only Windows can load."""

    made: list[Balloon]

    def __init__(self, *texts: str, timeout: float) -> None:
        if texts[0] == "break":
            raise OSError("Shell_NotifyIconW failed.")
        self.texts, self.timeout, self.there = texts, timeout, True
        self.made.append(self)

    def remove_notify(self) -> None:
        self.there = False


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Balloon]]:
    module = ModuleType("plyer.platforms.win.libs.balloontip")
    Balloon.made = []
    module.WindowsBalloonTip = Balloon  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(sys, "platform", "win32")
    yield Balloon.made
    through_plyer.withdraw()


def test_windows_gets_short_texts_and_an_ico(windows: list[Balloon]) -> None:
    through_plyer.show(Notice("n", "😀" * 200, "x" * 1000), ICONS)
    title, body, app, icon = windows[0].texts
    assert (len(title.encode("utf-16-le")) // 2, len(body), app) == (63, 255, "MicroWins")
    assert icon == str(ICONS / "microwins.ico")
    assert windows[0].timeout == 0


def test_windows_needs_a_body(windows: list[Balloon]) -> None:
    through_plyer.show(Notice("n", "Water?"), ICONS)
    assert windows[0].texts[:2] == ("MicroWins", "Water?")


def test_windows_shows_one_balloon_at_a_time(windows: list[Balloon]) -> None:
    for title in ("one", "two"):
        through_plyer.show(Notice("n", title, "body"), ICONS)
    assert [balloon.there for balloon in windows] == [False, True]
    through_plyer.withdraw()
    assert not windows[1].there


def test_an_error_of_windows_is_noticed(windows: list[Balloon]) -> None:
    with pytest.raises(OSError, match="Shell"):
        through_plyer.show(Notice("n", "break", "body"), ICONS)


# Off the main thread


def plain(deliver: Any, notes: Notes, limit: float = 3) -> PlainNotification:
    return PlainNotification(ICONS, notes, deliver=deliver, limit=limit)


def test_it_is_called_off_the_main_thread(qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    notes = Notes()
    way = plain(lambda _n, _i: threads.append(threading.current_thread()), notes)
    way.show(Notice("n", "t"))
    assert notes.said == []
    qtbot.waitUntil(lambda: notes.said == [("delivered", "n", How.PLAIN)])
    assert threads[0] is not threading.main_thread()


def test_an_exception_is_a_failure(qtbot: QtBot) -> None:
    def broken(_notice: Notice, _icons: Path) -> None:
        raise NotImplementedError

    notes = Notes()
    way = plain(broken, notes)
    way.show(Notice("n", "t"))
    qtbot.waitUntil(lambda: notes.said == [("failed", "n")])


def test_a_hang_is_a_failure_in_time(qtbot: QtBot) -> None:
    gate, notes = threading.Event(), Notes()
    way = plain(lambda _n, _i: gate.wait(), notes, limit=0.1)
    way.show(Notice("n", "t"))
    qtbot.waitUntil(lambda: notes.said == [("hung", "n")])
    gate.set()
