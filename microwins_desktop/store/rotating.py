"""What is done after a copy was made: older ones go as the settings say, and left-overs too."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from microwins_desktop.core.rotation import Counts
from microwins_desktop.core.settings import settings_from
from microwins_desktop.store import Store
from microwins_desktop.store.restoring import sweep_rooms

_LEFT_OVER = timedelta(hours=1)


def counts_of(store: Store) -> Counts:
    values = settings_from(store.options.all())[0]
    return Counts(values.backup_daily, values.backup_weekly, values.backup_monthly)


def prune(store: Store) -> list[Path]:
    """Remove the copies that rotation does not keep, never one that undo still needs."""
    sweep_rooms(store.path.parent, (store.clock.now() - _LEFT_OVER).timestamp())
    return store.backups.prune(counts_of(store), store.restores.wanted())
