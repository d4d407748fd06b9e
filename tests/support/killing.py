"""Kills a process at random moments while it works on a journal, and looks what is left.

Run as a program (`python -m support.killing FOLDER COUNT SEED`) without Qt, so that it may fork:
each round is a child that works and is killed (SIGKILL) after a time drawn from SEED. What the
child had been told is saved comes through a pipe. Prints one line of JSON; a broken promise ends
it with the round that broke it.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import time as wall_time
from pathlib import Path

from microwins_desktop.core.clock import SystemClock
from microwins_desktop.exchange.exporting import export_file
from microwins_desktop.exchange.importing import import_file
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.target import Span
from microwins_desktop.opening import open_journal, open_or_rescue
from microwins_desktop.paths import DataFolder
from microwins_desktop.store import Store, migrations
from microwins_desktop.store.backups import make_backup
from microwins_desktop.store.rotating import prune
from microwins_desktop.store.wins import NewWin

START = wall_time(4)
IMPORTED = 1500
OLD_WINS = 300
LONGEST_MS = {
    "log": 120,
    "backup": 150,
    "restore": 250,
    "migrate": 150,
    "import": 500,
    "start": 120,
    "rescue": 250,
}

Say = Callable[[str], None]
CLOCK = SystemClock()


def log(store: Store, title: str) -> None:
    store.wins.log(NewWin(at=CLOCK.now(), title=title), START)


class Work:
    """What the children do; each method goes on until it is killed."""

    def __init__(self, folder: DataFolder, number: int, say: Say) -> None:
        self.folder = folder
        self.number = number
        self.say = say

    def log(self) -> None:
        with open_journal(self.folder, CLOCK) as store:
            for count in range(100_000):
                self._acknowledged(store, f"{self.number}.{count}")

    def backup(self) -> None:
        with open_journal(self.folder, CLOCK) as store:
            for count in range(100_000):
                self._acknowledged(store, f"{self.number}.{count}")
                store.backups.make(store.path, "daily")
                prune(store)

    def restore(self) -> None:
        with open_journal(self.folder, CLOCK) as store:
            for count in range(100_000):
                self._acknowledged(store, f"{self.number}.{count}a")
                copy = make_backup(store.path, self.folder.root / "copy.db")
                self._acknowledged(store, f"{self.number}.{count}b")
                store.restores.restore(copy)
                store.history.undo()
                store.history.redo()
                store.history.undo()

    def migrate(self) -> None:
        open_journal(self.folder, CLOCK).close()

    start = migrate

    def imports(self) -> None:
        with open_journal(self.folder, CLOCK) as store:
            import_file(store, Source(self.folder.root / "import.json"))
            self.say("imported")
            signal.pause()

    def rescue(self) -> None:
        open_or_rescue(self.folder, CLOCK).store.close()

    def _acknowledged(self, store: Store, title: str) -> None:
        log(store, title)
        self.say(title)


class Rounds:
    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.acknowledged: set[str] = set()
        self.long = DataFolder(root / "long")
        self._another: list[tuple[str, str, int]] = []
        self._prepare()

    def run(self, number: int) -> None:
        kind = self.chance.choice(list(LONGEST_MS))
        folder = self.long if kind in ("log", "backup", "restore") else self._fresh(kind, number)
        name = "imports" if kind == "import" else kind
        said = self._killed(name, folder, number, self.chance.uniform(0, LONGEST_MS[kind]) / 1000)
        self.done[kind] += 1
        try:
            getattr(self, f"look_at_{name}")(folder, said)
        except BaseException as error:
            raise SystemExit(f"round {number} ({kind}): {type(error).__name__}: {error}") from error
        if folder is not self.long:
            shutil.rmtree(folder.root)

    # What has to hold after each

    def look_at_log(self, folder: DataFolder, said: list[str]) -> None:
        self.acknowledged.update(said)
        with self._opened(folder) as store:
            missing = self.acknowledged - {win.title for win in store.wins.between()}
            assert not missing, f"{len(missing)} wins are gone: {sorted(missing)[:5]}"

    look_at_backup = look_at_log

    def look_at_restore(self, folder: DataFolder, said: list[str]) -> None:
        """Killed between a restore and its undo, undo still brings everything back."""
        with self._opened(folder) as store:
            action = store.history.next_undo()
            if action is not None and action.kind == "restore":
                store.history.undo()
        self.look_at_log(folder, said)

    def look_at_migrate(self, folder: DataFolder, _said: list[str]) -> None:
        with self._opened(folder) as store:
            assert store.wins.count() == OLD_WINS
            assert store.database.execute("PRAGMA user_version").fetchone()[0] == migrations.CURRENT

    def look_at_start(self, folder: DataFolder, _said: list[str]) -> None:
        with self._opened(folder) as store:
            log(store, "the first")
            assert store.steps.all()

    def look_at_imports(self, folder: DataFolder, said: list[str]) -> None:
        with self._opened(folder) as store:
            count = store.wins.count()
            assert count in ((IMPORTED,) if said else (0, IMPORTED)), f"{count} of {IMPORTED}"

    def look_at_rescue(self, folder: DataFolder, _said: list[str]) -> None:
        with open_or_rescue(folder, CLOCK).store as store:
            assert store.wins.count() == OLD_WINS
        assert [path.stat().st_size for path in folder.root.glob("*.damaged-*.db")], "set aside"

    # How it is done

    def _killed(self, name: str, folder: DataFolder, number: int, after: float) -> list[str]:
        near, far = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(near)
            with suppress(BaseException):
                getattr(Work(folder, number, lambda line: _say(far, line)), name)()
            os._exit(0)
        os.close(far)
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with open(near, encoding="ascii") as ear:
            return ear.read().split()

    def _opened(self, folder: DataFolder) -> Store:
        if folder.database.exists():
            with closing(sqlite3.connect(folder.database)) as connection:
                verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
                assert verdict == "ok", verdict
        opened = open_or_rescue(folder, CLOCK)
        assert opened.rescue is None, "a good journal was taken for a damaged one"
        for backup in opened.store.backups.all():
            with closing(sqlite3.connect(backup.path)) as copy:
                assert copy.execute("PRAGMA quick_check").fetchone()[0] == "ok", backup.path.name
        return opened.store

    def _fresh(self, kind: str, number: int) -> DataFolder:
        folder = DataFolder(self.root / f"{kind}-{number}")
        folder.root.mkdir(mode=0o700)
        if kind in ("migrate", "rescue"):
            shutil.copy(self.root / f"{kind}.db", folder.database)
        elif kind == "import":
            shutil.copy(self.root / "import.json", folder.root)
        return folder

    def _prepare(self) -> None:
        old = self.root / "migrate.db"
        with closing(sqlite3.connect(old)) as connection, connection:
            for statement in migrations.statements(1):
                connection.execute(statement)
            connection.execute("PRAGMA user_version = 1")
            connection.executemany(
                "INSERT INTO win (uuid, changed_at, title, size, at_ms, offset_min, time_known,"
                " day, note, source, hard, quiet) VALUES (?, 1, ?, 'whole', ?, 60, 1,"
                " '2026-01-01', '', 'cli', 0, 0)",
                [(f"u{n}", f"old {n}", 1_767_000_000_000 + n) for n in range(OLD_WINS)],
            )
        damaged = bytearray(old.read_bytes())
        damaged[:100] = b"x" * 100
        (self.root / "rescue.db").write_bytes(damaged)
        for number in range(IMPORTED):  # as another journal would hand them over
            self._another.append(
                (
                    str(uuid.UUID(int=number + 1, version=4)),
                    f"win {number}",
                    1_768_000_000_000 + number,
                )
            )
        trial = DataFolder(self.root / "trial")
        with open_journal(trial, CLOCK) as store:
            with store.database.writing():
                store.database.execute_many(
                    "INSERT INTO win (uuid, changed_at, title, size, at_ms, offset_min,"
                    " time_known, day, note, source, hard, quiet) VALUES (?, 1, ?, 'whole', ?,"
                    " 60, 1, '2026-01-02', '', 'cli', 0, 0)",
                    self._another,
                )
            export_file(store, self.root / "import.json", "json", Span())
        shutil.rmtree(trial.root)


def _say(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode("ascii"))


def main(folder: str, count: str, seed: str) -> None:
    rounds = Rounds(Path(folder), int(seed))
    for number in range(int(count)):
        rounds.run(number)
    done = dict(sorted(rounds.done.items()))
    sys.stdout.write(json.dumps({"kills": done, "acknowledged": len(rounds.acknowledged)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
