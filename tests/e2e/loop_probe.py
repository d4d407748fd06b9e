"""The app as it is, with a beat in its event loop that notices when something holds it.

Its output is a line for each time the loop was held longer than `TOLD`, as milliseconds; what the
process only waited for a processor is not counted.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from microwins_desktop import cli, desktop

BEAT = 5
TOLD = 20


class Beat(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = QElapsedTimer()
        self._clock.start()
        self._waited = waited()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(BEAT)

    def _on_beat(self) -> None:
        gap, before = self._clock.nsecsElapsed() / 1e6 - BEAT, self._waited
        self._clock.restart()
        self._waited = waited()
        held = gap - (self._waited - before)
        if held > TOLD:
            sys.stdout.write(f"{held:.0f}\n")
            sys.stdout.flush()


class Watched(desktop.Desktop):
    def start(self, wish: str, hidden: bool) -> None:
        super().start(wish, hidden)
        Beat(self)


def waited() -> float:
    """Milliseconds for which this thread was ready and no processor was free."""
    return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e6


def main() -> int:
    desktop.Desktop = Watched  # type: ignore[misc]
    return cli.main(["--hidden"])


if __name__ == "__main__":
    sys.exit(main())
