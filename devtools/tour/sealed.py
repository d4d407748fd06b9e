"""Surroundings that touch nobody's desktop: no display, no bus, no home but a temporary one."""

from __future__ import annotations

import os
from pathlib import Path

_NOBODYS = "unix:path=/nonexistent"


def seal(folder: Path) -> None:
    """Make this process live in `folder`; to be called before Qt starts."""
    home, runtime = folder / "home", folder / "run"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    for name in [name for name in os.environ if name.startswith(("XDG_", "DBUS_"))]:
        del os.environ[name]
    os.environ.update(
        {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "DBUS_SESSION_BUS_ADDRESS": _NOBODYS,
            "DBUS_SYSTEM_BUS_ADDRESS": _NOBODYS,
            "QT_QPA_PLATFORM": "offscreen",
            "LANGUAGE": "en",
        }
    )
