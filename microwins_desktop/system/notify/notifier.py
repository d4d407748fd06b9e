"""The one facade: shows a notice by the first way that works, and brings its answers back.

On Linux that is first the desktop's own service, with buttons where it has them, then plyer;
elsewhere it is plyer. Where none works the listener hears `not_delivered` and takes the card.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer

from microwins_desktop.core.nudging.ports import Notice, NoticeListener
from microwins_desktop.i18n import _
from microwins_desktop.paths import DESKTOP_ID
from microwins_desktop.system.notify.told import LASTS, How, Told, WayOut

TEST = "microwins-test"
"""The ident of the notice that tries the ways out."""

MakeWay = Callable[[Told], WayOut]


class TestResult(Struct, frozen=True):
    """Which way showed the test notice; None is none of them."""

    __test__ = False  # pytest takes the name for a test's

    how: How | None

    def sentence(self) -> str:
        """For the person who asked."""
        match self.how:
            case How.BUTTONS:
                return _("It came as a notification with buttons.")
            case How.BUBBLE:
                return _("It came as a notification. This desktop shows no buttons on it.")
            case How.PLAIN:
                return _("It came as a plain notification. The tray menu takes the answer.")
            case None:
                return _("This desktop shows no notifications, so nudges come as a card.")


class _Showing(Struct):
    """A notice and the ways not tried yet; `way` is the one it took or is taking."""

    notice: Notice
    left: list[WayOut]
    way: WayOut
    ends: QTimer | None = None


class DesktopNotifier(QObject):
    """`core.nudging.ports.Notifier` for the desktop the program runs on."""

    def __init__(
        self,
        icons: Path,
        parent: QObject | None = None,
        ways: Sequence[MakeWay] | None = None,
        lasts: float = LASTS,
    ) -> None:
        """`icons` is the folder of the shipped icons; `lasts` is in seconds."""
        super().__init__(parent)
        self._icons = icons
        self._make = list(ways) if ways is not None else self._usual_ways()
        self._ways: list[WayOut] | None = None
        self._lasts = lasts
        self._showing: dict[str, _Showing] = {}
        self._listener: NoticeListener | None = None
        self._test_done: Callable[[TestResult], None] | None = None

    def listen(self, listener: NoticeListener) -> None:
        self._listener = listener

    def show(self, notice: Notice) -> None:
        if self._ways is None:
            # Made with the first notice: a start without one loads none of this.
            self._ways = [make(self) for make in self._make]
        self._forget(notice.ident)
        first, *left = self._ways
        self._showing[notice.ident] = _Showing(notice, left, first)
        first.show(notice)

    def withdraw(self, ident: str) -> None:
        showing = self._forget(ident)
        if showing is not None:
            showing.way.withdraw(ident)

    def send_test(self, done: Callable[[TestResult], None]) -> None:
        """Show a notice that says it is a test; `done` hears once which way worked."""
        self._test_done = done
        words = _("This is how a nudge looks. Nothing to do here.")
        self.show(Notice(TEST, _("A test nudge"), words, (("ok", _("Good to know")),)))

    # What the ways report

    def delivered(self, ident: str, how: How) -> None:
        showing = self._showing.get(ident)
        if showing is None:
            return
        if how is How.PLAIN:
            # Nobody tells when it goes, so it counts as gone when its time is over.
            showing.ends = QTimer(self)
            showing.ends.setSingleShot(True)
            showing.ends.setObjectName(ident)
            showing.ends.timeout.connect(self._on_end)
            showing.ends.start(round(self._lasts * 1000))
        if not self._say_test(ident, how) and self._listener is not None:
            self._listener.delivered(ident)

    def failed(self, ident: str, hung: bool) -> None:
        showing = self._showing.get(ident)
        if showing is None:
            return
        if showing.left and not hung:
            showing.way = showing.left.pop(0)
            showing.way.show(showing.notice)
            return
        # A service that hangs would hang the other ways too, and show all of them when it wakes.
        self._forget(ident)
        if not self._say_test(ident, None) and self._listener is not None:
            self._listener.not_delivered(ident)

    def acted(self, ident: str, action: str) -> None:
        if self._forget(ident) is not None and ident != TEST and self._listener is not None:
            self._listener.acted(ident, action)

    def opened(self, ident: str) -> None:
        if self._forget(ident) is not None and ident != TEST and self._listener is not None:
            self._listener.opened(ident)

    def closed(self, ident: str, by_person: bool) -> None:
        showing = self._forget(ident)
        if showing is None:
            return
        if showing.ends is not None:
            showing.way.withdraw(ident)
        if ident != TEST and self._listener is not None:
            self._listener.closed(ident, by_person)

    # Inside

    def _on_end(self) -> None:
        self.closed(self.sender().objectName(), False)

    def _forget(self, ident: str) -> _Showing | None:
        showing = self._showing.pop(ident, None)
        if showing is not None and showing.ends is not None:
            showing.ends.stop()
            showing.ends.deleteLater()
        return showing

    def _say_test(self, ident: str, how: How | None) -> bool:
        if ident != TEST:
            return False
        done, self._test_done = self._test_done, None
        if done is not None:
            done(TestResult(how))
        return True

    def _usual_ways(self) -> list[MakeWay]:
        return [self._buttons, self._plain] if sys.platform.startswith("linux") else [self._plain]

    def _buttons(self, told: Told) -> WayOut:
        from microwins_desktop.system.dbus.link import BusLink
        from microwins_desktop.system.notify.buttons import ButtonNotification

        icon = self._icons / "hicolor" / "64x64" / "apps" / f"{DESKTOP_ID}.png"
        return ButtonNotification(
            BusLink("session", self), told, icon.absolute() if icon.exists() else None
        )

    def _plain(self, told: Told) -> WayOut:
        from microwins_desktop.system.notify.plain import PlainNotification

        return PlainNotification(self._icons.absolute(), told, self)
