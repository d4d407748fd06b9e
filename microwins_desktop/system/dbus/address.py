"""Where a bus listens: what the environment says, else the usual place of this person's bus."""

from __future__ import annotations

import os


def bus_address(kind: str) -> str:
    """The socket of the `"session"` or `"system"` bus, as `connect` takes it.

    Raises `LookupError`, `ValueError` or `RuntimeError` where the environment names none that a
    local program can reach.
    """
    from jeepney.bus import get_bus

    try:
        return str(get_bus(kind.upper()))
    except KeyError:
        # A program started outside the session, over ssh for example, is told nothing.
        usual = os.path.join(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "bus")
        if kind == "session" and os.path.exists(usual):
            return usual
        raise
