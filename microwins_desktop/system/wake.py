"""Notices that the computer woke from suspend: Qt's timers stand still meanwhile.

On Linux logind says so. Elsewhere, and where logind is not there, time itself tells: the wall clock
went on while the program's own clock stood still, or while a look at the time was due.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from microwins_desktop.core.clock import Clock

if TYPE_CHECKING:
    from microwins_desktop.system.dbus.messages import Reply

GAP = timedelta(seconds=30)
"""A smaller difference is the clock being set right, or a slow machine."""

LOOK_EVERY = timedelta(minutes=5)
"""How often time is looked at where nobody tells; a nudge comes this much late at most."""

START_AFTER = timedelta(seconds=2)
"""Nobody sleeps right after the start, which has better things to do."""

_LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


class Wake(QObject):
    """Emits `woke` after each suspend; `woke_at` is when that was last, aware, or None.

    Whoever is woken by a timer calls `look` first: with nobody telling, that is how a suspend is
    noticed in time.
    """

    woke = Signal()

    def __init__(
        self,
        clock: Clock,
        parent: QObject | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """`steady` counts seconds and stands still in suspend."""
        super().__init__(parent)
        self._clock = clock
        self._steady = steady
        self._seen = (clock.now(), steady())
        self.woke_at: datetime | None = None
        self._link: QObject | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(_milliseconds(LOOK_EVERY))
        self._timer.timeout.connect(self.look)

    def start(self, after: timedelta = START_AFTER) -> None:
        """Soon listen to whoever tells; without them look at the time now and then."""
        if sys.platform.startswith("linux"):
            QTimer.singleShot(_milliseconds(after), self, self._listen)
        else:
            self._timer.start()

    def look(self) -> bool:
        """Whether the computer has slept since the last look; then `woke` is emitted too."""
        now, steady = self._clock.now(), self._steady()
        (was, steady_then), self._seen = self._seen, (now, steady)
        passed = now - was
        counted = timedelta(seconds=steady - steady_then)
        # On Windows the steady clock goes on in suspend, but the timer does not.
        overslept = self._timer.isActive() and passed >= LOOK_EVERY + 2 * GAP
        if passed - counted < GAP and not overslept:
            return False
        self._wake_up(now)
        return True

    def _listen(self) -> None:
        from microwins_desktop.system.dbus.link import BusLink
        from microwins_desktop.system.dbus.messages import Call, Rule

        link = BusLink("system", self)
        self._link = link
        link.listen(Rule(*_LOGIND, "PrepareForSleep"), self._on_sleep)
        link.call(Call(*_BUS, "NameHasOwner", "s", (_LOGIND[0],)), self._on_logind)

    def _on_logind(self, reply: Reply) -> None:
        if reply.value is not True:
            self._timer.start()

    def _on_sleep(self, heard: Reply) -> None:
        if heard.value is False:  # true is said before, false after
            now = self._clock.now()
            self._seen = (now, self._steady())
            self._wake_up(now)

    def _wake_up(self, now: datetime) -> None:
        self.woke_at = now
        self.woke.emit()


def _milliseconds(time_span: timedelta) -> int:
    return time_span // timedelta(milliseconds=1)
