"""One look at the desktop: everybody who may know is asked once, within a limit.

Takes up to `LIMIT` seconds for each of four who may hang, so never call it where somebody waits
for the event loop. No Qt in here.
"""

from __future__ import annotations

import os
import sys

from microwins_desktop.system.presence.facts import Facts

LIMIT = 0.5
"""Seconds for each who is asked; a desktop that is well answers in a few milliseconds."""


def look() -> Facts:
    """What can be found out just now."""
    if sys.platform == "win32":
        from microwins_desktop.system.presence import windows

        return windows.look()
    if sys.platform.startswith("linux"):
        from microwins_desktop.system.presence import on_bus, x11

        bus, server = on_bus.look(LIMIT, os.environ), x11.look(LIMIT, os.environ)
        return Facts(
            do_not_disturb=bus.do_not_disturb,
            full_screen=server.full_screen,
            locked=bus.locked,
            idle=bus.idle if bus.idle.known else server.idle,
        )
    return Facts()
