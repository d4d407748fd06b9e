"""The soft sound: played by what is there, never waited for, silent where nothing can play it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from devtools import sound as maker
from microwins_desktop import paths
from microwins_desktop.system.sound import Sound, player_for

SHIPPED = paths.resources() / "sounds" / "win.wav"


def test_the_file_is_up_to_date_and_quiet() -> None:
    assert SHIPPED.read_bytes() == maker.wav(), "make it anew: python -m devtools.sound"
    loudest = max(abs(maker.sample(index / maker.RATE)) for index in range(16000))
    assert 0.05 < loudest < 0.35
    assert maker.sample(maker.LENGTH) == 0


@pytest.mark.parametrize(
    ("platform", "there", "command"),
    [
        ("linux", {"paplay", "aplay"}, ("/bin/paplay",)),
        ("linux", {"aplay"}, ("/bin/aplay", "-q")),
        ("linux", set(), ()),
        ("darwin", {"afplay"}, ("/bin/afplay",)),
        ("aix", {"aplay"}, ()),
    ],
)
def test_the_best_player_there_is(platform: str, there: set[str], command: tuple[str, ...]) -> None:
    def find(name: str) -> str | None:
        return f"/bin/{name}" if name in there else None

    assert player_for(platform, find) == command


def player(folder: Path, script: str) -> None:
    program = folder / "pw-play"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="needs a shell")
def test_it_plays_the_file_once_at_a_time(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = tmp_path / "played"
    player(tmp_path, f'echo "$1" >> {played}; while [ ! -e {tmp_path}/enough ]; do :; done')
    monkeypatch.setenv("PATH", str(tmp_path))
    sound = Sound(SHIPPED, "linux")
    assert sound.play()
    assert not sound.play()
    qtbot.waitUntil(lambda: played.exists() and played.read_text() == f"{SHIPPED}\n")
    (tmp_path / "enough").touch()
    assert sound._playing is not None
    sound._playing.wait(5)
    assert sound.play()
    sound._playing.wait(5)


def test_nothing_to_play_it_with_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not Sound(SHIPPED, "linux").play()


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="needs a shell")
def test_a_player_that_cannot_start_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pw-play"
    program.write_bytes(b"\x7fELF nothing")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not Sound(SHIPPED, "linux").play()
