"""Which command starts this very program again: installed script, bundle, or Python module."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

SCRIPT = "microwins"
MODULE = "microwins_desktop"


def start_command(
    data_dir: Path | None = None,
    *,
    hidden: bool = True,
    argv: Sequence[str] | None = None,
    environ: Mapping[str, str] | None = None,
) -> list[str]:
    """The command for a login start; `data_dir` only when the person gave one of their own."""
    argv = sys.argv if argv is None else argv
    environ = os.environ if environ is None else environ
    command = _program(argv, environ)
    if data_dir is not None:
        command += ["--data-dir", os.path.abspath(data_dir)]
    if hidden:
        command.append("--hidden")
    return command


def _program(argv: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    if getattr(sys, "frozen", False):
        # An AppImage runs from a mount point that is gone at the next login.
        return [environ.get("APPIMAGE") or sys.executable]
    if sys.platform == "win32":
        # A console script would open a console window at every login.
        windowless = Path(sys.executable).with_name("pythonw.exe")
        return [str(windowless if windowless.exists() else sys.executable), "-m", MODULE]
    started_as = Path(argv[0]) if argv and argv[0] else None
    beside_python = Path(sys.executable).with_name(SCRIPT)
    for script in (started_as, beside_python):
        if script is not None and script.name == SCRIPT and _runs(script):
            return [os.path.abspath(script)]
    return [sys.executable, "-m", MODULE]


def _runs(script: Path) -> bool:
    return script.is_file() and os.access(script, os.X_OK)
