"""The door to the journal on disk: it opens the file and holds what reads and writes it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from microwins_desktop.core.clock import Clock
from microwins_desktop.core.model import Change
from microwins_desktop.store import orm
from microwins_desktop.store.checkins import CheckIns
from microwins_desktop.store.database import Database
from microwins_desktop.store.history import History
from microwins_desktop.store.options import Options
from microwins_desktop.store.steps import Steps
from microwins_desktop.store.wins import Wins

if TYPE_CHECKING:
    from types import TracebackType

    from microwins_desktop.store.backups import Backups
    from microwins_desktop.store.habits import Habits
    from microwins_desktop.store.insight import Insight
    from microwins_desktop.store.intake import Intake
    from microwins_desktop.store.keepsakes import Keepsakes
    from microwins_desktop.store.nudge_log import NudgeLog
    from microwins_desktop.store.nudges import Nudges
    from microwins_desktop.store.people import People
    from microwins_desktop.store.restoring import Restores
    from microwins_desktop.store.routines import Routines
    from microwins_desktop.store.search import Search


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
        self._backups = backups
        self._busy_ms = busy_ms
        self.history.turn_restore = self._turn_restore

    def open(self) -> Store:
        """Open the journal, made new or migrated where needed. Raises StoreError."""
        self.database.open(before_migration=self._back_up_before_migration)
        return self

    @property
    def reads_only(self) -> bool:
        """Whether the journal can be read here, but not written."""
        return self.database.reads_only

    def load_tables(self) -> None:
        """Load the tables of peewee now, where something is going to be undone or edited: it takes
        some 30 ms, which the first such click would have to wait."""
        _ = orm.WinRow

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

    # What is not needed to log a win is imported when it is first asked for.

    @cached_property
    def nudges(self) -> Nudges:
        from microwins_desktop.store.nudges import Nudges

        return Nudges(self.database, self.history)

    @cached_property
    def nudge_log(self) -> NudgeLog:
        from microwins_desktop.store.nudge_log import NudgeLog

        return NudgeLog(self.database, self.nudges)

    @cached_property
    def routines(self) -> Routines:
        from microwins_desktop.store.routines import Routines

        return Routines(self.database, self.history)

    @cached_property
    def habits(self) -> Habits:
        from microwins_desktop.store.habits import Habits

        return Habits(self.database, self.history)

    @cached_property
    def keepsakes(self) -> Keepsakes:
        from microwins_desktop.store.keepsakes import Keepsakes

        return Keepsakes(self.database, self.history)

    @cached_property
    def people(self) -> People:
        from microwins_desktop.store.people import People

        return People(self.database, self.history)

    @cached_property
    def search(self) -> Search:
        from microwins_desktop.store.search import Search

        return Search(self.database)

    @cached_property
    def insight(self) -> Insight:
        from microwins_desktop.store.insight import Insight

        return Insight(self.database)

    @cached_property
    def intake(self) -> Intake:
        from microwins_desktop.store.intake import Intake

        return Intake(self.database)

    @cached_property
    def restores(self) -> Restores:
        from microwins_desktop.store.restoring import Restores

        return Restores(self.path, self.clock, self._backups_now, self._busy_ms)

    def _turn_restore(self, back: bool) -> Change:
        return self.restores.turn(back)

    @property
    def backups(self) -> Backups:
        """The copies of this journal, in the folder that is set and in the usual one."""
        from microwins_desktop.store.backups import Backups, backup_folders

        return Backups(backup_folders(self._backups, self.options.get("backup_folder")), self.clock)

    def _backups_now(self) -> Backups:
        return self.backups

    def _back_up_before_migration(self, path: Path, schema: int) -> None:
        self.backups.make(path, f"before-schema-{schema + 1}")
