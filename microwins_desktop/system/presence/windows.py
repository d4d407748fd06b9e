"""What Windows tells: its notification state, and the last key or pointer movement.

States after `SHQueryUserNotificationState` and times after `GetLastInputInfo` of the Windows API.
"""

from __future__ import annotations

import ctypes
import sys

from microwins_desktop.system.presence.facts import UNKNOWN, Fact, Facts

_NOT_PRESENT, _BUSY, _FULL_SCREEN, _PRESENTING, _ACCEPTS, _QUIET, _APP = range(1, 8)
_BY = "Windows"


def facts_from(state: int | None, idle_milliseconds: int | None) -> Facts:
    """The facts in a notification state; None is a question Windows did not answer."""
    idle = UNKNOWN if idle_milliseconds is None else Fact(idle_milliseconds / 1000, _BY)
    if state is None or not _NOT_PRESENT <= state <= _APP:
        return Facts(idle=idle)
    if state == _NOT_PRESENT:  # locked, or a screen saver; the rest is not told then
        return Facts(locked=Fact(True, _BY), idle=idle)
    return Facts(
        do_not_disturb=Fact(state in (_PRESENTING, _QUIET), _BY),
        full_screen=Fact(state in (_BUSY, _FULL_SCREEN, _APP), _BY),
        locked=Fact(False, _BY),
        idle=idle,
    )


def look() -> Facts:
    """Ask Windows; it answers at once."""
    if sys.platform != "win32":
        return Facts()
    state = ctypes.c_int()
    failed = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
    return facts_from(None if failed else state.value, _idle_milliseconds())


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("tick", ctypes.c_uint32))


def _idle_milliseconds() -> int | None:
    if sys.platform != "win32":
        return None
    last = _LastInput(ctypes.sizeof(_LastInput), 0)
    if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
        return None
    return since(ctypes.windll.kernel32.GetTickCount(), last.tick)


def since(now: int, then: int) -> int:
    """Milliseconds between two ticks, which start from 0 again every 49.7 days."""
    return (now - then) & 0xFFFFFFFF
