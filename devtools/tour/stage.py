"""The running app as the tour sees it: parts to press, time to pass, pictures to take."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMargins, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from devtools.demo.clock import DemoClock
from devtools.demo.year import fill_year
from microwins_desktop import app
from microwins_desktop.desktop import Desktop
from microwins_desktop.opening import BUSY_MS, open_journal
from microwins_desktop.parts import make_parts
from microwins_desktop.paths import DataFolder
from microwins_desktop.ui.kit import FloatingCard

LOOKS = ("light", "dark")
SETTLE_MS = 80
PATIENCE = 5.0
GROUND = 28
"""Pixels of the page's colour around a picture of a card or a menu."""


class Stage:
    """The app over the demo journal, at the demo's hour. `say` tells each step in a line."""

    def __init__(self, folder: Path, pictures: Path, say: Callable[[str], None]) -> None:
        self.clock = DemoClock()
        self.pictures: list[Path] = []
        self._folder = pictures
        self._say = say
        self._steps = 0
        self._application = app._make_application()
        data = DataFolder(folder / "journal")
        self._store = open_journal(data, self.clock, BUSY_MS)
        fill_year(self._store, self.clock)
        self._store.options.put({"motion": "reduced", "theme": "light", "nudge_delivery": "card"})
        self.parts = make_parts(self._application, self._store, self.clock)
        self.desktop = Desktop(self.parts, data)
        self.journal = self.parts.journal

    def close(self) -> None:
        for widget in QApplication.topLevelWidgets():
            widget.close()
        self._store.close()

    # What a person does

    def start(self) -> None:
        self.desktop.start("start", hidden=True)
        self.settle()

    def tell(self, words: str) -> None:
        """Say what happens next."""
        self._steps += 1
        self._say(f"{self._steps}. {words}")

    def entry(self, words: str) -> QAction:
        """The tray menu's entry with these words."""
        shown = [action for action in self.desktop.tray.menu.actions() if action.isVisible()]
        return next(action for action in shown if action.text().startswith(words))

    def click(self, words: str) -> None:
        """Click an entry of the tray menu."""
        self.entry(words).trigger()
        self.settle()

    def press(self, words: str) -> None:
        """Press a button of the window by its accessible name."""
        buttons = self.desktop.window.findChildren(QAbstractButton)
        button = next(b for b in buttons if b.isVisible() and b.accessibleName() == words)
        button.click()
        self.settle()

    def later(self, wall: datetime) -> None:
        """Let the day go on until this wall time."""
        self.clock.move_to(wall)
        self.journal.notice_time()
        self.settle()

    def settle(self, milliseconds: int = SETTLE_MS) -> None:
        """Let the app do what it has begun."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def wait_for(self, what: Callable[[], bool]) -> bool:
        """Whether it came to be so, in good time."""
        end = time.monotonic() + PATIENCE
        while not what():
            if time.monotonic() > end:
                return False
            self.settle(20)
        return True

    # What the tour shows of it

    def picture(self, name: str, widget: QWidget) -> None:
        """A picture of `widget` in every look; what floats gets some ground around it."""
        for look in LOOKS:
            self._dress(look)
            taken = widget.grab()
            if widget.windowType() in (Qt.WindowType.Popup, Qt.WindowType.Tool):
                taken = self._on_ground(taken)
            path = self._folder / f"{name}-{look}.png"
            taken.save(str(path))
            self.pictures.append(path)
        self._dress(LOOKS[0])

    def cards(self) -> list[FloatingCard]:
        """The cards that are on screen now."""
        found = QApplication.topLevelWidgets()
        return [
            widget for widget in found if isinstance(widget, FloatingCard) and widget.isVisible()
        ]

    def open_menu(self) -> QWidget:
        menu = self.desktop.tray.menu
        menu.popup(QPoint(40, 40))
        self.settle()
        return menu

    def _dress(self, look: str) -> None:
        self.parts.preferences.put({"theme": look})
        self.settle()

    def _on_ground(self, taken: QPixmap) -> QPixmap:
        scale = taken.devicePixelRatio()
        size = taken.deviceIndependentSize().toSize()
        whole = QRect(QPoint(0, 0), size).marginsAdded(QMargins(GROUND, GROUND, GROUND, GROUND))
        ground = QPixmap(QSize(round(whole.width() * scale), round(whole.height() * scale)))
        ground.setDevicePixelRatio(scale)
        ground.fill(QColor(self.parts.theme.color("bg")))
        painter = QPainter(ground)
        painter.drawPixmap(GROUND, GROUND, taken)
        painter.end()
        return ground
