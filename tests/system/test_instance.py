"""One app per folder, whatever other starts and odd callers do."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from microwins_desktop.system import ear, pipe_ear
from microwins_desktop.system.instance import Claim, Instance
from microwins_desktop.system.lock import FolderLock, LockResult
from microwins_desktop.system.signalling import socket_path, tell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="drives Unix sockets directly")

HOLDER = """
import sys
from pathlib import Path
from microwins_desktop.system.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print(lock.acquire().value, flush=True)
sys.stdin.readline()
"""
LISTENER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from microwins_desktop.system.instance import Instance
app = QCoreApplication([])
instance = Instance(Path(sys.argv[1]))
claim = instance.claim()
instance.listen()
print(claim.value, flush=True)
app.exec()
"""


@pytest.fixture(params=[ear.Ear, pipe_ear.Ear], ids=["socket", "pipe"])
def first(
    qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Instance]:
    """The app of the folder; what listens for it on Windows works here too."""
    monkeypatch.setattr("microwins_desktop.system.instance.make_ear", request.param)
    instance = Instance(tmp_path)
    assert instance.claim() is Claim.FIRST
    instance.listen()
    yield instance
    instance.release()


@contextlib.contextmanager
def process(source: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", source, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as started:
        try:
            yield started
        finally:
            started.kill()


def said_by(started: subprocess.Popen[str]) -> str:
    assert started.stdout is not None
    return started.stdout.readline().strip()


def tell_in_thread(folder: Path, word: str, timeout: float = 2.0) -> tuple[threading.Thread, list]:
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(tell(folder, word, timeout)))
    thread.start()
    return thread, answers


def raw_caller(folder: Path) -> socket.socket:
    caller = socket.socket(socket.AF_UNIX)
    caller.settimeout(2)
    caller.connect(socket_path(folder))
    return caller


@pytest.mark.parametrize("word", ["changed", "panel", "raise", "quit"])
def test_a_message_arrives_and_is_answered(
    qtbot: QtBot, first: Instance, tmp_path: Path, word: str
) -> None:
    with qtbot.waitSignal(first.message) as heard:
        thread, answers = tell_in_thread(tmp_path, word)
    assert heard.args == [word]
    thread.join(2)
    assert answers == [True]


def test_the_socket_is_for_its_owner_only(first: Instance, tmp_path: Path) -> None:
    assert first.listening
    assert os.stat(socket_path(tmp_path)).st_mode & 0o077 == 0


def test_nobody_listens(tmp_path: Path) -> None:
    started = time.monotonic()
    assert tell(tmp_path, "changed") is False
    assert time.monotonic() - started < 0.1


