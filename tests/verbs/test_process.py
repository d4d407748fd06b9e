"""The command as a process of its own: no Qt, no display, no bus, any locale, any pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]

# Runs a verb and then says which modules of Qt came along.
WATCHED = """
import sys
from microwins_desktop.cli import main
code = main(sys.argv[1:])
qt = sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken6")))
print(qt, file=sys.stderr)
sys.exit(code)
"""


def bare(tmp_path: Path, **more: str) -> dict[str, str]:
    """No display, no bus, no runtime folder, no terminal."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    home = {"HOME": str(tmp_path / "home"), "MICROWINS_DATA_DIR": str(tmp_path / "data")}
    return {**kept, **home, "PYTHONPATH": str(PROJECT), **more}


def run(environment: dict[str, str], *arguments: str | bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "microwins_desktop", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, timeout=30, check=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("log", "open-blinds", "--json"),
        ("undo",),
        ("today", "--json"),
        ("list", "--search", "tea"),
        ("steps",),
        ("hard-day", "on"),
        ("plan", "open-blinds", "--at", "09:00"),
        ("next", "--json"),
        ("pause", "1h"),
        ("settings",),
        ("doctor", "--json"),
        ("--version",),
    ],
    ids=" ".join,
)
def test_no_verb_loads_qt(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    environment = bare(tmp_path)
    run(environment, "log", "tea")
    command = [sys.executable, "-c", WATCHED, *arguments]
    done = subprocess.run(
        command, env=environment, capture_output=True, timeout=30, check=False, text=True
    )
    assert (done.returncode, done.stderr) == (0, "[]\n"), done.stderr


def test_the_first_log_makes_the_journal_without_a_desktop(tmp_path: Path) -> None:
    done = run(bare(tmp_path), "log", "open-blinds", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["step"] == "open-blinds"
    assert (tmp_path / "data" / "microwins.db").exists()


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "xx_YY.nonsense"])
def test_any_locale_will_do(tmp_path: Path, locale: str) -> None:
    environment = bare(tmp_path, LC_ALL=locale)
    title = "Café mit Zoë 🌿"
    done = run(environment, "log", title.encode(), "--json")
    assert (done.returncode, done.stderr) == (0, b""), done.stderr
    assert json.loads(done.stdout)["title"] == title
    listed = run(environment, "list")
    assert (listed.returncode, listed.stderr) == (0, b"")
    assert json.loads(run(environment, "list", "--json").stdout)[0]["title"] == title


def test_a_terminal_that_cannot_show_a_letter_shows_something(tmp_path: Path) -> None:
    environment = bare(tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    run(environment, "log", "Café".encode())
    done = run(environment, "list")
    assert done.returncode == 0
    assert b"Caf" in done.stdout


def test_bytes_that_are_not_text_are_refused(tmp_path: Path) -> None:
    done = run(bare(tmp_path), "log", b"caf\xe9")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"microwins: ")
    assert done.stderr.count(b"\n") == 1


def test_whoever_stops_reading_gets_no_complaint(tmp_path: Path) -> None:
    environment = bare(tmp_path)
    for _ in range(3):
        run(environment, "log", "x" * 500, "--note", "y" * 19_000)
    command = [sys.executable, "-m", "microwins_desktop", "list", "--json"]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert (process.wait(20), complaint) == (0, b"")


def test_a_start_without_a_display_says_so(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("elsewhere there always is a display")
    for arguments in ((), ("--hidden",), ("panel",)):
        done = run(bare(tmp_path), *arguments)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr == (
            b"microwins: there is no display here; the terminal verbs work without one\n"
        )
    assert not (tmp_path / "data").exists()


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    environment = bare(tmp_path)
    command = [sys.executable, "-m", "microwins_desktop", "log"]
    started = [
        subprocess.Popen([*command, f"win {number}"], env=environment, stdout=subprocess.DEVNULL)
        for number in range(8)
    ]
    assert [process.wait(50) for process in started] == [0] * 8
    listed = json.loads(run(environment, "list", "--json").stdout)
    assert {win["title"] for win in listed} == {f"win {number}" for number in range(8)}
