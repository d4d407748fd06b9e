"""A window that fills the screen until it is ended, for tests of presence."""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication, QRasterWindow

application = QGuiApplication([])
window = QRasterWindow()
window.showFullScreen()
sys.exit(application.exec())
