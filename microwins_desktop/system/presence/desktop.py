"""Presence for the running app: a look at the desktop from a thread, when a nudge is due."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject

from microwins_desktop.core.nudging.presence import Presence
from microwins_desktop.system.aside import Aside, Outcome
from microwins_desktop.system.presence.facts import Facts
from microwins_desktop.system.presence.look import LIMIT, look
from microwins_desktop.system.wake import Wake

log = logging.getLogger(__name__)


class DesktopPresence(QObject):
    """`core.nudging.ports.PresenceSource` for the desktop the program runs on."""

    def __init__(
        self,
        wake: Wake | None = None,
        parent: QObject | None = None,
        look_once: Callable[[], Facts] = look,
        limit: float = 5 * LIMIT,
    ) -> None:
        """`wake` knows when the computer last woke; `limit` is in seconds for the whole look."""
        super().__init__(parent)
        self._wake = wake
        self._look = look_once
        self._aside = Aside(limit, self)
        self._waiting: list[Callable[[Facts], None]] = []

    def ask(self, done: Callable[[Presence], None]) -> None:
        """Call `done` once, later; what was not found out in time is None in it."""

        def tell(facts: Facts) -> None:
            done(facts.presence(self._wake.woke_at if self._wake is not None else None))

        self.find_out(tell)

    def find_out(self, done: Callable[[Facts], None]) -> None:
        """The same look with who told what, for the settings page (`Facts.report`)."""
        self._waiting.append(done)
        if len(self._waiting) == 1:
            self._aside.run(self._look, self._on_outcome)

    def _on_outcome(self, outcome: Outcome) -> None:
        if not outcome.worked:
            log.info("the desktop was not asked to the end: %s", outcome.error)
        facts = outcome.value if isinstance(outcome.value, Facts) else Facts()
        waiting, self._waiting = self._waiting, []
        for done in waiting:
            done(facts)
