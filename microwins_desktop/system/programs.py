"""Runs another program of the desktop for a moment, with a limit; for threads and the terminal."""

from __future__ import annotations

import os
from collections.abc import Sequence


def environment() -> dict[str, str]:
    """The environment as other programs expect it: without the bundle's own library path."""
    clean = dict(os.environ)
    # WORKAROUND PyInstaller: its loader's variable would make them load our libraries.
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        original = clean.pop(f"{name}_ORIG", None)
        if original is not None:
            clean[name] = original
    return clean


def said(command: Sequence[str], limit: float) -> str | None:
    """What `command` prints, stripped; None when it is not there, fails or takes too long."""
    import subprocess  # not for a start, which runs nothing

    try:
        done = subprocess.run(
            list(command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment(),
            timeout=limit,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None
