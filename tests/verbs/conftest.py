"""A terminal on a clock that stands still."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.clock import FixedClock
from support.terminal import Terminal

from microwins_desktop import cli


@pytest.fixture
def terminal(
    tmp_path: Path,
    clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Terminal:
    monkeypatch.setattr("microwins_desktop.core.clock.SystemClock", lambda: clock)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return Terminal(tmp_path / "data", run)
