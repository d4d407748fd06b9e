"""Importing a file: recognise it, read it, stage it, and merge it as one action to undo.

Nothing in the journal changes before the whole file has been read, and a copy of the journal is
made before it does. A trial run goes the same way and is taken back at its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from microwins_desktop.exchange import microwins_csv, microwins_json, registry
from microwins_desktop.exchange.converting import Converter
from microwins_desktop.exchange.errors import Unreadable
from microwins_desktop.exchange.format import Format
from microwins_desktop.exchange.report import Ledger, LeftOut, Options, Progress, Report, go_on
from microwins_desktop.exchange.source import Source
from microwins_desktop.i18n import _
from microwins_desktop.store import Store
from microwins_desktop.store.intake import Parcel
from microwins_desktop.store.rotating import prune

BEFORE_IMPORT = "before-import"


def import_file(
    store: Store,
    source: Source,
    *,
    format_name: str | None = None,
    options: Options | None = None,
    dry_run: bool = False,
    progress: Progress = go_on,
) -> Report:
    """Take a file in, or with `dry_run` only say what that would do.

    Raises Unreadable where the file cannot be used, Cancelled where `progress` says so, and
    StoreError; in every case the journal is as it was.
    """
    chosen = _format(source, format_name)
    ledger = Ledger(store.database.now_ms(), progress)
    parcel = Parcel(chosen.name, source.name)
    wins = _wins(store, chosen, source, parcel, ledger, options or Options())
    staged = store.intake.stage(wins)
    if not dry_run and (staged or parcel.rows or parcel.settings):
        store.backups.make(store.path, BEFORE_IMPORT)
        prune(store)
    merged = store.intake.merge(parcel, keep=not dry_run)
    troubles = tuple(LeftOut(where, why) for where, why in merged.troubles)
    return Report(
        format=chosen.name,
        dry_run=dry_run,
        read=ledger.read,
        added=merged.added,
        duplicates=merged.duplicates,
        skipped=(*ledger.left_out, *troubles),
        steps_added=merged.steps_added,
        habits=ledger.habits,
        rests=ledger.rests,
        changed=merged.changed and not dry_run,
    )


def _format(source: Source, name: str | None) -> Format:
    if name is None:
        return registry.format_of(source)
    if name not in registry.FORMATS:
        raise Unreadable(_("{name} is not a format that MicroWins reads").format(name=name))
    return registry.FORMATS[name]


def _wins(
    store: Store,
    chosen: Format,
    source: Source,
    parcel: Parcel,
    ledger: Ledger,
    options: Options,
) -> Iterator[tuple[Any, ...]]:
    if chosen.read is not None:
        return Converter(parcel, ledger, options, store.clock).wins(chosen.read(source))
    load = microwins_json.load if chosen is microwins_json.FORMAT else microwins_csv.load
    return load(source, parcel, ledger)
