"""Opening a person's journal: the same way from the terminal and from the desktop app."""

from __future__ import annotations

import hashlib
from pathlib import Path

from microwins_desktop import i18n, paths
from microwins_desktop.core.clock import Clock
from microwins_desktop.store import Store

_CATALOGUE = "catalogue"


def open_journal(folder: paths.DataFolder, clock: Clock, busy_ms: int = 5000) -> Store:
    """The journal of `folder`, with the starter steps in it. Raises StoreError.

    A new journal is made where there is none. `busy_ms` is how long a write may wait for another
    process, in milliseconds.
    """
    store = Store(folder.database, clock, folder.backups, busy_ms).open()
    try:
        if not store.options.get(_CATALOGUE):
            bring_catalogue_up_to_date(store)
    except BaseException:
        store.close()
        raise
    return store


def bring_catalogue_up_to_date(store: Store) -> bool:
    """Give the built-in steps the words of this version, in the language in use now.

    Quick when nothing changed since last time. Whether something was written.
    """
    source = paths.resources() / "catalogue.toml"
    chains = paths.resources() / "routines.toml"
    stamp = _stamp(source, chains)
    if store.options.get(_CATALOGUE) == stamp:
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
    read = b"".join(source.read_bytes() for source in sources)
    return hashlib.sha256(read + i18n._("Today").encode()).hexdigest()[:16]
