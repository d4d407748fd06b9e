"""Opening a person's journal: the same way from the terminal and from the desktop app."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from microwins_desktop import i18n, paths
from microwins_desktop.core.clock import Clock
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.store import Store
from microwins_desktop.store.errors import Damaged, NotWritable, known
from microwins_desktop.store.looking_in import Preview, look_into, was_interrupted

if TYPE_CHECKING:
    from microwins_desktop.store.rescue import Rescue

LOOK_THROUGH_BYTES = 16_000_000
"""A journal up to this size is looked through at every start of the app (some 50 ms); a larger one
when its daily copy is made, in a thread of its own."""

BUSY_MS = 300
"""How long a write of the app may wait for another process before the win is kept in memory
instead."""

_CATALOGUE = "catalogue"


def open_journal(folder: paths.DataFolder, clock: Clock, busy_ms: int = 5000) -> Store:
    """The journal of `folder`, with the starter steps in it. Raises StoreError.

    A new journal is made where there is none, but not where one was lost. One that may only be read
    is opened for that. `busy_ms` is how long a write may wait for another process, in milliseconds.
    """
    _refuse_what_needs_rescue(folder)
    store = Store(folder.database, clock, folder.backups, busy_ms).open()
    try:
        if not store.options.get(_CATALOGUE):
            bring_catalogue_up_to_date(store)
    except BaseException:
        store.close()
        raise
    return store


class Opened(Struct, frozen=True):
    """An open journal, and what had to be done for it: nothing, or a rescue.

    `backup` is the newest good copy, looked for only after a rescue.
    """

    store: Store
    rescue: Rescue | None = None
    backup: Preview | None = None


def open_or_rescue(
    folder: paths.DataFolder, clock: Clock, busy_ms: int = 5000, thorough: bool = False
) -> Opened:
    """As `open_journal`, but a file that cannot be read is set aside and saved from.

    Only for the process that holds the folder's lock. Raises StoreError where nothing can be done
    about it here: a newer schema, no space, no rights, another process in the way. A large journal
    is only looked through where `thorough` is asked for.
    """
    if was_interrupted(folder.database):
        from microwins_desktop.store.rescue import finish

        finish(folder.database, clock)
    try:
        store = open_journal(folder, clock, busy_ms)
        try:
            if thorough or store.path.stat().st_size <= LOOK_THROUGH_BYTES:
                _look_for_damage(store)
            return Opened(store)
        except BaseException:
            store.close()
            raise
    except Damaged:
        pass
    except NotWritable:
        if not _is_unreadable(folder.database):
            raise
    done = _rescued(folder.database, clock)
    store = open_journal(folder, clock, busy_ms)
    good = store.backups.newest_good()
    return Opened(store, done, look_into(good.path) if good else None)


def what_happened(opened: Opened) -> str:
    """Two sentences: what became of the file, and what can be put back. "" after a plain start."""
    done = opened.rescue
    if done is None:
        return ""
    if done.foreign:
        first = _(
            "The file {name} is set aside; it is no MicroWins journal, so a new one was begun."
        )
    elif done.wins == 0:
        first = _(
            "Your journal could not be read; its file is kept as {name}, and a new one begun."
        )
    else:
        first = ngettext(
            "Your journal was damaged; its file is kept as {name}, and {count} win was saved "
            "from it.",
            "Your journal was damaged; its file is kept as {name}, and {count} wins were saved "
            "from it.",
            done.wins,
        )
    return f"{first.format(name=done.aside.name, count=done.wins)} {_offer(opened)}"


def _offer(opened: Opened) -> str:
    backup = opened.backup
    if backup is None:
        return _("There is no backup to put back, and everything you log from now on is kept.")
    says = ngettext(
        "The newest backup holds {count} win and can be put back: {name}.",
        "The newest backup holds {count} wins and can be put back: {name}.",
        backup.wins,
    )
    return says.format(count=backup.wins, name=backup.path.name)


def _rescued(path: Path, clock: Clock) -> Rescue:
    from microwins_desktop.store.rescue import rescue

    try:
        return rescue(path, clock)
    except OSError as error:
        trouble = known(error)
        raise trouble or error from error


def _refuse_what_needs_rescue(folder: paths.DataFolder) -> None:
    path = folder.database
    if was_interrupted(path):
        raise Damaged(_("the journal is about to be saved from a damaged file"))
    emptied = path.is_file() and path.stat().st_size == 0
    if path.is_dir() or (emptied and folder.backups.is_dir()):
        raise Damaged(_("the journal file is empty"))


def _is_unreadable(path: Path) -> bool:
    return path.exists() and not os.access(path, os.R_OK) and os.access(path.parent, os.W_OK)


def _look_for_damage(store: Store) -> None:
    with store.database.reading():
        verdict = store.database.execute("PRAGMA quick_check(1)").fetchone()[0]
        store.database.execute("PRAGMA shrink_memory")  # of the pages that only this looked at
    if verdict != "ok":
        raise Damaged(_("the journal file cannot be read; it may be damaged"))


def bring_catalogue_up_to_date(store: Store) -> bool:
    """Give the built-in steps the words of this version, in the language in use now.

    Quick when nothing changed since last time. Whether something was written.
    """
    source = paths.resources() / "catalogue.toml"
    chains = paths.resources() / "routines.toml"
    stamp = _stamp(source, chains)
    if store.reads_only or store.options.get(_CATALOGUE) == stamp:
        return False
    from microwins_desktop.core.catalogue import load_catalogue
    from microwins_desktop.core.routines import load_routines, translated

    catalogue = load_catalogue(source).translated(i18n._)
    store.steps.sync(catalogue.areas, catalogue.steps, catalogue.starters)
    known = frozenset(step.key for step in catalogue.steps)
    store.routines.sync(translated(load_routines(chains, known), i18n._))
    store.options.put({_CATALOGUE: stamp})
    return True


def _stamp(*sources: Path) -> str:
    import zlib  # a verb does not look

    read = b"".join(source.read_bytes() for source in sources)
    return f"{zlib.crc32(read + i18n._('Today').encode()):08x}-{len(read)}"
