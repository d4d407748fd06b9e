"""The journal on disk. The only package that imports peewee.

`Store` is the door: it opens the file and holds the parts that read and write it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from microwins_desktop.core.clock import Clock
from microwins_desktop.store.backups import Backups
from microwins_desktop.store.checkins import CheckIns
from microwins_desktop.store.database import Database
from microwins_desktop.store.habits import Habits
from microwins_desktop.store.history import History
from microwins_desktop.store.insight import Insight
from microwins_desktop.store.intake import Intake
from microwins_desktop.store.keepsakes import Keepsakes
from microwins_desktop.store.nudge_log import NudgeLog
from microwins_desktop.store.nudges import Nudges
from microwins_desktop.store.options import Options
from microwins_desktop.store.people import People
from microwins_desktop.store.restoring import Restores
from microwins_desktop.store.routines import Routines
from microwins_desktop.store.search import Search
from microwins_desktop.store.steps import Steps
from microwins_desktop.store.wins import Wins

if TYPE_CHECKING:
    from types import TracebackType


class Store:
    """One open journal. Use it from the thread that made it; make another for another thread."""

    def __init__(self, path: Path, clock: Clock, backups: Path, busy_ms: int = 5000) -> None:
        """`backups` is where a copy goes before a migration; `busy_ms` how long writes wait."""
        self.clock = clock
        self.path = path
        self.database = Database(path, clock, busy_ms)
        self.history = History(self.database)
        self.options = Options(self.database)
        self.steps = Steps(self.database, self.history)
        self.wins = Wins(self.database, self.history)
        self.check_ins = CheckIns(self.database, self.history)
        self.nudges = Nudges(self.database, self.history)
        self.nudge_log = NudgeLog(self.database, self.nudges)
        self.routines = Routines(self.database, self.history)
        self.habits = Habits(self.database, self.history)
        self.keepsakes = Keepsakes(self.database, self.history)
        self.people = People(self.database, self.history)
        self.search = Search(self.database)
        self.insight = Insight(self.database)
        self.intake = Intake(self.database)
        self._backups = backups
        self.restores = Restores(path, clock, self._backups_now, busy_ms)
        self.history.turn_restore = self.restores.turn

    def open(self) -> Store:
        """Open the journal, made new or migrated where needed. Raises StoreError."""
        self.database.open(before_migration=self._back_up_before_migration)
        return self

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def backups(self) -> Backups:
        """The copies of this journal, in the folder that is set and in the usual one."""
        return Backups(backup_folders(self._backups, self.options.get("backup_folder")), self.clock)

    def _backups_now(self) -> Backups:
        return self.backups

    def _back_up_before_migration(self, path: Path, schema: int) -> None:
        self.backups.make(path, f"before-schema-{schema + 1}")


def backup_folders(usual: Path, chosen: str) -> tuple[Path, ...]:
    """Where copies are: the `chosen` folder first, where there is one, and always the usual one."""
    if not chosen:
        return (usual,)
    try:
        folder = Path(chosen).expanduser()
    except RuntimeError:  # "~somebody" who does not exist
        return (usual,)
    return (usual.parent / folder, usual)
