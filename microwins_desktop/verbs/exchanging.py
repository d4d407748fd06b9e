"""`export` and `import`: the journal out of its file, and other files into it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from microwins_desktop.exchange import exporting, registry
from microwins_desktop.exchange.errors import CannotWrite, Unreadable
from microwins_desktop.exchange.importing import import_file
from microwins_desktop.exchange.report import Options, Report
from microwins_desktop.exchange.source import Source
from microwins_desktop.exchange.target import Span
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.store import Store
from microwins_desktop.store.errors import NotFound
from microwins_desktop.verbs.common import (
    Call,
    CouldNot,
    UsageError,
    parse_day,
    print_json,
    say,
)

NAMED_ROWS = 20


def export(call: Call) -> None:
    given = call.given
    first = parse_day(given.first) if given.first else None
    last = parse_day(given.last) if given.last else None
    if first and last and first > last:
        raise UsageError(_("--from is later than --to"))
    to_stream = given.path == "-"
    path = Path(given.path)
    chosen = given.format or ("json" if to_stream else exporting.format_of(path))
    if chosen is None:
        formats = ", ".join(exporting.FORMATS)
        raise UsageError(_("say with --format what to write: {formats}").format(formats=formats))
    span = Span(first, last)
    with call.journal() as store:
        try:
            if to_stream:
                exporting.export_to(store, sys.stdout.buffer, chosen, span)
                return
            count = exporting.export_file(store, path.expanduser(), chosen, span)
        except CannotWrite as error:
            raise CouldNot(str(error)) from error
    text = ngettext("Wrote {count} win to {path}", "Wrote {count} wins to {path}", count)
    say(text.format(count=count, path=path))


def import_verb(call: Call) -> None:
    given = call.given
    if given.undo:
        if given.path is not None or given.dry_run or given.format:
            raise UsageError(_("--undo stands alone"))
        _undo(call)
        return
    if given.path is None:
        raise UsageError(_("say which file to import"))
    if given.format and given.format not in registry.FORMATS:
        known = ", ".join(registry.FORMATS)
        raise UsageError(_("--format is one of {formats}").format(formats=known))
    try:
        with _source(given.path) as source, call.journal() as store:
            report = import_file(
                store,
                source,
                format_name=given.format,
                options=_options(call, store),
                dry_run=given.dry_run,
            )
    except Unreadable as error:
        raise UsageError(str(error)) from error
    if report.changed:
        call.tell_app()
    if given.json:
        print_json(report.as_json())
    else:
        _tell(report)


def _undo(call: Call) -> None:
    with call.journal() as store:
        try:
            change = store.history.undo_kind("import")
        except NotFound:
            raise CouldNot(_("there is no import to undo")) from None
    call.tell_app()
    if call.given.json:
        print_json({"undone": change.undoes, "win": None})
    else:
        say(_("Undone: {what}").format(what=change.detail.get("title") or change.undoes))


@contextmanager
def _source(path: str) -> Iterator[Source]:
    if path != "-":
        yield Source(Path(path).expanduser())
        return
    # What comes through a pipe is put aside first: recognising a file means looking at it twice.
    with tempfile.TemporaryDirectory(prefix="microwins-") as folder:
        spooled = Path(folder) / "input"
        with open(spooled, "wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield Source(spooled, _("standard input"))


def _options(call: Call, store: Store) -> Options:
    joins: dict[str, str] = {}
    areas: dict[str, str] = {}
    steps = {step.key for step in store.steps.all(archived=True)}
    known = {area.key for area in store.steps.areas(hidden=True)}
    for wish in call.given.map or ():
        habit, sign, to = wish.rpartition("=")
        if not sign or not habit:
            raise UsageError(_("--map takes HABIT=STEP or HABIT=AREA"))
        if to in steps:
            joins[habit] = to
        elif to in known:
            areas[habit] = to
        else:
            raise UsageError(_("{to} is neither a step nor an area").format(to=to))
    return Options(joins, areas, call.given.keep_rest)


def _tell(report: Report) -> None:
    label = _(registry.FORMATS[report.format].label)
    head = _("{label}: a trial, nothing was changed") if report.dry_run else "{label}"
    say(head.format(label=label))
    counts = (
        (_("read"), report.read),
        (_("new wins"), report.added),
        (_("already there"), report.duplicates),
        (_("new steps"), report.steps_added),
        (_("left out"), len(report.skipped)),
    )
    for name, count in counts:
        say(f"  {name}: {count}")
    for left in report.skipped[:NAMED_ROWS]:
        say(f"    {left.where}: {left.why}")
    if len(report.skipped) > NAMED_ROWS:
        say("    " + _("and {count} more").format(count=len(report.skipped) - NAMED_ROWS))
