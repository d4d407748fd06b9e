"""`doctor`: looks at everything the program relies on and says in plain words how it is.

It only looks; nothing is made or repaired. Where there is no journal yet, that is well. What can
be mended names how: `doctor --repair NAME` does it, after a copy was made.
"""

from __future__ import annotations

from collections.abc import Iterator

from microwins_desktop.i18n import _, ngettext
from microwins_desktop.paths import DataFolder
from microwins_desktop.store.backups import Backups, backup_folders
from microwins_desktop.store.checkup import (
    Finding,
    look_at_copies,
    look_at_remains,
    look_through,
    readable_by_others,
    repair,
)
from microwins_desktop.store.looking_in import chosen_folder
from microwins_desktop.system.safety_net import slips_of
from microwins_desktop.verbs import surroundings
from microwins_desktop.verbs.common import Call, CouldNot, UsageError, print_json, say

REPAIRS = ("journal", "orphans", "permissions", "search")


def doctor(call: Call) -> None:
    """Print all findings. Raises CouldNot when one of them is a problem."""
    if call.given.repair is not None:
        _mend(call, call.given.repair)
        return
    findings = [*look(call)]
    problems = [finding for finding in findings if finding.state == "problem"]
    if call.given.json:
        print_json({"ok": not problems, "findings": [found.as_json() for found in findings]})
    else:
        marks = {"ok": _("well"), "note": _("note"), "problem": _("look")}
        width = max(len(mark) for mark in marks.values())
        for found in findings:
            say(f"{marks[found.state]:<{width}}  {found.check}: {found.says}")
        for name in dict.fromkeys(found.repair for found in findings if found.repair):
            says = _("`microwins doctor --repair {name}` mends that; nothing is done unasked.")
            say(says.format(name=name))
    if problems:
        raise CouldNot(problems[0].says)


def look(call: Call) -> Iterator[Finding]:
    """One finding after the other, from the program's own files to the person's."""
    yield from surroundings.look()
    yield surroundings.look_at_folder(call.folder.root)
    path = call.folder.database
    if not path.exists():
        yield Finding("journal", "ok", _("there is none yet; it is made with the first win"))
    else:
        yield from look_through(path)
        yield _permissions(call.folder)
        yield look_at_copies(_backups(call), call.clock)
    remains = look_at_remains(path) if call.folder.root.is_dir() else None
    yield from filter(None, (remains, _waiting(call.folder)))


def _waiting(folder: DataFolder) -> Finding | None:
    """The wins that could not be written to the journal yet."""
    written = [slip.peek() for slip in slips_of(folder.root)]
    ids = {ident for slip in written for ident in slip.waiting}
    if not ids:
        return None
    says = ngettext(
        "{count} win waits to be written; the app takes it in when it starts",
        "{count} wins wait to be written; the app takes them in when it starts",
        len(ids),
    )
    return Finding("waiting", "note", says.format(count=len(ids)))


def _permissions(folder: DataFolder) -> Finding:
    if readable_by_others(folder.database) or readable_by_others(folder.root):
        says = _("the journal can be read by other people on this computer")
        return Finding("permissions", "note", says, "permissions")
    return Finding("permissions", "ok", _("only you can read the journal"))


def _backups(call: Call) -> Backups:
    """The copies, without opening the journal for more than a look."""
    chosen = chosen_folder(call.folder.database)
    return Backups(backup_folders(call.folder.backups, chosen), call.clock)


def _mend(call: Call, name: str) -> None:
    if name not in REPAIRS:
        says = _("{name} is not something to repair; there are {names}")
        raise UsageError(says.format(name=f"{name!r:.60}", names=", ".join(REPAIRS)))
    if name == "journal":
        call.rescued_journal().close()
        say(_("The journal can be read."))
    elif name == "permissions":
        for path in (call.folder.root, call.folder.database):
            if path.exists() and readable_by_others(path):
                path.chmod(0o700 if path.is_dir() else 0o600)
        say(_("Only you can read the journal."))
    else:
        say(repair(name, call.folder.database, _backups(call)))
    call.tell_app()
