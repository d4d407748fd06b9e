"""Where small windows appear: beside the tray icon where it tells, else in the tray's corner."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

GAP = 12
"""Pixels between a small window and the edge of the screen."""


def beside_tray(icon: QSystemTrayIcon | None, size: QSize) -> tuple[QPoint, QRect]:
    """The corner for a window of `size` near the tray, and the part of the screen it may use."""
    spot = icon.geometry() if icon is not None else QRect()
    screen = QGuiApplication.screenAt(spot.center()) if spot.isValid() else None
    screen = screen or QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    # Trays sit on the panel; the panel is where the room differs from the whole screen.
    whole = screen.geometry()
    at_top = spot.isValid() and spot.center().y() < whole.center().y()
    if not spot.isValid():
        at_top = room.top() - whole.top() > whole.bottom() - room.bottom()
    wanted = spot.center().x() - size.width() // 2 if spot.isValid() else room.right()
    x = max(room.left() + GAP, min(wanted, room.right() + 1 - size.width() - GAP))
    y = room.top() + GAP if at_top else room.bottom() + 1 - size.height() - GAP
    return QPoint(x, y), room


def in_the_middle(size: QSize) -> tuple[QPoint, QRect]:
    """The corner that puts a window of `size` in the middle of the screen with the pointer."""
    from PySide6.QtGui import QCursor

    screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    half = QPoint(size.width() // 2, size.height() // 2)
    return room.center() - half, room
