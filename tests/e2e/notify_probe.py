"""Shows one notice from a process of its own inside the box, and writes down what becomes of it.

Each line of its output is one event as JSON; the last tells the longest time, in milliseconds, for
which the event loop was held. Arguments: the way (`all` or `plain`), the notice as JSON, and how
many events, of which the last ends it.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, QTimer

from microwins_desktop.core.nudging.ports import Notice
from microwins_desktop.paths import resources
from microwins_desktop.system.notify.notifier import DesktopNotifier
from microwins_desktop.system.notify.plain import PlainNotification

ICONS = resources() / "icons"


class Probe(QObject):
    """The listener, with a beat that notices when the loop is held."""

    def __init__(self, events: int) -> None:
        super().__init__()
        self._left = events
        self._longest = 0
        self._clock = QElapsedTimer()
        self._clock.start()
        self._beat = QTimer(self)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start(5)

    def delivered(self, ident: str) -> None:
        self._say("delivered", ident)

    def not_delivered(self, ident: str) -> None:
        self._say("not delivered", ident)

    def acted(self, ident: str, action: str) -> None:
        self._say("acted", ident, action)

    def opened(self, ident: str) -> None:
        self._say("opened", ident)

    def closed(self, ident: str, by_person: bool) -> None:
        self._say("closed", ident, by_person)

    def _say(self, *event: Any) -> None:
        _write(event)
        self._left -= 1
        if self._left == 0:
            _write(("held", self._longest))
            QCoreApplication.exit(0)

    def _on_beat(self) -> None:
        self._longest = max(self._longest, self._clock.restart())


def _write(event: tuple[Any, ...]) -> None:
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


def main() -> int:
    way, text, events = sys.argv[1:4]
    found = json.loads(text)
    found["actions"] = tuple(map(tuple, found.get("actions", ())))
    application = QCoreApplication([])
    probe = Probe(int(events))
    ways = [lambda told: PlainNotification(ICONS, told)] if way == "plain" else None
    notifier = DesktopNotifier(ICONS, ways=ways)
    notifier.listen(probe)
    notifier.show(Notice(**found))
    QTimer.singleShot(20_000, application.quit)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
