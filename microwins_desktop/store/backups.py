"""Copies of the journal: made with SQLite's online backup, checked, and only then put in place."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing, suppress
from datetime import datetime, time, timedelta
from pathlib import Path

from msgspec import Struct

from microwins_desktop.core import rotation
from microwins_desktop.core.clock import Clock
from microwins_desktop.core.rotation import Counts, Made
from microwins_desktop.i18n import _
from microwins_desktop.store.errors import Damaged, NotWritable, StoreError, known
from microwins_desktop.store.file import make_private_folder
from microwins_desktop.store.looking_in import open_unchanged

PREFIX = "microwins-"
_NAME = re.compile(re.escape(PREFIX) + r"(\d{8}-\d{6})-([a-z][a-z0-9-]*?)(?:\.\d+)?\.db")
_STAMP = "%Y%m%d-%H%M%S"
_LEFT_OVER = timedelta(hours=1)


class Backup(Struct, frozen=True):
    """A copy in the backup folder; `made_at` is naive wall time, `size` in bytes."""

    path: Path
    made_at: datetime
    reason: str
    size: int


class Backups:
    """The copies in `folders`. New ones go into the first folder that can be written."""

    def __init__(self, folders: Sequence[Path], clock: Clock) -> None:
        self._folders = tuple(dict.fromkeys(folders))
        self._clock = clock

    def make(self, source: Path, reason: str) -> Backup:
        """Copy the journal at `source`, complete and checked. Raises a StoreError.

        Where the chosen folder cannot be used, the copy goes into the next one.
        """
        trouble: StoreError | None = None
        for folder in self._folders:
            try:
                make_backup_folder(folder, own=folder == self._folders[-1])
                path = make_backup(source, free_name(folder, self._clock.now(), reason))
                return _backup_of(path) or Backup(path, datetime.min, reason, 0)  # noqa: DTZ901
            except Damaged:
                raise
            except StoreError as error:
                trouble = trouble or error
        raise trouble or NotWritable(_("there is no folder for backups"))

    def all(self) -> list[Backup]:
        """Every copy there is, newest first. A folder that cannot be read has none."""
        found: list[Backup] = []
        for folder in self._folders:
            with suppress(OSError):
                found += [backup for path in folder.iterdir() if (backup := _backup_of(path))]
        return sorted(found, key=_newest_first)

    def is_due(self, day_start: time) -> bool:
        """Whether today's copy is still to be made."""
        now = self._clock.now().replace(tzinfo=None)
        return rotation.is_due(map(_made, self.all()), now, day_start)

    def prune(self, counts: Counts, wanted: Collection[Path] = ()) -> list[Path]:
        """Remove what rotation does not keep; `wanted` stays, and so does the newest good one.

        Returns what was removed. What cannot be removed stays until next time.
        """
        backups = self.all()
        by_name = {str(backup.path): backup for backup in backups}
        now = self._clock.now().replace(tzinfo=None)
        going = rotation.superfluous([_made(backup) for backup in backups], counts, now)
        good = self.newest_good()
        removed: list[Path] = []
        for made in going:
            path = by_name[made.name].path
            if path in wanted or (good is not None and path == good.path):
                continue
            with suppress(OSError):
                path.unlink()
                removed.append(path)
        self._sweep()
        return removed

    def newest_good(self) -> Backup | None:
        """The newest copy that is whole, or None."""
        for backup in self.all():
            try:
                verify(backup.path)
            except StoreError:
                continue
            return backup
        return None

    def _sweep(self) -> None:
        """Remove what a kill left half-written, once nobody can be writing it any more."""
        before = (self._clock.now() - _LEFT_OVER).timestamp()
        for folder in self._folders:
            with suppress(OSError):
                for path in folder.glob(f"{PREFIX}*.part"):
                    if path.stat().st_mtime < before:
                        path.unlink()


def backup_name(made_at: datetime, reason: str) -> str:
    """A file name that sorts by time and says why the copy was made (daily, migration, ...)."""
    return f"{PREFIX}{made_at:{_STAMP}}-{reason}.db"


def free_name(folder: Path, made_at: datetime, reason: str) -> Path:
    """A path in `folder` that no copy has yet."""
    path = folder / backup_name(made_at, reason)
    number = 2
    while path.exists():
        path = folder / backup_name(made_at, f"{reason}.{number}")
        number += 1
    return path


def make_backup_folder(folder: Path, own: bool) -> None:
    """Make the folder. One in the data folder (`own`) is made private; others stay as they are."""
    if own:
        make_private_folder(folder)
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        trouble = known(error)
        raise trouble or error from error


def make_backup(source: Path, target: Path) -> Path:
    """Copy the journal at `source` to the new file `target`, complete and checked, or not at all.

    The folder of `target` has to be there. Safe while other processes write. Raises a StoreError;
    `target` is then as it was.
    """
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(source, partial)
        _to_disk(partial)
        os.replace(partial, target)
        _to_disk(target.parent)
    except (OSError, sqlite3.Error, StoreError) as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        trouble = known(error)
        if trouble is None:
            raise
        raise trouble from error
    return target


def verify(path: Path) -> None:
    """Raises Damaged (or another StoreError) where the copy is not whole."""
    try:
        with closing(open_unchanged(path)) as copy:
            if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise Damaged(_("{name} is damaged").format(name=path.name))
            copy.execute("SELECT COUNT(*) FROM win").fetchone()
    except (OSError, sqlite3.Error) as error:
        trouble = known(error)
        raise trouble or Damaged(_("{name} is no journal").format(name=path.name)) from error


def _copy(source: Path, target: Path) -> None:
    with closing(open_unchanged(source)) as origin, closing(sqlite3.connect(target)) as copy:
        # One read transaction around both, so that the counts are those of what was copied, also
        # while others write.
        origin.isolation_level = None
        origin.execute("BEGIN")
        expected = _counts(origin)
        origin.backup(copy)
        # The copy stands alone: no write-ahead log beside it that could be forgotten.
        copy.execute("PRAGMA journal_mode = delete")
        whole = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        if not whole or _counts(copy) != expected:
            raise Damaged(_("the copy of the journal did not come out whole"))


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    plain = [name for (name,) in names if not name.startswith(("sqlite_", "win_words"))]
    return {
        name: connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in plain
    }


def _to_disk(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk itself."""
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _backup_of(path: Path) -> Backup | None:
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        made_at = datetime.strptime(found.group(1), _STAMP)  # noqa: DTZ007 - wall time, as named
        return Backup(path, made_at, found.group(2), path.stat().st_size)
    except (ValueError, OSError):
        return None


def _made(backup: Backup) -> Made:
    return Made(str(backup.path), backup.made_at, backup.reason)


def _newest_first(backup: Backup) -> tuple[float, str]:
    return -(backup.made_at - datetime(1970, 1, 1)).total_seconds(), backup.path.name  # noqa: DTZ001


def backup_folders(usual: Path, chosen: str) -> tuple[Path, ...]:
    """Where copies are: the `chosen` folder first, where there is one, and always the usual one."""
    if not chosen:
        return (usual,)
    try:
        folder = Path(chosen).expanduser()
    except RuntimeError:  # "~somebody" who does not exist
        return (usual,)
    return (usual.parent / folder, usual)
