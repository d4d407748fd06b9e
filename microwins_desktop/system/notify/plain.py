"""Plain notices through plyer, from a thread of their own, so that a hung service holds nobody."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from microwins_desktop.core.nudging.ports import Notice
from microwins_desktop.system.aside import Aside, Outcome
from microwins_desktop.system.notify import through_plyer
from microwins_desktop.system.notify.told import LIMIT, How, Told

log = logging.getLogger(__name__)


class PlainNotification(QObject):
    """Shows a notice and knows no more of it than that it was taken."""

    def __init__(
        self,
        icons: Path,
        told: Told,
        parent: QObject | None = None,
        deliver: Callable[[Notice, Path], Any] | None = None,
        limit: float = LIMIT,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._told = told
        self._deliver = deliver or through_plyer.show
        self._aside = Aside(limit, self)
        self._newest = ""

    def show(self, notice: Notice) -> None:
        self._newest = notice.ident
        self._aside.run(
            partial(self._deliver, notice, self._icons), partial(self._on_outcome, notice.ident)
        )

    def withdraw(self, ident: str) -> None:
        # Elsewhere plyer tells no name by which a notice could be found again.
        if sys.platform == "win32" and ident == self._newest:
            self._aside.run(through_plyer.withdraw, _nothing)

    def _on_outcome(self, ident: str, outcome: Outcome) -> None:
        if outcome.worked:
            self._told.delivered(ident, How.PLAIN)
        else:
            log.info("plyer did not show a notification: %s", outcome.error)
            self._told.failed(ident, outcome.late)


def _nothing(_outcome: Outcome) -> None:
    """Whether it could still be taken away changes nothing."""
