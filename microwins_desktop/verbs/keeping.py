"""`backup` and `restore`: a copy of the journal out of the house, and back in."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from microwins_desktop.core.rotation import MANUAL
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.store.backups import make_backup
from microwins_desktop.store.errors import Damaged, NewerSchema, NotWritable
from microwins_desktop.store.looking_in import Preview, is_foreign, look_into, open_unchanged
from microwins_desktop.store.rotating import prune
from microwins_desktop.verbs.common import Call, CouldNot, UsageError, say

STREAM = "-"


def backup(call: Call) -> None:
    """Without a PATH the copy goes where the app's own go, and takes part in their rotation."""
    given = call.given.path
    if given == STREAM:
        _to_output(call)
        return
    with call.journal() as store:
        if given is None:
            path = store.backups.make(store.path, MANUAL).path
            prune(store)
        else:
            path = _target(given, store.path)
            make_backup(store.path, path)
    count = look_into(path).wins
    says = ngettext("{path}: {count} win", "{path}: {count} wins", count)
    say(says.format(path=path, count=count))


def restore(call: Call) -> None:
    """Say what the copy holds, and unless it is a dry run put it in place of the journal."""
    with _source(call) as path:
        try:
            preview = look_into(path)
        except (Damaged, NewerSchema, NotWritable) as error:
            raise UsageError(str(error)) from None
        if not call.given.dry_run:
            with call.journal() as store:
                store.restores.restore(path)
                prune(store)
    for line in preview_lines(preview):
        say(line)
    if call.given.dry_run:
        say(_("This was only a look; nothing was changed."))
    else:
        call.tell_app()
        say(_("Restored. `microwins undo` brings back what was there before."))


def preview_lines(preview: Preview) -> Iterator[str]:
    """What a copy holds, in a few lines."""
    wins = ngettext("{count} win", "{count} wins", preview.wins).format(count=preview.wins)
    if preview.first is None or preview.last is None:
        yield wins
        return
    says = _("{wins}, from {first} to {last}. The newest:")
    yield says.format(wins=wins, first=preview.first, last=preview.last)
    for day, title in preview.newest:
        yield f"  {day}  {title}"


def _target(given: str, journal: Path) -> Path:
    """Where the copy goes. Never onto the journal, nor onto what is no copy of one."""
    path = Path(given).expanduser().absolute()
    if not path.parent.is_dir():
        raise UsageError(_("there is no folder {path}").format(path=path.parent))
    if path.is_dir():
        raise UsageError(_("{path} is a folder; please name a file").format(path=path))
    own = [journal, *(journal.with_name(journal.name + end) for end in ("-wal", "-shm"))]
    if any(path == mine or (mine.exists() and _same(path, mine)) for mine in own):
        raise UsageError(_("{path} is the journal itself").format(path=path))
    if path.exists() and path.stat().st_size and not _is_copy(path):
        says = _("{path} is something else than a backup, so it was left as it is")
        raise CouldNot(says.format(path=path))
    return path


def _same(one: Path, other: Path) -> bool:
    return one.exists() and os.path.samefile(one, other)


def _is_copy(path: Path) -> bool:
    try:
        with closing(open_unchanged(path)) as connection:
            return not is_foreign(connection)
    except (OSError, sqlite3.Error):
        return False


def _to_output(call: Call) -> None:
    if sys.stdout.isatty():
        raise UsageError(_("a backup is no text; please send it to a file or a program"))
    with tempfile.TemporaryDirectory(prefix="microwins-") as room, call.journal() as store:
        path = make_backup(store.path, Path(room) / "backup.db")
        sys.stdout.flush()
        with open(path, "rb") as copy:
            shutil.copyfileobj(copy, sys.stdout.buffer)
        sys.stdout.buffer.flush()


@contextmanager
def _source(call: Call) -> Iterator[Path]:
    if call.given.path != STREAM:
        yield Path(call.given.path).expanduser()
        return
    with tempfile.TemporaryDirectory(prefix="microwins-") as room:
        path = Path(room) / _("standard-input.db")
        with open(path, "wb") as copy, suppress(BrokenPipeError):
            shutil.copyfileobj(sys.stdin.buffer, copy)
        yield path
