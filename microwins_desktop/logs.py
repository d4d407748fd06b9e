"""The log file of the running app: what went wrong, never what a person wrote."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from types import TracebackType

from microwins_desktop.paths import DataFolder

LARGEST = 1_000_000
"""Bytes after which the file of the last runs is set aside, at the next start."""

FILE_NAME = "microwins.log"

_log = logging.getLogger(__name__)


def start_logging(folder: DataFolder) -> None:
    """Log to the data folder, readable by its owner only; to stderr where that cannot be."""
    try:
        folder.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder.logs / FILE_NAME
        if path.exists() and path.stat().st_size > LARGEST:
            path.replace(path.with_suffix(".log.1"))
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        handler: logging.Handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("microwins_desktop")
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def catch_bugs(tell: Callable[[], None]) -> None:
    """Log what nobody caught, and `tell` once, quietly, instead of going down in silence."""
    told: list[bool] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("something unexpected", exc_info=(kind, error, trace))
        if not told:
            told.append(True)
            tell()

    sys.excepthook = hook
