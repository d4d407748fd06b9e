"""The references that own nothing: a bare PySide6 window with a tray icon, or the icon alone.

`python devtools/bench/bare.py window|tray`
"""

from __future__ import annotations

import signal
import sys

from PySide6.QtWidgets import QApplication, QLabel, QMenu, QStyle, QSystemTrayIcon


def main(what: str) -> int:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    menu = QMenu()
    menu.addAction("Quit", application.quit)
    picture = application.style().standardIcon(QStyle.StandardPixmap.SP_ComputerIcon)
    icon = QSystemTrayIcon(picture)
    icon.setContextMenu(menu)
    icon.setToolTip("Bare")
    icon.show()
    window = QLabel("Bare")
    if what == "window":
        window.resize(1080, 720)
        window.show()
    return application.exec()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
