"""The file of the journal before SQLite opens it: its owner's alone, and never touched unseen."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from microwins_desktop.i18n import _
from microwins_desktop.store import migrations
from microwins_desktop.store.errors import Damaged, NewerSchema, NotWritable, UnusableFolder
from microwins_desktop.store.looking_in import OWN_TABLES, open_unchanged, table_names


def place_of(path: Path) -> tuple[int, int] | None:
    """By what a file is known to be the same one; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def look_before_touching(path: Path) -> None:
    """Raises NewerSchema or Damaged for a file that is not ours to write, leaving it as it is.

    Opening a journal for writing turns on its write-ahead log, which already changes the file.
    """
    if not path.with_name(path.name + "-wal").exists():
        # Most likely nobody has it open; what looks wrong then is looked at again with locks.
        with contextlib.suppress(Damaged, sqlite3.Error):
            return _look(path, alone=True)
    return _look(path, alone=False)


def _look(path: Path, alone: bool) -> None:
    with contextlib.closing(open_unchanged(path, alone)) as look:
        (schema,) = look.execute("PRAGMA user_version").fetchone()
        checked(schema, table_names(look))


def checked(schema: int, tables: set[str]) -> int:
    """The schema, where it and the tables are ones of ours. Raises NewerSchema or Damaged."""
    if schema > migrations.CURRENT and (not tables or "win" in tables):
        raise NewerSchema(
            _(
                "this journal was written by a newer MicroWins; "
                "please update the program, nothing was changed"
            )
        )
    if schema < 0 or ((schema or tables) and not tables >= OWN_TABLES):
        raise Damaged(_("the file is a database, but not a MicroWins journal"))
    return schema


def make_private_folder(folder: Path) -> None:
    """Make `folder` for its owner alone. Raises UnusableFolder with a plain sentence."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except FileExistsError:
        raise UnusableFolder(_("{path} is a file, not a folder").format(path=folder)) from None
    except NotADirectoryError:
        raise UnusableFolder(_("{path} is inside a file").format(path=folder)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UnusableFolder(
            _("the folder {path} cannot be used: {why}").format(path=folder, why=why)
        ) from None


def make_private_file(path: Path) -> None:
    """Make the journal's file, or close one that others could read to them.

    Raises OSError, and NotWritable for one that SQLite would only read.
    """
    # SQLite gives its -wal and -shm files the mode of the database, so this one mode is enough.
    if not path.exists():
        _begin(path)
    elif os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(0o600)
    if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise NotWritable(_("the journal cannot be written"))


def _begin(path: Path) -> None:
    """Make the new file whole or not at all, so that an empty one is always a damaged one."""
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    os.close(os.open(new, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        with contextlib.closing(sqlite3.connect(new)) as connection:
            connection.execute("PRAGMA journal_mode = wal")
        with contextlib.suppress(FileExistsError):  # another process was quicker
            os.link(new, path)
    except (OSError, sqlite3.OperationalError):
        # WORKAROUND file systems that know no second name for a file (FAT)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    finally:
        new.unlink(missing_ok=True)
