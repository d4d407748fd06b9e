"""Runs the program, or the bare window, and writes down when its window was exposed and painted.

`python devtools/bench/watched.py PIPE microwins|bare [ARGUMENT...]` writes `exposed` and `painted`,
each with the moment of the system's monotonic clock, to the file descriptor PIPE; the program also
`whole`, when the page in the window has been painted too.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication


class Watch(QObject):
    """Sees the first exposure of any window that is there when the event loop begins."""

    def __init__(self, pipe: int, start: Callable[[], int]) -> None:
        super().__init__()
        self._pipe = pipe
        self._start = start
        self._windows: list[QWindow] = []
        self._frame: QObject | None = None

    def begin(self) -> int:
        self._windows = list(QGuiApplication.topLevelWindows())
        for window in self._windows:
            window.installEventFilter(self)
        return self._start()

    def see_page(self, frame: QObject) -> None:
        """The page is in the window now; the next picture shows it."""
        self._frame = frame
        frame.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if watched is self._frame and kind == QEvent.Type.UpdateRequest:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._on_whole)
        elif kind == QEvent.Type.Expose and isinstance(watched, QWindow) and watched.isExposed():
            self._say("exposed")
            for window in self._windows:
                window.removeEventFilter(self)
            QTimer.singleShot(0, self, self._on_painted)
        return False

    def _on_painted(self) -> None:
        self._say("painted")

    def _on_whole(self) -> None:
        self._say("whole")

    def _say(self, what: str) -> None:
        os.write(self._pipe, f"{what} {time.monotonic()!r}\n".encode())


def main(pipe: int, program: str, arguments: list[str]) -> int:
    watch = Watch(pipe, QApplication.exec)
    QApplication.exec = staticmethod(watch.begin)  # type: ignore[method-assign]
    if program == "bare":
        import bare

        return bare.main("window")
    from microwins_desktop.cli import main as microwins
    from microwins_desktop.starting import Starting

    appear = Starting._appear

    def appear_seen(starting: Starting) -> None:
        appear(starting)
        assert starting._frame is not None
        watch.see_page(starting._frame)

    Starting._appear = appear_seen  # type: ignore[method-assign]
    return microwins(arguments)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), sys.argv[2], sys.argv[3:]))