def test_a_socket_file_without_a_listener_is_no_answer(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(socket_path(tmp_path))
    assert tell(tmp_path, "changed") is False


def test_a_silent_listener_costs_no_more_than_the_timeout(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(socket_path(tmp_path))
        silent.listen(1)
        started = time.monotonic()
        assert tell(tmp_path, "changed", timeout=0.2) is False
        assert time.monotonic() - started < 0.4


def test_an_unknown_message_is_a_mistake_in_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a message"):
        tell(tmp_path, "wipe")


def test_the_socket_lies_in_the_data_folder_when_its_path_is_short_enough() -> None:
    assert socket_path(Path("/home/a/data")) == "/home/a/data/microwins.sock"


def test_a_deep_folder_gets_a_short_socket_of_its_own() -> None:
    deep = [socket_path(Path("/home") / ("ü" * 60) / name) for name in ("one", "two")]
    assert len(set(deep)) == 2
    assert all(len(os.fsencode(path)) < 100 for path in deep)


def test_a_deep_folder_can_be_talked_to(qtbot: QtBot, tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 100)
    deep.mkdir()
    instance = Instance(deep)
    assert instance.claim() is Claim.FIRST
    instance.listen()
    with qtbot.waitSignal(instance.message):
        thread, answers = tell_in_thread(deep, "panel")
    thread.join(2)
    assert answers == [True]
    instance.release()


def test_a_second_start_raises_the_first(qtbot: QtBot, first: Instance, tmp_path: Path) -> None:
    source = LISTENER
    with qtbot.waitSignal(first.message, timeout=10_000) as heard, process(source, tmp_path) as two:
        qtbot.waitUntil(lambda: bool(heard.args), timeout=8_000)
        assert said_by(two) == Claim.SECOND.value
    assert heard.args == ["raise"]


def test_a_hung_first_is_told_apart_in_time(qtbot: QtBot, tmp_path: Path) -> None:
    with process(LISTENER, tmp_path) as hung:
        assert said_by(hung) == Claim.FIRST.value
        hung.send_signal(signal.SIGSTOP)
        started = time.monotonic()
        assert Instance(tmp_path).claim(patience=0.5) is Claim.HUNG
        assert time.monotonic() - started < 1
        hung.send_signal(signal.SIGCONT)


def test_the_place_of_a_killed_app_is_free_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    with process(LISTENER, tmp_path) as killed:
        assert said_by(killed) == Claim.FIRST.value
        killed.kill()
        killed.wait(5)
    assert os.path.exists(socket_path(tmp_path))
    after = Instance(tmp_path)
    assert after.claim() is Claim.FIRST
    after.listen()
    assert after.listening
    after.release()


def test_a_lock_file_naming_a_living_process_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "microwins.lock").write_text(f"{os.getppid()}\npython\n")
    assert FolderLock(tmp_path).acquire() is LockResult.HELD


def test_of_many_at_once_exactly_one_wins(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        starts = [stack.enter_context(process(HOLDER, tmp_path)) for _ in range(6)]
        answers = sorted(said_by(started) for started in starts)
    assert answers == ["held"] + ["taken"] * 5


def test_a_place_given_free_while_waiting_is_taken(qtbot: QtBot, tmp_path: Path) -> None:
    with process(HOLDER, tmp_path) as leaving:
        assert said_by(leaving) == "held"
        timer = threading.Timer(0.2, leaving.kill)
        timer.start()
        instance = Instance(tmp_path)
        assert instance.claim(patience=5) is Claim.FIRST
    instance.release()


def test_a_folder_that_cannot_be_locked_does_not_stop_the_app(qtbot: QtBot, tmp_path: Path) -> None:
    instance = Instance(tmp_path / "missing")
    assert instance.claim() is Claim.UNLOCKED
    instance.listen()
    instance.release()


def test_a_link_planted_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "microwins.lock").symlink_to(tmp_path / "elsewhere")
    assert FolderLock(tmp_path).acquire() is LockResult.IMPOSSIBLE
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    "garbage",
    [b"\x00\xff\xfe\n", b"drop table wins\n", b"\n", b"changed\x00\n", "jä\n".encode()],
    ids=["binary", "sentence", "empty", "nul", "umlaut"],
)
def test_garbage_is_refused_and_does_no_harm(
    qtbot: QtBot, first: Instance, tmp_path: Path, garbage: bytes
) -> None:
    heard: list[str] = []
    first.message.connect(heard.append)
    with raw_caller(tmp_path) as caller:
        caller.sendall(garbage)
        qtbot.wait(50)
        assert caller.recv(10) == b"no\n"
    assert heard == []


def test_an_endless_line_is_cut_off(qtbot: QtBot, first: Instance, tmp_path: Path) -> None:
    refused: list[OSError] = []

    def pour() -> None:
        with raw_caller(tmp_path) as caller:
            try:
                caller.sendall(b"x" * 10_000_000)
            except OSError as error:
                refused.append(error)

    thread = threading.Thread(target=pour)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert refused
    with qtbot.waitSignal(first.message):
        tell_in_thread(tmp_path, "changed")[0].join(0.01)


def test_callers_who_never_speak_are_let_go(qtbot: QtBot, first: Instance, tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(10):
            stack.enter_context(raw_caller(tmp_path))
        with qtbot.waitSignal(first.message):
            thread, answers = tell_in_thread(tmp_path, "changed")
        qtbot.waitUntil(lambda: not thread.is_alive())
        assert answers == [True]
        qtbot.waitUntil(lambda: first.caller_count == 0, timeout=3000)


def test_a_crowd_of_callers_does_not_lock_out_the_next(
    qtbot: QtBot, first: Instance, tmp_path: Path
) -> None:
    crowd = []
    for _ in range(40):
        caller = socket.socket(socket.AF_UNIX)
        caller.setblocking(False)
        with contextlib.suppress(OSError):
            caller.connect(socket_path(tmp_path))
        crowd.append(caller)
    qtbot.wait(50)
    for caller in crowd:
        caller.close()
    qtbot.waitUntil(lambda: first.caller_count == 0, timeout=3000)
    with qtbot.waitSignal(first.message):
        thread, answers = tell_in_thread(tmp_path, "raise")
    thread.join(2)
    assert answers == [True]


def test_telling_does_not_load_qt(tmp_path: Path) -> None:
    source = (
        "import sys; from pathlib import Path;"
        "from microwins_desktop.system.signalling import tell;"
        "tell(Path(sys.argv[1]), 'changed');"
        "print([m for m in sys.modules if m in ('PySide6', 'socket', 'tempfile', 'asyncio')])"
    )
    with process(source, tmp_path) as telling:
        assert said_by(telling) == "[]"
