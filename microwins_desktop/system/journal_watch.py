"""Notices that another process wrote to the journal when it could not say so itself.

The messages of `signalling` are the quick way. This is the fall-back: the operating system reports
changes of SQLite's files, so nothing is polled. The app's own writes are reported too,
which is why the listener compares SQLite's `data_version` before it refreshes anything.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_GATHER_MS = 150


class JournalWatch(QObject):
    """`touched` is emitted at most every 150 ms while the files of `database` are being changed."""

    touched = Signal()

    def __init__(self, database: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = str(database.parent)
        # The write-ahead file takes every write; it is folded into the database when the last
        # connection closes, which may happen before anyone here has seen it.
        self._files = (str(database) + "-wal", str(database))
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._file_changed)
        self._watcher.directoryChanged.connect(self._folder_changed)
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self.touched)
        self._seen = self._follow()

    def _follow(self) -> list[tuple[int, int] | None]:
        """Watch the files, and the folder in which they may appear anew; what they look like."""
        if self._folder not in self._watcher.directories() and os.path.isdir(self._folder):
            self._watcher.addPath(self._folder)
        for path in self._files:
            if path not in self._watcher.files() and os.path.exists(path):
                self._watcher.addPath(path)
        return [_look(path) for path in self._files]

    def _file_changed(self, _path: str) -> None:
        self._seen = self._follow()
        self._announce()

    def _folder_changed(self, _path: str) -> None:
        # Logs, backups and sockets come and go in the folder too: only the journal's files count.
        before, self._seen = self._seen, self._follow()
        if self._seen != before:
            self._announce()

    def _announce(self) -> None:
        if not self._gather.isActive():
            self._gather.start()


def _look(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns
